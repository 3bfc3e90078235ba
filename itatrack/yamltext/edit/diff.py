"""Show splices as a unified diff."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from itatrack.yamltext.edit.changes import Splice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.yamltext.source import Source

_CONTEXT = 3


class _Change(NamedTuple):
    line: int  # of the old text, from 0
    old: list[str]
    new: list[str]


def unified_diff(path: str, source: Source, splices: Sequence[Splice]) -> str:
    """Give what splices change in a source's text, in the form that `git apply` reads.

    The places are known, so the two texts need not be compared, which would take minutes on a large file.
    """
    text = source.text
    if source.bom:
        text = "\ufeff" + text
        splices = [Splice(splice.start + 1, splice.end + 1, splice.text) for splice in splices]
    lines = _lines(text)
    hunks: list[list[_Change]] = []
    for change in _changes(text, lines, splices):
        last = hunks[-1][-1] if hunks else None
        if last and change.line - (last.line + len(last.old)) <= 2 * _CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    shown, moved = [f"--- a/{path}\n+++ b/{path}\n"], 0
    for hunk in hunks:
        shown.append(_hunk(lines, hunk, moved))
        moved += sum(len(change.new) - len(change.old) for change in hunk)
    return "".join(shown)


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _changes(text: str, lines: list[str], splices: Sequence[Splice]) -> list[_Change]:
    """Give the lines that splices take away and put in; splices that touch one line are one change."""
    starts = [0, *accumulate(map(len, lines))]
    changes: list[_Change] = []
    waiting = list(splices)
    while waiting:
        first = bisect_right(starts, waiting[0].start, hi=max(1, len(lines))) - 1
        last = first
        new, at = "", starts[first]
        while waiting and waiting[0].start <= starts[min(last + 1, len(lines))] - (last + 1 < len(lines)):
            splice = waiting.pop(0)
            new += text[at : splice.start] + splice.text
            at = splice.end
            last = max(last, bisect_right(starts, splice.end, hi=max(1, len(lines))) - 1)
        end = starts[min(last + 1, len(lines))]
        changes.append(_trimmed(first, lines[first : last + 1], _lines(new + text[at:end])))
    return [change for change in changes if change.old or change.new]


def _trimmed(line: int, old: list[str], new: list[str]) -> _Change:
    """Leave out the lines at both ends that are the same."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return _Change(line + head, old[head : len(old) - tail], new[head : len(new) - tail])


def _hunk(lines: list[str], hunk: list[_Change], moved: int) -> str:
    start = max(0, hunk[0].line - _CONTEXT)
    shown, at = [], start
    for change in hunk:
        shown += [" " + line for line in lines[at : change.line]]
        shown += ["-" + line for line in change.old] + ["+" + line for line in change.new]
        at = change.line + len(change.old)
    shown += [" " + line for line in lines[at : at + _CONTEXT]]
    old = sum(line[0] != "+" for line in shown)
    new = sum(line[0] != "-" for line in shown)
    body = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in shown)
    return f"@@ -{_range(start, old)} +{_range(start + moved, new)} @@\n{body}"


def _range(start: int, count: int) -> str:
    return f"{start + (count > 0)},{count}"
