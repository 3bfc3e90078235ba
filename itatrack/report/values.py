"""What a template works with besides texts and numbers: days, pictures, set text, and names without a value."""

from __future__ import annotations

from functools import partial, total_ordering
from typing import TYPE_CHECKING, Any, Final, NamedTuple, final

from jinja2 import StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, UndefinedError

from itatrack.thai import calendar
from itatrack.thai.numerals import thai_numerals

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.findings.message import Message


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


class Verbatim(str):
    """A text whose digits stay as they are written, such as a measure's code."""

    __slots__ = ()


def memo_numerals(value: str) -> str:
    """Return a value with Thai numerals, unless its digits stay as they are written."""
    return value if isinstance(value, Verbatim) else thai_numerals(value)


class Picture(NamedTuple):
    """The name and the content of a picture file, PNG or JPEG."""

    name: str
    content: bytes


class RefusedError(TemplateRuntimeError):
    """A template does what none may do; `said` is why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.text)
        self.said = said


class HiddenCharacterError(TemplateSyntaxError):
    """A template holds a character that is not seen; `said` names it."""

    def __init__(self, said: Message, line: int, name: str | None, filename: str | None) -> None:
        super().__init__(said.text, line, name, filename)
        self.said = said


class UnknownNameError(UndefinedError):
    """A template uses a variable or a key that does not exist.

    `name` is what it asked for; `known` are the names that were there to be asked for.
    """

    def __init__(self, name: str, known: tuple[str, ...], message: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.known = known


class NoValueError(UndefinedError):
    """A template prints a key that the project leaves out; `name` is its path."""

    def __init__(self, name: str, message: str | None = None) -> None:
        super().__init__(message)
        self.name = name


class Missing(StrictUndefined):
    """Stands for an unknown name until it is used, and then fails with the names that are known beside it."""

    def __init__(self, hint: str | None = None, obj: Any = None, name: Any = None, exc: Any = None) -> None:  # noqa: ANN401  Jinja's own signature
        if hint is not None:  # a filter's own word, such as that a list is empty
            super().__init__(hint, obj, name, exc or UndefinedError)
            return
        known = tuple(getattr(obj, "__dict__", getattr(obj, "PARTS", ())))
        super().__init__(hint, obj, name, partial(UnknownNameError, str(name), known))  # type: ignore[arg-type]  # called like a class


class Absent(StrictUndefined):
    """Stands for an optional key that the project leaves out: false in a condition, an error when printed."""

    def __init__(self, path: str) -> None:
        super().__init__(name=path, exc=partial(NoValueError, path))  # type: ignore[arg-type]  # called like a class

    def __reduce__(self) -> tuple[type[Absent], tuple[str]]:
        return Absent, (str(self._undefined_name),)

    def __bool__(self) -> bool:  # type: ignore[override]  # the base class refuses every use
        return False
