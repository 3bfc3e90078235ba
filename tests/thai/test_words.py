"""The words in a run of Thai letters, and the packaged lists: complete, normal, and the same as their source."""

from __future__ import annotations

import gzip
import runpy
from pathlib import Path

import pytest

import itatrack.thai
from itatrack.thai.spelling import normalise
from itatrack.thai.words import own_words, parts_of_compound, thai_words, words

PACKAGE = Path(itatrack.thai.__file__).parent
REBUILD = Path(__file__).parents[2] / "benchmarks" / "words.py"


def test_the_count_is_the_documented_one() -> None:
    """The page beside the list names the number of words that the list holds."""
    listed = gzip.decompress((PACKAGE / "words_th.txt.gz").read_bytes()).decode("tis-620").split("\n")
    assert f"{len(listed):,} words here" in (PACKAGE / "words.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["ช่องทาง", "ดงสมบูรณ์", "ท่าคันโท", "สำนักปลัด", "กองคลัง", "กองช่าง", "คุณธรรม"])
def test_known_words(word: str) -> None:
    """The memo's own words are known, those of the packaged list and our additions."""
    assert word in words()


@pytest.mark.slow
def test_every_word_is_in_normal_spelling() -> None:
    """Every word is spelt as normalised text spells it, without blanks: a word that is not would never be found."""
    for word in words():
        assert word
        assert word == normalise(word)
        assert not word.startswith("#")
        assert " " not in word


def test_our_own_list() -> None:
    """A line of our own list adds a word, with - before it takes one out, and comments and blank lines do nothing."""
    assert own_words("# a\nกข\n\n-คง\n") == (["กข"], ["คง"])
    assert "ทางการ" not in words()


def test_the_list_is_loaded_once() -> None:
    """A second call gives the very same set."""
    assert words() is words()


@pytest.mark.slow
def test_the_packed_list_can_be_rebuilt() -> None:
    """The script in benchmarks makes the same list, byte by byte unzipped, from the installed PyThaiNLP."""
    pytest.importorskip("pythainlp")
    script = runpy.run_path(str(REBUILD))
    rebuilt = script["packed"](script["usable_words"](script["installed_list"]()))
    assert gzip.decompress(rebuilt) == gzip.decompress((PACKAGE / "words_th.txt.gz").read_bytes())
    assert rebuilt == script["packed"](script["usable_words"](script["installed_list"]()))


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
    """A compound of more than 28 letters is found as its parts, so the work stays linear."""
    assert list(thai_words("สำนักงานทรัพย์สินส่วนพระมหากษัตริย์")) == ["สำนักงาน", "ทรัพย์สินส่วนพระมหากษัตริย์"]


def test_the_parts_of_a_compound() -> None:
    """A compound of more than 20 letters has parts where a line is narrow, and no other word has."""
    assert parts_of_compound("องค์กรปกครองส่วนท้องถิ่น") == ("องค์กร", "ปกครอง", "ส่วนท้องถิ่น")
    assert parts_of_compound("หัวหน้าส่วนราชการ") == ("หัวหน้าส่วนราชการ",)
