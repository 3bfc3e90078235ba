"""Find comments that may have cut a value short unnoticed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.yamltext.nodes import Node, ScalarNode, is_plain, leaf_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Span
    from itatrack.textfile.source import Source

# It begins with the sign, which is rare: a long text is looked through thirty times as fast.
_CLOSE_COMMENT = re.compile(r"#(?<=\S[ \t]#)")


def cut_short(source: Source, root: Node) -> Iterator[Span]:
    """Yield each ` #` that follows an unquoted value after fewer than two spaces.

    YAML reads the rest of that line as a comment, so `ข้อ #1` becomes `ข้อ`. A comment that is meant as one
    stands two blanks off, as linters ask for.
    """
    for sign in _CLOSE_COMMENT.finditer(source.text):
        end = sign.start() - 1
        node = leaf_at(root, end - 1)
        if isinstance(node, ScalarNode) and is_plain(node) and node.value and node.end_mark.index == end:
            yield source.span(end + 1, end + 2)
