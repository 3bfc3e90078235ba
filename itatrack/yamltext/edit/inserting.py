"""Insert parts into a list or mapping, on lines of their own or in brackets, as the other parts stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from itatrack.findings.message import message
from itatrack.yamltext.edit import emitter, layout
from itatrack.yamltext.edit.edits import Collection, EditRefusal, Insert, TextEdit
from itatrack.yamltext.edit.emitter import StyleHint
from itatrack.yamltext.nodes import MappingNode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def insertion(text: str, insert: Insert) -> list[TextEdit] | EditRefusal:
    """Return the text edits that insert the parts, or the reason why there are none."""
    node, index = insert.collection, insert.position
    if node.flow_style:
        if isinstance(node, MappingNode):
            hints = insert.hints
            new = [emitter.flow_pair(key, value, emitter.hints_for_key(hints, key)) for key, value in insert.parts]
        else:
            new = [emitter.in_flow(item, insert.hints) for item in insert.parts]
        return into_flow(text, node, index, new)
    column = node.start_mark.column
    return into_block(
        text,
        node,
        index,
        lambda newline: [" " * column + _block_part(insert, part, column, newline) for part in insert.parts],
    )


def into_block(
    text: str, node: Collection, index: int, lines: Callable[[str], Sequence[str]]
) -> list[TextEdit] | EditRefusal:
    """Return the text edits that insert parts on lines of their own before the part at an index.

    Args:
        text: the file's text.
        node: the list or mapping.
        index: where the parts go.
        lines: returns the text of each part for the line break that is in use there, without one at the end.
    """
    previous = layout.value_of_part(node, index - 1) if index else None
    if previous:
        point = layout.insertion_point_after(text, layout.end_of(text, previous), node.start_mark.column)
        if point == len(text) and layout.would_gain_a_line_break(text, previous):
            return EditRefusal(point, message("the file ends with a block text that has no line break after it"))
    elif not layout.begins_line(text, node.start_mark.index):
        return EditRefusal(node.start_mark.index, message("it begins in the middle of a line"))
    else:
        point = layout.insertion_point_before(text, node.start_mark.index)
    newline = layout.newline_at(text, point)
    gap = "" if previous and layout.keeps_blank_lines(text, previous) else newline * _gap(text, node, index)
    if previous:
        return [TextEdit(point, point, "".join(newline + gap + part for part in lines(newline)))]
    if point == 0:
        return [TextEdit(0, 0, "".join(part + newline + gap for part in lines(newline)))]
    return [TextEdit(point, point, "".join(newline + part + gap for part in lines(newline)))]


def _gap(text: str, node: Collection, index: int) -> int:
    """Count the blank lines between the two parts nearest to the new one."""
    left = min(max(index - 1, 0), len(node.value) - 2)
    if left < 0:
        return 0
    end = layout.end_of(text, layout.value_of_part(node, left))
    return layout.blank_lines(text, layout.insertion_point_after(text, end, node.start_mark.column))


def _block_part(insert: Insert, part: Any, column: int, newline: str) -> str:  # noqa: ANN401  an item or a pair
    if isinstance(insert.collection, MappingNode):
        key, value = part
        return emitter.block_pair(key, value, emitter.hints_for_key(insert.hints, key), column, newline)
    pad = emitter.dash_pad([StyleHint(insert.collection)])
    return f"-{' ' * pad}{emitter.in_block(part, insert.hints, column + 1 + pad, newline)}"


def into_flow(text: str, node: Collection, index: int, new: Sequence[str]) -> list[TextEdit]:
    """Return the text edits that insert parts, as texts, between brackets before the part at an index."""
    firsts = [part[0] if isinstance(part, tuple) else part for part in node.value]
    start = firsts[min(index, len(firsts) - 1)].start_mark.index
    on_own_line = layout.begins_line(text, start)
    line_begin = layout.newline_at(text, start) + text[layout.line_start(text, start) : start]
    separator = line_begin if on_own_line else " "
    if index < len(firsts):
        return [TextEdit(start, start, "".join(f"{part},{separator}" for part in new))]
    end = layout.end_of(text, layout.value_of_part(node, -1))
    comma = re.compile(r"\s*,").match(text, end)
    line_end = layout.line_end(text, end)
    has_comment = on_own_line and "#" in text[end:line_end]
    if comma:
        point = line_end if has_comment else comma.end()
        return [TextEdit(point, point, "".join(f"{separator}{part}," for part in new))]
    if has_comment:
        more = separator + f",{separator}".join(new)
        return [TextEdit(end, end, ","), TextEdit(line_end, line_end, more)]
    return [TextEdit(end, end, "".join(f",{separator}{part}" for part in new))]
