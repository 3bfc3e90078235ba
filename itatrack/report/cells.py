"""The cells of a row, by the columns of the table."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.model import ita
from itatrack.model.amounts import Baht, Grouped
from itatrack.model.columns import PARTS_OF_THE_YEAR, REASON, RECURRING, word_for
from itatrack.model.number_kinds import NO_BUDGET
from itatrack.model.status import Status
from itatrack.progress.rounds import fiscal_year_of
from itatrack.report.tables import DONE_MARK, EMPTY_MARK, NOTHING, Cell, Item
from itatrack.report.values import Verbatim
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from itatrack.model.columns import HeadedColumn
    from itatrack.model.records import Evidence, Measure, Monitoring, Period, Plan
    from itatrack.model.tables import Column
    from itatrack.progress.computed import Values
    from itatrack.progress.state import State


_PERCENT: Final = "ร้อยละ"
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
    cell = own_cell(own, table.values.of(as_of, own.name)) if own else CELLS[column.column](as_of, table)
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


def evidence_item(evidence: Evidence, as_of: dt.date | None = None) -> Item:
    """Return a piece of evidence as it is printed: its text, or its address or file where it has none.

    As of a day its text tells when it was checked, unless that came later.
    """
    text = evidence.text or ""
    if as_of and evidence.checked and evidence.checked <= as_of:
        text = f"{text} (ตรวจสอบแล้ว {calendar.short(evidence.checked)})".strip()
    return Item(text, evidence.url, evidence.file)


def evidence_items(plan: Plan, state: State) -> tuple[Item, ...]:
    """Return the evidence of a state as it is printed, with the day on which it was checked where the memo tells it."""
    as_of = state.as_of if plan.memo.evidence_checked else None
    return tuple(evidence_item(evidence, as_of) for evidence in state.evidence)


def period_text(period: Period) -> str:
    """Return a period in the agency's words, or from day to day."""
    if period.text:
        return period.text
    if period.from_ and period.to:
        return f"{calendar.short(period.from_)} - {calendar.short(period.to)}"
    if period.to:
        return f"ภายใน {calendar.short(period.to)}"
    return f"ตั้งแต่ {calendar.short(period.from_)}" if period.from_ else ""


def monitoring_text(monitoring: Monitoring) -> str:
    """Return how a measure is followed up, and by which day."""
    return monitoring.text + (f" ณ {calendar.full(monitoring.due)}" if monitoring.due else "")


def continues_text(measure: Measure) -> str | None:
    """Return which year's plan a measure goes on from, or None where it begins in this one."""
    return f"ต่อเนื่องจากปี {measure.continues.partition('/')[0]}" if measure.continues else None


def indicator_text(word: str) -> str:
    """Return an ITA indicator with its number and its name."""
    number = ita.indicator(word)
    return f"ตัวชี้วัดที่ {number} {ita.indicators()[number]}" if number else word


def _text(text: str | None, *, shared: bool = False) -> Cell:
    return Cell((Item(text),), shared=shared) if text else Cell(mark=EMPTY_MARK, shared=shared)


def _list(texts: Sequence[str]) -> Cell:
    return Cell(tuple(map(Item, texts))) if texts else Cell(mark=EMPTY_MARK)


def number_cell(value: Decimal | None) -> Cell:
    """Set a number to the right, as it was written."""
    return _text(None if value is None else plain_number(value))._replace(align="right", value=value)


def plain_number(value: Decimal) -> str:
    """Return a number as it was written; an amount of money has separators, and satang where there are any."""
    return str(value) if isinstance(value, Baht | Grouped) else f"{value:f}"


def _day(day: dt.date | None) -> Cell:
    return _text(calendar.short(day) if day else None)._replace(value=day)


def own_cell(column: Column, value: object) -> Cell:
    """Set a value of the agency's own column by its kind."""
    if value is None:
        return Cell(mark=EMPTY_MARK)
    if isinstance(value, tuple):
        return _list(value)
    if isinstance(value, Decimal):
        sign = (
            "%"
            if column.kind in {"percent", "percent-of"} and not any(word in column.heading for word in ("ร้อยละ", "%"))
            else ""
        )
        return Cell((Item(plain_number(value) + sign),), align="right", value=value)
    if isinstance(value, dt.date):
        return _day(value)
    # A sign such as a tick stands in the middle, as that of a status does.
    return _text(str(value)) if any(map(str.isalnum, str(value))) else Cell(mark=str(value))


