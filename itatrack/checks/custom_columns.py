"""Checks of the agency's custom columns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import nearest
from itatrack.model.columns import HEADINGS, column_names
from itatrack.model.fields import fields_of
from itatrack.model.records import Measure, StatusEntry
from itatrack.model.tables import COMPUTED_KINDS
from itatrack.progress.computed import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan
    from itatrack.model.tables import Column

# What a template knows of a measure besides its keys.
_OF_TEMPLATES = {"entry", "label", "overdue", "percent"}


def custom_column(plan: Plan) -> Iterator[Finding]:
    """E305: a custom column, or a table of the agency's own, has a name that is already in use.

    Its name is a key of measures and status entries, so it must differ from those of the format and of
    other columns; so must the parts of a series from each other.

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
        for index, part in enumerate(column.each):
            if part in column.each[:index]:
                yield finding("E305.each", column.location.value("each", index), name=part)
        if column.each and column.is_computed:
            yield finding("E312.each", column.location.key("each"))


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
            yield from _computed_findings(plan, column, numbers)
        if column.kind in {"number", "money", "budget", "percent", *COMPUTED_KINDS} - {"level"}:
            numbers += column_names([column])


def _computed_findings(plan: Plan, column: Column, numbers: list[str]) -> Iterator[Finding]:
    if not column.is_computed:
        key = "of" if column.of else "levels"
        yield finding("E312.kind", column.location.key(key), key=key, kinds=", ".join(COMPUTED_KINDS))
        return
    least, most = COMPUTED_KINDS[column.kind]
    if not column.of:
        yield finding("E202", column.location.key("of"), key="of")
    elif {*column.of} <= {*numbers} and not least <= sum(len(plan.parts_of(name)) for name in column.of) <= most:
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
