"""Where a value ends in the text, and where a new one may stand beside it."""

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
    """Give the scalar or bracketed collection that a node ends with."""
    while isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    return node


def is_block_text(node: Node) -> bool:
    """Say whether a node is a text of several lines after `|` or `>`."""
    return isinstance(node, ScalarNode) and node.style in {"|", ">"}


def head_comment(text: str, node: Node) -> str:
    """Return the comment behind the `|` or `>` of a block text with the blanks before it; empty where there is none."""
    found = re.compile(_HEAD).match(text, node.start_mark.index) if is_block_text(node) else None
    return found[1] or "" if found else ""


def keeps_blank_lines(text: str, node: Node) -> bool:
    """Say whether the blank lines behind a node belong to its last text (`|+`)."""
    leaf = last_leaf(node)
    return is_block_text(leaf) and bool(re.compile(_KEEPS).match(text, leaf.start_mark.index))


def would_gain_a_line_break(text: str, node: Node) -> bool:
    """Say whether a node's last text, which ends the file, would get a line break from a line behind it."""
    leaf = last_leaf(node)
    return is_block_text(leaf) and not re.compile(_STRIPS).match(text, leaf.start_mark.index)


def end_of(text: str, node: Node) -> int:
    """Give the index behind a node's last character.

    A block collection's own end mark lies past the comments behind it, that of a block text past the blank lines.
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
    """Give the index of the line break that ends the line, or of the end of the text."""
    found = re.compile(_BREAK).search(text, index)
    return found.start() if found else len(text)


def line_start(text: str, index: int) -> int:
    """Give the index of the first character of the line."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def begins_line(text: str, index: int) -> bool:
    """Say whether nothing but blanks stands before the place on its line."""
    return not text[line_start(text, index) : index].strip(" \t")


def behind(text: str, end: int, column: int) -> int:
    """Give the end of the line that a new sibling follows, the one before it ending at `end`.

    Comments on the same line, and those on later lines indented deeper than the siblings' column, belong to
    the one before; other comments introduce what comes next.
    """
    place = line_end(text, end)
    while (found := re.compile(_NEXT_COMMENT).match(text, place)) and len(found[1]) > column:
        place = found.end()
    return place


def above(text: str, start: int) -> int:
    """Give the end of the line that a new first sibling follows, or 0 where the text begins with it.

    Comments between that line and the first sibling introduce the sibling, but stay at the head of a file.
    """
    place = first = line_start(text, start)
    while place > 0:
        place = _line_before(text, place)
        end = line_end(text, place)
        if not re.compile(_COMMENT_OR_BLANK).fullmatch(text, place, end):
            return end
    return line_end(text, _line_before(text, first)) if first else 0


def _line_before(text: str, start: int) -> int:
    """Give the index of the first character of the line before the one that starts here."""
    return line_start(text, start - 1 - text.startswith("\r\n", start - 2))


def blank_lines(text: str, place: int) -> int:
    """Count the blank lines that follow the end of a line."""
    count = 0
    while found := re.compile(_BLANK_LINE).match(text, place):
        count, place = count + 1, found.end()
    return count


def newline_at(text: str, place: int) -> str:
    """Give the line break in use around a place: the next one, else the last one before it."""
    found = re.compile(_BREAK).search(text, place)
    if found:
        return found[0]
    before = re.compile(_BREAK).findall(text)
    return before[-1] if before else "\n"
