"""The table of what was done since the round before: a row for each measure of which anything changed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from itatrack.model.columns import HEADINGS
from itatrack.model.records import Evidence, IndicatorResult, Monitoring, Period
from itatrack.progress.comparison import changes_of
from itatrack.progress.computed import Values
from itatrack.progress.state import indicator_of
from itatrack.report.cells import CELLS, RowContext
from itatrack.report.phrases import evidence_item, monitoring_text, period_text, with_unit
from itatrack.report.tables import EMPTY_MARK, Cell, Heading, Item, Table
from itatrack.report.value_cells import plain_number
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.model.records import Measure, Plan
    from itatrack.progress.state import Progress
    from itatrack.progress.values import ValueChange

_WHAT: Final = "ความก้าวหน้า"
# The status has columns of its own, and a note stays in the history.
_NOT_TOLD: Final = {"status", "note"}


def changes_table(plan: Plan, progress: Progress, since: dt.date | None) -> Table:
    """Return what changed of each measure since a day; no rows where nothing did, or where there is no day.

    Args:
        plan: the plan, for the agency's own columns and words.
        progress: the states of its measures as of the report's day.
        since: the day that the report before this one spoke of.
    """
    if since is None:
        return Table((), (), name="changes")
    before = progress._replace(as_of=since, states=tuple(state.at(since) for state in progress.states))
    status = RowContext(plan, (), None, Values(plan))
    then, now = ({state.measure.id: state for state in each.states} for each in (before, progress))
    rows = []
    for change in changes_of(before, before, progress, {}):
        name = change.measure.id
        told = [item for each in change.happened for item in _told(plan, change.measure, each)]
        moved = then[name].status is not now[name].status
        if told or moved:
            shown = (CELLS["status"](state[name], status) for state in (then, now))
            what = Cell(tuple(told)) if told else Cell(mark=EMPTY_MARK)
            rows.append((Cell((Item(change.measure.title),), names_row=True), *shown, what))
    days = (f"{HEADINGS['status']} ณ {calendar.short(day)}" for day in (since, progress.as_of))
    return Table(tuple(map(Heading, (HEADINGS["title"], *days, _WHAT))), tuple(rows), name="changes")


def _told(plan: Plan, measure: Measure, change: ValueChange) -> Iterator[Item]:
    """Yield what came with a key; what no longer holds, such as evidence of the status before, is not told."""
    if change.key in _NOT_TOLD:
        return
    heading = HEADINGS.get(change.key) or next(
        (column.heading for column in plan.single_columns if column.name == change.key), change.key
    )
    for value in change.added:
        if isinstance(value, Evidence):
            yield evidence_item(value)
        elif isinstance(value, IndicatorResult):
            yield from _of_indicator(measure, value)
        elif isinstance(change.after, tuple) or change.before is None:
            yield Item(f"{heading}: {_text(value)}")
        else:
            yield Item(f"{heading}: จาก {_text(change.before)} เป็น {_text(value)}")


def _of_indicator(measure: Measure, stated: IndicatorResult) -> Iterator[Item]:
    indicator = indicator_of(measure, stated.name)
    if indicator and stated.result:
        yield Item(f"{indicator.name}: {with_unit(stated.result, indicator.unit)}")


def _text(value: object) -> str:
    if isinstance(value, dt.date):
        return calendar.short(value)
    if isinstance(value, Period):
        return period_text(value)
    if isinstance(value, Monitoring):
        return monitoring_text(value)
    return plain_number(value) if isinstance(value, Decimal) else str(value)
