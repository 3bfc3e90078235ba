"""W520: an entry is dated before the plan's fiscal year.

Such an entry records the progress of last year's measure, so no list and no report counts it. The plan's year is its
`fiscal_year`, or else the one in which its monitoring is due; it begins on 1 October of the previous year.

Wrong: `fiscal_year: 2565` with `date: 2564-03-31`.
Right: last year's entries in last year's files, and `date: 2565-03-31` here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.progress.rounds import fiscal_year_of, is_before
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan


def check(plan: Plan, history: History) -> Iterator[Finding]:
    """Yield a finding for every entry dated before the plan's fiscal year."""
    year = fiscal_year_of(plan)
    for name, entries in history.entries.items():
        for entry in entries:
            if "date" not in entry.invalid_fields and is_before(entry.date, year):
                day = calendar.iso(entry.date)
                yield finding("W520", entry.location.value("date"), id=name, day=day, year=year)
