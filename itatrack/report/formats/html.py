"""Set values and tables as HTML that reads aloud in order, fits a phone and prints on A4."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from itatrack.report.fitting import Fit
from itatrack.report.formats.html_lines import with_line_ends
from itatrack.report.letters import Typeface, estimated
from itatrack.report.paper import Paper, TablePart
from itatrack.report.tables import header_rows, is_heading, rows_joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.report.context import ReportContext
    from itatrack.report.request import ReportRequest
    from itatrack.report.tables import Cell, HeaderCell, Item, Row, Table

# A web address within a text, without the punctuation that ends a sentence.
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)'”»…]")
_LINE: Final = 1.2  # the distance of lines in tables, of the letters' size
# Of a page's height: a shared cell is repeated after so much, so that each page shows it, wherever it begins.
_SHARED: Final = 0.6
# Headings that are read from below upwards.
_UPWARDS: Final = ".upwards { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }"
# What stands above the parts of a table that is split.
_LABELS: Final = """.part { margin: 0; break-after: avoid; }
.part.begins-page { break-before: page; }"""


class Html:
    """HTML; the pages that it is printed on give its tables their size."""

    def __init__(self, request: ReportRequest, context: ReportContext | None = None) -> None:
        self._numerals = request.numerals
        self._paper: Paper | None = None
        self._rules: list[str] = []  # of the style sheet, for its tables
        if context:
            values, style, tables = context.values, context.style, context.tables
            self._paper = Paper(
                style, Typeface(estimated, _LINE), landscape=values.landscape, may_turn=True, tables=tables
            )
            # A table that no part of the body names does not make the letters of the others smaller.
            named = {name for part in context.parts for name in (part.part, part.table)} or tables.keys()
            printed = (table for name, table in tables.items() if table.rows and name in named)
            self._paper.even_out(printed, self._numerals)

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits, its signs escaped, its line breaks kept, web addresses as links."""
        shown = self._numerals(value) if numerals else value
        parts, end = [], 0
        for address in _ADDRESS.finditer(shown):
            parts += [_escaped(shown[end : address.start()]), _link(address[0], _escaped(address[0]))]
            end = address.end()
        return "".join([*parts, _escaped(shown[end:])])

    def item(self, item: Item) -> str:
        """Set an item of a cell, with its web address as a link that is printed too, and its file behind it."""
        text = self.text(item.text) if item.text else ""
        if item.address:
            printed = f'<span class="address"> ({_escaped(item.short_address)})</span>' if item.text else ""
            shown = _escaped(self._numerals(item.text)) if item.text else _escaped(item.address)
            text = _link(item.address, shown) + printed
        file = _escaped(item.file) if item.file else ""
        shown = f"{text} ({file})" if text and file else text or file
        return f"{shown} {self.text(item.remark)}" if item.remark else shown

    def table(self, table: Table) -> str:
        """Set a table, or the parts of one that is too wide for a page, each under what says so."""
        if not self._paper or not table.rows:
            return self._part(TablePart(table, Fit([], 0)))
        parts = self._paper.parts(table, self._numerals)
        if len(parts) > 1 and _LABELS not in self._rules:
            self._rules.append(_LABELS)
        return "\n".join(map(self._part, parts))

    def _part(self, part: TablePart) -> str:
        """Set a table with its header rows; on a narrow screen each cell names its heading itself."""
        table, fit, label = part.table, part.fit, self.text(part.label)
        labels = [self._label(label) for heading in table.headings for label in heading.labels]
        begins = " begins-page" if part.begins_page else ""
        lines = [f'<p class="part{begins}">{label}</p>'] if label else []
        lines.append(f'<div class="{" ".join(["table", *self._kinds(fit)])}"><table>')
        caption = " ".join(text for text in (table.caption, label) if text)
        lines += [f"<caption>{caption}</caption>"] if caption else []
        lines.append(f"<colgroup>{'<col>' * len(labels)}</colgroup>")
        header = [
            "".join(self._head(cell, is_turned=fit.turns(cell)) for cell in row) for row in header_rows(table.headings)
        ]
        lines += ["<thead>", *(f"<tr>{cells}</tr>" for cells in header), "</thead>", "<tbody>"]
        before: Row | None = None
        for row, spans in zip(table.rows, rows_joined(table.rows, self._starts(fit)), strict=True):
            if is_heading(row):
                lines += ["</tbody>", "<tbody>"] if before and not is_heading(before) else []
                text = "<br>".join(row[0].lines(self.item))
                lines.append(f'<tr class="group"><th scope="rowgroup" colspan="{row[0].columns}">{text}</th></tr>')
            else:
                lines.append(self._row(row, spans, labels))
            before = row
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
        """Return the document with the sizes of its tables, and the places at which its lines may end."""
        rules = "\n".join(self._rules)
        sized = document.replace("</head>", f"<style>\n{rules}\n</style>\n</head>", 1) if rules else document
        return with_line_ends(sized)

    def _kinds(self, fit: Fit) -> list[str]:
        """Return the classes of a table, one of which holds its sizes."""
        if not fit.widths:
            return []
        name = f"table-{len(self._rules) + 1}"
        columns = enumerate(fit.widths, 1)
        widths = (f".{name} col:nth-child({n}) {{ width: {width / sum(fit.widths):.1%}; }}" for n, width in columns)
        if fit.turned_heads and _UPWARDS not in self._rules:
            self._rules.append(_UPWARDS)
        self._rules.append(" ".join((f".{name} {{ --table-size: {fit.size:g}; }}", *widths)))
        return [name, *(["turned"] if fit.is_turned else []), *(["tight"] if fit.is_cut else [])]

    def _label(self, text: str) -> str:
        return escape(self._numerals(text).replace("\n", " "))

    def _head(self, cell: HeaderCell, *, is_turned: bool = False) -> str:
        """Set a cell of the header."""
        if cell.is_group:
            return f'<th scope="colgroup" colspan="{cell.columns}">{self.text(cell.text)}</th>'
        rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        text = f'<span class="upwards">{self.text(cell.text)}</span>' if is_turned else self.text(cell.text)
        return f'<th scope="col"{rows}>{text}</th>'

    def _starts(self, fit: Fit) -> set[int]:
        """Return the rows in which shared cells begin anew."""
        starts: set[int] = set()
        above = 0.0
        for number, height in enumerate(fit.heights):
            if self._paper and above + height > self._paper.page.height * _SHARED:
                starts.add(number)
                above = 0
            above += height
        return starts

    def _row(self, row: Row, spans: Sequence[int], labels: Sequence[str]) -> str:
        """Set a row; what it shares with rows above it, a narrow screen shows from the row's own `data-shared`."""
        whole = list(zip(row, spans, labels, strict=True))
        shared = [f"{label}: {self._label(' '.join(cell.lines(_text)))}" for cell, span, label in whole if not span]
        attribute = f' data-shared="{" · ".join(shared)}"' if shared else ""
        return f"<tr{attribute}>{''.join(self._cell(*entry) for entry in whole if entry[1])}</tr>"

    def _cell(self, cell: Cell, span: int, label: str) -> str:
        """Set a cell over as many rows as it spans."""
        items = [self.item(item) for item in cell.items]
        if cell.joined_by:
            items = [escape(cell.joined_by).join(items)]
        body = escape(cell.mark)
        if len(items) > 1:
            for is_list, listed in groupby(zip(items, cell.bullets, strict=True), key=itemgetter(1)):
                kind = "" if is_list else ' class="plain"'
                body += f"<ul{kind}>{''.join(f'<li>{item}</li>' for item, _ in listed)}</ul>"
        elif items:
            body = " ".join(part for part in (body, items[0]) if part)
        align = "right" if cell.align == "right" else "mark" if cell.mark and not cell.items else ""
        attributes = (f' class="{align}"' if align else "") + (f' rowspan="{span}"' if span > 1 else "")
        tag, scope = ("th", ' scope="row"') if cell.names_row else ("td", "")
        return f'<{tag}{scope} data-label="{label}"{attributes}>{body}</{tag}>'


def _text(item: Item) -> str:
    return item.text


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{text}</a>'


def _lines(block: str) -> str:
    return "<br>\n".join(line.strip() for line in block.strip().splitlines() if line.strip())
