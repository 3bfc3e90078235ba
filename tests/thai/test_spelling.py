"""The repairs of Thai spelling, each alone and all together on letter soup."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from itatrack.thai import spelling
from itatrack.thai.spelling import SpellingAnomaly, anomalies, normalise

NAM = "\u0e19\u0e49\u0e33"
THAI_SOUP = st.text(
    alphabet=st.sampled_from([chr(code) for code in range(0x0E01, 0x0E5C) if code not in range(0x0E3B, 0x0E3F)])
    | st.sampled_from("กนเแาำะัิีุู่้์ํฺ็ \u200b\ufeff\u00a0\u2028\tA"),
    max_size=20,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u0e19\u0e49\u0e33", NAM),
        ("\u0e19\u0e4d\u0e49\u0e32", NAM),
        ("\u0e19\u0e49\u0e4d\u0e32", NAM),
        ("\u0e19\u0e33\u0e49", NAM),
        ("ส\u0e4d\u0e32นัก", "สำนัก"),
        ("เเผน", "แผน"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ผ\u0e49\u0e39", "ผู้"),
        ("พันธ\u0e4c\u0e38", "พันธ\u0e38\u0e4c"),
        ("ที่่", "ที่"),
        ("ท\u0e48\u0e35\u0e48", "ที่"),
        ("ขา\u0e49ว", "ข้าว"),
        ("ก\u200bข\u200cค\u200dง\u2060จ\ufeffฉ\u00adช", "กขคงจฉช"),
        ("ก\u00a0ข\u202fค\u3000ง\u2003จ", "ก ข ค ง จ"),
        ("ก\u2028ข\u2029ค\u0085ง", "ก\nข\nค\nง"),
        ("ก\tข", "ก ข"),
        (" \n ก   ข \u00a0", "ก   ข"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_each_repair(text: str, expected: str) -> None:
    """Each known fault of Thai text has one repair, the right order of the marks included."""
    assert normalise(text) == expected


def test_no_compatibility_form() -> None:
    """What only NFKC would change stays: ำ, the percent sign in full width, a fraction, a superscript."""
    assert normalise("น้ำ％½²") == "น้ำ％½²"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ส\u0e4d\u0e32นัก", [SpellingAnomaly("nikhahit", 1, 3)]),
        ("น\u0e49\u0e4d\u0e32", [SpellingAnomaly("nikhahit", 1, 4)]),
        ("ดูเเผน", [SpellingAnomaly("double-sara-e", 2, 4)]),
        ("ก\u200bข\ufeff", [SpellingAnomaly("zero-width", 1, 2), SpellingAnomaly("zero-width", 3, 4)]),
        ("ก\u00a0ข", [SpellingAnomaly("no-break-space", 1, 2)]),
        ("ก\u2028ข", [SpellingAnomaly("line-separator", 1, 2)]),
        ("ท\u0e48\u0e35", [SpellingAnomaly("mark-order", 1, 3)]),
        ("ที่่", [SpellingAnomaly("mark-order", 2, 4)]),
        ("น\u0e33\u0e49", [SpellingAnomaly("mark-order", 1, 3)]),
        (" ก\tข ", []),
        ("e\u0301", []),
    ],
)
def test_where_the_troubles_are(text: str, expected: list[SpellingAnomaly]) -> None:
    """Each anomaly is reported with its kind and its place in code points."""
    assert [*anomalies(text)] == expected


@given(THAI_SOUP)
@example("กฺุุ")
@example("กฺ่ี่")
def test_normal_text_stays(text: str) -> None:
    """Normalising twice is normalising once, and normal text has no anomalies."""
    result = normalise(text)
    assert normalise(result) == result
    assert [*anomalies(result)] == []
    assert unicodedata.is_normalized("NFC", result)


@given(st.text(max_size=30))
def test_any_text_can_be_normalised(text: str) -> None:
    """Whatever the script, normalising ends, and a second pass changes nothing."""
    assert normalise(normalise(text)) == normalise(text)


@given(THAI_SOUP)
def test_every_repair_is_a_reported_trouble(text: str) -> None:
    """Where text without anomalies changes, it is by NFC, by tabs or at the ends only."""
    if not [*anomalies(text)]:
        assert normalise(text) == unicodedata.normalize("NFC", text).replace("\t", " ").strip()


def test_no_pair_of_signs_is_missed() -> None:
    """Of all pairs of Thai signs and odd blanks, just those that normalising changes are anomalies, tabs apart."""
    signs = [
        chr(code) for code in (*range(0x0E01, 0x0E5C), *map(ord, "\u00a0\u00ad\u0085\u200b\u2028\u3000\ufeffA\t "))
    ]
    for pair in map("".join, itertools.product(signs, repeat=2)):
        written = f"A{pair}A"
        assert bool([*anomalies(written)]) == (normalise(written) != written.replace("\t", " ")), ascii(pair)


def test_the_memo_is_normal() -> None:
    """The real memo's text is in the normal spelling already, so repairing leaves it alone."""
    text = Path(__file__).with_name("memo_text.txt").read_text(encoding="utf-8")
    assert [*anomalies(text)] == []
    assert normalise(text) == text.strip()


SOUPS = ["่", "่ี", "ี่", "เ", "ฺุ่", "ํา", "\u200bก", "ำ่", "ุ่", "ํ่", "ก่ำ", "ี\u200b", "e\u0327\u0301", "\u0301\u0327"]


@pytest.mark.parametrize("soup", SOUPS)
def test_long_soup_finishes(soup: str) -> None:
    """60,000 letters of nothing but faults take time in proportion to their number, so this ends."""
    result = normalise(soup * (60_000 // len(soup)))
    assert normalise(result) == result
    assert [*anomalies(normalise(soup * (90 // len(soup))))] == []


def test_a_heap_of_signs() -> None:
    """What no rule puts in order in a few steps stays as it is, also the second time."""
    heap = "า\u0301" * 100 + "่"
    assert normalise(heap) == normalise(normalise(heap))
    many = "ก" + "\u0301\u0327\u200b" * 100 + "\u200bข"
    assert normalise(many) == normalise(normalise(many)) == many.replace("\u200b", "")
    assert normalise("e" + "\u200b" * 200 + "-service") == "e-service"
    assert normalise("ก" + "่้" * 100) == "ก" + "่้" * 100


@pytest.mark.parametrize(
    "letter", "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2064\u206a\u3164\ufe0f\ufeff\ufffa\U000e0041"
)
def test_what_is_never_seen(letter: str) -> None:
    """Characters without any look are anomalies, and are left out of what is compared and printed."""
    assert [*anomalies(f"ก{letter}ข")] == [SpellingAnomaly("zero-width", 1, 2)]
    assert normalise(f"ก{letter}ข") == "กข"


def test_ordinary_text_needs_no_repair() -> None:
    """What is taken for ordinary text at one glance is left as it is by all repairs: any three letters of Thai."""
    letters = [chr(code) for code in range(0x0E01, 0x0E5C) if code not in range(0x0E3B, 0x0E3F)] + ["a", "-"]
    texts = [*itertools.product("กเ", letters, letters), *itertools.product("ก", *["กเาำะัิีุู่้์ํฺ็"] * 3)]
    ordinary = [text for text in map("".join, texts) if spelling.is_ordinary(text)]
    assert len(ordinary) > 5_000
    assert [text for text in ordinary if [*anomalies(text)] or spelling.repaired_text(text) != text] == []


@given(THAI_SOUP)
def test_ordinary_soup_needs_no_repair(text: str) -> None:
    """The same of longer texts."""
    if spelling.is_ordinary(text):
        assert spelling.repaired_text(text) == text.strip()
