"""E305: a custom column has a name that is already in use.

Its name is a key of measures and status entries, so it must differ from those of the format and of
other columns.

Wrong: `columns: [{name: title, heading: ชื่อ}]`.
Right: `columns: [{name: risk_level, heading: ระดับความเสี่ยง, kind: choice, choices: [สูง, ต่ำ]}]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model.columns import HEADINGS
from itatrack.model.fields import fields_of
from itatrack.model.records import Measure, Plan, StatusEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding

# What a template knows of a measure besides its keys.
_OF_TEMPLATES = {"entry", "label", "overdue", "percent"}


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for every own column whose name is taken, and for a choice without choices."""
    taken = {*HEADINGS, *fields_of(Measure), *fields_of(StatusEntry), *_OF_TEMPLATES}
    for column in plan.columns:
        if "name" not in column.invalid_fields and column.name in taken:
            yield finding("E305", column.location.value("name"), name=column.name)
        taken.add(column.name)
        if column.kind == "choice" and not column.choices and "choices" not in column.invalid_fields:
            yield finding("E202", column.location.key("choices"), key="choices")
