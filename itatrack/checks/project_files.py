"""Checks of the files that the data names: the garuda and the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from itatrack.findings.catalogue import finding
from itatrack.progress.evidence import given_evidence
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

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
    """W511: a file is given as evidence, or as the copy of a page, that does not exist.

    Wrong: `file: evidence/notice.pdf`, and the file does not exist.
    Right: the path of a file, relative to the project's folder.
    """
    for _, _, evidence in given_evidence(plan, history):
        for key, file in (("file", evidence.file), ("copy", evidence.copy)):
            if file and not exists(file):
                yield finding("W511", evidence.location.value(key), file=file)


def pin_without_file(plan: Plan, history: History) -> Iterator[Finding]:
    """E315: a SHA-256 is of no file, or a copy is of no page.

    Wrong: `{url: "https://www.example.go.th/notice", sha256: …}`.
    Right: `{url: "https://www.example.go.th/notice", copy: evidence/notice.pdf, sha256: …}`.
    """
    for _, _, evidence in given_evidence(plan, history):
        if evidence.invalid_fields:
            continue
        if evidence.copy and evidence.file:
            yield finding("E315.both", evidence.location.key("copy"))
        elif evidence.copy and not evidence.url:
            yield finding("E315.copy", evidence.location.key("copy"))
        elif evidence.sha256 and not evidence.kept:
            yield finding("E315", evidence.location.key("sha256"))


def changed_file(plan: Plan, history: History, digest: Callable[[str], str | None] | None) -> Iterator[Finding]:
    """W532: a file of evidence is not the one whose SHA-256 was recorded.

    A report can still be printed: it says what was true when the evidence was checked, and whoever signs should know.

    Wrong: `{file: evidence/notice.pdf, sha256: …}`, and the file was changed since.
    Right: the file as it was; or the SHA-256 of the new one, once somebody has read it.
    """
    for measure, _, evidence in given_evidence(plan, history) if digest else ():
        found = digest(evidence.kept) if digest and evidence.kept and evidence.sha256 else None
        if found and found != evidence.sha256:
            import shlex  # for a command that is said to be typed: few files are ever changed

            yield finding(
                "W532",
                evidence.location.value("sha256"),
                id=measure,
                file=evidence.kept,
                quoted=shlex.quote(evidence.kept or ""),
                folder="",
            )


def check_to_come(plan: Plan, history: History, today: dt.date) -> Iterator[Finding]:
    """W533: evidence is said to be checked on a day that has not come.

    Wrong: `checked: 2574-03-31`, in 2564.
    Right: the day on which somebody looked at the evidence.
    """
    for _, _, evidence in given_evidence(plan, history):
        if evidence.checked and "checked" not in evidence.invalid_fields and evidence.checked > today:
            yield finding("W533", evidence.location.value("checked"), day=calendar.iso(evidence.checked))
