"""Read the lines and the tables of a Word document."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from itatrack.findings.message import message
from itatrack.importing.grid import BULLET, MAX_CELLS, SOFT_BREAK, Block, Cell, SourceError, Table, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What was deleted, fields' codes, and what is drawn once more for old programs.
_NOT_TEXT = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tcPr", "sectPr")}
_NOT_TEXT.add(_FALLBACK)
# Wrappers around paragraphs, rows and cells.
_WRAPPERS = {_W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
# What stands for a sign.
_SIGNS = {_W + "tab": "\t", _W + "br": SOFT_BREAK, _W + "cr": SOFT_BREAK, _W + "noBreakHyphen": "-"}
# Ticks and boxes that Word takes from fonts of pictures; the same letters stand in text of these fonts.
_PICTURES = {
    "wingdings": {0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x9F: BULLET, 0x6C: BULLET},
    "wingdings2": {0x50: "✓", 0x52: "☑", 0x51: "☒", 0x4F: "✗", 0xA3: "☐", 0x2A: "☐"},
    "symbol": {0xB7: BULLET, 0xD6: "√"},
}
_MAX_COLUMNS = 300
_MAX_LAYOUT_CELLS = 6
# Parts besides the text that hold text, by the end of their relationship's type.
_OTHER_PARTS = ("/header", "/footer", "/footnotes", "/endnotes")


def read(content: bytes) -> list[Block]:
    """Return the lines and tables of a document, in order; those of headers, footers and notes come last.

    Raises:
        SourceError: it is no document that can be read.
    """
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
        return [*_Reader(document.part).blocks(document.element.body), *_others(document)]
    except SourceError:
        raise
    except Exception as error:  # the library and the XML below it raise many kinds
        raise SourceError(message("the Word document is damaged and cannot be read")) from error


def _others(document: Any) -> Iterator[Block]:  # noqa: ANN401  the library has no types for parts
    from docx.oxml.parser import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_OTHER_PARTS):
            part = relation.target_part
            element = getattr(part, "element", None)
            yield from _Reader(part).blocks(parse_xml(part.blob) if element is None else element)


class _Reader:
    """Reads the blocks of one part of a document, whose relationships it knows."""

    def __init__(self, part: Any) -> None:  # noqa: ANN401
        self._part = part
        self._tables = 0
        self._cells = 0

    def blocks(self, parent: Any) -> Iterator[Block]:  # noqa: ANN401
        """Yield the lines and tables within an element, which may hold notes, in order."""
        for child in parent.iterchildren():
            if child.tag == _W + "p":
                yield from filter(None, clean_text(self._paragraph(child)).replace(SOFT_BREAK, "\n").split("\n"))
            elif child.tag == _W + "tbl" and _is_layout(child):
                for cell in child.iterfind(f"{_W}tr/{_W}tc"):
                    yield from self.blocks(cell)
            elif child.tag == _W + "tbl":
                self._tables += 1
                yield self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _NOT_TEXT:
                yield from self.blocks(child)

    def _table(self, element: Any) -> Table:  # noqa: ANN401
        rows: list[list[Cell]] = []
        heads = 0
        for row in _parts(element, _W + "tr"):
            properties = row.find(_W + "trPr")
            if properties is not None and properties.find(_W + "del") is not None:
                continue
            is_head = properties is not None and _is_on(properties.find(_W + "tblHeader"))
            heads += is_head and heads == len(rows)
            rows.append(self._row(row, len(rows), rows[-1] if rows else []))
        width = max(map(len, rows), default=0)
        padded = tuple(
            (*row, *(Cell("", number, column) for column in range(len(row), width))) for number, row in enumerate(rows)
        )
        self._count(len(padded) * width)
        return Table(message("table {number}", number=self._tables), padded, heads)

    def _row(self, element: Any, number: int, above: list[Cell]) -> list[Cell]:  # noqa: ANN401
        properties = element.find(_W + "trPr")
        before = properties.find(_W + "gridBefore") if properties is not None else None
        cells = [Cell("", number, column) for column in range(_number(before, 0))]
        for cell in _parts(element, _W + "tc"):
            settings = cell.find(_W + "tcPr")
            span = _number(settings.find(_W + "gridSpan") if settings is not None else None, 1)
            merge = settings.find(_W + "vMerge") if settings is not None else None
            start = len(cells)
            if merge is not None and merge.get(_W + "val", "continue") == "continue" and start < len(above):
                first = above[start]
            else:
                first = Cell(self._cell(cell), number, start)
            cells += [first] * max(1, span)
            if len(cells) > _MAX_COLUMNS:
                raise SourceError(message("a table has more than {limit} columns", limit=_MAX_COLUMNS))
        self._count(len(cells))
        return cells

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > 2 * MAX_CELLS:
            raise SourceError(message("the tables have more than {limit} cells", limit=f"{MAX_CELLS:,}"))

    def _cell(self, element: Any) -> str:  # noqa: ANN401
        paragraphs = [clean_text(self._paragraph(each)) for each in element.iter(_W + "p") if not _is_within_text(each)]
        return "\n".join(text for text in paragraphs if text)

    def _paragraph(self, element: Any) -> str:  # noqa: ANN401
        text = "".join(self._texts(element))
        for code in element.iter(_W + "instrText"):
            text = _with_address(text, _address(code.text or ""))
        properties = element.find(_W + "pPr")
        numbering = properties.find(_W + "numPr") if properties is not None else None
        identity = numbering.find(_W + "numId") if numbering is not None else None
        is_item = identity is not None and identity.get(_W + "val") != "0"
        return f"{BULLET} {text}" if is_item and text.strip() else text

    def _texts(self, element: Any, font: str = "") -> Iterator[str]:  # noqa: ANN401
        """Yield the pieces of text within an element."""
        for child in element.iterchildren():
            tag = child.tag
            if tag in _NOT_TEXT or not isinstance(tag, str):
                continue
            if tag == _W + "t":
                yield "".join(_picture(font, ord(letter)) or letter for letter in child.text or "")
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == _W + "sym":
                code = int(child.get(_W + "char") or "0", 16)
                yield _picture(child.get(_W + "font") or "", code) or f"<U+{code:04X}>"
            elif tag == _W + "hyperlink":
                yield self._link(child)
            elif tag == _W + "fldSimple":
                text = "".join(self._texts(child, font))
                yield _with_address(text, _address(child.get(_W + "instr", "")))
            else:
                if tag == _W + "p":  # a paragraph of a text box
                    yield SOFT_BREAK
                yield from self._texts(child, _font(child) if tag == _W + "r" else font)

    def _link(self, element: Any) -> str:  # noqa: ANN401
        """Return the text of a link, with its address."""
        text = "".join(self._texts(element))
        relation = self._part.rels.get(element.get(_R + "id"))
        return _with_address(text, relation.target_ref if relation is not None and relation.is_external else "")


def _address(code: str) -> str:
    """Return the address in the code of a field."""
    match = re.search(r'HYPERLINK\s+"([^"]+)"', code)
    return match[1] if match else ""


def _with_address(text: str, address: str) -> str:
    """Return the text of a link, with the address where that does not stand in it."""
    is_new = address.startswith(("http://", "https://")) and address.rstrip("/") not in text
    return f"{text} {address}" if is_new else text


def _parts(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the children with a tag, also those within wrappers."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _parts(child, tag)


def _is_within_text(paragraph: Any) -> bool:  # noqa: ANN401
    """Check whether a paragraph is one of a text box, which belongs to the paragraph around it."""
    return any(parent.tag == _W + "p" for parent in paragraph.iterancestors())


def _is_layout(table: Any) -> bool:  # noqa: ANN401
    """Check whether a table of few cells only lays out others, which hold the data."""
    cells = table.findall(f"{_W}tr/{_W}tc")
    return len(cells) <= _MAX_LAYOUT_CELLS and any(
        len(inner.findall(f"{_W}tr")) > 1 for cell in cells for inner in cell.iterfind(f".//{_W}tbl")
    )


def _is_on(element: Any) -> bool:  # noqa: ANN401
    return element is not None and element.get(_W + "val", "true") not in {"0", "false", "off"}


def _number(element: Any, otherwise: int) -> int:  # noqa: ANN401
    value = element.get(_W + "val", "") if element is not None else ""
    return min(int(value), _MAX_COLUMNS + 1) if value.isascii() and value.isdigit() else otherwise


def _font(run: Any) -> str:  # noqa: ANN401
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    return (fonts.get(_W + "ascii") or fonts.get(_W + "hAnsi") or "") if fonts is not None else ""


def _picture(font: str, code: int) -> str | None:
    """Return the sign that a font of pictures shows for a letter, where it is one of those that tables have."""
    signs = _PICTURES.get(font.lower().replace(" ", ""))
    return signs.get(code & 0xFFF) if signs else None  # such fonts stand in a private area too, from F000 on
