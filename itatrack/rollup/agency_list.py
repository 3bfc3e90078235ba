"""Read the list file: the agencies that are looked at together, and the memo over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model.agency_list import AgencyList
from itatrack.model.fields import fields_of
from itatrack.reading.reader import Reader
from itatrack.yamltext.nodes import SequenceNode, span_of

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.yamltext.document import Document


def read_agency_list(document: Document) -> tuple[AgencyList | None, list[Finding]]:
    """Return what a list file holds, and what is wrong in it; with findings nothing of it can be relied on."""
    if not document.is_readable:
        return None, list(document.findings)
    known = next(iter(fields_of(AgencyList)))
    if isinstance(document.root, SequenceNode):
        return None, [finding("E204.unnamed", span_of(document.source, document.root), known=known)]
    if document.root is None:
        return None, [finding("E204.agencies", document.source.span(0, 0), known=known)]
    reader = Reader(document)
    return reader.record(AgencyList, document.root), [*document.findings, *reader.findings]
