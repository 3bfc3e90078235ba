"""E310: the garuda is not an image file of the project.

Wrong: `garuda: garuda.png`, and the file does not exist, or `garuda: garuda.svg`, or a text named `garuda.png`.
Right: the path of a `.png` or `.jpg` file, relative to the project's folder. A link must not lead out of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.findings.catalogue import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


# What PNG and JPEG begin with.
_BEGINNINGS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def check(plan: Plan, exists: Callable[..., bool]) -> Iterator[Finding]:
    """Yield a finding where the garuda's file is not there or of another kind."""
    file = plan.memo.garuda
    if file and "garuda" not in plan.memo.invalid_fields:
        if not file.lower().endswith((".png", ".jpg", ".jpeg")):
            yield finding("E310.kind", plan.memo.location.value("garuda"), file=file)
        elif not exists(file):
            yield finding("E310", plan.memo.location.value("garuda"), file=file)
        elif not exists(file, _BEGINNINGS):
            yield finding("E310.kind", plan.memo.location.value("garuda"), file=file)
