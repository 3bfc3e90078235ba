"""E304: a table names a column that there is not.

Wrong: `tables: {plan: [title, stpes]}`.
Right: `tables: {plan: [title, steps]}`; a column of the agency's own is declared in `columns` first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import nearest
from itatrack.model.columns import HEADINGS, STATUSES
from itatrack.model.fields import fields_of
from itatrack.model.records import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import ColumnUse, Plan, TableColumn


def check(plan: Plan) -> Iterator[Finding]:
    """Give a finding for every column of a table that neither the format nor the agency has."""
    if plan.tables is None:
        return
    known = [*HEADINGS, *(one.name for one in plan.columns)]
    for name in fields_of(Tables):
        for column in getattr(plan.tables, name):
            yield from _of(column, known)


def _of(column: TableColumn, known: list[str]) -> Iterator[Finding]:
    if bool(column.column) is bool(column.columns) and not column.invalid_fields:
        yield finding("E304.one", column.location.key("heading"))
    if column.columns and not column.heading and "heading" not in column.invalid_fields:
        yield finding("E202", column.location.key("heading"), key="heading")
    under: tuple[TableColumn | ColumnUse, ...] = (column, *column.columns)
    for one in under:
        if one.column == STATUSES and one is not column:
            yield finding("E304.statuses", one.location.value("column"), name=one.column)
        elif one.column and one.column not in known:
            meant = nearest(one.column, known)
            yield finding("E304", one.location.value("column"), name=one.column, known=", ".join(known), meant=meant)
