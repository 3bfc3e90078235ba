"""W501: a measure has no responsible unit, and a table of the memo shows them.

The assessment asks who carries each measure out.

Wrong: `responsible: []`.
Right: `responsible: [สำนักปลัด]`, or `tables` without the column `responsible`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model.columns import printed_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for every measure that no unit is responsible for."""
    if "responsible" not in printed_columns(plan):
        return
    for measure in plan.measures:
        if not measure.responsible and not measure.invalid_fields & {"id", "responsible"}:
            yield finding("W501", measure.location.key("responsible"), id=measure.id)
