"""W509: the text holds signs that look right and are not: ํา for ำ, เเ for แ, invisible characters.

They come with text pasted from Word or PDF. Two names that look alike then differ; the value is repaired before
it is compared or printed, the file stays as it is.

Wrong: `สํานักปลัด` with nikhahit and า.
Right: `สำนักปลัด` with ำ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.thai.text import troubles
from itatrack.yamltext.nodes import ScalarNode, leaf_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.yamltext.nodes import Node
    from itatrack.yamltext.source import Source


def check(source: Source, root: Node) -> Iterator[Finding]:
    """Give a finding for the first sign of each kind in each key or value; comments may hold what they like."""
    told = set()
    for trouble in troubles(source.text):
        node = leaf_at(root, trouble.start)
        if not isinstance(node, ScalarNode) or trouble.start >= node.end_mark.index or (node, trouble.kind) in told:
            continue
        told.add((node, trouble.kind))
        character = f"U+{ord(source.text[trouble.start]):04X}"
        span = source.span(trouble.start, trouble.end)
        yield finding(f"W509.{trouble.kind}", span, character=character)
