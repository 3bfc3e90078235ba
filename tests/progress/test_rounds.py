"""Rounds: their last days by name and fiscal year, and which one a word means."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from itatrack.model.records import Plan, Round
from itatrack.progress.rounds import ReportRound, find_rounds, fiscal_year_of, is_before, rounds_of
from itatrack.thai.calendar import fiscal_month_end, fiscal_months, fiscal_year

NOWHERE = cast("Any", SimpleNamespace())


def plan(year: int | None, *rounds: Round, due: date | None = None) -> Plan:
    """Return a plan as far as its rounds need one."""
    monitoring = SimpleNamespace(due=due) if due else None
    content = {"fiscal_year": year, "rounds": rounds, "monitoring": monitoring, "invalid_fields": frozenset()}
    return cast("Plan", SimpleNamespace(**content))


def test_every_month_of_a_fiscal_year() -> None:
    """After n months of a fiscal year comes the last day of its n-th month, still in that year."""
    days = [fiscal_month_end(2567, months) for months in range(1, 13)]
    assert [day.month for day in days] == [10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert [day.day for day in days] == [31, 30, 31, 31, 29, 31, 30, 31, 30, 31, 31, 30]
    assert {fiscal_year(day) for day in days} == {2567}


@pytest.mark.parametrize(
    ("name", "months"),
    [
        ("รอบ 6 เดือน", 6),
        ("รอบ ๑๒ เดือน", 12),
        ("6 เดือนแรก", 6),
        ("6 เดือนหลัง", 12),
        ("ไตรมาสที่ 2", 6),
        ("ไตรมาส ๔", 12),
        ("ครึ่งปีแรก", 6),
        ("ครึ่งปีหลัง", 12),
        ("เดือนตุลาคม", 1),
        ("ประจำเดือนกันยายน", 12),
        ("ไตรมาส 2 - 3", None),
        ("ไตรมาสที่ 5", None),
        ("รอบ 13 เดือน", None),
        ("มกราคม - มีนาคม", None),
        ("ครั้งที่ 1", None),
    ],
)
def test_months_by_name(name: str, months: int | None) -> None:
    """A name says how many months of the year have gone, or nothing is concluded from it."""
    assert fiscal_months(name) == months


def test_the_fiscal_year_of_a_plan() -> None:
    """The year is the plan's own, or that in which its monitoring is due; of one not read nothing follows."""
    assert fiscal_year_of(plan(2566, due=date(2021, 3, 31))) == 2566
    assert fiscal_year_of(plan(None, due=date(2021, 9, 30))) == 2564
    assert fiscal_year_of(plan(None, due=date(2021, 10, 1))) == 2565
    assert fiscal_year_of(plan(None)) is None
    unread = plan(None, due=date(2021, 3, 31))
    unread.invalid_fields = frozenset({"fiscal_year"})  # type: ignore[misc]  a stand-in
    assert fiscal_year_of(unread) is None


@pytest.mark.parametrize(
    ("day", "year", "before"),
    [
        (date(2020, 9, 30), 2564, True),
        (date(2020, 10, 1), 2564, False),
        (date(2021, 9, 30), 2564, False),
        (date(2021, 10, 1), 2564, False),
        (date(2020, 9, 30), None, False),
    ],
)
def test_before_the_fiscal_year(day: date, year: int | None, before: bool) -> None:  # noqa: FBT001  the expected value
    """A fiscal year begins on 1 October; what comes after its end is not before it."""
    assert is_before(day, year) is before


def test_usual_rounds() -> None:
    """A plan without rounds has four, in its fiscal year or the one in which its monitoring is due."""
    ends = [date(2020, 12, 31), date(2021, 3, 31), date(2021, 6, 30), date(2021, 9, 30)]
    assert [one.cut_off for one in rounds_of(plan(2564))] == ends
    assert [one.cut_off for one in rounds_of(plan(None, due=date(2021, 3, 31)))] == ends
    assert {one.cut_off for one in rounds_of(plan(None))} == {None}


def test_rounds_of_a_plan() -> None:
    """A round's own day comes first, then the one of its name, and else it has none."""
    given = [("ไตรมาส 1", None), ("ไตรมาส 2", date(2021, 4, 5)), ("พิเศษ", None)]
    rounds = rounds_of(plan(2564, *(Round(location=NOWHERE, name=name, cut_off=day) for name, day in given)))
    assert [one.cut_off for one in rounds] == [date(2020, 12, 31), date(2021, 4, 5), None]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("6", ["รอบ 6 เดือน"]),
        ("๑๒", ["รอบ 12 เดือน"]),
        ("รอบ ๖ เดือน", ["รอบ 6 เดือน"]),
        ("รอบ6เดือน", ["รอบ 6 เดือน"]),
        ("2", []),
        ("1", []),
        ("รอบ 1", []),
        ("รอบ", ["รอบ 6 เดือน", "รอบ 12 เดือน"]),
        ("๑", []),
        ("2 เดือน", []),
        ("เดือน", ["รอบ 6 เดือน", "รอบ 12 เดือน"]),
        ("พิเศษ", ["พิเศษ"]),
    ],
)
def test_which_round_is_meant(word: str, found: list[str]) -> None:
    """A round is found by its name or by a number or part of it, however the digits and blanks are written."""
    rounds = tuple(ReportRound(name, None) for name in ("รอบ 6 เดือน", "รอบ 12 เดือน", "พิเศษ", "พิเศษกว่า"))
    assert [one.name for one in find_rounds(word, rounds)] == found
