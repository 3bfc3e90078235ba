"""The pages of a Word document: which lie on their side, what stays together on one, and where the garuda stands."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from itatrack.thai.width import cells

if TYPE_CHECKING:
    from docx.document import Document

GARUDA: Final = Cm(1.5)  # its height
_ALTERNATIVE_TEXT: Final = "ตราครุฑ"
_SIGNATURE: Final = frozenset(("Memo Sign", "Memo Signature"))
# What stands on the page of a signature at least: so many lines of text, or rows of a table.
_LINES_WITH_SIGNATURE: Final = 2
_ROWS_WITH_SIGNATURE: Final = 2
_LINE: Final = 60  # display cells; what has more takes a second line on any page
# Behind a table that lies on its side; `turn_pages` puts the section in its place. It is as low as can be: where the
# table fills its page, a line would be a page of its own.
TURNED: Final = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:sectPr/></w:pPr></w:p>'


def turn_pages(document: Document) -> None:
    """Put the tables that were written for a page on its side on such pages, with what stands between them.

    Behind them the document goes on upright; the first page is that of the first section alone.
    """
    body = document.element.body
    ends = [mark.getparent().getparent() for mark in body.iter(qn("w:sectPr")) if not len(mark)]
    ends = [end for end in ends if end.tag == qn("w:p")]
    if not ends:
        return
    for paragraph in ends:
        paragraph.pPr.remove(paragraph.pPr.find(qn("w:sectPr")))
    last = body.find(qn("w:sectPr"))
    upright, lying = deepcopy(last), _section_after(last)
    size = lying.find(qn("w:pgSz"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    for name, value in (("w", height), ("h", width), ("orient", "landscape")):
        size.set(qn(f"w:{name}"), value)
    _before_heading(document, ends[0].getprevious()).append(upright)
    ends[-1].get_or_add_pPr().append(lying)
    body.replace(last, _section_after(last))


def set_upright(document: Document) -> None:
    """Set the pages of a document upright that its template has on their side."""
    for section in document.sections:
        if section.orientation == WD_ORIENT.LANDSCAPE:
            section.page_width, section.page_height = section.page_height, section.page_width
            section.orientation = WD_ORIENT.PORTRAIT


def _section_after(section: Any) -> Any:  # noqa: ANN401  lxml's own type
    """Return a section that continues another: with its pages and page numbers, and no first page of its own."""
    following = deepcopy(section)
    for child in list(following):
        if child.tag in {qn("w:headerReference"), qn("w:footerReference"), qn("w:titlePg"), qn("w:type")}:
            following.remove(child)
    for number in following.iter(qn("w:pgNumType")):
        number.attrib.pop(qn("w:start"), None)
    return following


def _before_heading(document: Document, table: Any) -> Any:  # noqa: ANN401  lxml's own type
    """Return the properties of the paragraph that the upright pages end with, before the heading of a table."""
    paragraphs = {paragraph._p: paragraph for paragraph in document.paragraphs}  # noqa: SLF001  no other way
    start = table
    while start.getprevious() in paragraphs and _keeps_with_next(paragraphs[start.getprevious()]):
        start = start.getprevious()
    before = start.getprevious()
    if before is None or before.tag != qn("w:p") or before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        before = OxmlElement("w:p")
        start.addprevious(before)
    return before.get_or_add_pPr()


def _keeps_with_next(paragraph: Paragraph) -> bool:
    own = paragraph.paragraph_format.keep_with_next
    style = paragraph.style
    return bool(own if own is not None or style is None else style.paragraph_format.keep_with_next)


def keep_signatures(document: Document) -> None:
    """Keep the lines of each signature on one page, the first with the text before it, and the last two together.

    So no page holds a signature without the closing and two lines of text, and none the last opinion alone.
    """
    blocks: list[list[Paragraph]] = []
    before: list[Paragraph] = []
    is_open = False
    for paragraph in document.paragraphs:
        is_signature = paragraph.style is not None and paragraph.style.name in _SIGNATURE
        if is_signature and not is_open:
            blocks.append([])
        if is_signature:
            blocks[-1].append(paragraph)
        elif not blocks:
            before.append(paragraph)
        is_open = is_signature
    for block in blocks:
        _keep(block[:-1])
    if len(blocks) > 1:
        _keep(blocks[-2])
    if blocks:
        _keep(_closing(before))


def _keep(paragraphs: list[Paragraph]) -> None:
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _closing(before: list[Paragraph]) -> list[Paragraph]:
    """Return the last paragraphs of a text: the closing, and before it two lines or a table's last two rows."""
    found: list[Paragraph] = []
    lines = 0
    for paragraph in reversed(before):
        is_closing = not any(one.text for one in found)
        found.append(paragraph)
        previous = paragraph._p.getprevious()  # noqa: SLF001  python-docx has no other way
        if previous is not None and previous.tag == qn("w:tbl") and lines < _LINES_WITH_SIGNATURE:
            rows = previous.tr_lst[-_ROWS_WITH_SIGNATURE:]
            found += [Paragraph(each, paragraph) for row in rows for each in row.iter(qn("w:p"))]
            break
        if is_closing:
            continue
        lines += cells(paragraph.text) // _LINE + 1 if paragraph.text else 0
        if lines >= _LINES_WITH_SIGNATURE:
            break
    return found


def anchored(inline: Any) -> str:  # noqa: ANN401  lxml's own type
    """Return the paragraph of a picture that stands at the left margin, beside the title, and takes no line itself."""
    inline.docPr.set("name", _ALTERNATIVE_TEXT)
    inline.docPr.set("descr", _ALTERNATIVE_TEXT)
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionV></wp:anchor>'
    )
    extent, *others = inline
    anchor.extend((extent, parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"), *others))
    line = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr><w:r><w:drawing>'
    return f"{line}{anchor.xml}</w:drawing></w:r></w:p>"
