"""Numbers, percentages and amounts of money as people write them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from itatrack.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Sequence

# Patterns are kept as text and compiled when first used; JSON Schemas have them too.
DIGIT: Final = "[0-9๐-๙]"
_WHOLE = f"{DIGIT}{{1,3}}(,{DIGIT}{{3}}){{1,4}}|{DIGIT}{{1,15}}"
NUMBER: Final = rf"-?({_WHOLE})(\.{DIGIT}{{1,15}})?"
PERCENT: Final = f"{NUMBER}( *%)?"
MONEY: Final = rf"({_WHOLE})(\.{DIGIT}{{1,2}})?( ?บาท)?"


class Baht(Decimal):
    """An amount of money; as text it has separators, and satang where there are any: `1,234,567.50`."""

    def __str__(self) -> str:
        return f"{self:,.2f}".removesuffix(".00")


class BahtAndSatang(Baht):
    """An amount of money that is written beside others with satang: always with two decimals."""

    def __str__(self) -> str:
        return f"{self:,.2f}"


class Grouped(Decimal):
    """A number that was written with separators, and is printed with them: `1,204`."""

    def __str__(self) -> str:
        return f"{self:,f}"


def alike(amounts: Sequence[Baht | None]) -> list[Baht | None]:
    """Return amounts as they stand in one sentence: all of them with satang where one has any."""
    has_satang = any(amount is not None and amount % 1 for amount in amounts)
    kind = BahtAndSatang if has_satang else Baht
    return [None if amount is None else kind(amount) for amount in amounts]


def number(text: str) -> Decimal | None:
    """Read a number in Thai or Arabic digits, with or without separators; return None for anything else."""
    if not re.fullmatch(NUMBER, text):
        return None
    clean = to_arabic(text)
    return Grouped(clean.replace(",", "")) if "," in clean else Decimal(clean)


def percent(text: str) -> Decimal | None:
    """Read a number with or without `%` after it; return None for anything else. Its bounds are the caller's."""
    return number(text.removesuffix("%").rstrip(" "))


def money(text: str) -> Baht | None:
    """Read baht, with or without separators, satang and `บาท`; return None for anything else."""
    if not re.fullmatch(MONEY, text):
        return None
    return Baht(to_arabic(text.removesuffix("บาท").rstrip(" ")).replace(",", ""))
