"""Digits convert one for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from itatrack.thai.digits import to_arabic, to_thai


@given(st.text())
def test_every_digit_converts_and_comes_back(text: str) -> None:
    """The two plain conversions undo one another and leave no digit of the other kind."""
    assert to_arabic(to_thai(text)) == to_arabic(text)
    assert to_thai(to_arabic(text)) == to_thai(text)
    assert not set(to_thai(text)) & set("0123456789")
    assert not set(to_arabic(text)) & set("๐๑๒๓๔๕๖๗๘๙")
