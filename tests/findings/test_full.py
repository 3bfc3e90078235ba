"""Findings as people read them: the caret stands under the Thai, and a long line is cut around the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.findings.catalogue import WORDINGS, finding
from itatrack.findings.finding import Related, Span, in_order
from itatrack.findings.full import full, summary
from itatrack.findings.message import ENGLISH, message
from itatrack.findings.reporters import concise
from itatrack.textfile.source import Source
from itatrack.thai.width import cells


def shown(text: str, start: int, end: int, width: int = 80) -> tuple[str, str]:
    """Return the original line and the caret line of a finding, without their gutters."""
    found = finding("E205", Source("a", text).span(start, end), key="x")
    lines = full([found], ENGLISH, width).splitlines()
    return lines[3].removeprefix("1 | "), lines[4].removeprefix("  | ")


@pytest.mark.parametrize(
    ("text", "part", "indent", "carets"),
    [
        ("a: b", "b", 3, 1),
        ("ที่น้ำ: x", "x", 5, 1),
        ("k: ที่น้ำ", "ที่น้ำ", 3, 3),
        ("k: กำ", "ำ", 4, 1),
        ("k: ที่x", "ี่", 3, 1),
        ("\tk: v", "v", 7, 1),
        ("k: a\u200bb", "\u200b", 4, 8),
        ("k: 漢字", "字", 5, 2),
    ],
)
def test_the_caret(text: str, part: str, indent: int, carets: int) -> None:
    """Indent and length of the caret count display cells, a mark being shown under its letter."""
    start = text.index(part)
    _, caret = shown(text, start, start + len(part))
    assert caret == " " * indent + "^" * carets


@pytest.mark.slow
@given(st.text(alphabet=st.sampled_from("กำที่้ab \t\u200b"), max_size=300), st.data())
def test_a_long_line_is_cut_around_the_place(text: str, data: st.DataObject) -> None:
    """However long the line, it fits the width, and the caret stands inside it."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if not text:
        return
    line, caret = shown(text, start, end)
    assert cells(line) <= 77
    assert cells(caret.rstrip()) <= 78
    assert caret.strip(" ").strip("^") == ""
    assert "^" in caret


def test_a_line_that_fits_is_shown_whole() -> None:
    """The excerpt is the original line as long as it fits."""
    line = "    title: มีแนวทางปฏิบัติเกี่ยวกับการใช้ทรัพย์สิน"
    assert shown(line, 4, 9)[0] == line


def test_second_places_and_help() -> None:
    """A second place has its own file, line and caret, in a gutter wide enough for both line numbers."""
    source = Source("d/a.yaml", "\n" * 9 + "x: 1\nx: 2\n")
    found = finding("E203", source.span(14, 15), (Related(message("first set here"), source.span(9, 10)),), key="x")
    assert full([found], ENGLISH) == (
        "error[E203]: duplicate key `x`\n"
        "  --> d/a.yaml:11:1\n"
        "   |\n"
        "11 | x: 2\n"
        "   | ^\n"
        "   = note: first set here\n"
        "  ::: d/a.yaml:10:1\n"
        "   |\n"
        "10 | x: 1\n"
        "   | ^\n"
        "   = help: keep one of the two, with everything that belongs to both\n"
    )
    assert (
        concise([found], ENGLISH)
        == "d/a.yaml:11:1: error[E203] duplicate key `x` (keep one of the two, with everything that belongs to both)\n"
    )


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], "no findings"),
        (["E101"], "1 error in 1 file"),
        (["W501", "W501"], "2 warnings in 1 file"),
        (["E101", "E101", "W501"], "2 errors, 1 warning in 1 file"),
    ],
)
def test_the_summary(codes: list[str], expected: str) -> None:
    """The summary counts errors, warnings and files."""
    assert summary([finding(code, Span("a", 1, 1, 1, 1, "")) for code in codes], ENGLISH) == expected


def test_findings_are_ordered_and_never_dropped() -> None:
    """Findings come by file, line, column and code; two of one place both stay, an exact repeat does not."""
    one, two = (finding(code, Span("a", 2, 1, 2, 1, "")) for code in ("E203", "E201"))
    three = finding("W501", Span("a", 1, 9, 1, 9, ""))
    assert in_order([one, two, three, one]) == [three, two, one]


def test_values_of_the_data_cannot_disturb_a_message() -> None:
    """Control characters and long values are shown on one line of a finding, braces as they are."""
    span = Span("a", 1, 1, 1, 1, "")
    assert finding("E206", span, id="a\x1b[31m{x}\n").message(ENGLISH) == "`a<U+001B>[31m{x}<U+000A>` is not a valid id"
    assert len(finding("E206", span, id="ก" * 1000).message(ENGLISH)) < 150


def test_every_wording_is_whole() -> None:
    """Every wording names a code, starts small and ends without a full stop, as a message within a list does."""
    for wording, texts in WORDINGS.items():
        assert wording[:1] in "EWT"
        for said in filter(None, texts):
            assert not said.endswith(".")
            assert not said[:1].isupper()
