"""Remove parts of a list or mapping, with their lines and comments, or from between brackets."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from itatrack.findings.message import message
from itatrack.yamltext.edit import layout
from itatrack.yamltext.edit.edits import Collection, EditRefusal, Remove, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def removal(text: str, remove: Remove) -> list[TextEdit] | EditRefusal:
    """Return the text edits that remove the parts, or the reason why there are none."""
    node, positions = remove.collection, sorted({*remove.positions})
    if not node.flow_style:
        return [TextEdit(start, end, "") for start, end in _united(_block_ranges(text, node, positions))]
    edits: list[TextEdit] = []
    for first, last in _runs(positions):
        edit = _from_flow(text, node, first, last)
        if isinstance(edit, EditRefusal):
            return edit
        edits.append(edit)
    return edits


def lines_of_part(text: str, node: Collection, index: int) -> tuple[int, int]:
    """Return start and end of the lines that belong to a part, its comments among them, without the last line break."""
    start, column = layout.start_of_part(text, node, index), node.start_mark.column
    end = layout.insertion_point_after(text, layout.end_of(text, layout.value_of_part(node, index)), column)
    return layout.first_comment_of(text, layout.line_start(text, start), column), end


def _block_ranges(text: str, node: Collection, positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of what goes with each of the parts, whose blank lines may overlap."""
    last_kept = max((index for index in range(len(node.value)) if index not in positions), default=-1)
    for first, last in _runs(positions):
        start = layout.start_of_part(text, node, first)
        if not layout.begins_line(text, start):  # behind the dash of an item: what follows takes its place
            _, end = lines_of_part(text, node, last)
            yield start, end if last == len(node.value) - 1 else _skip_blank(text, end)
            continue
        for index in range(first, last + 1):
            yield _trailing(text, node, index, last_kept) if index > last_kept else _leading(text, node, index)


def _leading(text: str, node: Collection, index: int) -> tuple[int, int]:
    """Return the range of a part that another one follows."""
    start, end = lines_of_part(text, node, index)
    previous = layout.value_of_part(node, index - 1) if index else None
    # Of blank lines before and after one run stays; those after must not become part of the text before.
    if not previous or layout.is_blank_before(text, start) or layout.keeps_blank_lines(text, previous):
        end = layout.after_blank_lines(text, end)
    return start, layout.next_line(text, end)


def _trailing(text: str, node: Collection, index: int, last_kept: int) -> tuple[int, int]:
    """Return the range of a part that no other follows: from the end of the line before it."""
    start, end = lines_of_part(text, node, index)
    kept = layout.value_of_part(node, last_kept) if last_kept >= 0 else None
    if start == 0:
        return 0, layout.next_line(text, end)
    if kept and layout.keeps_blank_lines(text, kept):
        return layout.end_of_previous_line(text, start), layout.after_blank_lines(text, end)
    if kept and end == len(text) and layout.would_gain_a_line_break(text, kept):
        return start, end  # the text before needs the line break that ends it
    while layout.is_blank_before(text, start):
        start = layout.line_start(text, layout.end_of_previous_line(text, start))
    return layout.end_of_previous_line(text, start), end


def _skip_blank(text: str, index: int) -> int:
    blank = re.compile(r"\s*").match(text, index)
    return blank.end() if blank else index


def _runs(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of positions that follow each other."""
    starts = [positions[0], *(after for before, after in pairwise(positions) if after != before + 1)]
    ends = [before for before, after in pairwise(positions) if after != before + 1] + [positions[-1]]
    yield from zip(starts, ends, strict=True)


def _united(ranges: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ranges without overlaps."""
    start = end = -1
    for next_start, next_end in ranges:
        if start >= 0 and next_start <= end:
            end = max(end, next_end)
            continue
        if start >= 0:
            yield start, end
        start, end = next_start, next_end
    yield start, end


def _from_flow(text: str, node: Collection, first: int, last: int) -> TextEdit | EditRefusal:
    """Return the text edit that removes a run of parts from between brackets."""
    start = layout.start_of_part(text, node, first)
    end = layout.end_of(text, layout.value_of_part(node, last))
    comma = re.compile(r"\s*,").match(text, end)
    after = comma.end() if comma else end
    line_end = layout.line_end(text, after)
    if layout.begins_line(text, start) and re.compile(r"[ \t]*(#.*)?").fullmatch(text, after, line_end):
        line = layout.line_start(text, start)
        return TextEdit(layout.first_comment_of(text, line, start - line), layout.next_line(text, line_end), "")
    before = layout.end_of(text, layout.value_of_part(node, first - 1)) if first else start
    if not first:
        end = layout.start_of_part(text, node, last + 1) if last + 1 < len(node.value) else after
    # Between parts there are only commas, spaces, line breaks and comments.
    parts = [(index, index + 1) for index in range(max(first - 1, 0), min(last + 1, len(node.value) - 1))]
    if any(
        "#" in text[end_ : layout.start_of_part(text, node, right)]
        for end_, right in ((layout.end_of(text, layout.value_of_part(node, left)), right) for left, right in parts)
    ):
        return EditRefusal(start, message("there is a comment between its brackets"))
    return TextEdit(before, end, "")
