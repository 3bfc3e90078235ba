"""Dates of the Buddhist era at the edges, `datetime.date` (common era) inside."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal, NamedTuple

from itatrack.thai.digits import half_width, to_arabic
from itatrack.thai.spelling import normalise

FULL_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip

_ERA = 543
# Before 1 January 2484 the Thai year began in April: adding 543 would be wrong for a part of the year.
FIRST_YEAR, LAST_YEAR = 2484, 2700
_COMMON_ERA_YEARS = range(1900, LAST_YEAR - _ERA + 1)
_SURE_YEAR = 40
_LAST_DAY = 31  # of any month
FISCAL_YEAR_STARTS = 10

# Patterns are kept as text and compiled when first used: most runs meet only the first form.
_STRICT_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_ISO = r"(?:พ\.?\s*ศ\.?\s*)?([0-9]{4})\s*-\s*([0-9]{1,2})\s*-\s*([0-9]{1,2})"
_SLASHES = r"([0-9]{1,2})\s*/\s*([0-9]{1,2})\s*/\s*(?:พ\.?\s*ศ\.?\s*)?([0-9]+)"
_NAMED = r"([0-9]{1,2})([^0-9]+)([0-9]+)"
# What people also write; it is not accepted, but the day meant can be offered.
_OTHER = r"([0-9]{1,4})\s*[-/.]\s*([0-9]{1,2})\s*[-/.]\s*(?:พ\.?\s*ศ\.?\s*)?([0-9]{1,4})"
_BEFORE = r"^(?:ณ\s*)?(?:วันที่\s*)?"
DASHES: Final = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
_TO_HYPHENS = str.maketrans(DASHES)
_MONTHS = r"(?<![0-9])([0-9]{1,2})\s*เดือน(หลัง)?"
_QUARTER = r"ไตรมาส(?:\s*ที่)?\s*([0-9])(?![0-9]|\s*[-,ถแ])"
_HALF = r"ครึ่งปี(แรก|หลัง)"
_NOT_A_LETTER = r"[.\s]+"

_MONTH_NUMBERS = {
    name.replace(".", ""): number for names in (FULL_MONTHS, SHORT_MONTHS) for number, name in enumerate(names, start=1)
}


class DateProblem(NamedTuple):
    """Why a text is not a date that the tool accepts.

    Attributes:
        kind: what is wrong; `short-year` is a year of two digits.
        meant: the day (common era) that the writer probably had in mind, where one can be offered.
        days: how many the month has, where there is no such day in it.
        other: a day that is as likely, where the year has two digits and may be one of the common era.
    """

    kind: Literal["form", "short-year", "no-such-day", "common-era", "before-2484", "after-2700"]
    meant: date | None = None
    days: int | None = None
    other: date | None = None


def parse_date(text: str) -> date | DateProblem:
    """Read a Buddhist-era date as people write it, or say what is wrong with it.

    Accepts ``2564-03-31``, ``31/3/2564``, ``31 มี.ค. 2564`` and ``31 มีนาคม 2564``, with or without พ.ศ. before
    the year, in Thai or Arabic digits. A two-digit year is a problem, with the year 25xx as the day meant.
    Never raises.
    """
    clean = to_arabic(normalise(text))
    if match := re.fullmatch(_ISO, clean):
        year, month, day = match.groups()
        return _checked(int(year), int(month), int(day))
    if match := re.fullmatch(_SLASHES, clean):
        day, month, year = match.groups()
        return _with_written_year(year, int(month), int(day))
    if match := re.fullmatch(_NAMED, clean):
        day, name, year = match.groups()
        named = month_number(name)
        if named is not None:
            return _with_written_year(year, named, int(day))
    plain = to_arabic(half_width(with_hyphens(re.sub(_BEFORE, "", clean))))
    if plain != clean:
        meant = parse_date(plain)
        return DateProblem("form", meant) if isinstance(meant, date) else meant
    if match := re.fullmatch(_OTHER, clean):
        first, month, last = match.groups()
        begins_with_year = len(first) > len(last) or (len(first) == len(last) and int(first) > _LAST_DAY)
        year, day = (first, last) if begins_with_year else (last, first)
        meant = _with_written_year(year, int(month), int(day))
        return DateProblem("form", meant) if isinstance(meant, date) else meant
    return DateProblem("form")


def with_hyphens(text: str) -> str:
    """Return a text with ordinary hyphens in place of longer dashes."""
    return text.translate(_TO_HYPHENS)


def parse_iso(text: str) -> date | DateProblem:
    """Read a Buddhist-era date written ``YYYY-MM-DD``, the one form of the data files.

    Thai digits and surrounding spaces are accepted. For any other form the problem offers the day meant
    where `parse_date` can tell it. Never raises.
    """
    if match := re.fullmatch(_STRICT_ISO, to_arabic(text.strip())):
        year, month, day = (int(part) for part in match.groups())
        return _checked(year, month, day)
    otherwise = parse_date(text)
    return DateProblem("form", otherwise) if isinstance(otherwise, date) else otherwise


def be_year(day: date) -> int:
    """Return the Buddhist-era year of a day."""
    return day.year + _ERA


def fiscal_year(day: date) -> int:
    """Return the Thai fiscal year (Buddhist era) of a day: 1 October to 30 September of the year it is named by."""
    return be_year(day) + (day.month >= FISCAL_YEAR_STARTS)


@cache
def fiscal_month_end(year: int, months: int) -> date:
    """Return the last day of the first so many months (0 to 12) of a fiscal year (Buddhist era): 6 gives 31 March."""
    after = FISCAL_YEAR_STARTS - 1 + months  # months since January of the year before, the first of what follows
    return date(year - _ERA - 1 + after // 12, after % 12 + 1, 1) - timedelta(days=1)


def month_number(name: str) -> int | None:
    """Return which month of the calendar a full or short name is, with or without dots; พ.ศ. may stand behind it."""
    return _MONTH_NUMBERS.get(re.sub(_NOT_A_LETTER, "", name).removesuffix("พศ"))


def fiscal_months(text: str) -> int | None:
    """Return after how many months of the fiscal year what a name means ends, or None where it does not say so."""
    span = fiscal_span(text)
    return span and span[1]


def fiscal_span(text: str) -> tuple[int, int] | None:
    """Return after how many months of the fiscal year what a name means begins and ends, or None.

    ``รอบ 6 เดือน`` are the first six, (0, 6), and ``ไตรมาสที่ 2`` its own three, (3, 6). Understands ``ครึ่งปีแรก``,
    ``ครึ่งปีหลัง`` and the names of months too, in Thai or Arabic digits.
    """
    clean = to_arabic(normalise(text))
    if match := re.search(_MONTHS, clean):
        span = (12 - int(match[1]), 12) if match[2] else (0, int(match[1]))
    elif match := re.search(_QUARTER, clean):
        span = (3 * int(match[1]) - 3, 3 * int(match[1]))
    elif match := re.search(_HALF, clean):
        span = (0, 6) if match[1] == "แรก" else (6, 12)
    else:
        named = [number for number, name in enumerate(FULL_MONTHS, 1) if name in clean]
        month = (named[0] - FISCAL_YEAR_STARTS) % 12 if len(named) == 1 else -1
        span = (month, month + 1)
    return span if 0 <= span[0] < span[1] <= len(FULL_MONTHS) else None


def iso(day: date) -> str:
    """Return a day as the data files write it: ``2564-03-31``."""
    return f"{be_year(day):04}-{day.month:02}-{day.day:02}"


def full(day: date) -> str:
    """Return a day as an official letter writes it, in Arabic digits: ``31 มีนาคม 2564``."""
    return f"{day.day} {FULL_MONTHS[day.month - 1]} {be_year(day)}"


def short(day: date) -> str:
    """Return a day with the short month, in Arabic digits: ``31 มี.ค. 2564``."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {be_year(day)}"


