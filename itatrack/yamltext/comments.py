"""Find comments that may have cut a value short without a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.yamltext.nodes import Node, is_plain, scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Span
    from itatrack.yamltext.source import Source

_CLOSE_COMMENT = re.compile(r"\S[ \t]#")


def cut_short(source: Source, root: Node) -> Iterator[Span]:
    """Give each ` #` that stands right behind an unquoted value with fewer than two blanks.

    YAML reads the rest of that line as a comment, so `ข้อ #1` becomes `ข้อ`. A comment that is meant as one
    stands two blanks off, as linters ask for.
    """
    if not any(sign in source.text for sign in (" #", "\t#")) or not _CLOSE_COMMENT.search(source.text):
        return
    for node in scalars(root):
        end = node.end_mark.index
        if is_plain(node) and node.value and _CLOSE_COMMENT.match(source.text, end - 1):
            yield source.span(end + 1, end + 2)
