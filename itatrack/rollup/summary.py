"""The first lines of a roll-up in words: of which day, how many agencies, how far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.message import counted, message
from itatrack.thai import calendar

if TYPE_CHECKING:
    from itatrack.findings.message import Message, Translator
    from itatrack.rollup.rollup import Rollup


def heading(rollup: Rollup) -> Message:
    """Return the title: the round or the day, and the fiscal year."""
    if not rollup.totals.counted:
        return message("agencies in the fiscal year {year}", year=rollup.fiscal_year)
    days = sorted({row.as_of for row in rollup.rows if row.counts and row.as_of})
    rounds = {row.round for row in rollup.rows if row.counts}
    values: dict[str, str | int] = {
        "year": rollup.fiscal_year,
        "day": " – ".join(dict.fromkeys(calendar.iso(day) for day in (days[:1] + days[-1:]))),
    }
    name = " / ".join(sorted(rounds)[:2])
    if not name:
        return message("agencies in the fiscal year {year}, as of {day}", **values)
    if rollup.running_until:
        last = calendar.iso(rollup.running_until)
        return message(
            "agencies in the fiscal year {year}, {round} (not over until {last}), as of {day}",
            **values,
            round=name,
            last=last,
        )
    return message("agencies in the fiscal year {year}, {round}, as of {day}", **values, round=name)


def said(rollup: Rollup, translate: Translator) -> str:
    """Return how many agencies there are and how far their measures, in one line."""
    return " – ".join(map(translate, _parts(rollup)))


def _parts(rollup: Rollup) -> list[Message]:
    totals = rollup.totals
    parts = [counted(totals.agencies, "{number} agency", "{number} agencies")]
    if totals.agencies > totals.counted:
        number = totals.agencies - totals.counted
        parts.append(counted(number, "{number} does not count", "{number} do not count"))
    if totals.silent:
        parts.append(counted(totals.silent, "{number} recorded nothing", "{number} recorded nothing"))
    percent = f"{totals.percent:f}".removesuffix(".00")
    measures = counted(totals.measures, "{number} measure", "{number} measures")
    parts.append(message("{done} of {measures} done, {percent}%", done=totals.done, measures=measures, percent=percent))
    if totals.overdue:
        parts.append(counted(totals.overdue, "{number} overdue", "{number} overdue"))
    return parts
