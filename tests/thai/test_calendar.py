"""The calendar module against Python's own dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.thai.calendar import (
    FULL_MONTHS,
    SHORT_MONTHS,
    DateProblem,
    be_year,
    fiscal_year,
    full,
    iso,
    parse_date,
    parse_iso,
    short,
)
from itatrack.thai.digits import to_thai

FIRST, LAST = date(1941, 1, 1), date(2157, 12, 31)
DAY = date(2021, 3, 31)
SOUP = st.text(alphabet=st.sampled_from("0123456789๐๑๒๓๙٣３²-/. มีนาคพ.ศ\u0e4d\u200b") | st.characters(), max_size=24)


@pytest.mark.parametrize(
    "text",
    [
        "2564-03-31",
        "๒๕๖๔-๐๓-๓๑",
        " 2564-3-31 ",
        "พ.ศ. 2564-03-31",
        "31/3/2564",
        "31 / 03 / 2564",
        "๓๑/๓/๒๕๖๔",
        "31/3/พ.ศ. 2564",
        "31 มี.ค. 2564",
        "31มี.ค.2564",
        "31 มีค 2564",
        "31 มี. ค. 2564",
        "31 มีนาคม 2564",
        "31  มีนาคม  2564",
        "31 มีนาคม พ.ศ. 2564",
        "31 มีนาคม พ.ศ.2564",
        "31 มีนาคม พศ 2564",
        "๓๑ มีนาคม ๒๕๖๔",
        "31\u00a0มีนาคม\u00a02564",
        "31 มีนา\u200bคม 2564",
    ],
)
def test_the_forms_people_write(text: str) -> None:
    """Every usual way to write a day is read as that day."""
    assert parse_date(text) == DAY


def test_a_month_with_faulty_marks() -> None:
    """A month typed with a doubled mark is read all the same."""
    assert parse_date("1 กุมภาพันธ์\u0e4c 2564") == date(2021, 2, 1)
    assert parse_date("1 ม\u0e35\u0e35นาคม 2564") == date(2021, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2564-02-29", DateProblem("no-such-day", days=28)),
        ("2564-02-30", DateProblem("no-such-day", days=28)),
        ("2564-13-01", DateProblem("no-such-day", date(2021, 1, 13))),
        ("2564-31-03", DateProblem("no-such-day", date(2021, 3, 31))),
        ("2564-13-31", DateProblem("no-such-day")),
        ("2564-00-10", DateProblem("no-such-day")),
        ("2564-01-00", DateProblem("no-such-day", days=31)),
        ("2021-03-31", DateProblem("common-era", DAY)),
        ("2020-02-29", DateProblem("common-era", date(2020, 2, 29))),
        ("2021-02-29", DateProblem("common-era")),
        ("1941-01-01", DateProblem("common-era", FIRST)),
        ("1940-12-31", DateProblem("common-era")),
        ("1900-01-01", DateProblem("common-era")),
        ("2157-12-31", DateProblem("common-era", LAST)),
        ("1899-12-31", DateProblem("before-2484")),
        ("2158-01-01", DateProblem("before-2484")),
        ("2483-12-31", DateProblem("before-2484")),
        ("0000-01-01", DateProblem("before-2484")),
        ("2701-01-01", DateProblem("after-2700")),
        ("9999-12-31", DateProblem("after-2700")),
    ],
)
def test_days_that_are_refused(text: str, expected: DateProblem) -> None:
    """A day that never was, or a year outside 2484 to 2700, is refused with its reason by both readers."""
    assert parse_iso(text) == expected
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2563-02-29", date(2020, 2, 29)),
        ("2567-02-29", date(2024, 2, 29)),
        ("2484-01-01", FIRST),
        ("2700-12-31", LAST),
    ],
)
def test_leap_days_and_the_ends_of_the_range(text: str, expected: date) -> None:
    """Leap years follow the common era, and the first and the last accepted day exist."""
    assert parse_iso(text) == expected


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("31/3/564", None),
        ("31/3/12564", None),
        ("31 March 2564", None),
        ("31 2564", None),
        ("มีนาคม 2564", None),
        ("2564", None),
        ("", None),
        ("-", None),
        ("٣١/٣/٢٥٦٤", None),
        ("３１/３/２５６４", DAY),
        ("³¹/3/2564", None),
    ],
)
def test_forms_that_are_refused(text: str, meant: date | None) -> None:
    """Digits of another script are refused with the day meant; what is no date at all is refused without one."""
    assert parse_date(text) == DateProblem("form", meant)
    assert parse_iso(text) == DateProblem("form", meant)


@pytest.mark.parametrize("text", ["31/3/2564", "31 มีนาคม 2564", "2564-3-31", "2564 - 03 - 31", "๓๑ มี.ค. ๒๕๖๔"])
def test_data_files_take_one_form(text: str) -> None:
    """The reader of data files accepts year-month-day alone and offers the day that another form means."""
    assert parse_iso(text) == DateProblem("form", DAY)
    assert parse_iso(f" {iso(DAY)} ") == parse_iso(to_thai(iso(DAY))) == DAY


@pytest.mark.parametrize("dash", ["‐", "‑", "‒", "–", "—", "−", "－"])
def test_a_dash_from_a_word_processor(dash: str) -> None:
    """A date with a longer dash is refused with the day it means, in a data file and where people type."""
    assert parse_iso(dash.join(("2564", "03", "31"))) == DateProblem("form", DAY)
    assert parse_date(dash.join(("31", "3", "2564"))) == DateProblem("form", DAY)


@pytest.mark.parametrize("text", ["31/2/2564", "31-02-2564", "31 กุมภาพันธ์ 2564", "๓๑/๒/๒๕๖๔"])
def test_no_such_day_in_another_form(text: str) -> None:
    """A day that never was is refused as such in any form: writing it in the right form would not help."""
    assert parse_iso(text) == DateProblem("no-such-day", days=28)


@pytest.mark.parametrize("text", ["31/3/64", "31 มี.ค. 64", "๓๑ มี.ค. ๖๔", "64-03-31", "31-03-64"])
def test_a_year_of_two_digits(text: str) -> None:
    """A year of two digits has a problem of its own, with the one day that it can mean."""
    assert parse_date(text) == parse_iso(text) == DateProblem("short-year", DAY)


@pytest.mark.parametrize(
    ("text", "days"), [("20-03-21", ("2521-03-20", "2564-03-20")), ("1/2/39", ("2539-02-01", "2582-02-01"))]
)
def test_a_year_of_two_digits_that_may_be_of_either_era(text: str, days: tuple[str, str]) -> None:
    """Two days are offered where the year is as likely one of the common era."""
    problem = parse_iso(text)
    assert isinstance(problem, DateProblem)
    assert problem.kind == "short-year"
    assert problem.meant
    assert problem.other
    assert (iso(problem.meant), iso(problem.other)) == days


@pytest.mark.parametrize(("text", "days"), [("29/2/64", 28), ("64-03-40", 31), ("31 ก.พ. 67", 29)])
def test_a_year_of_two_digits_without_such_a_day(text: str, days: int) -> None:
    """That there is no such day is said of a year of two digits too."""
    assert parse_date(text) == DateProblem("no-such-day", days=days)


@given(SOUP)
def test_no_text_raises(text: str) -> None:
    """Whatever the text, the readers return a day or a problem, and the strict one accepts no more than the loose."""
    strict, loose = parse_iso(text), parse_date(text)
    if isinstance(strict, date):
        assert loose == strict
    elif strict.meant:
        assert parse_iso(iso(strict.meant)) == strict.meant


@pytest.mark.slow
def test_every_day_comes_back() -> None:
    """Every day of 2484 to 2700 is read back from each of the forms that the module writes."""
    day = FIRST
    while day <= LAST:
        text = iso(day)
        assert text == f"{day.year + 543}-{day:%m-%d}"
        assert parse_iso(text) == parse_date(text) == day
        assert parse_date(full(day)) == parse_date(to_thai(short(day))) == day
        day += timedelta(days=1)


def test_the_written_forms() -> None:
    """A day is written as ISO, with the full month and with the short one, in Arabic digits."""
    assert (iso(DAY), full(DAY), short(DAY)) == ("2564-03-31", "31 มีนาคม 2564", "31 มี.ค. 2564")
    assert len(set(FULL_MONTHS)) == len(set(SHORT_MONTHS)) == 12


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2020, 9, 30), 2563),
        (date(2020, 10, 1), 2564),
        (date(2021, 1, 1), 2564),
        (date(2021, 9, 30), 2564),
    ],
)
def test_the_fiscal_year_starts_in_october(day: date, year: int) -> None:
    """The fiscal year is named by the year in which it ends on 30 September."""
    assert fiscal_year(day) == year
    assert be_year(day) == day.year + 543


@pytest.mark.parametrize("text", ["31-3-2564", "2564/03/31", "31.3.2564", "วันที่ 31/3/2564", "๓๑.๓.๒๕๖๔"])
def test_other_forms_are_understood_but_not_accepted(text: str) -> None:
    """A date in a form that people also write is refused with the day meant."""
    assert parse_date(text) == DateProblem("form", date(2021, 3, 31))


@pytest.mark.parametrize("text", ["31-3-256", "1-2-3-4", "31-3-12564", "0.0.0"])
def test_other_forms_that_mean_no_day(text: str) -> None:
    """What is no date in any form is refused without an offer."""
    assert parse_date(text) == DateProblem("form")
