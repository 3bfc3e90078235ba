"""A diff is what git makes the new text of the old one with, byte by byte."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from itatrack.yamltext.edit.diff import unified_diff

LINES = st.lists(st.sampled_from(("a\n", "b\n", "ab\n", "\n", "ก\r\n", "x\ry\n", "u\x85v\n", "\u2028\n")), max_size=40)
TEXTS = st.tuples(st.sampled_from(("", "\ufeff")), LINES, st.sampled_from(("", "a", "\ufeff", "\r")))


def applied(diff: str, before: bytes) -> bytes:
    """Return what git makes of a file by a diff."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "f.yaml")
        path.write_bytes(before)
        if diff:
            command = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]
            subprocess.run(command, cwd=name, input=diff.encode(), check=True, capture_output=True)
        return path.read_bytes() if path.exists() else b""


@pytest.mark.slow
@settings(max_examples=60)
@given(TEXTS, TEXTS)
@example(("", [], "a"), ("", ["a\n"], ""))
@example(("", ["a\n"], ""), ("", [], "a"))
@example(("", ["a\n"] * 9, "a"), ("", ["b\n", *["a\n"] * 9], "ab"))
def test_git_applies_it(old: tuple[str, list[str], str], new: tuple[str, list[str], str]) -> None:
    """With or without a byte order mark, carriage returns, or a line break at the end, git gets the new bytes."""
    before, after = (f"{mark}{''.join(lines)}{end}".encode() for mark, lines, end in (old, new))
    diff = unified_diff("f.yaml", before, after)
    assert applied(diff, before) == after
    assert bool(diff) is (before != after)


def test_a_last_line_without_a_line_break() -> None:
    """A line without a line break is followed by the words that say so, on either side."""
    diff = unified_diff("f", b"a\nb", b"a\nb\nc")
    no_newline = "\\ No newline at end of file\n"
    assert diff == f"--- a/f\n+++ b/f\n@@ -1,2 +1,3 @@\n a\n-b\n{no_newline}+b\n+c\n{no_newline}"


@pytest.mark.parametrize(("gap", "hunks"), [(6, 1), (7, 2)])
def test_changes_that_are_near_share_a_hunk(gap: int, hunks: int) -> None:
    """Up to six unchanged lines between two changes stay in one hunk."""
    lines = [f"{number}\n" for number in range(40)]
    changed = [*lines]
    changed[9] = changed[10 + gap] = "x\n"
    diff = unified_diff("f", "".join(lines).encode(), "".join(changed).encode())
    assert diff.count("\n@@ ") == hunks
