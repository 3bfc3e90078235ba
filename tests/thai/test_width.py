"""Display width against Rich's own table of cells."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from itatrack.thai.width import cells, pad

MEMO = Path(__file__).with_name("memo_text.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("IT 2564", 7),
        ("น้ำ", 2),
        ("ที่", 1),
        ("เว็บไซต์", 6),
        ("漢字", 4),
        ("ＡＢ", 4),
        ("✓", 1),
        ("a\u200bb", 2),
    ],
)
def test_cells(text: str, expected: int) -> None:
    """Marks and format characters take no cell, wide characters two, all others one."""
    assert cells(text) == expected


@pytest.mark.parametrize("text", MEMO)
def test_the_memo_is_as_wide_as_rich_says(text: str) -> None:
    """Every text of the memo has the width that an independent table gives it."""
    assert cells(text) == cell_len(text)


@pytest.mark.parametrize(("align", "expected"), [("left", "ที่   "), ("right", "   ที่"), ("center", " ที่  ")])
def test_pad(align: Literal["left", "center", "right"], expected: str) -> None:
    """Padding counts cells, and an odd blank of a centred text stands at its right."""
    assert pad("ที่", 4, align) == expected


@given(
    st.text(max_size=12),
    st.integers(min_value=-1, max_value=20),
    st.sampled_from(["left", "center", "right"]),
)
def test_pad_any_text(text: str, width: int, align: Literal["left", "center", "right"]) -> None:
    """A padded text is as wide as asked, and a longer one comes back unchanged."""
    padded = pad(text, width, align)
    assert cells(padded) == max(width, cells(text))
    assert text in padded
    if cells(text) >= width:
        assert padded == text
