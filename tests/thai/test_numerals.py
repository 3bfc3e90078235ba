"""The memo's rule for numbers against its own values."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from itatrack.thai.digits import to_arabic
from itatrack.thai.numerals import thai_numerals

SOUP = st.text(alphabet=st.sampled_from("ก้ำๆ๑๙019AzéE@:/.-%, \n(w") | st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("67.87", "๖๗.๘๗"),
        ("0-4301-9915", "๐-๔๓๐๑-๙๙๑๕"),
        ("0 - 4301-9915", "๐ - ๔๓๐๑-๙๙๑๕"),
        ("กส 74601/", "กส ๗๔๖๐๑/"),
        ("ข้อ 6", "ข้อ ๖"),
        ("ว 2019", "ว ๒๐๑๙"),
        ("75%", "๗๕%"),
        ("12,500 บาท", "๑๒,๕๐๐ บาท"),
        ("31 มีนาคม 2564", "๓๑ มีนาคม ๒๕๖๔"),
        ("พ.ศ.2564", "พ.ศ.๒๕๖๔"),
        ("฿500", "฿๕๐๐"),
        ("(ITA) 2564", "(ITA) ๒๕๖๔"),
        ("", ""),
        (" 1 \n 2 ", " ๑ \n ๒ "),
    ],
)
def test_a_number_turns_thai(text: str, expected: str) -> None:
    """A number turns Thai and keeps its point, comma, slash, hyphen and percent sign."""
    assert thai_numerals(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "E-Service",
        "O42",
        "PLAN-7/2564",
        "COVID-19",
        "ISO 9001",
        "ISO 9001:2015",
        "https://www.example.go.th/2564/แผน67",
        "ดูที่https://example.go.th/2564",
        "www.example.go.th/แผน2564",
        "(www.example.go.th/แผน2564)",
        "WWW.EXAMPLE.GO.TH/แผน1",
        "clerk2564@example.go.th",
        "ติดต่อ5@ไทย.ไทย",
    ],
)
def test_a_name_or_an_address_stays(text: str) -> None:
    """A token with a Latin letter, a number after a Latin word and an address keep their Arabic digits."""
    assert thai_numerals(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ระบบITปี2564", "ระบบITปี๒๕๖๔"),
        ("ปี2564IT5ข้อ6", "ปี2564IT5ข้อ๖"),
        ("ISO 9001ปี2564", "ISO 9001ปี๒๕๖๔"),
        ("ISO  9001", "ISO  ๙๐๐๑"),
        ("ISO 9001 2015", "ISO 9001 ๒๐๑๕"),
        ("ISO\n9001", "ISO\n๙๐๐๑"),
        ("โทร clerk@example.go.th 043", "โทร clerk@example.go.th ๐๔๓"),
        ("www.example.go.th 5 แห่ง", "www.example.go.th ๕ แห่ง"),
        ("O42 12 ข้อ", "O42 ๑๒ ข้อ"),
    ],
)
def test_where_the_token_ends(text: str, expected: str) -> None:
    """Blanks and Thai letters end a token, and only a word right before one space keeps the next number."""
    assert thai_numerals(text) == expected


@given(SOUP)
@example("A 1")
def test_only_digits_ever_change(text: str) -> None:
    """Whatever the text, the memo's rule changes nothing but digits, and a second pass changes nothing."""
    result = thai_numerals(text)
    assert len(result) == len(text)
    assert to_arabic(result) == to_arabic(text)
    assert thai_numerals(result) == result


def test_a_long_run_finishes() -> None:
    """A run of 40,000 letters without an address takes time in proportion to its length, so this ends."""
    assert thai_numerals("A" * 40_000 + " 1") == "A" * 40_000 + " 1"
    assert thai_numerals("ก1" * 20_000) == "ก๑" * 20_000
