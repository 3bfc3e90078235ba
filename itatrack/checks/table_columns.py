"""Checks of the agency's custom columns, and of what its tables show."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import nearest
from itatrack.model.columns import ASSESSMENT, HEADINGS, STATUSES, TABLES, uses_of
from itatrack.model.fields import fields_of
from itatrack.model.records import COMPUTED_KINDS, Measure, RowChoice, StatusEntry
from itatrack.model.status import BY_CODE
from itatrack.progress.computed import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Column, Plan, TableColumn, TableDefinition


def table_column(plan: Plan) -> Iterator[Finding]:
    """E304: a table uses an unknown column, or sums one that has no sum.

    Wrong: `tables: {plan: [title, stpes]}`.
    Right: `tables: {plan: [title, steps]}`; a custom column is declared in `columns` first.
    """
    for name, definition in plan.definitions.items():
        if name not in TABLES:
            yield from _own_table(plan, name, definition)
        known = [*HEADINGS, *(column.name for column in plan.columns)]
        for column in definition.columns:
            yield from _column_findings(column, known)
        yield from _total_findings(plan, name, definition)


def _own_table(plan: Plan, name: str, definition: TableDefinition) -> Iterator[Finding]:
    """Yield what is wrong with a table of the agency's own; one that is none of the tool's by a slip alone is none."""
    assert plan.tables  # noqa: S101  it is one of them
    where = plan.tables.location.key(name)
    meant = nearest(name, TABLES)
    if name == ASSESSMENT:
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
        if name == STATUSES and use is not column:
            yield finding("E304.statuses", use.location.value("column"), name=name)
        elif name and name not in known:
            meant = nearest(name, known)
            yield finding("E304", use.location.value("column"), name=name, known=", ".join(known), meant=meant)


def _total_findings(plan: Plan, name: str, definition: TableDefinition) -> Iterator[Finding]:
    """Yield what has no sum: a column that is none of numbers, or that the table does not show on its own."""
    kinds = {"number", "money", *COMPUTED_KINDS} - {"level"}
    numbers = {"budget", "spent", "left", *(column.name for column in plan.columns if column.kind in kinds)}
    alone = [use.column or "" for column in definition.columns if not column.lines for use in uses_of([column])]
    summed = [name for name in alone if name in numbers]
    for index, total in enumerate(definition.totals):
        if total not in summed and (definition.columns or name not in TABLES):
            span = definition.location.value("totals", index)
            known = ", ".join(dict.fromkeys(summed)) or "-"
            yield finding("E304.total", span, name=total, known=known, meant=nearest(total, summed))
    if definition.group_totals and not definition.totals and "totals" not in definition.invalid_fields:
        yield finding("E202", definition.location.key("group_totals"), key="totals")


def unknown_choice(plan: Plan) -> Iterator[Finding]:
    """E311: the memo's body names a table that is not there, or a table chooses rows by a value that none can have.

    Wrong: `tables: {ended: {rows: {status: finished}, columns: [title]}}`.
    Right: `tables: {ended: {rows: {status: done}, columns: [title]}}`.
    """
    tables = ["plan", ASSESSMENT, "result", *(plan.tables.own if plan.tables else ())]
    for part in plan.memo.body:
        if part.table and part.table not in tables:
            known = ", ".join(f"`{name}`" for name in tables)
            span = part.location.value("table")
            yield finding("E311", span, name=part.table, known=known, meant=nearest(part.table, tables))
    columns = {column.name: column for column in plan.columns}
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
            elif isinstance(texts, tuple) and (column.choices or column.levels):
                allowed = [*column.choices, *(level.name for level in column.levels)]
                yield from _not_among(definition.rows, name, texts, allowed)


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


# What a template knows of a measure besides its keys.
_OF_TEMPLATES = {"entry", "label", "overdue", "percent"}


def custom_column(plan: Plan) -> Iterator[Finding]:
    """E305: a custom column, or a table of the agency's own, has a name that is already in use.

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


def computed_column(plan: Plan) -> Iterator[Finding]:
    """E312: a computed column does not say what it is computed from.

    `of` names columns of numbers: `budget`, `spent`, `left`, `progress`, or custom columns that are declared above it.
    A `level` has `levels`, the lowest first, each with the least number that reaches it.

    Wrong: `{name: risk, heading: ระดับ, kind: product, of: [likelihood]}`.
    Right: `{name: risk, heading: ระดับ, kind: product, of: [likelihood, impact]}`.
    """
    numbers = [*NUMBERS]
    for column in plan.columns:
        if not column.invalid_fields and (column.is_computed or column.of or column.levels):
            yield from _computed_findings(column, numbers)
        if column.kind in {"number", "money", "percent", *COMPUTED_KINDS} - {"level"}:
            numbers.append(column.name)


def _computed_findings(column: Column, numbers: list[str]) -> Iterator[Finding]:
    if not column.is_computed:
        key = "of" if column.of else "levels"
        yield finding("E312.kind", column.location.key(key), key=key, kinds=", ".join(COMPUTED_KINDS))
        return
    least, most = COMPUTED_KINDS[column.kind]
    if not column.of:
        yield finding("E202", column.location.key("of"), key="of")
    elif not least <= len(column.of) <= most:
        yield finding("E312.number", column.location.value("of"), kind=column.kind, number=least)
    for index, name in enumerate(column.of):
        if name not in numbers:
            span = column.location.value("of", index)
            yield finding("E312", span, name=name, known=", ".join(numbers), meant=nearest(name, numbers))
    if column.kind == "level" and not column.levels:
        yield finding("E202", column.location.key("levels"), key="levels")
    elif column.kind != "level" and column.levels:
        yield finding("E312.levels", column.location.key("levels"))
    for before, level in pairwise(column.levels):
        if not before.invalid_fields and not level.invalid_fields and level.from_ <= before.from_:
            yield finding("E312.order", level.location.value("from"), name=level.name, before=before.name)