def _with_written_year(year: str, month: int, day: int) -> date | DateProblem:
    if len(year) == len("64"):
        read = _checked(2500 + int(year), month, day)
        if int(year) >= _SURE_YEAR:
            return DateProblem("short-year", read) if isinstance(read, date) else read
        # As likely it is a year of the common era.
        common = _existing_day(2000 + int(year) + _ERA, month, day)
        return DateProblem("short-year", read if isinstance(read, date) else None, other=common)
    if len(year) == len("2564"):
        return _checked(int(year), month, day)
    return DateProblem("form")


def _checked(year: int, month: int, day: int) -> date | DateProblem:
    if year in _COMMON_ERA_YEARS:
        return DateProblem("common-era", _existing_day(year + _ERA, month, day))
    if year < FIRST_YEAR:
        return DateProblem("before-2484")
    if year > LAST_YEAR:
        return DateProblem("after-2700")
    # A month over twelve is most likely the day.
    existing = _existing_day(year, month, day)
    if existing:
        return existing
    if month > len(FULL_MONTHS):
        return DateProblem("no-such-day", _existing_day(year, day, month))
    from calendar import monthrange

    return DateProblem("no-such-day", days=monthrange(year - _ERA, month)[1] if month else None)


def _existing_day(year: int, month: int, day: int) -> date | None:
    """Return the day of a Buddhist-era year, or None where there is none or the tool would refuse it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year - _ERA, month, day)
    except ValueError:
        return None
