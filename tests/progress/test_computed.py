"""Computed columns and sums: exact, as an oracle of fractions has them, and nothing where a number is not known."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.model.amounts import Baht, Grouped
from itatrack.model.records import Measure, Plan, StatusEntry
from itatrack.model.status import Status
from itatrack.model.tables import Column, Level
from itatrack.progress.computed import Values
from itatrack.progress.state import State

AT = cast("Any", SimpleNamespace())
DAY = dt.date(2024, 3, 31)


def plan(*columns: Column) -> Plan:
    """Return a plan with columns, of which nothing else is asked for."""
    blank = dict.fromkeys(("agency", "memo", "title"), cast("Any", None))
    return Plan(**blank, location=AT, units=(), columns=columns, measures=())


def column(name: str, kind: str = "number", *of: str, levels: tuple[Level, ...] = ()) -> Column:
    """Return a column of the agency's own."""
    return Column(location=AT, name=name, heading=name, kind=kind, of=of, levels=levels)


def state(budget: Baht | None = None, **values: object) -> State:
    """Return the state of a measure with values of columns, and of its budget."""
    measure = Measure(location=AT, id="m", title="ม", budget=budget, custom_columns=values)
    return State(measure, None, (), DAY)


LEVELS = tuple(
    Level(location=AT, name=name, from_=Decimal(least)) for name, least in (("ต่ำ", 1), ("กลาง", 5), ("สูง", 10))
)
RISK = (
    column("likelihood"),
    column("impact"),
    column("score", "product", "likelihood", "impact"),
    column("level", "level", "score", levels=LEVELS),
)


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [
        ("1", "0.5", None),
        ("1", "1", "ต่ำ"),
        ("2.5", "1.999", "ต่ำ"),
        ("1", "5", "กลาง"),
        ("2", "5", "สูง"),
        ("-4", "5", None),
    ],
)
def test_a_level_is_the_highest_that_is_reached(likelihood: str, impact: str, level: str | None) -> None:
    """Likelihood times impact reaches a level at its threshold, and none below the lowest."""
    one = state(likelihood=Decimal(likelihood), impact=Decimal(impact))
    assert Values(plan(*RISK)).of(one, "level") == level


def test_what_is_not_known_has_no_value() -> None:
    """A product of an unknown number is unknown, and so is its level; a sum counts what is known."""
    values = Values(plan(*RISK))
    assert values.of(state(likelihood=Decimal(2)), "score") is None
    assert values.of(state(likelihood=Decimal(2)), "level") is None
    known = [state(likelihood=Decimal(2), impact=Decimal(3)), state(likelihood=Decimal(9)), state()]
    assert values.total(known, "score") == 6
    assert values.total(known, "likelihood") == 11
    assert values.total([state()], "likelihood") is None
    quarters = Values(plan(column("first"), column("second"), column("year", "sum", "first", "second")))
    assert quarters.of(state(first=Decimal(3)), "year") == 3
    assert quarters.of(state(), "year") is None


_NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=15, min_value=-(10**15), max_value=10**15)


@given(_NUMBERS, _NUMBERS)
def test_numbers_are_exact(one: Decimal, other: Decimal) -> None:
    """Sum, difference and product are those of fractions, however many digits they have; a percentage is rounded."""
    kinds = {"sum": lambda a, b: a + b, "difference": lambda a, b: a - b, "product": lambda a, b: a * b}
    values = Values(plan(column("a"), column("b"), *(column(f"of_{kind}", kind, "a", "b") for kind in kinds)))
    for kind, exact in kinds.items():
        computed = values.number(state(a=one, b=other), f"of_{kind}")
        assert computed is not None
        assert Fraction(computed) == exact(Fraction(one), Fraction(other))


@given(_NUMBERS, _NUMBERS.filter(bool))
def test_a_percentage_is_within_half_a_hundredth(part: Decimal, whole: Decimal) -> None:
    """The share differs from the exact one by half a hundredth at most."""
    values = Values(plan(column("a"), column("b"), column("share", "percent-of", "a", "b")))
    share = values.number(state(a=part, b=whole), "share")
    assert share is not None
    assert abs(Fraction(share) - 100 * Fraction(part) / Fraction(whole)) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(1, 3, "33.33"), (1, 2, "50"), (1, 8, "12.5"), (2, 3, "66.67"), (1, 0, None), (1, 1600, "0.06")],
)
def test_percent_of(part: int, whole: int, shown: str | None) -> None:
    """Halves are rounded up to two decimals, a whole number has none, and of nothing there is no share."""
    values = Values(plan(column("a"), column("b"), column("share", "percent-of", "a", "b")))
    share = values.number(state(a=Decimal(part), b=Decimal(whole)), "share")
    assert share == (None if shown is None else Decimal(shown))


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [("0.4", "4.25", "1.7"), ("2.50", "4", "10"), ("1200", "1000", "1200000"), ("0", "0.5", "0")],
)
def test_a_product_has_no_zeros_at_its_end(one: str, other: str, shown: str) -> None:
    """A weighted score is written as an office writes it."""
    values = Values(plan(column("a"), column("b"), column("c", "product", "a", "b")))
    number = values.number(state(a=Decimal(one), b=Decimal(other)), "c")
    assert number is not None
    assert f"{number:f}" == shown


def test_the_percentage_of_sums() -> None:
    """At the foot stands the share of the sums that stand beside it."""
    values = Values(plan(column("a"), column("b"), column("share", "percent-of", "a", "b")))
    states = [state(a=Decimal(1), b=Decimal(2)), state(a=Decimal(1), b=Decimal(8)), state(a=Decimal(7))]
    assert values.total(states, "share") == 90


def test_money_stays_money() -> None:
    """Amounts add up to an amount, and an amount times a number is one; of two amounts the product is a number."""
    entry = StatusEntry(location=AT, date=DAY, status=Status.DONE, spent=Baht("1000.50"))
    columns = (
        column("times"),
        column("cost", "product", "times", "budget"),
        column("left_over", "difference", "budget", "spent"),
        column("square", "product", "budget", "budget"),
    )
    one = state(budget=Baht(2500), times=Grouped(1200))._replace(entries=(entry,))
    values = Values(plan(*columns))
    shown = {name: values.number(one, name) for name in ("cost", "left_over", "square")}
    assert {name: str(number) for name, number in shown.items()} == {
        "cost": "3,000,000", "left_over": "1,499.50", "square": "6,250,000",
    }  # fmt: skip
    assert [isinstance(number, Baht) for number in shown.values()] == [True, True, False]
    assert str(values.total([one, one], "budget")) == "5,000"
