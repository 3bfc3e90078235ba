"""Numbers, percentages and money in the forms that people write."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.model import amounts
from itatrack.model.amounts import Baht


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12500", "12,500"),
        ("12,500", "12,500"),
        ("1,234,567.50", "1,234,567.50"),
        ("๑๒,๕๐๐.๕ บาท", "12,500.50"),
        ("0", "0"),
        ("999บาท", "999"),
    ],
)
def test_money(text: str, shown: str) -> None:
    """Baht are read with or without separators, satang and their unit, and shown with separators."""
    assert str(amounts.money(text)) == shown


@pytest.mark.parametrize("text", ["", "12,50", "1,2345", "-5", "5.005", "1e3", "๑๒ บาทถ้วน", "1 000", ",500", "1_000"])
def test_no_money(text: str) -> None:
    """What is written in any other way is no amount: a comma in the wrong place may mean another number."""
    assert amounts.money(text) is None


@given(st.decimals(0, 10**12, places=2))
def test_money_reads_back(value: Decimal) -> None:
    """Every amount that is shown is read as the same amount."""
    assert amounts.money(str(Baht(value))) == value


@pytest.mark.parametrize(("text", "value"), [("75", 75), ("75%", 75), ("๗๕.๕ %", Decimal("75.5")), ("-1", -1)])
def test_percent(text: str, value: Decimal) -> None:
    """A percentage may have its sign behind it; its bounds are checked where it is used."""
    assert amounts.percent(text) == value


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("1204", 1204, "1204"),
        ("1,204", 1204, "1,204"),
        ("๑,๒๐๔,๐๐๐.๕๐", Decimal("1204000.5"), "1,204,000.50"),
        ("-1,204", -1204, "-1,204"),
        ("67.87", Decimal("67.87"), "67.87"),
    ],
)
def test_number(text: str, value: Decimal, shown: str) -> None:
    """A number is read with or without separators, and printed as it was written."""
    assert amounts.number(text) == value
    assert str(amounts.number(text)) == shown


@pytest.mark.parametrize("text", ["12,04", "1,2045", "1,204,5", ",204", "1,204,", "1,,204", "1 204", "12345,678"])
def test_no_number(text: str) -> None:
    """A separator in another place than before three digits may mean another number."""
    assert amounts.number(text) is None


def test_amounts_in_one_sentence() -> None:
    """Amounts beside each other have satang alike; one that is unknown stays so."""
    assert list(map(str, amounts.alike([Baht(1000), None, Baht(5)]))) == ["1,000", "None", "5"]
    assert list(map(str, amounts.alike([Baht(1000), None, Baht("-5.25")]))) == ["1,000.00", "None", "-5.25"]


@pytest.mark.parametrize("text", ["", "%", "ครึ่ง", "5%%", "1.2.3"])
def test_no_percent(text: str) -> None:
    """Anything else is none."""
    assert amounts.percent(text) is None
