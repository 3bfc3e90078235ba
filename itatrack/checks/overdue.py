"""W508: a measure's due date has passed and it is not done.

Wrong: `due: 2564-03-31`, and on a later day no entry records it as done.
Right: an entry with `status: done`, or a new due date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.message import message
from itatrack.progress.state import progress
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Measure, Plan


def check(plan: Plan, history: History, as_of: dt.date) -> Iterator[Finding]:
    """Yield a finding for every measure that is overdue as of a day."""
    ids = {measure.id for measure in plan.measures}
    has_stray = any(name not in ids for name in history.entries)
    for state in progress(plan, history, as_of).states:
        if state.overdue and state.due and not _is_doubtful(state.measure, plan, history, has_stray=has_stray):
            measure = state.measure
            if measure.monitoring and measure.monitoring.due:
                span = measure.monitoring.location.value("due")
            elif measure.period and measure.period.to:
                span = measure.period.location.value("to")
            else:
                span = measure.location.value("id")
            yield finding("W508", span, id=measure.id, due=calendar.iso(state.due), status=message(state.status.code))


def _is_doubtful(measure: Measure, plan: Plan, history: History, *, has_stray: bool) -> bool:
    """Check whether what was not read may be what tells that a measure is not overdue."""
    entries = history.entries.get(measure.id, ())
    return bool(
        measure.invalid_fields & {"id", "monitoring", "period"}
        or any(part and part.invalid_fields for part in (measure.monitoring, measure.period, plan.monitoring))
        or measure.id in history.invalid_fields
        or any(entry.invalid_fields & {"date", "status"} for entry in entries)
        # Entries under a mistyped id may be this measure's.
        or (has_stray and not entries)
    )
