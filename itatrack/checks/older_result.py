"""W507: the plan is based on an older assessment than expected.

Measures of a fiscal year are usually based on the result of the previous year. The plan's year is its `fiscal_year`, or
else the one in which its monitoring is due.

Wrong: `monitoring: {due: 2564-03-31}` with `assessment: {fiscal_year: 2562}`.
Right: the same with `assessment: {fiscal_year: 2563}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.progress.rounds import fiscal_year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding where the assessment is of an earlier year than the one before the plan's."""
    assessment, year = plan.assessment, fiscal_year_of(plan)
    if assessment is not None and year is not None and assessment.fiscal_year < year - 1:
        yield finding(
            "W507",
            assessment.location.value("fiscal_year"),
            year=year,
            given=assessment.fiscal_year,
            expected=year - 1,
        )