def _monitoring(state: State, _: RowContext) -> Cell:
    monitoring = state.monitoring
    if monitoring is None:
        return Cell(mark=EMPTY_MARK)
    return Cell((Item(monitoring_text(monitoring)),), shared=state.measure.monitoring is None)


def _budget(state: State, _: RowContext) -> Cell:
    budget = state.measure.budget
    return _text(NO_BUDGET) if budget == NO_BUDGET else number_cell(budget if isinstance(budget, Baht) else None)


def _indicators(state: State, table: RowContext) -> Cell:
    texts = []
    for indicator in state.measure.indicators:
        target = "" if "targets" in table.columns else with_unit(indicator.target, indicator.unit)
        texts.append(indicator.name + (f" (เป้าหมาย {target})" if target else ""))
    return _counted(texts)


def with_unit(value: str | None, unit: str | None) -> str:
    """Return a target or a result with its unit behind it; ร้อยละ stands before the number: ไม่น้อยกว่าร้อยละ 80."""
    if value and unit == _PERCENT and re.search("[0-9๐-๙]", value):
        return value if _PERCENT in value else re.sub(r" *(?=[0-9๐-๙])", f"{_PERCENT} ", value, count=1)
    return " ".join(part for part in (value, unit) if part)


def _targets(state: State, _: RowContext) -> Cell:
    return _counted([with_unit(each.target, each.unit) or EMPTY_MARK for each in state.measure.indicators])


def _indicator_results(state: State, _: RowContext) -> Cell:
    texts = []
    for indicator, stated in state.indicators:
        result = with_unit(stated.result, indicator.unit if stated.result else None) if stated else ""
        met = {True: "บรรลุ", False: "ไม่บรรลุ"}.get(stated.met) if stated and stated.met is not None else ""
        texts.append((f"{result} ({met})" if result and met else result or met) or EMPTY_MARK)
    return _counted(texts)


def _answers(state: State, table: RowContext) -> Cell:
    return _list([point.text for point in table.plan.weak_points if point.id in state.measure.answers])


def _counted(texts: Sequence[str]) -> Cell:
    """Set several texts with numbers, which tell in other columns what belongs to which."""
    if len(texts) > 1:
        return Cell(tuple(Item(f"{number}) {text}") for number, text in enumerate(texts, 1)), bulleted=False)
    return _list(texts)


def _statuses(status: Status) -> Callable[[State, RowContext], Cell]:
    """Return the cells of a status' column: the mark, with the evidence where that has no column, or `-`."""

    def cell(state: State, table: RowContext) -> Cell:
        if state.status is not status:
            return Cell(mark=EMPTY_MARK)
        evidence = () if "evidence" in table.columns else evidence_items(table.plan, state)
        return Cell((*evidence, *_remarks(state, table)), mark=DONE_MARK)

    return cell


def _status(state: State, table: RowContext) -> Cell:
    return Cell((_remark(word_for(table.plan, state.status)), *_remarks(state, table)))


def _remark(text: str) -> Item:
    """Return what stands beside the list of a cell and is none of its items."""
    return Item(text, bulleted=False)


def _remarks(state: State, table: RowContext) -> tuple[Item, ...]:
    """Return what is said beside a status: why it is cancelled, that it recurs, and when else it is reported."""
    is_recurring = state.measure.recurring and state.status is Status.IN_PROGRESS
    recurring = (_remark(f"({RECURRING})"),) if is_recurring else ()
    return (*_reason(state, table), *recurring, *_other_rounds(state, table))


def _reason(state: State, table: RowContext) -> tuple[Item, ...]:
    """Return why a measure is cancelled, where notes have no column."""
    return (_remark(f"{REASON}{state.cancellation}"),) if state.cancellation and "note" not in table.columns else ()


def _other_rounds(state: State, table: RowContext) -> tuple[Item, ...]:
    """Return in which rounds a measure is reported that is not reported in this one."""
    rounds = state.measure.rounds
    if not rounds or table.round is None or table.round in rounds:
        return ()
    return (_remark(f"(รายงานใน{', '.join(rounds)})"),)


