"""The fiscal year that a plan and its reports belong to, and its rounds: what is reported on, up to which day."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from itatrack.thai import calendar
from itatrack.thai.digits import to_arabic
from itatrack.thai.spelling import normalise

if TYPE_CHECKING:
    from itatrack.model.records import Plan, Round

# What a plan that names no rounds may report on.
_USUAL = (3, 6, 9, 12)


class ReportRound(NamedTuple):
    """A round with its day; the day is None where neither the round nor the fiscal year says it."""

    name: str
    cut_off: dt.date | None


def fiscal_year_of(plan: Plan) -> int | None:
    """Return the fiscal year of a plan, of its rounds and of every report on it.

    It is the year that the plan states, or else the one in which its monitoring is due; None where neither is known. A
    report made after the year has turned is still on the plan's year.
    """
    if "fiscal_year" in plan.invalid_fields:
        return None
    due = plan.monitoring.due if plan.monitoring else None
    return plan.fiscal_year or (calendar.fiscal_year(due) if due else None)


def is_before(day: dt.date, year: int | None) -> bool:
    """Check whether a day lies before a fiscal year; before an unknown one no day does."""
    return year is not None and calendar.fiscal_year(day) < year


def is_far(day: dt.date, year: int | None) -> bool:
    """Check whether a day lies neither in a fiscal year nor in the next, in which its measures may still be ended."""
    return year is not None and not year <= calendar.fiscal_year(day) <= year + 1


def cut_off_of(round_: Round, year: int | None) -> dt.date | None:
    """Return the cut-off date of a round: as given, or as its name and the fiscal year imply."""
    months = calendar.fiscal_months(round_.name)
    return round_.cut_off or (calendar.fiscal_month_end(year, months) if year and months else None)


def rounds_of(plan: Plan) -> tuple[ReportRound, ...]:
    """Return the plan's rounds, or those of 3, 6, 9 and 12 months if it has none."""
    year = fiscal_year_of(plan)
    if plan.rounds:
        return tuple(ReportRound(round_.name, cut_off_of(round_, year)) for round_ in plan.rounds)
    return tuple(
        ReportRound(f"รอบ {months} เดือน", calendar.fiscal_month_end(year, months) if year else None)
        for months in _USUAL
    )


def first_day_of(plan: Plan, report_round: ReportRound) -> dt.date | None:
    """Return the first day that a round takes in, or None where nothing says it.

    It is the one that its name and the fiscal year imply, or else the day after the last of the round before it.
    """
    year, span = fiscal_year_of(plan), calendar.fiscal_span(report_round.name)
    if year and span:
        return calendar.fiscal_month_end(year, span[0]) + dt.timedelta(days=1)
    last = report_round.cut_off
    before = max(
        (each.cut_off for each in rounds_of(plan) if each.cut_off and last and each.cut_off < last), default=None
    )
    return before and before + dt.timedelta(days=1)


def day_named(plan: Plan, text: str) -> dt.date | None:
    """Return the cut-off date of the round that a text names, or else the date that it is; None where it is neither."""
    days = {each.name: each.cut_off for each in rounds_of(plan)}
    day = days[text] if text in days else calendar.parse_iso(text)
    return day if isinstance(day, dt.date) else None


def day_before(plan: Plan, as_of: dt.date, reported: ReportRound | None) -> dt.date | None:
    """Return the day since which a report tells what changed, or None where it is the first.

    It is the one that the plan names, where that is earlier and in the plan's fiscal year, or else the cut-off date of
    the round before the one that is reported on, or before the day of the report.
    """
    until = min(day for day in (as_of, reported and reported.cut_off) if day)
    named = day_named(plan, plan.memo.changes_since) if plan.memo.changes_since else None
    if named and named < until and not is_before(named, fiscal_year_of(plan)):
        return named
    return max((each.cut_off for each in rounds_of(plan) if each.cut_off and each.cut_off < until), default=None)


def find_rounds(word: str, rounds: tuple[ReportRound, ...]) -> tuple[ReportRound, ...]:
    """Return the rounds that a word may mean: the one of that name, or else all whose name contains it."""
    meant = _compared(word)
    exact = tuple(round_ for round_ in rounds if _compared(round_.name) == meant)
    # 2 is not a part of 12.
    before, after = ("(?<![0-9])" if meant[:1].isdigit() else ""), ("(?![0-9])" if meant[-1:].isdigit() else "")
    within = re.compile(before + re.escape(meant) + after)
    return exact or tuple(round_ for round_ in rounds if within.search(_compared(round_.name)))


def _compared(name: str) -> str:
    return "".join(to_arabic(normalise(name)).split())
