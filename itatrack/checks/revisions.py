"""Checks of what entries state anew of the plan: as those of the plan itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.checks.date_order import dated_parts, far_days, reversed_periods
from itatrack.checks.plan_measures import unknown_units
from itatrack.progress.rounds import fiscal_year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan


def unknown_unit(plan: Plan, history: History) -> Iterator[Finding]:
    """Yield the units of entries that are not in `units` of the plan, where it has them."""
    # Without the key the units are those that measures name, and any other name is right too.
    if plan.location.key("units") != plan.location.value():
        yield from unknown_units([entry for entries in history.entries.values() for entry in entries], plan.units)


def reversed_period(history: History) -> Iterator[Finding]:
    """Yield the periods of entries that end before they begin."""
    yield from reversed_periods((name, entry.period) for name, entries in history.entries.items() for entry in entries)


def due_in_a_far_year(plan: Plan, history: History) -> Iterator[Finding]:
    """Yield the days of entries that lie years away from the plan's fiscal year."""
    year = fiscal_year_of(plan)
    if year is not None:
        parts = [part for entries in history.entries.values() for entry in entries for part in dated_parts(entry)]
        yield from far_days(parts, year)
