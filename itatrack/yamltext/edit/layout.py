"""Find where a value ends in the text, and where a new sibling may be inserted."""

from __future__ import annotations

import re

from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode

# Patterns are kept as text and compiled when first used: most commands edit nothing.
_BREAK = r"\r\n|\r|\n"
_HEAD = r"[|>][-+0-9]*([ \t]+#[^\r\n]*)?"
_KEEPS = r"[|>][0-9]*\+"
_STRIPS = r"[|>][0-9]*-"
# Blank lines, and then a line that is a comment; its indentation is the group.
_NEXT_COMMENT = r"(?:(?:\r\n|\r|\n)[ \t]*)*(?:\r\n|\r|\n)( *)#[^\r\n]*"
_BLANK_LINE = r"(?>\r\n|\r|\n)[ \t]*(?=\r|\n)"
_COMMENT_OR_BLANK = r"[ \t]*(?:#[^\r\n]*)?"


def last_leaf(node: Node) -> Node:
    """Return the scalar or bracketed collection that a node ends with."""
    while isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    return node


def value_of_part(collection: MappingNode | SequenceNode, index: int) -> Node:
    """Return an item of a list, or the value of a pair of a mapping."""
    value: Node = collection.value[index][1] if isinstance(collection, MappingNode) else collection.value[index]
    return value


def start_of_part(text: str, collection: MappingNode | SequenceNode, index: int) -> int:
    """Return the index of the first character of a part: of a key, of an item in brackets, or of an item's dash."""
    if isinstance(collection, MappingNode):
        start: int = collection.value[index][0].start_mark.index
        return start
    item: int = collection.value[index].start_mark.index
    if collection.flow_style:
        return item
    line, column = collection.start_mark.index, collection.start_mark.column
    if index == 0:
        return line
    # Not by looking for a dash before the item: a comment between them may have one.
    line = end_of(text, collection.value[index - 1])
    while line < item:
        line = next_line(text, line_end(text, line))
        if text.startswith(" " * column + "-", line):
            break
    return line + column


def is_block_text(node: Node) -> bool:
    """Check whether a node is a block text after `|` or `>`."""
    return isinstance(node, ScalarNode) and node.style in {"|", ">"}


def head_comment(text: str, node: Node) -> str:
    """Return the comment after the `|` or `>` of a block text with the spaces before it; empty without one."""
    head = re.compile(_HEAD).match(text, node.start_mark.index) if is_block_text(node) else None
    return head[1] or "" if head else ""


def keeps_blank_lines(text: str, node: Node) -> bool:
    """Check whether the blank lines after a node belong to its last text (`|+`)."""
    leaf = last_leaf(node)
    return is_block_text(leaf) and bool(re.compile(_KEEPS).match(text, leaf.start_mark.index))


def would_gain_a_line_break(text: str, node: Node) -> bool:
    """Check whether a node's last text, which ends the file, would gain a line break from a line after it."""
    leaf = last_leaf(node)
    return is_block_text(leaf) and not re.compile(_STRIPS).match(text, leaf.start_mark.index)


def end_of(text: str, node: Node) -> int:
    """Return the index after a node's last character.

    A block collection's own end mark lies past the comments after it, and that of a block text past the blank lines.
    """
    leaf = last_leaf(node)
    start, end = leaf.start_mark.index, leaf.end_mark.index
    if is_block_text(leaf):
        if not keeps_blank_lines(text, leaf):
            return start + len(text[start:end].rstrip(" \t\r\n"))
        breaks = 2 if text.endswith("\r\n", start, end) else text.endswith(("\r", "\n"), start, end)
        return end - breaks
    return max(start, end)


def line_end(text: str, index: int) -> int:
    """Return the index of the line break that ends the line, or of the end of the text."""
    line_break = re.compile(_BREAK).search(text, index)
    return line_break.start() if line_break else len(text)


def line_start(text: str, index: int) -> int:
    """Return the index of the first character of the line."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def next_line(text: str, end: int) -> int:
    """Return the index after the line break at the end of a line."""
    line_break = re.compile(_BREAK).match(text, end)
    return line_break.end() if line_break else end


def begins_line(text: str, index: int) -> bool:
    """Check whether only spaces and tabs stand before an index on its line."""
    return not text[line_start(text, index) : index].strip(" \t")


def insertion_point_after(text: str, end: int, column: int) -> int:
    """Return the end of the line after which a new sibling goes, where the sibling before it ends at `end`.

    Comments on the same line, and those on later lines indented deeper than the siblings' column, belong to the
    sibling before; other comments introduce what comes next.
    """
    point = line_end(text, end)
    while (comment := re.compile(_NEXT_COMMENT).match(text, point)) and len(comment[1]) > column:
        point = comment.end()
    return point


def insertion_point_before(text: str, start: int) -> int:
    """Return the end of the line after which a new first sibling goes, or 0 where the text begins with it.

    Comments between that line and the first sibling introduce the sibling, but stay at the head of a file.
    """
    line = first = line_start(text, start)
    while line > 0:
        line = _previous_line_start(text, line)
        end = line_end(text, line)
        if not re.compile(_COMMENT_OR_BLANK).fullmatch(text, line, end):
            return end
    return line_end(text, _previous_line_start(text, first)) if first else 0


def first_comment_of(text: str, start: int, column: int) -> int:
    """Return the start of the first line that belongs to the part that begins on the line at `start`.

    Comments right above it introduce it where they are not indented deeper than its column: such ones belong to the
    part before. Those at the head of a file speak of the file.
    """
    first = line = start
    while line > 0:
        line = _previous_line_start(text, line)
        comment = re.compile("( *)#").match(text, line)
        if not comment or len(comment[1]) > column:
            return first
        first = line
    return start


def end_of_previous_line(text: str, start: int) -> int:
    """Return the end of the line before the one that starts at `start`, or 0 where there is none."""
    return line_end(text, _previous_line_start(text, start)) if start else 0


def is_blank_before(text: str, start: int) -> bool:
    """Check whether the line before the one that starts at `start` is blank."""
    return start > 0 and not text[_previous_line_start(text, start) : start].strip()


def _previous_line_start(text: str, start: int) -> int:
    """Return the index of the first character of the line before the one that starts at `start`."""
    return line_start(text, start - 1 - text.startswith("\r\n", start - 2))


def blank_lines(text: str, end: int) -> int:
    """Count the blank lines that follow the end of a line."""
    count = 0
    while blank := re.compile(_BLANK_LINE).match(text, end):
        count, end = count + 1, blank.end()
    return count


def after_blank_lines(text: str, end: int) -> int:
    """Return the end of the last of the blank lines that follow the end of a line."""
    while blank := re.compile(_BLANK_LINE).match(text, end):
        end = blank.end()
    return end


def newline_at(text: str, index: int) -> str:
    """Return the line break in use around an index: the next one, or else the last one before it."""
    following = re.compile(_BREAK).search(text, index)
    if following:
        return following[0]
    before = re.compile(_BREAK).findall(text)
    return before[-1] if before else "\n"
