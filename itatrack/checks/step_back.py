"""W505: a measure goes back, from done to in progress or from in progress to not started, without a note.

Work is reopened now and then; an auditor will ask for the reason.

Wrong: `status: in-progress` after `status: done`.
Right: the same with `note: เว็บไซต์ใช้งานไม่ได้ ต้องปรับปรุงใหม่`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.message import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History


def check(history: History) -> Iterator[Finding]:
    """Yield a finding for every entry whose status is behind the one before it, without a note."""
    for name, entries in history.entries.items():
        for before, entry in pairwise(entries):
            invalid = before.invalid_fields & {"date", "status"} | entry.invalid_fields & {"date", "status", "note"}
            if invalid or entry.note:
                continue
            if entry.date > before.date and entry.status.rank < before.status.rank:
                yield finding(
                    "W505",
                    entry.location.value("status"),
                    id=name,
                    before=message(before.status.code),
                    after=message(entry.status.code),
                )
