"""Set values and tables as HTML that reads aloud in order, fits a phone and prints on A4."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from itatrack.report.tables import header_rows, is_heading, rows_joined

if TYPE_CHECKING:
    from itatrack.report.formats.protocols import Numerals
    from itatrack.report.tables import Cell, HeaderCell, Item, Table

# A web address within a text, without the punctuation that ends a sentence.
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)'”»…]")


class Html:
    """HTML; `numerals` turns the digits of a value into those of the memo."""

    def __init__(self, numerals: Numerals, width: int) -> None:
        del width  # the page decides
        self._numerals = numerals

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits, its signs escaped, its line breaks kept, web addresses as links."""
        shown = self._numerals(value) if numerals else value
        parts, end = [], 0
        for address in _ADDRESS.finditer(shown):
            parts += [_escaped(shown[end : address.start()]), _link(address[0], _escaped(address[0]))]
            end = address.end()
        return "".join([*parts, _escaped(shown[end:])])

    def item(self, item: Item) -> str:
        """Set an item of a cell, with its web address as a link and its file behind it."""
        text = self.text(item.text) if item.text else ""
        if item.address:
            text = _link(item.address, _escaped(self._numerals(item.text)) if item.text else _escaped(item.address))
        file = _escaped(item.file) if item.file else ""
        return f"{text} ({file})" if text and file else text or file

    def table(self, table: Table) -> str:
        """Set a table with its header rows; on a narrow screen each cell names its heading itself."""
        labels = [self._label(label) for heading in table.headings for label in heading.labels]
        lines = ['<div class="table"><table>']
        lines += [f"<caption>{table.caption}</caption>"] if table.caption else []
        header = ["".join(map(self._head, row)) for row in header_rows(table.headings)]
        lines += ["<thead>", *(f"<tr>{cells}</tr>" for cells in header), "</thead>", "<tbody>"]
        for row, spans in zip(table.rows, rows_joined(table.rows), strict=True):
            if is_heading(row):
                text = "<br>".join(row[0].lines(self.item))
                lines.append(f'<tr class="group"><th scope="colgroup" colspan="{row[0].columns}">{text}</th></tr>')
                continue
            cells = [self._cell(cell, span, label) for cell, span, label in zip(row, spans, labels, strict=True)]
            lines.append(f"<tr>{''.join(cells)}</tr>")
        return "\n".join([*lines, "</tbody>", "</table></div>"])

    def leader(self, label: str) -> str:
        """Set a label with dots behind it."""
        return f'<p class="leader"><strong>{label}</strong></p>'

    def right_half(self, block: str) -> str:
        """Set lines in the middle of the right half."""
        return f'<div class="right-half">{_lines(block)}</div>'

    def centered(self, block: str) -> str:
        """Set lines in the middle."""
        return f'<div class="centered">{_lines(block)}</div>'

    def finish(self, document: str) -> str:
        """Return the finished document."""
        return document

    def _label(self, text: str) -> str:
        return escape(self._numerals(text).replace("\n", " "))

    def _head(self, cell: HeaderCell) -> str:
        """Set a cell of the header."""
        if cell.is_group:
            return f'<th scope="colgroup" colspan="{cell.columns}">{self.text(cell.text)}</th>'
        rows = f" rowspan={cell.rows}" if cell.rows > 1 else ""
        return f'<th scope="col"{rows}>{self.text(cell.text)}</th>'

    def _cell(self, cell: Cell, span: int, label: str) -> str:
        """Set a cell; one that the cell above reaches over is shown on a narrow screen only, where rows stand alone."""
        items = [self.item(item) for item in cell.items]
        if cell.joined_by:
            items = [escape(cell.joined_by).join(items)]
        body = escape(cell.mark)
        if len(items) > 1:
            tag = "ul" if cell.bulleted else "ul class=plain"
            body += f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag.partition(' ')[0]}>"
        elif items:
            body = " ".join(part for part in (body, items[0]) if part)
        kinds = [*(["right"] if cell.align == "right" else []), *(["again"] if span == 0 else [])]
        kind = f' class="{" ".join(kinds)}"' if kinds else ""
        rows = f' rowspan="{span}"' if span > 1 else ""
        return f'<td data-label="{label}"{kind}{rows}>{body}</td>'


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{text}</a>'


def _lines(block: str) -> str:
    return "<br>\n".join(line.strip() for line in block.strip().splitlines() if line.strip())
