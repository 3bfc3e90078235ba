"""W513: an entry is dated after today.

An entry records what was true on its day, so its date cannot be in the future; usually the year is mistyped. A report
as of an earlier day ignores the entry without notice.

Wrong: `date: 2654-03-31`.
Right: `date: 2564-03-31`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History


def check(history: History, today: dt.date) -> Iterator[Finding]:
    """Yield a finding for every entry dated after today."""
    for name, entries in history.entries.items():
        for entry in entries:
            if entry.date > today:  # one that could not be read is none
                day, last = calendar.iso(entry.date), calendar.iso(today)
                yield finding("W513", entry.location.value("date"), id=name, day=day, today=last)
