"""W509: the text contains characters that look right but are wrong: ํา for ำ, เเ for แ, invisible characters.

They come with text pasted from Word or PDF. Two names that look alike then differ. The value is corrected before
it is compared or printed; the file is not changed.

Wrong: `สํานักปลัด` with nikhahit and า.
Right: `สำนักปลัด` with ำ.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.thai.spelling import anomalies, may_have_anomalies
from itatrack.yamltext.nodes import scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.textfile.source import Source
    from itatrack.yamltext.nodes import Node

# In one value. Whoever mends so many sees the rest then.
_MAX_LOOKED_AT = 100


def check(source: Source, root: Node) -> Iterator[Finding]:
    """Yield a finding for the first sign of each kind in each key or value; comments may hold what they like."""
    if not may_have_anomalies(source.text):
        return
    for node in scalars(root):
        start = node.start_mark.index
        told = set()
        for anomaly in islice(anomalies(source.text[start : node.end_mark.index]), _MAX_LOOKED_AT):
            if anomaly.kind not in told:
                told.add(anomaly.kind)
                span = source.span(start + anomaly.start, start + anomaly.end)
                character = f"U+{ord(source.text[start + anomaly.start]):04X}"
                yield finding(f"W509.{anomaly.kind}", span, character=character)
