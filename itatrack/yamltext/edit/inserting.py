"""Insert parts into a list or mapping, on lines of their own or in brackets, as the others stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from itatrack.language import say
from itatrack.yamltext.edit import layout, writing
from itatrack.yamltext.edit.changes import Collection, Insert, Refused, Splice
from itatrack.yamltext.edit.writing import Like
from itatrack.yamltext.nodes import MappingNode

if TYPE_CHECKING:
    from itatrack.yamltext.nodes import Node


def inserting(text: str, change: Insert) -> list[Splice] | Refused:
    """Give the splices that insert, or why there are none."""
    return _into_flow(text, change) if change.into.flow_style else _into_block(text, change)


def _into_block(text: str, change: Insert) -> list[Splice] | Refused:
    node, index = change.into, change.at
    column = node.start_mark.column
    before = _last(node, index - 1) if index else None
    if before:
        place = layout.behind(text, layout.end_of(text, before), column)
        if place == len(text) and layout.would_gain_a_line_break(text, before):
            return Refused(place, say("a text of several lines ends the file, without a line break behind it"))
    elif not layout.begins_line(text, node.start_mark.index):
        return Refused(node.start_mark.index, say("it begins in the middle of a line"))
    else:
        place = layout.above(text, node.start_mark.index)
    newline = layout.newline_at(text, place)
    gap = "" if before and layout.keeps_blank_lines(text, before) else newline * _gap(text, node, index)
    written = [" " * column + _block_part(change, one, column, newline) for one in change.new]
    if before:
        return [Splice(place, place, "".join(newline + gap + one for one in written))]
    if place == 0:
        return [Splice(0, 0, "".join(one + newline + gap for one in written))]
    return [Splice(place, place, "".join(newline + one + gap for one in written))]


def _last(node: Collection, index: int) -> Node:
    """Give the node that a part of a collection ends with."""
    last: Node = node.value[index][1] if isinstance(node, MappingNode) else node.value[index]
    return last


def _gap(text: str, node: Collection, index: int) -> int:
    """Count the blank lines between the two parts nearest to the new one."""
    left = min(max(index - 1, 0), len(node.value) - 2)
    if left < 0:
        return 0
    return layout.blank_lines(text, layout.behind(text, layout.end_of(text, _last(node, left)), node.start_mark.column))


def _block_part(change: Insert, new: Any, column: int, newline: str) -> str:  # noqa: ANN401  an item or a pair
    if isinstance(change.into, MappingNode):
        key, value = new
        return writing.block_pair(key, value, writing.behind_key(change.likes, key), column, newline)
    pad = writing.dash_pad([Like(change.into)])
    return f"-{' ' * pad}{writing.in_block(new, change.likes, column + 1 + pad, newline)}"


def _into_flow(text: str, change: Insert) -> list[Splice] | Refused:
    node, index = change.into, change.at
    if isinstance(node, MappingNode):
        new = [writing.flow_pair(key, value, writing.behind_key(change.likes, key)) for key, value in change.new]
    else:
        new = [writing.in_flow(item, change.likes) for item in change.new]
    firsts = [part[0] if isinstance(part, tuple) else part for part in node.value]
    at = firsts[min(index, len(firsts) - 1)].start_mark.index
    own_line = layout.begins_line(text, at)
    line = layout.newline_at(text, at) + text[layout.line_start(text, at) : at]
    between = line if own_line else " "
    if index < len(firsts):
        return [Splice(at, at, "".join(f"{one},{between}" for one in new))]
    end = layout.end_of(text, _last(node, -1))
    comma = re.compile(r"\s*,").match(text, end)
    end_of_line = layout.line_end(text, end)
    commented = own_line and "#" in text[end:end_of_line]
    if comma:
        place = end_of_line if commented else comma.end()
        return [Splice(place, place, "".join(f"{between}{one}," for one in new))]
    if commented:
        return [Splice(end, end, ","), Splice(end_of_line, end_of_line, between + f",{between}".join(new))]
    return [Splice(end, end, "".join(f",{between}{one}" for one in new))]
