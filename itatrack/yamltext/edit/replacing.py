"""Replace a scalar, a collection that is empty or in brackets on one line, or a missing value with a value."""

from __future__ import annotations

import re

from itatrack.findings.message import message
from itatrack.yamltext.edit import emitter, layout
from itatrack.yamltext.edit.edits import EditRefusal, Replace, TextEdit
from itatrack.yamltext.edit.emitter import StyleHint
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode


def replacement(text: str, root: Node | None, replace: Replace) -> list[TextEdit] | EditRefusal:
    """Return the text edits that replace a node of the tree below `root`, or the reason why there are none."""
    if replace.node is None or replace.key is None:
        return _first_data(text, replace)
    node, key, value, hints = replace.node, replace.key, replace.value, replace.hints
    start, end = node.start_mark.index, layout.end_of(text, node)
    flow = _is_inside_brackets(root, node)
    comment = layout.head_comment(text, node)
    if isinstance(value, str):
        return [TextEdit(start, end, emitter.scalar(value, [StyleHint(node)], flow=flow) + comment)]
    if not isinstance(node, ScalarNode) and (node.value or text[start + 1 : end - 1].strip()):
        is_flow = isinstance(node, MappingNode | SequenceNode) and node.flow_style
        if is_flow and node.start_mark.line == node.end_mark.line:  # so there is no comment in it
            return [TextEdit(start, end, emitter.in_flow(value, [StyleHint(node), *hints]))]
        return EditRefusal(start, message("there is something between its brackets"))
    if flow or emitter.is_flow_style(value, hints):
        space = "" if text[start - 1].isspace() else " "
        return [TextEdit(start, end, space + emitter.in_flow(value, hints) + comment)]
    column = key.start_mark.column
    point, inner = layout.insertion_point_after(text, end, column), column + emitter.offset(hints, value)
    newline = layout.newline_at(text, point)
    lines = emitter.in_block(value, hints, inner, newline)
    trimmed_start = len(text[:start].rstrip(" \t")) if end > start else start
    return [TextEdit(trimmed_start, end, comment), TextEdit(point, point, newline + " " * inner + lines)]


def _is_inside_brackets(root: Node | None, node: Node) -> bool:
    """Check whether a node stands inside brackets or braces."""
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


def _first_data(text: str, replace: Replace) -> list[TextEdit] | EditRefusal:
    """Write the first data of a file that holds at most comments or an empty collection."""
    node = replace.node
    if node is not None and node.end_mark.index > node.start_mark.index:
        start, end = node.start_mark.index, node.end_mark.index
        if not layout.begins_line(text, start) or text[start + 1 : end - 1].strip():
            return EditRefusal(start, message("there is something around or between its brackets"))
        newline, line_end = layout.newline_at(text, end), layout.line_end(text, end)
        lines = emitter.in_block(replace.value, replace.hints, 0, newline)
        if text[end:line_end].strip(" \t"):  # a comment, which speaks of all below it
            return [TextEdit(start, end, ""), TextEdit(line_end, line_end, newline + lines)]
        return [TextEdit(start, end, lines)]
    marker = re.search(r"^\.\.\.\s*$", text, re.MULTILINE)
    point = marker.start() if marker else len(text)
    newline = layout.newline_at(text, point)
    lines = emitter.in_block(replace.value, replace.hints, 0, newline)
    at_line_start = layout.line_start(text, point) == point
    return [TextEdit(point, point, f"{lines}{newline}" if at_line_start else f"{newline}{lines}")]
