"""A table as Word's XML: heads on every page, rows kept whole, shared cells merged, steps as lists."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from itatrack.report.anomalies import NarrowPage
from itatrack.report.fitting import texts_of
from itatrack.report.formats.word_pages import TURNED
from itatrack.report.letters import Typeface, estimated
from itatrack.report.paper import Paper
from itatrack.report.tables import header_rows, is_heading, rows_joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from itatrack.model.memo import Style
    from itatrack.report.fitting import Fit
    from itatrack.report.paper import TablePart
    from itatrack.report.tables import Cell, HeaderCell, Heading, Item, Row, Table

    Setting = Callable[[str], str]

_TWIPS_A_POINT: Final = 20
_LINE: Final = 1.25  # the distance of lines in the styles of the template, of the letters' size
_ABOVE: Final = 2 * _TWIPS_A_POINT  # room for the marks over the first line of a cell
# Word makes one table of two that follow each other with nothing between.
_GAP: Final = '<w:p><w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class WordTables:
    """Writes tables for a page of some width; their paragraphs have the styles of the template.

    Attributes:
        narrow: the pages that have no room for a table, whose words are cut.
        size: of the letters, in points: the largest that all tables written so far have room for that fit at all.
    """

    def __init__(self, style: Style, numerals: Setting, tables: Mapping[str, Table], *, landscape: bool) -> None:
        face = Typeface(estimated, _LINE)
        self._paper = Paper(style, face, landscape=landscape, may_turn=True, tables=tables)
        self._numerals = numerals
        self.narrow: set[NarrowPage] = set()
        self.size = self._paper.size

    def table(self, table: Table, text: Setting) -> str:
        """Write a table, or the parts of one that is split; `text` sets a value."""
        return "".join(self._part(part, text) for part in self._paper.parts(table, self._numerals))

    def _part(self, part: TablePart, text: Setting) -> str:
        fit, table = part.fit, part.table
        if fit.is_cut:
            self.narrow.add(NarrowPage(fit.width_cm))
        else:
            self.size = min(self.size, fit.size)
        twips = [round(width * _TWIPS_A_POINT) for width in fit.widths]
        writer = _Writer(text, twips, fit.size if fit.is_cut else None)
        body = [
            writer.row(row, spans, may_break=may_break)
            for row, spans, may_break in zip(table.rows, rows_joined(table.rows), fit.may_break, strict=True)
        ]
        # A low table stays on one page, and of another the last row with the one before it.
        kept = range(0 if fit.is_low else max(len(body) - 2, 0), len(body) - 1)
        for index in kept:
            body[index] = body[index].replace("</w:pPr>", "<w:keepNext/></w:pPr>")
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
        return (
            f"{writer.label(part)}"
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
            f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{_ABOVE}" w:type="dxa"/>'
            f'<w:left w:w="{fit.padding * _TWIPS_A_POINT}" w:type="dxa"/>'
            f'<w:right w:w="{fit.padding * _TWIPS_A_POINT}" w:type="dxa"/>'
            f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"{writer.header(table.headings, fit)}{''.join(body)}</w:tbl>"
            f"{TURNED if fit.is_turned else _GAP}"
        )


class _Writer:
    """Writes the rows of one table; `size` are the points of its letters where those of the style do not fit."""

    def __init__(self, text: Setting, widths: list[int], size: float | None) -> None:
        self._text = text
        self._widths = widths
        half = round(size * 2) if size else 0
        self._run = f'<w:rPr><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>' if half else ""

    def label(self, part: TablePart) -> str:
        """Write what stands above a part of a table that is split, and stays with it."""
        if not part.label:
            return ""
        # A single row stays with its label, and goes to the next page by itself where it really has no room.
        begins = "<w:pageBreakBefore/>" if part.begins_page and len(part.table.rows) > 1 else ""
        properties = f'<w:pPr><w:pStyle w:val="MemoCell"/><w:keepNext/>{begins}</w:pPr>'
        return f"<w:p>{properties}{self._plain(self._text(part.label))}</w:p>"

    def header(self, headings: Sequence[Heading], fit: Fit) -> str:
        """Write the header rows, which are repeated on every page where they leave room for others."""
        upper, *under = header_rows(headings)
        # Word wants a cell in each row: the lower one of two that are joined is empty.
        joined = {cell.column: self._paragraph("Memo Head", "") for cell in upper if cell.rows > 1}
        lines = [{cell.column: self._head(cell, is_turned=fit.turns(cell)) for cell in row} for row in (upper, *under)]
        for line in lines[1:]:
            line |= {column: self._cell(column, 1, "<w:vMerge/>", empty) for column, empty in joined.items()}
        # A turned heading asks for no height itself, nor in LibreOffice one over both rows where the head is repeated.
        heights = [f'<w:trHeight w:val="{round(height * _TWIPS_A_POINT)}"/>' for height in fit.head_heights]
        heights = heights or [""] * len(lines)
        repeats = "<w:tblHeader/>" if fit.head_repeats else ""
        rows = []
        for line, height in zip(lines, heights, strict=True):
            kept = ("<w:cantSplit/>" if repeats else "") + height + repeats
            properties = f"<w:trPr>{kept}</w:trPr>" if kept else ""
            rows.append(f"<w:tr>{properties}{''.join(cells for _, cells in sorted(line.items()))}</w:tr>")
        return "".join(rows)

    def _head(self, cell: HeaderCell, *, is_turned: bool) -> str:
        merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
        content = self._paragraph("Memo Head", self._text(cell.text))
        merge += '<w:textDirection w:val="btLr"/>' if is_turned else ""
        return self._cell(cell.column, cell.columns, merge, content, "center")

    def row(self, row: Row, spans: Sequence[int], *, may_break: bool) -> str:
        """Write a row, which is torn between pages only where it is high."""
        cells = ""
        for column, (cell, span) in enumerate(zip(row, spans, strict=True)):
            if is_heading(row):
                lines = "".join(self._paragraph("Memo Group", self._item(item)) for item in cell.items)
                cells += self._cell(column, cell.columns, "", lines)
            elif span == 0:
                cells += self._cell(column, 1, "<w:vMerge/>", self._paragraph("Memo Cell", ""))
            else:
                merge = '<w:vMerge w:val="restart"/>' if span > 1 else ""
                cells += self._cell(column, 1, merge, self._content(cell))
        return f"<w:tr>{'' if may_break else '<w:trPr><w:cantSplit/></w:trPr>'}{cells}</w:tr>"

    def _content(self, cell: Cell) -> str:
        style = "Memo Number" if cell.align == "right" else "Memo Cell"
        items = [self._item(item) for item in cell.items]
        mark = self._plain(escape(cell.mark)) if cell.mark else ""
        if not items:
            return self._paragraph("Memo Mark" if mark else style, mark)
        if cell.joined_by:
            items = [self._plain(self._text(cell.joined_by)).join(items)]
        if len(items) == 1:
            return self._paragraph(style, mark + self._plain(" ") * bool(mark) + items[0])
        styles = ("Memo Item" if dash else style for dash in cell.bullets)
        listed = [self._paragraph(style, item) for style, item in zip(styles, items, strict=True)]
        return (self._paragraph("Memo Mark", mark) if mark else "") + "".join(listed)

    def _item(self, item: Item) -> str:
        """Write an item as runs: its text or its web address as a link, and behind the text its address and file."""
        first, *others = [*texts_of(item, self._text), ""]
        shown = self._plain(first if item.text else _escaped(first))
        if item.address:
            address = _escaped(item.address)
            shown = f'<w:fldSimple w:instr=" HYPERLINK &quot;{address}&quot; ">{shown}</w:fldSimple>'
        return shown + "".join(self._plain(f" {_escaped(other)}") for other in others if other)

    def _plain(self, text: str) -> str:
        return f'<w:r>{self._run}<w:t xml:space="preserve">{text}</w:t></w:r>'

    def _paragraph(self, style: str, content: str) -> str:
        runs = content if not content or content.startswith(("<w:r>", "<w:fldSimple ")) else self._plain(content)
        return f'<w:p><w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>{runs}</w:p>'

    def _cell(self, column: int, span: int, merge: str, content: str, align: str = "top") -> str:
        width = sum(self._widths[column : column + span])
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merge}<w:vAlign w:val="{align}"/></w:tcPr>'
            f"{content}</w:tc>"
        )


def _escaped(text: str) -> str:
    """Return a text that is printed as it is; the library would look for tags in braces once more."""
    return escape(text).replace("{", "&#123;").replace("}", "&#125;")
