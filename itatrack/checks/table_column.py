"""E304: a table uses an unknown column.

Wrong: `tables: {plan: [title, stpes]}`.
Right: `tables: {plan: [title, steps]}`; a custom column is declared in `columns` first.
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
    """Yield a finding for every column of a table that neither the format nor the agency has."""
    if plan.tables is None:
        return
    known = [*HEADINGS, *(column.name for column in plan.columns)]
    for name in fields_of(Tables):
        for column in getattr(plan.tables, name):
            yield from _of(column, known)


def _of(column: TableColumn, known: list[str]) -> Iterator[Finding]:
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
