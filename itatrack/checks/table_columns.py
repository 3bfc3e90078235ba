"""Checks of the agency's custom columns, and of the columns of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import nearest
from itatrack.model.columns import HEADINGS, STATUSES
from itatrack.model.fields import fields_of
from itatrack.model.records import Measure, StatusEntry, Tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import ColumnUse, Plan, TableColumn


def table_column(plan: Plan) -> Iterator[Finding]:
    """E304: a table uses an unknown column.

    Wrong: `tables: {plan: [title, stpes]}`.
    Right: `tables: {plan: [title, steps]}`; a custom column is declared in `columns` first.
    """
    if plan.tables is None:
        return
    known = [*HEADINGS, *(column.name for column in plan.columns)]
    for name in fields_of(Tables):
        for column in getattr(plan.tables, name):
            yield from _column_findings(column, known)


def _column_findings(column: TableColumn, known: list[str]) -> Iterator[Finding]:
    if bool(column.column) is bool(column.columns) and not column.invalid_fields:
        yield finding("E304.one", column.location.key("heading"))
    if column.columns and not column.heading and "heading" not in column.invalid_fields:
        yield finding("E202", column.location.key("heading"), key="heading")
    under: tuple[TableColumn | ColumnUse, ...] = (column, *column.columns)
    for use in under:
        name = use.column
        if name == STATUSES and use is not column:
            yield finding("E304.statuses", use.location.value("column"), name=name)
        elif name and name not in known:
            meant = nearest(name, known)
            yield finding("E304", use.location.value("column"), name=name, known=", ".join(known), meant=meant)


# What a template knows of a measure besides its keys.
_OF_TEMPLATES = {"entry", "label", "overdue", "percent"}


def custom_column(plan: Plan) -> Iterator[Finding]:
    """E305: a custom column has a name that is already in use.

    Its name is a key of measures and status entries, so it must differ from those of the format and of
    other columns.

    Wrong: `columns: [{name: title, heading: ชื่อ}]`.
    Right: `columns: [{name: risk_level, heading: ระดับความเสี่ยง, kind: choice, choices: [สูง, ต่ำ]}]`.
    """
    taken = {*HEADINGS, *fields_of(Measure), *fields_of(StatusEntry), *_OF_TEMPLATES}
    for column in plan.columns:
        if "name" not in column.invalid_fields and column.name in taken:
            yield finding("E305", column.location.value("name"), name=column.name)
        taken.add(column.name)
        if column.kind == "choice" and not column.choices and "choices" not in column.invalid_fields:
            yield finding("E202", column.location.key("choices"), key="choices")
