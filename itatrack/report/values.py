"""What a template works with besides texts and numbers: days, and text that a format has set."""

from __future__ import annotations

from functools import total_ordering
from typing import TYPE_CHECKING, Final, final

from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt


@final
class SetText:
    """Text as a format writes it, its markup included.

    Only the environment makes it, from what a format gave or from a template's own words. It is no `str`: a template
    can print it, join it to other texts and ask whether there is any, and has nothing with which to change it.
    Whatever else a template prints is text, and is escaped.
    """

    __slots__ = ("_text",)
    _text: str

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "_text", text)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __reduce__(self) -> tuple[type[SetText], tuple[str]]:
        return SetText, (self._text,)

    def __str__(self) -> str:
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)


@final
@total_ordering
class Day:
    """A day as a template sees it: its parts in the Buddhist era, and its place before or after other days.

    It knows no clock, unlike `datetime.date`: a memo says the same on every later day.
    """

    __slots__ = ("_date",)
    PARTS: Final = ("day", "month", "year", "fiscal_year")

    def __init__(self, date: dt.date) -> None:
        self._date = date

    @property
    def date(self) -> dt.date:
        """Return the day for the program's own use; it is none of the parts that a template sees."""
        return self._date

    @property
    def day(self) -> int:
        """Return the day of the month."""
        return self._date.day

    @property
    def month(self) -> int:
        """Return the month, from 1 to 12."""
        return self._date.month

    @property
    def year(self) -> int:
        """Return the year of the Buddhist era."""
        return calendar.be_year(self._date)

    @property
    def fiscal_year(self) -> int:
        """Return the fiscal year (Buddhist era) that the day lies in."""
        return calendar.fiscal_year(self._date)

    @property
    def short(self) -> str:
        """Return the day with the short month, in Arabic digits."""
        return calendar.short(self._date)

    def __str__(self) -> str:
        return calendar.full(self._date)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Day) and self._date == other._date

    def __lt__(self, other: object) -> bool:
        return self._date < other._date if isinstance(other, Day) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._date)
