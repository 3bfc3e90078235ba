"""Read the list file: the agencies that are looked at together, and the memo over them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model.agency_list import AgencyList, ListedAgency
from itatrack.model.fields import fields_of
from itatrack.reading.reader import Reader
from itatrack.yamltext.nodes import SequenceNode, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    listed = reader.record(AgencyList, document.root)
    return listed, [*document.findings, *reader.findings, *_stuck_keys(listed)]


def _stuck_keys(listed: AgencyList | None) -> Iterator[Finding]:
    """Yield a finding for each path that begins with a key: without a blank after its colon it is none."""
    for each in listed.agencies if listed else ():
        stuck = re.match(r"([a-z]+):\s*(\S*)", each.path)
        if stuck and stuck[1] in fields_of(ListedAgency):
            meant = f"{stuck[1]}: {stuck[2]}"
            known = ", ".join(fields_of(ListedAgency))
            yield finding("E201", each.location.value("path"), key=f"{stuck[1]}:{stuck[2]}", known=known, meant=meant)
