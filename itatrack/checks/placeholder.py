"""W524: a text that `itatrack init` wrote for the agency to replace is still there.

It would be printed in the memo as it stands.

Wrong: `name: (ชื่อ นามสกุล)`.
Right: `name: นางสาวสมใจ ใจดี`, the name of the person who signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.scaffold.placeholders import AGENCY, PLACEHOLDERS
from itatrack.yamltext.nodes import scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.textfile.source import Source
    from itatrack.yamltext.nodes import Node


def check(source: Source, root: Node) -> Iterator[Finding]:
    """Yield a finding for each value that is a placeholder, or ends in one, as `from` ends in the agency's name."""
    left = tuple(text for text in PLACEHOLDERS if text in source.text)
    if not left:
        return
    for node in scalars(root):
        value = node.value.strip()
        for text in left:
            start = source.text.find(text, node.start_mark.index, node.end_mark.index)
            if start >= 0 and (value == text or value.endswith(f" {AGENCY}")):
                yield finding("W524", source.span(start, start + len(text)), text=text)
