"""W511: an entry gives a file as evidence that does not exist.

Wrong: `file: evidence/notice.pdf`, and the file does not exist.
Right: the path of a file, relative to the project's folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History


def check(history: History, exists: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield a finding for every evidence file for which `exists` says no."""
    for entries in history.entries.values():
        for entry in entries:
            for evidence in entry.evidence:
                if evidence.file and not exists(evidence.file):
                    yield finding("W511", evidence.location.value("file"), file=evidence.file)
