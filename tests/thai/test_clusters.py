"""What a reader sees as one character stays one: a letter with its marks, ำ with its consonant."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.thai.clusters import graphemes, is_attached
from itatrack.thai.width import pad
from itatrack.thai.words import thai_words

THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from("a \u200d\u0301\u093e"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("กข", ["ก", "ข"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("น้ำ", ["น้ำ"]),
        ("ทำได้", ["ทำ", "ไ", "ด้"]),
        ("ำก", ["ำ", "ก"]),
        ("e\u0301x", ["e\u0301", "x"]),
        ("ก\u20dd", ["ก\u20dd"]),
        ("\u0915\u093e", ["\u0915\u093e"]),
        ("a\u200db", ["a\u200db"]),
        ("a\u200bb", ["a\u200b", "b"]),
    ],
)
def test_what_is_seen_as_one(text: str, expected: list[str]) -> None:
    """Marks of every kind, format characters and ำ join the letter before them; a joiner joins what follows too."""
    assert graphemes(text) == expected


@given(THAI)
def test_graphemes_are_the_text(text: str) -> None:
    """Put together the parts are the text, and only the first can begin with what joins the one before it."""
    parts = graphemes(text)
    assert "".join(parts) == text
    assert all(parts)
    assert not any(is_attached(part[0]) or part[0] == "ำ" for part in parts[1:])


@given(st.characters())
def test_what_is_attached(character: str) -> None:
    """Marks above, around and beside a letter, and format characters, are drawn onto the one before."""
    assert is_attached(character) is (
        unicodedata.category(character)[0] == "M" or unicodedata.category(character) == "Cf"
    )


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("ประกาศ", ("ประกาศ",)),
        ("ประกาศข้อปฏิบัติ", ("ประกาศ", "ข้อปฏิบัติ")),
        ("กขฃคฅ", ("กขฃคฅ",)),
        ("ประกาศฃ", ("ประกาศฃ",)),
        ("ประกาศเฃเฅ", ("ประกาศ", "เฃเฅ")),
        ("เฃประกาศ", ("เฃ", "ประกาศ")),
    ],
)
def test_unknown_letters_stay_together(run: str, words: tuple[str, ...]) -> None:
    """Letters that make no known word are one part, apart from a word before them unless a lone one closes it."""
    assert thai_words(run) == words


def test_padding_in_the_middle() -> None:
    """Blanks on both sides differ by one at most, the right one being the wider."""
    assert [pad("กี่", width, "center") for width in (1, 2, 5, 6)] == ["กี่", "กี่ ", "  กี่  ", "  กี่   "]
