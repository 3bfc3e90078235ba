"""W510: a comment directly after an unquoted text may have cut it short.

YAML takes ` #` and everything after it for a comment, without notice.

Wrong: `title: ประกาศฉบับที่ #1`, which is read as `ประกาศฉบับที่`.
Right: `title: "ประกาศฉบับที่ #1"`, or two spaces before a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.yamltext.comments import cut_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.textfile.source import Source
    from itatrack.yamltext.nodes import Node


def check(source: Source, root: Node) -> Iterator[Finding]:
    """Yield a finding for every comment with fewer than two blanks before it, behind an unquoted value."""
    for span in cut_short(source, root):
        yield finding("W510", span)
