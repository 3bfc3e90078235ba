"""When a measure is carried out: from a text, from the columns of its ends, or from ticked months."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.message import message
from itatrack.importing import values
from itatrack.importing.cells import Cells, note_unread
from itatrack.importing.grid import one_line
from itatrack.importing.headings import MONTH, PERIOD_FROM, PERIOD_TO, month
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.importing.notes import Fields, Notes, Path


def set_period(cells: Cells, fields: Fields, notes: Notes, path: Path) -> None:
    """Set when a measure is carried out, from any of the columns that say it."""
    period: Fields = {}
    if cells.has("period"):
        period = dict(values.period(cells.text("period")))
    ticked = _ticked(cells, notes, path)
    if ticked and not period:
        period = {"text": ticked}
    elif ticked:
        notes.keep((*path, "period"), ticked)
    for key, name in ((PERIOD_FROM, "from"), (PERIOD_TO, "to"), ("due", "to")):
        if cells.has(key):
            day = values.day(cells.text(key))
            if day and name not in period and "text" not in period:
                period[name] = calendar.iso(day)
            elif not day and not period:
                period = {"text": one_line(cells.text(key))}
            else:
                note_unread(cells, key, notes, (*path, "period"))
    period = _in_order(period, notes, path)
    if cells.has("due") and re.match("ตลอด|ต่อเนื่อง|ทั้งปี", cells.text("due")):
        fields["recurring"] = "yes"  # the column prints days, and of such a measure that it recurs
    if period:
        fields["period"] = period["text"] if list(period) == ["text"] else period


def _in_order(period: Fields, notes: Notes, path: Path) -> Fields:
    """Return a period, as a text where it ends before it begins."""
    if "from" in period and "to" in period and str(period["from"]) > str(period["to"]):
        notes.doubt((*path, "period"), message("the period ends before it begins"))
        return {"text": f"{period['from']} - {period['to']}"}
    return period


def _ticked(cells: Cells, notes: Notes, path: Path) -> str:
    """Return which parts of the year are ticked, or have a text of their own, which is noted."""
    columns = cells.indices(MONTH)
    marked = [values.marked(cells.record.text(column)) for column in columns]
    names = [_month_name(cells.table.headings[column].words) for column in columns]
    for name, each in zip(names, marked, strict=True):
        if each.rest:
            said = message("the text under {heading}: '{text}'", heading=name, text=one_line(each.rest))
            notes.doubt((*path, "period"), said)
    return values.ticked(names, [each.is_marked or bool(each.rest) for each in marked])


def _month_name(words: Sequence[str]) -> str:
    """Return the name of a part of the year, with the word and the year that stand above it."""
    leaf = words[-1]
    if re.fullmatch("[1-4]", leaf):
        return f"ไตรมาส {leaf}"
    number = month(leaf)
    years = [int(year) for year in re.findall("25[0-9]{2}", " ".join(words[:-1]))]
    if number is None or not years or re.search("[0-9]{2}", leaf):
        return leaf
    is_early = number >= calendar.FISCAL_YEAR_STARTS
    if len(years) == 2 and years[1] == years[0] + 1:  # noqa: PLR2004  the two of a fiscal year
        return f"{leaf} {years[0] if is_early else years[1]}"
    if len(years) == 1 and "งบประมาณ" in " ".join(words[:-1]):
        return f"{leaf} {years[0] - is_early}"
    is_year_alone = re.fullmatch(r"(ปี\s*)?(พ\.?\s*ศ\.?\s*)?25[0-9]{2}", words[-2]) is not None
    return f"{leaf} {years[0]}" if len(years) == 1 and is_year_alone else leaf
