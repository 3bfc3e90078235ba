"""W521: the total spent is less than on an earlier day.

`spent` is the total spent up to the day, not the amount of one payment. It falls only if money was returned, and the
entry's `note` says so.

Wrong: `spent: 5000`, and on a later day `spent: 2000`.
Right: the later entry with `spent: 7000`, or with `note: ส่งคืนเงินยืม 3,000 บาท`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.findings.message import message
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, StatusEntry


def check(history: History) -> Iterator[Finding]:
    """Yield a finding for every entry that has spent less than the one before it that says so, without a note."""
    for name, entries in history.entries.items():
        before: StatusEntry | None = None
        for entry in entries:
            if entry.invalid_fields & {"date", "spent"} or entry.spent is None:
                continue
            falls = before and before.spent is not None and before.date < entry.date and entry.spent < before.spent
            if before and falls and not entry.note and "note" not in entry.invalid_fields:
                yield finding(
                    "W521",
                    entry.location.value("spent"),
                    (Related(message("the larger sum is here"), before.location.value("spent")),),
                    id=name,
                    spent=entry.spent,
                    before=before.spent,
                    day=calendar.iso(before.date),
                )
            before = entry
