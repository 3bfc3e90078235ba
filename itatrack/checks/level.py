"""W506: score and level of the assessment disagree on the scale of its fiscal year.

The level as given is kept: since 2566 it also depends on the scores of the three instruments.

Letters were given in 2562 to 2565, words from 2566 on. The thresholds come from one university's ITA program and
agree with the printed results that were found; the letter D of 55.00 to 64.99 is unverified.

Wrong: `fiscal_year: 2562, score: 67.87, level: B`.
Right: `fiscal_year: 2562, score: 67.87, level: C`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model import Plan

_FIRST_YEAR = 2562
_FIRST_YEAR_OF_WORDS = 2566
# From which score on which levels are possible, the highest first.
_LETTERS = ((95, ("AA",)), (85, ("A",)), (75, ("B",)), (65, ("C",)), (55, ("D",)), (50, ("E",)), (0, ("F",)))
_WORDS = (
    (95, ("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน")),
    (85, ("ผ่านดี", "ผ่าน")),
    (70, ("ต้องปรับปรุง",)),
    (0, ("ต้องปรับปรุงโดยด่วน",)),
)


def check(plan: Plan) -> Iterator[Finding]:
    """Give a finding where the level is none that the score can have in its fiscal year."""
    assessment = plan.assessment
    if (
        assessment is None
        or assessment.unread & {"fiscal_year", "score", "level"}
        or assessment.fiscal_year < _FIRST_YEAR
    ):
        return
    # The scale leaves gaps such as 84.995, so the score is rounded as it is printed.
    score = assessment.score.quantize(Decimal("0.01"), ROUND_HALF_UP)
    scale = _WORDS if assessment.fiscal_year >= _FIRST_YEAR_OF_WORDS else _LETTERS
    possible = next(levels for low, levels in scale if score >= low)
    if assessment.level.upper() not in possible:
        yield finding(
            "W506",
            assessment.at.value("level"),
            score=assessment.score,
            year=assessment.fiscal_year,
            expected=" / ".join(possible),
            level=assessment.level,
        )
