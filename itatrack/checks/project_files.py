"""Checks of the files that the data names: the garuda and the evidence."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol

from itatrack.findings.catalogue import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan


class FileLookup(Protocol):
    """Whether a path, counted from the project's folder, is a file in it, and begins with one of some bytes."""

    def __call__(self, path: str, beginnings: tuple[bytes, ...] = (), /) -> bool:
        """Check whether the file is there and, where beginnings are given, begins with one of them."""


# What PNG and JPEG begin with.
_BEGINNINGS_OF_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def picture_file(plan: Plan, exists: FileLookup) -> Iterator[Finding]:
    """E310: the garuda is not an image file of the project.

    Wrong: `garuda: garuda.png`, and the file does not exist, or `garuda: garuda.svg`, or a text named `garuda.png`.
    Right: the path of a `.png` or `.jpg` file, relative to the project's folder. A link must not lead out of it.
    """
    file = plan.memo.garuda
    if file and "garuda" not in plan.memo.invalid_fields:
        if not file.lower().endswith((".png", ".jpg", ".jpeg")):
            yield finding("E310.kind", plan.memo.location.value("garuda"), file=file)
        elif not exists(file):
            yield finding("E310", plan.memo.location.value("garuda"), file=file)
        elif not exists(file, _BEGINNINGS_OF_PICTURES):
            yield finding("E310.kind", plan.memo.location.value("garuda"), file=file)


def evidence_file(plan: Plan, history: History, exists: FileLookup) -> Iterator[Finding]:
    """W511: a file is given as evidence that does not exist.

    Wrong: `file: evidence/notice.pdf`, and the file does not exist.
    Right: the path of a file, relative to the project's folder.
    """
    of_plan = (measure.evidence for measure in plan.measures)
    of_history = (entry.evidence for entries in history.entries.values() for entry in entries)
    for evidence in chain.from_iterable(chain(of_plan, of_history)):
        if evidence.file and not exists(evidence.file):
            yield finding("W511", evidence.location.value("file"), file=evidence.file)
