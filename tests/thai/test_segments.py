"""The words found in a run of Thai letters."""

from __future__ import annotations

import pytest

from itatrack.thai.segments import thai_words


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("คุณธรรมและความโปร่งใส", ["คุณธรรม", "และ", "ความ", "โปร่งใส"]),
        ("ลดขั้นตอนในการให้บริการ", ["ลดขั้นตอน", "ใน", "การ", "ให้บริการ"]),
        ("รายงานการวิเคราะห์", ["รายงาน", "การ", "วิเคราะห์"]),
        ("ร้องเรียนต่อการทุจริต", ["ร้องเรียน", "ต่อ", "การ", "ทุจริต"]),
        ("ผลการดำเนินการตามมาตรการ", ["ผล", "การ", "ดำเนินการ", "ตาม", "มาตรการ"]),
    ],
)
def test_the_words_of_official_text(run: str, expected: list[str]) -> None:
    """Phrases of the memo come apart at the words that a reader sees."""
    assert list(thai_words(run)) == expected


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("กส", ["กส"]),
        ("ฌฌฌฌ", ["ฌฌฌฌ"]),
        ("นายบัวร", ["นาย", "บัวร"]),
        ("ณจุด", ["ณ", "จุด"]),
        ("การ.", ["การ."]),
        ("พ.ศ.", ["พ.ศ."]),
    ],
)
def test_what_the_dictionary_does_not_know(run: str, expected: list[str]) -> None:
    """Unknown letters stay together; a lone consonant or a point stays with the word before it."""
    assert list(thai_words(run)) == expected


def test_a_word_beyond_the_window_comes_apart() -> None:
    """A compound of more than 20 letters is found as its parts, so the work stays linear."""
    assert list(thai_words("องค์กรปกครองส่วนท้องถิ่น")) == ["องค์กร", "ปกครอง", "ส่วนท้องถิ่น"]
