"""Change YAML by the smallest replacements in its text, and prove that nothing else has changed.

A library that writes YAML anew loses comments, blank lines and quotes of lines it was never asked to touch.
Here an edit becomes splices, computed from the marks of the nodes; the result is composed again and must hold
exactly the data intended.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from itatrack.yamltext import layout, writing
from itatrack.yamltext.compose import compose
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode
from itatrack.yamltext.source import BOM, Source, decode
from itatrack.yamltext.writing import Data, Like

if TYPE_CHECKING:
    from collections.abc import Sequence


class Insert(NamedTuple):
    """Put new parts into a list or mapping that has some, before the part that stands at `at` now.

    `new` are the list's items, or the mapping's pairs of key and value. `likes` are items or mappings whose
    style the new ones take, the nearest first.
    """

    into: Collection
    at: int
    new: Sequence[Any]
    likes: Sequence[Like] = ()


class Replace(NamedTuple):
    """Put a value in the place of a scalar, of an empty collection, or of a value left out behind its key.

    `node` is None for a file without any data; `key` is the key that the value stands behind.
    """

    node: Node | None
    key: Node | None
    value: Data
    likes: Sequence[Like] = ()


Edit = Insert | Replace
Collection = MappingNode | SequenceNode


class Splice(NamedTuple):
    """Put a text in the place of the code points from `start` up to `end`."""

    start: int
    end: int
    text: str


class Edited(NamedTuple):
    """The file's new bytes, and the splices that make them of the old."""

    content: bytes
    splices: list[Splice]


class Refused(NamedTuple):
    """Why the edits cannot be made without touching more, and at which code point that shows."""

    place: int
    reason: str


def edit(source: Source, root: Node | None, edits: Sequence[Edit]) -> Edited | Refused:
    """Make edits in a file's text, all or none, and prove the result.

    Edits of one place are made in the order given.

    Args:
        source: the file's text.
        root: what it was composed to, without anchors or aliases.
        edits: changes of nodes below the root; of one node several insertions at different places, or one
            replacement.

    Returns:
        The proven bytes; or why there are none: a layout that cannot be edited, or a proof that failed because
        the text around the change would have changed its meaning.
    """
    splices: list[Splice] = []
    for one in edits:
        made = _inserting(source.text, one) if isinstance(one, Insert) else _replacing(source.text, root, one)
        if isinstance(made, Refused):
            return made
        splices += made
    splices.sort(key=lambda splice: splice.start)
    text = spliced(source.text, splices)
    content = (BOM if source.bom else b"") + text.encode()
    return _unproven(source, root, edits, content) or Edited(content, splices)


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """Apply splices, which are in order and do not overlap."""
    parts, at = [], 0
    for splice in splices:
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*parts, text[at:]])


def _unproven(source: Source, root: Node | None, edits: Sequence[Edit], content: bytes) -> Refused | None:
    """Read the new bytes again and compare what they hold with what was intended."""
    first = edits[0]
    place = first.into if isinstance(first, Insert) else first.node
    here = place.start_mark.index if place else 0
    new, found = decode(source.path, content)
    if new is None:
        return Refused(here, found[0].message)
    new_root, found = compose(new)
    if found:
        return Refused(here, found[0].message)
    by_node: dict[int, list[Edit]] = {}
    for one in edits:
        by_node.setdefault(id(one.into if isinstance(one, Insert) else one.node), []).append(one)
    if _outline(new_root, {}) != _outline(root, by_node):
        return Refused(here, "the text around it would change its meaning")
    return None


def _outline(node: Node | None, edits: dict[int, list[Edit]]) -> Any:  # noqa: ANN401  text, list or pairs
    """Give the data of a node: a text, a list, or a tuple of pairs; with edits, as it is to be after them."""
    changes = edits.get(id(node), [])
    # From behind, so that each place still counts as it stood before.
    inserts = sorted((one for one in changes if isinstance(one, Insert)), key=lambda one: -one.at)
    for change in changes:
        if isinstance(change, Replace):
            return _intended(change.value)
    if node is None or isinstance(node, ScalarNode):
        return node.value if node else None
    if isinstance(node, MappingNode):
        pairs = [(_outline(key, edits), _outline(value, edits)) for key, value in node.value]
        for change in inserts:
            pairs[change.at : change.at] = [(key, _intended(value)) for key, value in change.new]
        return tuple(pairs)
    parts = [_outline(item, edits) for item in node.value]
    for change in inserts:
        parts[change.at : change.at] = [_intended(item) for item in change.new]
    return parts


def _intended(value: Data) -> Any:  # noqa: ANN401  text, list or pairs
    if isinstance(value, dict):
        return tuple((key, _intended(part)) for key, part in value.items())
    return [_intended(item) for item in value] if isinstance(value, list) else value


def _replacing(text: str, root: Node | None, change: Replace) -> list[Splice] | Refused:
    if change.node is None or change.key is None:
        return _beginning(text, change)
    node, key, value, likes = change.node, change.key, change.value, change.likes
    start, end = node.start_mark.index, layout.end_of(text, node)
    flow = _stands_in_flow(root, node)
    if isinstance(value, str):
        return [Splice(start, end, writing.scalar(value, [Like(node)], flow=flow))]
    if not isinstance(node, ScalarNode) and (node.value or text[start + 1 : end - 1].strip()):
        return Refused(start, "there is something between its brackets")
    if flow or writing.is_flow_style(value, likes):
        blank = "" if text[start - 1].isspace() else " "
        return [Splice(start, end, blank + writing.in_flow(value, likes))]
    column = key.start_mark.column
    place, inner = layout.behind(text, end, column), column + writing.offset(likes, value)
    newline = layout.newline_at(text, place)
    written = writing.in_block(value, likes, inner, newline)
    before = len(text[:start].rstrip(" \t")) if end > start else start
    return [Splice(before, end, ""), Splice(place, place, newline + " " * inner + written)]


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
            return Refused(start, "there is something around or between its brackets")
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


def _inserting(text: str, change: Insert) -> list[Splice] | Refused:
    return _into_flow(text, change) if change.into.flow_style else _into_block(text, change)


def _into_block(text: str, change: Insert) -> list[Splice] | Refused:
    node, index = change.into, change.at
    column = node.start_mark.column
    before = _last(node, index - 1) if index else None
    if before:
        place = layout.behind(text, layout.end_of(text, before), column)
        if place == len(text) and layout.would_gain_a_line_break(text, before):
            return Refused(place, "a text of several lines ends the file, without a line break behind it")
    elif not layout.begins_line(text, node.start_mark.index):
        return Refused(node.start_mark.index, "it begins in the middle of a line")
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
