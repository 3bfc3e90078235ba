"""Periods in words: which months of the fiscal year they name, where that is sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.thai.calendar import FULL_MONTHS, SHORT_MONTHS
from itatrack.thai.digits import to_thai
from itatrack.thai.periods import months_named

YEAR = 2568
ALL = {*range(1, 13)}


@pytest.mark.parametrize(
    ("words", "months"),
    [
        *((words, ALL) for words in ("ตลอดปีงบประมาณ", "ทั้งปี", "ตลอดทั้งปีงบประมาณ", "ปีงบประมาณ 2568")),
        ("ตลอดปีงบประมาณ พ.ศ. 2568", ALL),
        ("ไตรมาส 2", {4, 5, 6}),
        ("ไตรมาสที่ ๒", {4, 5, 6}),
        ("ไตรมาส 2/2568", {4, 5, 6}),
        ("ไตรมาสที่ 4 ของปีงบประมาณ พ.ศ. 2568", {10, 11, 12}),
        ("ไตรมาส 1 - 4", ALL),
        ("ไตรมาสที่ 2 ถึงไตรมาสที่ 3", {4, 5, 6, 7, 8, 9}),
        ("ไตรมาส 1 และ 3", {1, 2, 3, 7, 8, 9}),
        ("ไตรมาสที่ 2 (ม.ค. - มี.ค. 2568)", {4, 5, 6}),
        ("ครึ่งปีแรก", {1, 2, 3, 4, 5, 6}),
        ("มีนาคม", {6}),
        ("เดือนมีนาคม พ.ศ. 2568", {6}),
        ("มีค.68", {6}),
        ("15 มี.ค. 2568", {6}),
        ("ต.ค. 2567 - มี.ค. 2568", {1, 2, 3, 4, 5, 6}),
        ("ต.ค.67-ก.ย.68", ALL),
        ("ต.ค. – ธ.ค. 2567", {1, 2, 3}),
        ("ต.ค. - มี.ค.", {1, 2, 3, 4, 5, 6}),
        ("ตั้งแต่เดือนตุลาคม 2567 ถึงเดือนมีนาคม 2568", {1, 2, 3, 4, 5, 6}),
        ("ต.ค. 2567 - ธ.ค. 2567, มี.ค. 2568 และ ก.ย. 2568", {1, 2, 3, 6, 12}),
    ],
)  # fmt: skip
def test_words_with_one_meaning(words: str, months: set[int]) -> None:
    """Quarters, months, stretches of them, and the year are read, with a year where it is that of the plan."""
    assert months_named(words, YEAR) == months


@pytest.mark.parametrize(
    "words",
    [
        *("ไตรมาส", "ไตรมาส 5", "ไตรมาส 2/2567", "ไตรมาสละ 1 ครั้ง", "ไตรมาส 3 - 1", "ไตรมาสที่ 2 (ต.ค. - ธ.ค. 2567)"),
        *("ตลอดปีการศึกษา", "ตลอดปีงบประมาณ พ.ศ. 2567", "ตลอดปี 2568", "ภาคเรียนที่ 2/2567", "ทุกเดือน", "รอบ 6 เดือน"),
        *("มีนาคม 2567", "มี.ค. 2025", "มี.ค. 25", "45 มีนาคม", "ตั้งแต่ มี.ค. 2568", "ภายในเดือนมีนาคม 2568", "หลัง มี.ค."),
        *("ส.ค. - ธ.ค. 2567", "ส.ค. - พ.ย.", "ม.ค. - ธ.ค.", "ม.ค. - ธ.ค. 2568", "ต.ค. 2566 - ก.ย. 2568"),
        *("ต.ค. - ธ.ค. - มี.ค.", "15 - 31 ม.ค. 2568", "1 และ 3", "ต.ค. และเมื่อมีคำสั่ง", "", "-", "()", "ก่อนการแต่งตั้งทุกครั้ง"),
    ],
)  # fmt: skip
def test_words_that_are_not_sure(words: str) -> None:
    """Of anything else no month is said: other years, open ends, what goes backwards, and what nobody can know."""
    assert months_named(words, YEAR) == frozenset()


@given(
    st.integers(0, 11), st.integers(0, 11), st.sampled_from([FULL_MONTHS, SHORT_MONTHS]), st.booleans(), st.booleans()
)
def test_any_stretch_of_the_year(first: int, last: int, names: tuple[str, ...], with_year: bool, thai: bool) -> None:  # noqa: FBT001
    """A stretch from any month to any later one has the months between, however it is written."""
    written = [names[(at + 9) % 12] + (f" {YEAR - (at < 3)}" if with_year else "") for at in (first, last)]
    words = " - ".join(written)
    expected = {*range(first + 1, last + 2)}
    assert months_named(to_thai(words) if thai else words, YEAR) == expected


@given(st.lists(st.sampled_from(["ต.ค.", "-", "ถึง", "และ", ",", "2568", "ไตรมาส", "2", "(", ")", "ตลอดปี", " ", "1"])))
def test_any_words_are_read_or_left(parts: list[str]) -> None:
    """No text fails, and what is named are months."""
    assert months_named("".join(parts), YEAR) <= ALL
