"""The kinds of values that are written in digits: numbers, money, years and dates."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Final

from itatrack.findings.suggest import nearest
from itatrack.model import amounts
from itatrack.model.amounts import Baht
from itatrack.model.kinds import NO_LETTERS, Problem, ScalarKind, problem
from itatrack.thai import calendar
from itatrack.thai.digits import half_width, to_arabic

if TYPE_CHECKING:
    from collections.abc import Callable

    from itatrack.model.kinds import Schema

# Of the Buddhist era, in Thai or Arabic digits.
YEAR_PATTERN: Final = f"{amounts.DIGIT}{{4}}"
_DAY: Final = f"{YEAR_PATTERN}-{amounts.DIGIT}{{2}}-{amounts.DIGIT}{{2}}"
# Words and signs that add nothing to a number or an amount.
_YEAR_WORDS = r"ประจำ|ปีงบประมาณ|ปีงบ|ปี|[พค]\s*\.?\s*ศ\s*\.?|\s+"
_NUMBER_WORDS = r"ร้อยละ|เปอร์เซ็นต์|คะแนน|%|\s+"
_MONEY_WORDS = r"จำนวน|ถ้วน|บาท|บ\.|฿|\.?-$|\s+"
_DATE_WORDINGS: Final = {
    "form": "E401",
    "short-year": "E401",
    "no-such-day": "E402",
    "common-era": "E403",
    "before-2484": "E404",
    "after-2700": "E408",
}

# What stands for a budget where a measure needs none: agencies must state that too.
NO_BUDGET: Final = "ไม่ใช้งบประมาณ"


def _without(words: str, text: str, read: Callable[[str], object]) -> str | None:
    """Return a number without the words and signs that people put around it, or None where the rest is none."""
    bare = re.sub(words, "", half_width(text))
    return None if read(bare) is None else bare


class NumberKind(ScalarKind[Decimal]):
    """A number, perhaps within bounds."""

    documented = "number"
    blank = Decimal(0)
    grammar: ClassVar[str] = amounts.NUMBER

    def __init__(self, low: int | None = None, high: int | None = None) -> None:
        self.low = low
        self.high = high

    def read(self, text: str) -> Decimal | Problem:
        """Read a number in Thai or Arabic digits."""
        clean = to_arabic(text)
        number = self._number(clean)
        if number is None:
            return problem("E207", text=clean, meant=_without(_NUMBER_WORDS, clean, amounts.number))
        if (self.low is not None and number < self.low) or (self.high is not None and number > self.high):
            return problem("E207.range", text=clean, low=self.low, high=self.high)
        return number

    def _number(self, text: str) -> Decimal | None:
        return amounts.number(text)

    def write(self, value: Decimal) -> str:
        """Return the number in Arabic digits, without separators."""
        return format(Decimal(value), "f")

    def schema(self) -> Schema:
        """Accept numbers within the bounds, and any string of the grammar: no schema compares those."""
        bounds = {name: bound for name, bound in (("minimum", self.low), ("maximum", self.high)) if bound is not None}
        return {"anyOf": [{"type": "number", **bounds}, {"type": "string", "pattern": f"^({self.grammar})$"}]}


class PercentKind(NumberKind):
    """A number with or without a percent sign."""

    documented = "percent"
    grammar = amounts.PERCENT

    def _number(self, text: str) -> Decimal | None:
        return amounts.percent(text)


class MoneyKind(ScalarKind[Baht]):
    """An amount in baht."""

    documented = "money"
    blank = Baht(0)

    def read(self, text: str) -> Baht | Problem:
        """Read an amount."""
        amount = amounts.money(text)
        meant = _without(_MONEY_WORDS, text, amounts.money)
        return problem("E207.money", text=text, meant=meant) if amount is None else amount

    def write(self, value: Baht) -> str:
        """Return the amount in Arabic digits, without separators."""
        return format(Decimal(value), "f")

    def schema(self) -> Schema:
        """Accept numbers that are not negative, and strings of the grammar."""
        return {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^({amounts.MONEY})$"}]}


class BudgetKind(ScalarKind[Baht | str]):
    """An amount in baht, or the words for none."""

    documented = f"money, or {NO_BUDGET}"
    blank = Baht(0)

    def read(self, text: str) -> Baht | str | Problem:
        """Read an amount or the words for none."""
        budget = NO_BUDGET if text == NO_BUDGET else amounts.money(text)
        if budget is None:
            meant = _without(_MONEY_WORDS, text, amounts.money) or nearest(text, [NO_BUDGET])
            return problem("E207.budget", text=text, none=NO_BUDGET, meant=meant)
        return budget

    def write(self, value: Baht | str) -> str:
        """Return the amount in Arabic digits, without separators, or the words for none."""
        return value if isinstance(value, str) else MoneyKind().write(value)

    def schema(self) -> Schema:
        """Accept what money may be, and the words for none."""
        return {"anyOf": [*MoneyKind().schema()["anyOf"], {"const": NO_BUDGET}]}


class YearKind(ScalarKind[int]):
    """A year of the Buddhist era."""

    documented = "year"
    blank = 0

    def read(self, text: str) -> int | Problem:
        """Read a whole number, and judge it as the first of its January is judged."""
        clean = to_arabic(text)
        number = amounts.number(clean)
        if number is None:
            bare = _without(_YEAR_WORDS, clean, amounts.number)
            meant = self.read(bare) if bare and re.fullmatch("[0-9]{2,4}", bare) else None
            year_meant = meant.values.get("meant") if isinstance(meant, Problem) else meant
            return problem("E207.year", text=clean, meant=year_meant)
        if "," in clean and number == int(number):
            return problem("E207.year", text=clean, meant=int(number))
        if number != int(number) or "." in clean:
            return problem("E207.whole", text=clean)
        year = int(number)
        if year in range(100):  # written with two digits
            return problem("E207.year", text=str(year), meant=2500 + year)
        day = calendar.parse_iso(f"{year:04d}-01-01") if year in range(10_000) else None
        if isinstance(day, date):
            return year
        wording = _DATE_WORDINGS[day.kind] if day else "E207.range"
        meant = calendar.be_year(day.meant) if day and day.meant else None
        return problem(wording, text=str(year), low=calendar.FIRST_YEAR, high=calendar.LAST_YEAR, meant=meant)

    def schema(self) -> Schema:
        """Accept the years whose dates can be converted."""
        whole = {"type": "integer", "minimum": calendar.FIRST_YEAR, "maximum": calendar.LAST_YEAR}
        return {"anyOf": [whole, {"type": "string", "pattern": f"^{YEAR_PATTERN}$"}]}


class DayKind(ScalarKind[date]):
    """A date of the Buddhist era, `2564-03-31`."""

    documented = "date"
    blank = date.min
    is_repeated = True

    def read(self, text: str) -> date | Problem:
        """Read a date."""
        day = calendar.parse_iso(text)
        if isinstance(day, date):
            return day
        wording = _DATE_WORDINGS[day.kind]
        if day.days:
            is_leap_day = "29" in re.findall(r"[0-9]+", to_arabic(text))
            wording = "E402.leap" if is_leap_day else "E402.month"
        meant = day.meant if day.other is None else None  # one of two cannot be chosen
        values = {"text": text, "meant": calendar.iso(meant) if meant else None, "days": day.days}
        is_dash = isinstance(calendar.parse_iso(calendar.with_hyphens(text)), date)
        return Problem(wording, values, letters=calendar.DASHES if is_dash else NO_LETTERS)

    def write(self, value: date) -> str:
        """Return the date as `2564-03-31`."""
        return calendar.iso(value)

    def schema(self) -> Schema:
        """Accept strings of the form of a date."""
        return {"type": "string", "pattern": f"^{_DAY}$"}
