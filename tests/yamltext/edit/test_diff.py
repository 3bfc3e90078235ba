"""The diff of splices says what an independent comparison of the two texts says."""

from __future__ import annotations

import re
from difflib import unified_diff as difflibs
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from itatrack.yamltext.edit.apply import spliced
from itatrack.yamltext.edit.changes import Splice
from itatrack.yamltext.edit.diff import unified_diff
from itatrack.yamltext.source import Source

# Long enough for several hunks, with and without a line break at the end.
TEXT = st.tuples(st.lists(st.sampled_from(("a\n", "b\n", "ab\n", "\n")), max_size=60), st.sampled_from(("", "a"))).map(
    lambda parts: "".join(parts[0]) + parts[1]
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[Splice]]:
    """Give a text and splices of it, in order."""
    text = draw(TEXT)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return text, [Splice(start, end, draw(st.text("xy\n", max_size=6))) for start, end in pairs]


def patched(text: str, diff: str) -> str:
    """Apply a unified diff by its words alone: every line it shows must be there."""
    old = re.findall(r"[^\n]*\n|[^\n]+", text)
    new, at = [], 0
    body = diff.split("\n", 2)[2].splitlines(keepends=True)
    for line, after in zip(body, [*body[1:], ""], strict=False):
        if line.startswith("\\"):
            continue
        line = line.removesuffix("\n") if after.startswith("\\") else line  # noqa: PLW2901  as the next line says
        header = re.match(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@", line)
        if header:
            start, count = int(header[1]), int(header[2])
            start -= count > 0
            new += old[at:start]
            at = start
            assert int(header[3]) - (int(header[4]) > 0) == len(new)
        elif line[0] == "+":
            new.append(line[1:])
        else:
            assert old[at] == line[1:]
            new += [line[1:]] if line[0] == " " else []
            at += 1
    return "".join([*new, *old[at:]])


@given(edits())
def test_a_diff_makes_the_new_text_of_the_old(case: tuple[str, list[Splice]]) -> None:
    """Applied by its own words, the diff gives the spliced text, with three lines of context at most."""
    text, splices = case
    diff = unified_diff("a", Source("a", text), splices)
    assert patched(text, diff) == spliced(text, splices)
    for hunk in diff.split("@@\n")[1:]:
        head = re.match(r"(?: [^\n]*\n)*", hunk)
        assert head is not None
        assert head[0].count("\n") <= 3
    # Two hunks have more than six lines between their changes, else they are one.
    starts = [(int(one[0]), int(one[1])) for one in re.findall(r"(?m)^@@ -(\d+),(\d+) ", diff)]
    assert all(start > before + count for (before, count), (start, _) in pairwise(starts))


@given(edits())
@example(("a\n", [Splice(1, 2, "")]))
def test_only_what_differs_is_shown(case: tuple[str, list[Splice]]) -> None:
    """One splice's change neither begins nor ends with a line that it takes away and puts back."""
    text, splices = case
    diff = unified_diff("a", Source("a", text), splices[:1]).replace("\n\\ No newline at end of file", "$")
    for change in re.findall(r"(?m)(?:^-.*\n)+(?:^\+.*\n)+", diff):
        lines = change.splitlines()
        old, new = ([line[1:] for line in lines if line[0] == sign] for sign in "-+")
        assert old[0] != new[0]
        assert old[-1] != new[-1]


@pytest.mark.parametrize("gap", range(12))
def test_hunks_are_those_of_difflib(gap: int) -> None:
    """Changes so many lines apart are in as many hunks as difflib makes, which count the lines moved before them."""
    lines = [f"{number}\n" for number in range(60)]
    places = [9, 10 + gap, 11 + 2 * gap, 12 + 3 * gap]
    starts = [len("".join(lines[:place])) for place in places]
    new = ["x\ny\nz\n", "", "u\nv\n", "w\n"]
    splices = [Splice(at, at + len(lines[place]), text) for at, place, text in zip(starts, places, new, strict=True)]
    text = "".join(lines)
    expected = difflibs(lines, spliced(text, splices).splitlines(keepends=True), "a/f", "b/f")
    assert unified_diff("f", Source("f", text), splices) == "".join(expected)


def test_the_same_lines_at_both_ends_of_a_splice_are_no_change() -> None:
    """A splice that writes lines again which are there already changes those between them alone."""
    text = "a\nb\nc\nd\ne\nf\ng\n"
    diff = unified_diff("f", Source("f", text), [Splice(2, 12, "b\nc\nx\ny\nf\n")])
    assert diff == "--- a/f\n+++ b/f\n@@ -1,7 +1,7 @@\n a\n b\n c\n-d\n-e\n+x\n+y\n f\n g\n"
