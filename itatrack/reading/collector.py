"""Where the readers put what is wrong in a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MAX_FINDINGS, Related, Span
from itatrack.yamltext.nodes import Node, span_of

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Value
    from itatrack.yamltext.document import Document


class Collector:
    """Collects the findings of a document, as many as anybody could want to read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = document.source
        self.findings: list[Finding] = []

    def add(self, wording: str, where: Node | Span, related: tuple[Related, ...] = (), /, **values: Value) -> None:
        """Add a finding at a node or span."""
        if len(self.findings) == MAX_FINDINGS:
            wording, related, values = "W512", (), {"most": MAX_FINDINGS}
        if len(self.findings) <= MAX_FINDINGS:
            span = where if isinstance(where, Span) else span_of(self.source, where)
            self.findings.append(finding(wording, span, related, **values))
