"""Where each measure stands as data for reuse: a row a measure, the same columns for every agency, years and all."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.model.amounts import Baht
from itatrack.model.columns import HEADINGS, RECURRING, word_for
from itatrack.model.number_kinds import NO_BUDGET
from itatrack.progress.computed import Values
from itatrack.report.cells import CELLS, RowContext
from itatrack.report.context import year_of_report
from itatrack.report.sheets.values import value_of
from itatrack.report.tables import NOTHING, Cell, Heading, Item, Table
from itatrack.report.value_cells import day_cell, number_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress, State

CAPTION: Final = "มาตรการและผลการดำเนินการ"


class _Column(NamedTuple):
    """A column: its heading, its cell, its type in Table Schema, and whether the page for people has it."""

    heading: str
    cell: Callable[[State, RowContext], Cell]
    type: str = "string"
    is_on_page: bool = True


def measures_table(plan: Plan, progress: Progress) -> Table:
    """Return a row for each measure with all that was recorded of it but notes and the agency's own columns."""
    # A status and a result stand alone, as the reason of a cancellation has a column.
    table = RowContext(plan, ("status", "note"), None, Values(plan))
    rows = tuple(tuple(column.cell(state, table) for column in _COLUMNS) for state in progress.states)
    return Table(tuple(Heading(column.heading) for column in _COLUMNS), rows, caption=CAPTION)


def for_people(table: Table) -> Table:
    """Return the table as a page shows it, without the columns for programs and those that no measure fills."""
    shown = [at for at, column in enumerate(_COLUMNS) if column.is_on_page]
    return table.part([at for at in shown if any(value_of(row[at]) is not None for row in table.rows)])


def _text(text: str | None) -> Cell:
    return Cell((Item(text),)) if text else NOTHING


def _usual(name: str, type_: str = "string", *, is_on_page: bool = True) -> _Column:
    """Return a column as a printed table has it."""
    return _Column(HEADINGS[name], CELLS[name], type_, is_on_page)


def _status(state: State, table: RowContext) -> Cell:
    return _text(word_for(table.plan, state.status))


def _days_overdue(state: State, _: RowContext) -> Cell:
    days = (state.as_of - state.due).days if state.due and state.overdue else None
    return number_cell(None if days is None else Decimal(days))


def _budget(state: State, _: RowContext) -> Cell:
    budget = state.measure.budget
    return number_cell(Baht(0) if budget == NO_BUDGET else budget if isinstance(budget, Baht) else None)


def _addresses(state: State, _: RowContext) -> Cell:
    return Cell(tuple(Item(evidence.url) for evidence in state.evidence if evidence.url))


def _year(state: State, table: RowContext) -> Cell:
    return number_cell(Decimal(year_of_report(table.plan, state.as_of)))


_COLUMNS: Final = (
    _usual("id", is_on_page=False),
    _usual("code"),
    _usual("group"),
    _Column(HEADINGS["issue"], lambda state, _: _text(state.measure.issue)),
    _Column(HEADINGS["project"], lambda state, _: _text(state.measure.project)),
    _Column(HEADINGS["title"], lambda state, _: _text(state.measure.title)._replace(names_row=True)),
    _Column(HEADINGS["status"], _status),
    _usual("since", "date"),
    _Column(HEADINGS["due"], lambda state, _: day_cell(state.due), "date"),
    _Column("เกินกำหนด (วัน)", _days_overdue, "number"),
    _Column(RECURRING, lambda state, _: _text("ใช่" if state.measure.recurring else None)),
    _usual("progress", "number"),
    _usual("result"),
    _usual("reported_steps"),
    _usual("indicators"),
    _usual("indicator_results"),
    _usual("responsible"),
    _usual("period"),
    _Column(HEADINGS["budget"], _budget, "number"),
    _usual("spent", "number"),
    _usual("problems"),
    _usual("remedy"),
    _Column("เหตุผลที่ยกเลิก", lambda state, _: _text(state.cancellation)),
    _usual("evidence"),
    _Column("ที่อยู่เว็บของหลักฐาน", _addresses, is_on_page=False),
    _usual("ita_indicator"),
    _Column("หน่วยงาน", lambda _, table: _text(table.plan.agency.name), is_on_page=False),
    _Column("อำเภอ", lambda _, table: _text(table.plan.agency.district), is_on_page=False),
    _Column("จังหวัด", lambda _, table: _text(table.plan.agency.province), is_on_page=False),
    _Column("ปีงบประมาณ", _year, "number", is_on_page=False),
    _Column("ข้อมูล ณ วันที่", lambda state, _: day_cell(state.as_of), "date", is_on_page=False),
)
# The types of the columns, also where none of them has a value.
TYPES: Final = {column.heading: column.type for column in _COLUMNS}
