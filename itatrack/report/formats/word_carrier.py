"""What a Word document carries of its making: a custom XML part, which Word keeps and does not show."""

from __future__ import annotations

import uuid
from html import escape
from typing import TYPE_CHECKING, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from itatrack.report.provenance import WORD_NAMESPACE

if TYPE_CHECKING:
    from docx.document import Document

    from itatrack.report.provenance import Carried

_DATASTORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PROPERTIES_RELATION: Final = f"{RELATIONSHIP_TYPE.CUSTOM_XML}Props"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'


def attach(document: Document, carried: Carried) -> None:
    """Put what a document carries into a part of its own, with the name by which programs find it."""
    package = document.part.package
    data = f'{_DECLARATION}<document xmlns="{WORD_NAMESPACE}">{escape(carried.envelope(), quote=False)}</document>'
    item = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", data.encode(), package)
    # The same for the same data, as all of the document is.
    name = "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"{WORD_NAMESPACE}:{carried.manifest['digest']}")).upper() + "}"
    described = (
        f'{_DECLARATION}<ds:datastoreItem xmlns:ds="{_DATASTORE}" ds:itemID="{name}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{WORD_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    properties_name = PackURI(item.partname.replace("/item", "/itemProps"))
    properties = Part(properties_name, _PROPERTIES_TYPE, described.encode(), package)
    item.relate_to(properties, _PROPERTIES_RELATION)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
