"""Periods in words, such as ``ไตรมาส 2``: which months of the fiscal year they name, where that is sure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from itatrack.thai import calendar
from itatrack.thai.digits import to_arabic
from itatrack.thai.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Callable

_ALL: Final = range(1, 13)
_NONE: Final = range(0)
_MAX_LETTERS: Final = 200  # none that is longer has a meaning that is read here
_YEAR = r"(?:พ\.?\s*ศ\.?\s*)?([0-9]{4}|[0-9]{2})"
_WHOLE = rf"(?:ตลอด|ทั้ง|ตลอดทั้ง)\s*ปี|(?:ตลอด|ทั้ง|ตลอดทั้ง)?\s*ปี\s*งบประมาณ(?:\s*{_YEAR})?"
_HALF = r"ครึ่งปี(?:\s*งบประมาณ)?\s*(แรก|หลัง)"
_QUARTER = rf"(?:ไตรมาส(?:\s*ที่)?\s*)?([1-4])(?:\s*/\s*{_YEAR}|\s*(?:ของ\s*)?ปีงบประมาณ\s*{_YEAR})?"
_MONTH = rf"(?:([0-9]{{1,2}})\s*)?(?:เดือน\s*)?([^0-9]+?)\s*{_YEAR}?"
_EXPLAINED = r"([^()]+)\(([^()]+)\)"
_LIST = r"\s*(?:,\s*และ|,|และ)\s*"
_STRETCH = r"\s*(?:-|ถึง)\s*"
_BEFORE_A_STRETCH = r"^(?:ตั้งแต่|ระหว่าง|ช่วง)\s*"


@lru_cache(maxsize=256)
def months_named(words: str | None, year: int | None) -> frozenset[int]:
    """Return the months of a fiscal year (Buddhist era) that a period in words names; none where that is not sure.

    They are counted from October, which is 1. A month or a quarter without a year is that of the fiscal year; with
    another year than it has there, it is not sure.
    """
    clean = calendar.with_hyphens(to_arabic(normalise(words or ""))).strip()
    if year is None or len(clean) > _MAX_LETTERS:
        return frozenset()
    if explained := re.fullmatch(_EXPLAINED, clean):
        named, also = (_listed(part.strip(), year) for part in explained.groups())
        return named if named == also else frozenset()
    return _listed(clean, year)


def _listed(text: str, year: int) -> frozenset[int]:
    """Return the months of all parts of a list; none where any of them is not sure."""
    if whole := re.fullmatch(_WHOLE, text):
        return frozenset(_ALL if _is_year(whole[1], year) else ())
    if half := re.fullmatch(_HALF, text):
        return frozenset(_ALL[:6] if half[1] == "แรก" else _ALL[6:])
    one = _quarter if text.startswith("ไตรมาส") else _month
    parts = [_stretch(part, year, one) for part in re.split(_LIST, text)]
    return frozenset().union(*parts) if all(parts) else frozenset()


def _stretch(text: str, year: int, named: Callable[[str, int], range]) -> range:
    """Return the months from one part of the year to another, or of one alone; one that goes backwards has none."""
    ends = re.split(_STRETCH, text)
    if len(ends) > 1:
        ends[0] = re.sub(_BEFORE_A_STRETCH, "", ends[0])
    first, *others = (named(end, year) for end in ends)
    last = others[-1] if others else first
    return range(first.start, last.stop) if first and last and len(others) <= 1 else _NONE


def _quarter(text: str, year: int) -> range:
    match = re.fullmatch(_QUARTER, text)
    if not match or not _is_year(match[2] or match[3], year):
        return _NONE
    return range(3 * int(match[1]) - 2, 3 * int(match[1]) + 1)


def _month(text: str, year: int) -> range:
    match = re.fullmatch(_MONTH, text)
    number = calendar.month_number(match[2]) if match else None
    if not match or number is None or int(match[1] or 1) not in range(1, 32):
        return _NONE
    at = (number - calendar.FISCAL_YEAR_STARTS) % 12 + 1
    return range(at, at + 1) if _is_year(match[3], year - (number >= calendar.FISCAL_YEAR_STARTS)) else _NONE


def _is_year(written: str | None, year: int) -> bool:
    """Check whether a written year, which may have two digits or be left out, is some year."""
    return written is None or written in {str(year), str(year)[-2:]}
