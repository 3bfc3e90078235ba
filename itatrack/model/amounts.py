"""Numbers, percentages and amounts of money as people write them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from itatrack.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Sequence

# Patterns are kept as text and compiled when first used.
_NUMBER = r"-?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,15})?"
_MONEY = r"([0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,2})?|[0-9]{1,15}(?:\.[0-9]{1,2})?)(?: ?บาท)?"


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
    """Read a number in Thai or Arabic digits, with or without separators; return None where it is none."""
    clean = to_arabic(text)
    if not re.fullmatch(_NUMBER, clean):
        return None
    return Grouped(clean.replace(",", "")) if "," in clean else Decimal(clean)


def percent(text: str) -> Decimal | None:
    """Read a number with or without `%` behind it, or give None where it is none; its bounds are the caller's."""
    return number(text.removesuffix("%").rstrip(" "))


def money(text: str) -> Baht | None:
    """Read baht, with or without separators, satang and `บาท`; None for anything else."""
    found = re.fullmatch(_MONEY, to_arabic(text))
    return Baht(found[1].replace(",", "")) if found else None
