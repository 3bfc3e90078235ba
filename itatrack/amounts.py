"""Numbers, percentages and amounts of money as people write them."""

from __future__ import annotations

import re
from decimal import Decimal

from itatrack.thai.digits import to_arabic

# Patterns are kept as text and compiled when first used.
_NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"
_MONEY = r"([0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,2})?|[0-9]{1,15}(?:\.[0-9]{1,2})?)(?: ?บาท)?"


class Baht(Decimal):
    """An amount of money; as text it has separators, and satang where there are any: `1,234,567.50`."""

    def __str__(self) -> str:
        return f"{self:,.2f}".removesuffix(".00")


def number(text: str) -> Decimal | None:
    """Read a number in Thai or Arabic digits, or give None where it is none."""
    clean = to_arabic(text)
    return Decimal(clean) if re.fullmatch(_NUMBER, clean) else None


def percent(text: str) -> Decimal | None:
    """Read a number with or without `%` behind it, or give None where it is none; its bounds are the caller's."""
    return number(text.removesuffix("%").rstrip(" "))


def money(text: str) -> Baht | None:
    """Read baht, with or without separators, satang and `บาท`; None for anything else."""
    found = re.fullmatch(_MONEY, to_arabic(text))
    return Baht(found[1].replace(",", "")) if found else None
