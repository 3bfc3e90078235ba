"""The cells of a row, by the columns of the table."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.model.amounts import Baht
from itatrack.model.columns import PARTS_OF_THE_YEAR, RECURRING
from itatrack.model.number_kinds import NO_BUDGET
from itatrack.model.status import Status
from itatrack.progress.rounds import fiscal_year_of
from itatrack.report.phrases import (
    continues_text,
    evidence_items,
    indicator_text,
    monitoring_text,
    period_text,
    with_unit,
)
from itatrack.report.status_cells import mark_cells, result_cell, status_cell
from itatrack.report.tables import EMPTY_MARK, NOTHING, Cell, Item
from itatrack.report.value_cells import custom_cell, day_cell, list_cell, number_cell, numbered_cell, text_cell
from itatrack.report.values import Verbatim
from itatrack.thai import calendar
from itatrack.thai.periods import months_named

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from itatrack.model.columns import HeadedColumn
    from itatrack.model.records import Plan
    from itatrack.progress.computed import Values
    from itatrack.progress.state import State

# What stands in the months of a measure's period, as clerks type it.
IN_PERIOD: Final = "/"


class RowContext(NamedTuple):
    """What cells depend on besides their measure.

    `columns` are the names of all that the table shows, `round` is the round reported on, and `cut_offs` are the days
    of the rounds that columns may be as of.
    """

    plan: Plan
    columns: tuple[str, ...]
    round: str | None
    values: Values
    cut_offs: Mapping[str, dt.date | None] = {}

    def as_of(self, state: State, round_name: str | None) -> State | None:
        """Return a state as of a round, or as it is without one; None for a round that has not come yet.

        The round that is reported on may still go on: then it is as of the report's day.
        """
        if round_name is None:
            return state
        day = self.cut_offs.get(round_name)
        if day is None or day > state.as_of:
            return state if round_name == self.round else None
        return state.at(day)


def cell_of(column: HeadedColumn, state: State, table: RowContext) -> Cell:
    """Return what a column shows of a measure; nothing of a round that has not come yet."""
    if column.lines:
        return _lines([(line.heading, cell_of(line, state, table)) for line in column.lines])
    as_of = table.as_of(state, column.round)
    if as_of is None:
        return NOTHING
    own = table.values.columns.get(column.column)
    cell = custom_cell(own, table.values.of(as_of, own.name)) if own else CELLS[column.column](as_of, table)
    return _numbered(cell, column.numbering) if column.numbering else cell


def _numbered(cell: Cell, numbering: str) -> Cell:
    """Number the items of a list; one that begins with a dash stands below the one before it, and has no number."""
    if not any(cell.bullets):
        return cell
    items, number = list[Item](), 0
    for item in cell.items:
        has_number = item.bulleted and not item.text.startswith("- ")
        number += has_number
        mark = numbering.replace("1", str(number)) if has_number else ""
        items.append(item._replace(text=" ".join(filter(None, (mark, item.text)))))
    return cell._replace(items=tuple(items), bulleted=False)


def _lines(cells: Sequence[tuple[str, Cell]]) -> Cell:
    """Return what several cells show as the lines of one; what has a heading stands behind it."""
    items: list[Item] = []
    for heading, cell in cells:
        shown = [Item(cell.joined_by.join(item.text for item in cell.items))] if cell.joined_by else [*cell.items]
        shown = [item for item in shown if item.text or item.address or item.file]
        if len(shown) > 1:
            bullets = cell._replace(items=tuple(shown)).bullets
            shown = [
                item._replace(text=f"- {item.text}") if dash else item
                for item, dash in zip(shown, bullets, strict=True)
            ]
            items += [Item(f"{heading}:")] if heading else []
        elif shown and heading:
            shown = [shown[0]._replace(text=type(shown[0].text)(f"{heading}: {shown[0].text}"))]
        items += shown
    return Cell(tuple(items), bulleted=False) if items else Cell(mark=EMPTY_MARK)


def _monitoring(state: State, _: RowContext) -> Cell:
    monitoring = state.monitoring
    if monitoring is None:
        return Cell(mark=EMPTY_MARK)
    return Cell((Item(monitoring_text(monitoring)),), shared=state.measure.monitoring is None)


def _budget(state: State, _: RowContext) -> Cell:
    budget = state.measure.budget
    return text_cell(NO_BUDGET) if budget == NO_BUDGET else number_cell(budget if isinstance(budget, Baht) else None)


def _indicators(state: State, table: RowContext) -> Cell:
    texts = []
    for indicator in state.measure.indicators:
        target = "" if "targets" in table.columns else with_unit(indicator.target, indicator.unit)
        texts.append(indicator.name + (f" (เป้าหมาย {target})" if target else ""))
    return numbered_cell(texts)


def _targets(state: State, _: RowContext) -> Cell:
    return numbered_cell([with_unit(each.target, each.unit) or EMPTY_MARK for each in state.measure.indicators])


def _indicator_results(state: State, _: RowContext) -> Cell:
    texts = []
    for indicator, stated in state.indicators:
        result = with_unit(stated.result, indicator.unit if stated.result else None) if stated else ""
        met = {True: "บรรลุ", False: "ไม่บรรลุ"}.get(stated.met) if stated and stated.met is not None else ""
        texts.append((f"{result} ({met})" if result and met else result or met) or EMPTY_MARK)
    return numbered_cell(texts)


def _answers(state: State, table: RowContext) -> Cell:
    return list_cell([point.text for point in table.plan.weak_points if point.id in state.measure.answers])


def _evidence(state: State, table: RowContext) -> Cell:
    items = evidence_items(table.plan, state)
    return Cell(items) if items else Cell(mark=EMPTY_MARK)


def _problems_and_remedy(state: State, _: RowContext) -> Cell:
    remedy = [f"แนวทางแก้ไข: {text}" for text in state.held("remedy")]
    return list_cell([*state.held("problems"), *remedy])


def _part_of_the_year(first: int, months: int) -> Callable[[State, RowContext], Cell]:
    """Return the cells of some months of the fiscal year, from one on: a sign where a period reaches into them.

    Of words that name no month for sure nothing is said. Nothing else is made of words: a measure is late only by days
    that somebody wrote.
    """

    def cell(state: State, table: RowContext) -> Cell:
        period, known = state.measure.period, fiscal_year_of(table.plan)
        if period is None or not (period.from_ or period.to):
            named = months_named(period.text if period else None, known)
            is_marked = named.intersection(range(first, first + months)) if named else state.measure.recurring
            return Cell(mark=IN_PERIOD) if is_marked else NOTHING
        year = known or calendar.fiscal_year(state.as_of)
        is_after = period.from_ and period.from_ > calendar.fiscal_month_end(year, first + months - 1)
        is_before = period.to and period.to <= calendar.fiscal_month_end(year, first - 1)
        return NOTHING if is_after or is_before else Cell(mark=IN_PERIOD)

    return cell


CELLS: Final[dict[str, Callable[[State, RowContext], Cell]]] = {
    "number": lambda state, _: number_cell(Decimal(state.number)),
    "id": lambda state, _: text_cell(Verbatim(state.measure.id)),
    "code": lambda state, _: text_cell(Verbatim(state.measure.code or "")),
    "group": lambda state, _: text_cell(" ".join(state.measure.group), shared=True),
    "issue": lambda state, _: text_cell(state.measure.issue, shared=True),
    "project": lambda state, _: text_cell(state.measure.project or state.measure.title),
    "title": lambda state, _: text_cell(state.measure.title),
    "steps": lambda state, _: list_cell(state.measure.steps),
    "responsible": lambda state, _: Cell(tuple(map(Item, state.measure.responsible)), joined_by="/"),
    "period": lambda state, _: text_cell(period_text(state.measure.period) if state.measure.period else None),
    "due": lambda state, _: text_cell(RECURRING) if state.measure.recurring else day_cell(state.due),
    "budget": _budget,
    "indicators": _indicators,
    "targets": _targets,
    "ita_indicator": lambda state, _: list_cell([indicator_text(word) for word in state.measure.ita_indicator]),
    "answers": _answers,
    "rounds": lambda state, _: list_cell(state.measure.rounds),
    "monitoring": _monitoring,
    "continues": lambda state, _: text_cell(continues_text(state.measure)),
    "reported_steps": lambda state, _: list_cell(state.steps),
    **{status.code: mark_cells(status) for status in Status},
    "status": status_cell,
    "since": lambda state, _: day_cell(state.since),
    "progress": lambda state, _: number_cell(state.percent),
    "result": result_cell,
    "indicator_results": _indicator_results,
    "evidence": _evidence,
    "spent": lambda state, _: number_cell(state.spent),
    "left": lambda state, _: number_cell(state.left),
    "problems": lambda state, _: list_cell(state.held("problems")),
    "remedy": lambda state, _: list_cell(state.held("remedy")),
    "problems_and_remedy": _problems_and_remedy,
    "note": lambda state, _: text_cell(state.held("note")),
    **{name: _part_of_the_year(at, 1) for at, name in enumerate(PARTS_OF_THE_YEAR["months"], 1)},
    **{name: _part_of_the_year(3 * at + 1, 3) for at, name in enumerate(PARTS_OF_THE_YEAR["quarters"])},
    "measures": lambda _state, _: number_cell(Decimal(1)),
}
