"""The list file: the agencies that are looked at together, each with the folder of its project and its group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model.common_kinds import TEXT
from itatrack.model.fields import ListKind, Record, RecordKind, fields_of, key
from itatrack.model.kinds import PathKind
from itatrack.reading.reader import Reader

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.yamltext.document import Document


class ListedAgency(Record):
    """An agency: the folder of its project, counted from the list's own, and what it is called here."""

    path: str = key(PathKind())
    name: str | None = key(TEXT, optional=True)
    group: str | None = key(TEXT, optional=True)


class AgencyList(Record):
    """The agencies, in the order in which they are shown."""

    agencies: tuple[ListedAgency, ...] = key(ListKind(RecordKind(ListedAgency, short="path"), least=1))


def read_agency_list(document: Document) -> tuple[tuple[ListedAgency, ...], list[Finding]]:
    """Return the agencies of a list file, and what is wrong in it; with findings no agency can be relied on."""
    if not document.is_readable:
        return (), list(document.findings)
    if document.root is None:
        known = ", ".join(fields_of(AgencyList))
        return (), [finding("E204.agencies", document.source.span(0, 0), known=known)]
    reader = Reader(document)
    listed = reader.record(AgencyList, document.root)
    return listed.agencies if listed else (), [*document.findings, *reader.findings]
