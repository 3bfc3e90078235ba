"""Checks of the results of the ITA."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.progress.rounds import fiscal_year_of
from itatrack.scaffold.placeholders import LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


def level_of_score(plan: Plan) -> Iterator[Finding]:
    """W506: score and level of the assessment disagree on the scale of its fiscal year.

    The level as given is kept: since 2566 it also depends on the scores of the three instruments.

    Levels are letters in 2562 to 2565, and words from 2566. The thresholds and their sources are in `ita.tsv`; the
    letter D of 55.00 to 64.99 is unverified.

    Wrong: `fiscal_year: 2562, score: 67.87, level: B`.
    Right: `fiscal_year: 2562, score: 67.87, level: C`.
    """
    if not plan.assessments:
        return
    from itatrack.model import ita

    for result in plan.assessments:
        if result.invalid_fields:
            continue
        possible = ita.possible_levels(result.fiscal_year, result.score, (result.iit, result.eit, result.oit))
        # What a new project has in its place is no level yet: W524 tells of it.
        if possible and result.level.upper() not in possible and result.level != LEVEL:
            yield finding(
                "W506",
                result.location.value("level"),
                score=result.score,
                year=result.fiscal_year,
                expected=" / ".join(possible),
                level=result.level,
            )


def assessment_years(plan: Plan) -> Iterator[Finding]:
    """W507: the years of plan, assessment and target do not follow each other as expected.

    Measures of a fiscal year are usually based on the result of the previous year, and a better score is aimed at in a
    later year than that of the result. The plan's year is its `fiscal_year`, or else the one in which its monitoring
    is due.

    Wrong: `monitoring: {due: 2564-03-31}` with `assessment: {fiscal_year: 2562}`.
    Right: the same with `assessment: {fiscal_year: 2563}`.
    """
    assessment, year = plan.assessment, fiscal_year_of(plan)
    if assessment is not None and year is not None and assessment.fiscal_year not in {year - 1, year}:
        yield finding(
            "W507" if assessment.fiscal_year < year else "W507.later",
            assessment.location.value("fiscal_year"),
            year=year,
            given=assessment.fiscal_year,
            expected=year - 1,
        )
    for result in plan.assessments:
        target = result.target_fiscal_year
        if target is not None and target <= result.fiscal_year:
            span = result.location.value("target_fiscal_year")
            yield finding("W507.target", span, given=result.fiscal_year, target=target)
