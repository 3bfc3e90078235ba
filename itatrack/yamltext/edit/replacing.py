"""Replace a scalar, an empty collection or nothing at all by a value."""

from __future__ import annotations

import re

from itatrack.language import say
from itatrack.yamltext.edit import layout, writing
from itatrack.yamltext.edit.changes import Refused, Replace, Splice
from itatrack.yamltext.edit.writing import Like
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode


def replacing(text: str, root: Node | None, change: Replace) -> list[Splice] | Refused:
    """Give the splices that replace, or why there are none; `root` is what the node stands in."""
    if change.node is None or change.key is None:
        return _beginning(text, change)
    node, key, value, likes = change.node, change.key, change.value, change.likes
    start, end = node.start_mark.index, layout.end_of(text, node)
    flow = _stands_in_flow(root, node)
    comment = layout.head_comment(text, node)
    if isinstance(value, str):
        return [Splice(start, end, writing.scalar(value, [Like(node)], flow=flow) + comment)]
    if not isinstance(node, ScalarNode) and (node.value or text[start + 1 : end - 1].strip()):
        return Refused(start, say("there is something between its brackets"))
    if flow or writing.is_flow_style(value, likes):
        blank = "" if text[start - 1].isspace() else " "
        return [Splice(start, end, blank + writing.in_flow(value, likes) + comment)]
    column = key.start_mark.column
    place, inner = layout.behind(text, end, column), column + writing.offset(likes, value)
    newline = layout.newline_at(text, place)
    written = writing.in_block(value, likes, inner, newline)
    before = len(text[:start].rstrip(" \t")) if end > start else start
    return [Splice(before, end, comment), Splice(place, place, newline + " " * inner + written)]


def _stands_in_flow(root: Node | None, node: Node) -> bool:
    """Say whether a node stands within brackets or braces."""
    waiting = [(root, False)]
    while waiting:
        parent, flow = waiting.pop()
        if parent is node:
            return flow
        if isinstance(parent, MappingNode | SequenceNode):
            inner = flow or bool(parent.flow_style)
            parts = (
                [part for pair in parent.value for part in pair] if isinstance(parent, MappingNode) else parent.value
            )
            waiting += [(part, inner) for part in parts]
    return False


def _beginning(text: str, change: Replace) -> list[Splice] | Refused:
    """Write the first data of a file that holds comments at most."""
    if change.node is not None and change.node.end_mark.index > change.node.start_mark.index:
        start, end = change.node.start_mark.index, change.node.end_mark.index
        if not layout.begins_line(text, start) or text[start + 1 : end - 1].strip():
            return Refused(start, say("there is something around or between its brackets"))
        newline, line_end = layout.newline_at(text, end), layout.line_end(text, end)
        written = writing.in_block(change.value, change.likes, 0, newline)
        if text[end:line_end].strip(" \t"):  # a comment, which speaks of all below it
            return [Splice(start, end, ""), Splice(line_end, line_end, newline + written)]
        return [Splice(start, end, written)]
    marker = re.search(r"^\.\.\.\s*$", text, re.MULTILINE)
    place = marker.start() if marker else len(text)
    newline = layout.newline_at(text, place)
    written = writing.in_block(change.value, change.likes, 0, newline)
    at_start = layout.line_start(text, place) == place
    return [Splice(place, place, f"{written}{newline}" if at_start else f"{newline}{written}")]
