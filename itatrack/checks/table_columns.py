"""Checks of what the tables show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import nearest
from itatrack.model.columns import (
    ASSESSMENT,
    CHANGES,
    GROUPING,
    HEADINGS,
    SEVERAL,
    STATUSES,
    TABLES,
    WEAK_POINTS,
    column_names,
    uses_of,
)
from itatrack.model.fields import fields_of
from itatrack.model.status import BY_CODE
from itatrack.model.tables import COMPUTED_KINDS, RowChoice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan
    from itatrack.model.tables import TableColumn, TableDefinition


def table_column(plan: Plan) -> Iterator[Finding]:
    """E304: a table uses an unknown column, or sums one that has no sum.

    Wrong: `tables: {plan: [title, stpes]}`.
    Right: `tables: {plan: [title, steps]}`; a custom column is declared in `columns` first.
    """
    for name, definition in plan.definitions.items():
        if name not in TABLES:
            yield from _own_table(plan, name, definition)
        known = [*HEADINGS, *column_names(plan.columns)]
        for column in definition.columns:
            yield from _column_findings(column, known)
        yield from _total_findings(plan, name, definition)
        if definition.each:
            yield from _summary_findings(plan, definition)


def _own_table(plan: Plan, name: str, definition: TableDefinition) -> Iterator[Finding]:
    """Yield what is wrong with a table of the agency's own; one that is none of the tool's by a slip alone is none."""
    assert plan.tables  # noqa: S101  it is one of them
    where = plan.tables.location.key(name)
    meant = nearest(name, TABLES)
    if name in {ASSESSMENT, CHANGES, WEAK_POINTS}:
        yield finding("E305", where, name=name)
    elif meant and not plan.tables.of(meant) and all(part.table != name for part in plan.memo.body):
        yield finding("E201.named", where, key=name, known=", ".join(TABLES), meant=meant)
    if not definition.columns and "columns" not in definition.invalid_fields:
        yield finding("E202", definition.location.value(), key="columns")


def _column_findings(column: TableColumn, known: list[str]) -> Iterator[Finding]:
    given = [key for key in ("column", "columns", "lines") if getattr(column, key)]
    if len(given) != 1 and not column.invalid_fields:
        yield finding("E304.one", column.location.key("heading"))
    if (column.columns or column.lines) and not column.heading and "heading" not in column.invalid_fields:
        yield finding("E202", column.location.key("heading"), key="heading")
    for use in uses_of([column]):
        name = use.column or ""
        if name in SEVERAL and use is not column:
            code = "E304.statuses" if name == STATUSES else "E304.several"
            yield finding(code, use.location.value("column"), name=name)
        elif name and name not in known:
            meant = nearest(name, known)
            yield finding("E304", use.location.value("column"), name=name, known=", ".join(known), meant=meant)


def _total_findings(plan: Plan, name: str, definition: TableDefinition) -> Iterator[Finding]:
    """Yield what has no sum: a column of free texts, or that the table does not show on its own."""
    with_sum = _with_sum(plan)
    uses = (use for column in definition.columns if not column.lines for use in uses_of([column]))
    alone = [use.column for use in uses if use.column]
    shown = dict.fromkeys(part for name in alone for part in (name, *plan.parts_of(name)))
    summed = [name for name in shown if name in with_sum]
    for index, total in enumerate(definition.totals):
        if not {*plan.parts_of(total)} <= {*summed} and (definition.columns or name not in TABLES):
            span = definition.location.value("totals", index)
            known = ", ".join(summed) or "-"
            yield finding("E304.total", span, name=total, known=known, meant=nearest(total, summed))
    if definition.group_totals and not definition.totals and "totals" not in definition.invalid_fields:
        yield finding("E202", definition.location.key("group_totals"), key="totals")


def _with_sum(plan: Plan) -> set[str]:
    kinds = {"number", "money", "budget", "choice", *COMPUTED_KINDS}
    usual = ("budget", "spent", "left", "status", "measures", STATUSES)
    return {*usual, *column_names(column for column in plan.columns if column.kind in kinds)}


def _summary_findings(plan: Plan, definition: TableDefinition) -> Iterator[Finding]:
    """Yield what is wrong with a table that has a row for each text of a column."""
    name = definition.each or ""
    texts = [*GROUPING, *(column.name for column in plan.single_columns if column.kind in {"text", "choice", "level"})]
    shown = [use.column for use in uses_of(definition.columns)]
    if name not in texts:
        span, known = definition.location.value("each"), ", ".join(texts)
        yield finding("E304.each", span, name=name, known=known, meant=nearest(name, texts))
        return
    if definition.columns and name not in shown:
        yield finding("E304.unnamed", definition.location.value("each"), name=name)
    if definition.group_totals:
        yield finding("E304.groups", definition.location.key("group_totals"))
    with_sum = {*_with_sum(plan), name, "number"}
    for column in definition.columns:
        if column.lines:
            yield finding("E304.lines", column.location.key("lines"))
        for use in uses_of([column]) if not column.lines else ():
            if use.column in {*HEADINGS, *column_names(plan.columns)} - with_sum:
                yield finding("E304.summed", use.location.value("column"), name=use.column, each=name)


def unknown_choice(plan: Plan) -> Iterator[Finding]:
    """E311: the memo's body names a table that is not there, or a table chooses rows by a value that none can have.

    Wrong: `tables: {ended: {rows: {status: finished}, columns: [title]}}`.
    Right: `tables: {ended: {rows: {status: done}, columns: [title]}}`.
    """
    tables = ["plan", ASSESSMENT, WEAK_POINTS, "result", *(plan.tables.own if plan.tables else ())]
    for part in plan.memo.body:
        if part.table and part.table not in tables:
            known = ", ".join(f"`{name}`" for name in tables)
            span = part.location.value("table")
            yield finding("E311", span, name=part.table, known=known, meant=nearest(part.table, tables))
    columns = {column.name: column for column in plan.single_columns}
    for definition in plan.definitions.values():
        if definition.rows is None:
            continue
        keys = [*fields_of(RowChoice), *columns]
        yield from _not_among(definition.rows, "status", definition.rows.status, [*BY_CODE])
        for name, texts in definition.rows.custom_columns.items():
            column = columns.get(name)
            if column is None:
                span, meant = definition.rows.location.key(name), nearest(name, keys)
                yield finding("E304", span, name=name, known=", ".join(keys), meant=meant)
            elif isinstance(texts, tuple) and column.words:
                yield from _not_among(definition.rows, name, texts, column.words)


def _not_among(rows: RowChoice, key: str, texts: Sequence[str], allowed: Sequence[str]) -> Iterator[Finding]:
    for index, text in enumerate(texts):
        if text not in allowed:
            span, known = rows.location.value(key, index), ", ".join(allowed)
            yield finding("E311.rows", span, text=text, key=key, known=known, meant=nearest(text, allowed))


def no_such_rows(plan: Plan) -> Iterator[Finding]:
    """W531: a table chooses its rows by a text that no measure has.

    Usually the text is misspelt, or the measures it was of are in another year's plan.

    Wrong: `tables: {calendar: {rows: {group: ปฎิทิน}, columns: [title]}}`, where the group is `ปฏิทิน`.
    Right: `tables: {calendar: {rows: {group: ปฏิทิน}, columns: [title]}}`.
    """
    known: dict[str, Sequence[str]] = {
        "group": [name for measure in plan.measures for name in (*measure.group, " ".join(measure.group)) if name],
        "issue": [measure.issue for measure in plan.measures if measure.issue],
        "project": [measure.project for measure in plan.measures if measure.project],
        "responsible": [unit for measure in plan.measures for unit in measure.responsible],
    }
    known["group"] = [*known["group"], *(group.name for group in plan.groups)]
    for definition in plan.definitions.values():
        for key, names in known.items() if definition.rows else ():
            for index, text in enumerate(getattr(definition.rows, key)):
                if text not in names and definition.rows:
                    listed = list(dict.fromkeys(names))
                    span, meant = definition.rows.location.value(key, index), nearest(text, listed)
                    yield finding("W531", span, text=text, key=key, known=", ".join(listed) or "-", meant=meant)
