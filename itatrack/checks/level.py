"""W506: score and level of the assessment disagree on the scale of its fiscal year.

The level as given is kept: since 2566 it also depends on the scores of the three instruments.

Levels are letters in 2562 to 2565, and words from 2566. The thresholds and their sources are in `ita.tsv`; the
letter D of 55.00 to 64.99 is unverified.

Wrong: `fiscal_year: 2562, score: 67.87, level: B`.
Right: `fiscal_year: 2562, score: 67.87, level: C`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for every year whose level is none that its score can have."""
    if not plan.assessments:
        return
    from itatrack.model import ita

    for result in plan.assessments:
        if result.invalid_fields:
            continue
        possible = ita.possible_levels(result.fiscal_year, result.score, (result.iit, result.eit, result.oit))
        if possible and result.level.upper() not in possible:
            yield finding(
                "W506",
                result.location.value("level"),
                score=result.score,
                year=result.fiscal_year,
                expected=" / ".join(possible),
                level=result.level,
            )