def _result(state: State, table: RowContext) -> Cell:
    """Return the result; where no column shows the status, it says that a measure is cancelled."""
    cancelled: tuple[Item, ...] = ()
    if state.status is Status.CANCELLED and not {"status", state.status.code} & {*table.columns}:
        cancelled = (_remark(word_for(table.plan, state.status)), *_reason(state, table))
    return Cell((*cancelled, *map(Item, state.held("result")))) if cancelled else _list(state.held("result"))


def _evidence(state: State, table: RowContext) -> Cell:
    items = evidence_items(table.plan, state)
    return Cell(items) if items else Cell(mark=EMPTY_MARK)


def _problems_and_remedy(state: State, _: RowContext) -> Cell:
    remedy = [f"แนวทางแก้ไข: {text}" for text in state.held("remedy")]
    return _list([*state.held("problems"), *remedy])


def _part_of_the_year(first: int, months: int) -> Callable[[State, RowContext], Cell]:
    """Return the cells of some months of the fiscal year, from one on: a sign where a period reaches into them.

    A period in words tells no month, so nothing is said of it.
    """

    def cell(state: State, table: RowContext) -> Cell:
        period, year = state.measure.period, fiscal_year_of(table.plan) or calendar.fiscal_year(state.as_of)
        if not (period and (period.from_ or period.to)) and not state.measure.recurring:
            return NOTHING
        is_after = period and period.from_ and period.from_ > calendar.fiscal_month_end(year, first + months - 1)
        is_before = period and period.to and period.to <= calendar.fiscal_month_end(year, first - 1)
        return NOTHING if is_after or is_before else Cell(mark=IN_PERIOD)

    return cell


CELLS: Final[dict[str, Callable[[State, RowContext], Cell]]] = {
    "number": lambda state, _: number_cell(Decimal(state.number)),
    "id": lambda state, _: _text(Verbatim(state.measure.id)),
    "code": lambda state, _: _text(Verbatim(state.measure.code or "")),
    "group": lambda state, _: _text(" ".join(state.measure.group), shared=True),
    "issue": lambda state, _: _text(state.measure.issue, shared=True),
    "project": lambda state, _: _text(state.measure.project or state.measure.title),
    "title": lambda state, _: _text(state.measure.title),
    "steps": lambda state, _: _list(state.measure.steps),
    "responsible": lambda state, _: Cell(tuple(map(Item, state.measure.responsible)), joined_by="/"),
    "period": lambda state, _: _text(period_text(state.measure.period) if state.measure.period else None),
    "due": lambda state, _: _text(RECURRING) if state.measure.recurring else _day(state.due),
    "budget": _budget,
    "indicators": _indicators,
    "targets": _targets,
    "ita_indicator": lambda state, _: _list([indicator_text(word) for word in state.measure.ita_indicator]),
    "answers": _answers,
    "rounds": lambda state, _: _list(state.measure.rounds),
    "monitoring": _monitoring,
    "continues": lambda state, _: _text(continues_text(state.measure)),
    "reported_steps": lambda state, _: _list(state.steps),
    **{status.code: _statuses(status) for status in Status},
    "status": _status,
    "since": lambda state, _: _day(state.since),
    "progress": lambda state, _: number_cell(state.percent),
    "result": _result,
    "indicator_results": _indicator_results,
    "evidence": _evidence,
    "spent": lambda state, _: number_cell(state.spent),
    "left": lambda state, _: number_cell(state.left),
    "problems": lambda state, _: _list(state.held("problems")),
    "remedy": lambda state, _: _list(state.held("remedy")),
    "problems_and_remedy": _problems_and_remedy,
    "note": lambda state, _: _text(state.held("note")),
    **{name: _part_of_the_year(at, 1) for at, name in enumerate(PARTS_OF_THE_YEAR["months"], 1)},
    **{name: _part_of_the_year(3 * at + 1, 3) for at, name in enumerate(PARTS_OF_THE_YEAR["quarters"])},
    "measures": lambda _state, _: number_cell(Decimal(1)),
}
