"""W502: an entry says done and names no evidence.

An assessor believes what can be looked up, best under a stable address.

Wrong: `status: done` alone.
Right: `status: done` with `evidence: [{text: ประกาศ, url: "https://www.example.go.th/notice"}]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model import History


def check(history: History) -> Iterator[Finding]:
    """Give a finding for every done entry without evidence."""
    for name, entries in history.entries.items():
        for entry in entries:
            if entry.status is Status.DONE and not entry.evidence and "evidence" not in entry.unread:
                yield finding("W502", entry.at.value("status"), id=name)
