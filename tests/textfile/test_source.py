"""Positions in a source are those of an editor, and bytes that are no text are named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.textfile.source import MAX_BYTES, Source, decode

LETTERS = st.text(alphabet=st.sampled_from("aกำ่\n\r\t\u2028\x85 "), max_size=30)


@pytest.mark.slow
@given(LETTERS, st.integers(0, 40))
def test_positions(text: str, index: int) -> None:
    """Line and column lead back to the index, and lines are those that an editor shows."""
    index = min(index, len(text))
    source = Source("a", text)
    line, column = source.position(index)
    assert source.index(line, column) == index
    within = index > 0 and text[index - 1 : index + 1] == "\r\n"  # between the two signs of one line break
    assert line == len(re.split(r"\r\n|\r|\n", text[: index - within]))


@given(LETTERS, st.integers(0, 30), st.integers(0, 30))
def test_the_excerpt_is_the_original_line(text: str, start: int, length: int) -> None:
    """A span quotes the line it begins on, as it stands in the file."""
    start = min(start, len(text))
    span = Source("a", text).span(start, min(start + length, len(text)))
    assert span.excerpt == re.split(r"\r\n|\r|\n", text)[span.line - 1]
    assert (span.end_line, span.end_column) >= (span.line, span.column)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        ("ก: ข\nค: ".encode() + b"\xff", "E103", 2, 4),
        ("ก: ข\nค: ".encode() + b"\xe0\xb8", "E103", 2, 4),
        ("a: กข".encode("tis-620"), "E103", 1, 4),
        ("a: กข".encode("utf-16"), "E103", 1, 1),
        ("a: กข".encode("utf-16-be"), "E103", 1, 1),
        ("a: bc".encode("utf-16-le"), "E103", 1, 2),
        (b"\xef\xbb\xbfabc: \x00", "E105", 1, 6),
        ("ก\nข\x9b".encode(), "E105", 2, 2),
        ("ก\ud800".encode("utf-8", "surrogatepass"), "E103", 1, 2),
        ("a: ก\u202eข".encode(), "E105", 1, 5),
        ("# \u2066\n".encode(), "E105", 1, 3),
        ("a:\n\ufeffb".encode(), "E105", 2, 1),
        ("\ufeff\ufeffa: b".encode(), "E105", 1, 1),
        (b"a: b\n# " + b"x" * 500_000, "E104", 2, 1),
        (b"\r" * 1_000_001, "E104", 1, 1),
        (b"#" * (MAX_BYTES + 1), "E104", 1, 1),
    ],
)
def test_bytes_that_are_no_text(data: bytes, code: str, line: int, column: int) -> None:
    """The finding stands at the first character that cannot be read."""
    source, findings = decode("a.yaml", data)
    assert source is None
    assert [(found.code, found.span.line, found.span.column) for found in findings] == [(code, line, column)]


def test_a_byte_order_mark_is_remembered() -> None:
    """A byte order mark is no part of the text, and is known to have been there."""
    source, findings = decode("a.yaml", b"\xef\xbb\xbfa: b")
    assert findings == []
    assert source is not None
    assert (source.text, source.bom) == ("a: b", True)


@given(st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    """Any bytes give either a source or a finding."""
    source, findings = decode("a.yaml", data)
    assert (source is None) == bool(findings)
