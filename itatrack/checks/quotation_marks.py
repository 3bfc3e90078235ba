"""Quotation marks that stand in a text without their partner."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.fix import Fix, Replacement
from itatrack.yamltext.nodes import ScalarNode, SequenceNode, is_plain, nodes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding, Span
    from itatrack.textfile.source import Source
    from itatrack.yamltext.nodes import Node

_CURLY = "[“”„‟]"
# A text that was to stand in quotes, and has at least one of a word processor.
_MEANT = r'“(?P<text>[^"“”„‟\\]+)["”]'


def lone_quotation_mark(source: Source, root: Node) -> Iterator[Finding]:
    """W534: a quotation mark has no partner in its text.

    Curly quotes are letters to YAML: they hold no text together, so that a comma in brackets still splits it, and are
    printed. In pairs they are part of a text.

    Wrong: `steps: [“จัดทำประกาศ, แจ้งเวียน”]`, which is read as `“จัดทำประกาศ` and `แจ้งเวียน”`.
    Right: `steps: ["จัดทำประกาศ, แจ้งเวียน"]`, or a line after `- ` for each item.
    """
    split: set[int] = set()
    for node in nodes_of(root):
        items = node.value if isinstance(node, SequenceNode) and node.flow_style else []
        # What begins in one item and ends in the next; where it goes on over more, each mark is found.
        for first, second in pairwise(items):
            found = _in_straight_quotes(source, first, second) if _is_lone(first) and _is_lone(second) else None
            if found:
                split |= {first.start_mark.index, second.start_mark.index}
                yield found
    for node in nodes_of(root):
        if isinstance(node, ScalarNode) and node.start_mark.index not in split and _is_lone(node):
            yield _in_straight_quotes(source, node, node) or _of_mark(source, node)


def _is_lone(node: Node) -> bool:
    """Check whether a text has an odd number of quotation marks of one kind, those not counted that may mean inches."""
    if not isinstance(node, ScalarNode):
        return False
    kinds = (_CURLY, '"') if is_plain(node) else (_CURLY,)
    return any(_is_odd(node.value, kind) and _is_odd(node.value, f"(?<![0-9๐-๙]){kind}") for kind in kinds)


def _is_odd(text: str, pattern: str) -> bool:
    return len(re.findall(pattern, text)) % 2 == 1


def _in_straight_quotes(source: Source, first: Node, last: Node) -> Finding | None:
    """Return the finding for a text that was to stand in quotes, from one item on to another; None where it was not."""
    start, end = first.start_mark.index, last.end_mark.index
    text = re.fullmatch(_MEANT, source.text[start:end])
    if text is None or "\n" in text[0]:
        return None
    marks = (source.span(start, start + 1), source.span(end - 1, end))
    fix = Fix(tuple(Replacement(mark, '"') for mark in marks))
    return finding("W534", source.span(start, end), character=text[0][0], meant=f'"{text["text"]}"')._replace(fix=fix)


def _of_mark(source: Source, node: ScalarNode) -> Finding:
    """Return the finding for the last mark of a kind that has no partner."""
    kind = _CURLY if _is_odd(node.value, _CURLY) else '"'
    mark = [*re.finditer(kind, source.text[node.start_mark.index : node.end_mark.index])][-1]
    start = node.start_mark.index + mark.start()
    span: Span = source.span(start, start + 1)
    return finding("W534", span, character=mark[0])
