"""Tests of reading scalars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.textfile.source import forbidden_in_value
from itatrack.thai.spelling import repaired_text
from itatrack.yamltext.document import Document
from itatrack.yamltext.nodes import scalars

LINES = st.lists(st.text(st.sampled_from("กนเแาำะัิุ่์A-' "), max_size=6), min_size=1, max_size=4)


@pytest.mark.parametrize("style", ["a: {}", "{}: a", "a: [{}, {}]", "a: '{}'", "a: |\n  {}", "a: >\n  {}", "- {}"])
@given(lines=LINES)
def test_values_of_an_ordinary_file(style: str, lines: list[str]) -> None:
    """However lines are joined to a value, one of an ordinary file without escapes holds nothing to be repaired."""
    value = "\n  ".join(lines)
    document = Document.read("status.yaml", style.format(value, value).replace("'" * 3, "''").encode())
    if document.root is None or not document.source.is_ordinary:
        return
    for node in scalars(document.root):
        assert repaired_text(node.value) == node.value.strip()
        assert forbidden_in_value(node.value.strip()) is None


def test_an_escape_in_an_ordinary_file() -> None:
    """An escape makes what no letter of the file is, and the value is looked at by itself."""
    document = Document.read("status.yaml", b'a: "\\u0e40\\u0e40"\n')
    assert document.root is not None
    assert document.source.is_ordinary
    assert [repaired_text(node.value) for node in scalars(document.root)] == ["แ", "a"]
