"""E409: a period ends before it begins.

Wrong: `period: {from: 2567-03-31, to: 2567-01-01}`.
Right: `period: {from: 2567-01-01, to: 2567-03-31}`, or words such as `period: ตลอดปีงบประมาณ`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for every measure whose period ends before it begins."""
    for measure in plan.measures:
        period = measure.period
        if period and period.from_ and period.to and not period.invalid_fields and period.to < period.from_:
            yield finding("E409", period.location.value("to"), id=measure.id)
