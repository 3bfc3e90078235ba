"""Set values and tables as GitHub Flavored Markdown that reads back as the data, whatever the data holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.report.context import ReportContext
    from itatrack.report.request import ReportRequest
    from itatrack.report.tables import Item, Row, Table

# Signs that Markdown may read as markup anywhere; an ampersand only where it begins a character reference,
# or where another value may end it.
_MARKUP = re.compile(r"[\\`*_\[\]<|~$]|&(?=#?[A-Za-z0-9]+;|#?$)")
# Signs that begin a heading, list, quote, rule or table where a value begins a line; a point or a bracket may stand
# behind the number of another value.
_AT_START = re.compile(r"\s*(?:(?=[-+#=>:.)])|[0-9]{1,9}(?=[.)]))")
# What GitHub makes a link of by itself, backslashes included, so that the escaping would show.
_BARE_LINK = re.compile(r"(?i)(?<=www)(?=\.)|(?<=https)(?=://)|(?<=http)(?=://)|(?<=ftp)(?=://)")
_ADDRESS = re.compile(r"(?<![0-9A-Za-z])https?://[^\s<>]*[^\s<>.,;:!?)'\"»”…]")
# An address of other signs, or with what may be read as a character reference, is set as text.
_SAFE_ADDRESS = re.compile(r"(?!.*&#?[0-9A-Za-z]+;)[0-9A-Za-z\-._~:/?#@!$&'()*+,;=%]+")
_UNSAFE_IN_LINK = r"[\s<>\\|`{}^\"]"


class Markdown:
    """Markdown."""

    def __init__(self, request: ReportRequest, _: ReportContext | None = None) -> None:
        self._numerals = request.numerals

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits, its markup escaped, its line breaks as `<br>`, web addresses as links."""
        lines = (self._numerals(value) if numerals else value).split("\n")
        return "<br>".join(_with_links(line) for line in lines)

    def table(self, table: Table) -> str:
        """Set a table; Markdown has one header row, so a heading over several columns goes into each of them.

        It has no captions: the heading of the section stands above.
        """
        titles = [self.text(label) for heading in table.headings for label in heading.labels]
        lines = [titles, self._rules(len(titles), table.rows), *(self._cells(row) for row in table.rows)]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    @staticmethod
    def _rules(columns: int, rows: Sequence[Row]) -> list[str]:
        """Return the line under the headings, which also says what is set to the right."""
        whole = [row for row in rows if len(row) == columns]
        aligned = [{row[index].align for row in whole if row[index].items} for index in range(columns)]
        return ["---:" if aligns == {"right"} else "---" for aligns in aligned]

    def _cells(self, row: Row) -> list[str]:
        """Set the cells of a row; a heading over all columns stands in bold in the first one, as none can be joined."""
        cells = []
        for cell in row:
            text = "<br>".join(cell.lines(self.item))
            cells += [f"**{text}**" if cell.columns > 1 else text, *[""] * (cell.columns - 1)]
        return cells

    def leader(self, label: str) -> str:
        """Set a label in bold with dots behind it."""
        return f"**{label}** {'.' * 60}"

    def right_half(self, block: str) -> str:
        """Set lines that stand in the right half on paper: a paragraph each, Markdown knows no halves."""
        return "\n\n".join(line.strip() for line in block.splitlines() if line.strip())

    def centered(self, block: str) -> str:
        """Set lines that are centred on paper, in the same way."""
        return self.right_half(block)

    def finish(self, document: str) -> str:
        """Return the finished document; Markdown leaves line lengths alone."""
        return document

    def item(self, item: Item) -> str:
        """Set an item of a cell, with its web address as a link that is printed too, and its file behind it."""
        text = self.text(item.text)
        if item.address and not item.text and _SAFE_ADDRESS.fullmatch(item.address):
            text = f"<{item.address}>"
        elif item.address:
            label = self._numerals(item.text) if item.text else item.address
            text = f"[{_lines(label)}](<{_link_target(item.address)}>)"
            text += f" ({_escape(item.short_address, at_start=False)})" if item.text else ""
        file = _lines(item.file) if item.file else ""
        shown = f"{text} ({file})" if text and file else text or file
        return f"{shown} {self.text(item.remark)}" if item.remark else shown


def _with_links(line: str) -> str:
    """Escape a line, with its web addresses as `<address>`: those need no escape inside."""
    if "http" not in line:
        return _escape(line)
    parts = []
    end = 0
    for address in _ADDRESS.finditer(line):
        if _SAFE_ADDRESS.fullmatch(address[0]):
            parts += [_escape(line[end : address.start()], at_start=end == 0), f"<{address[0]}>"]
            end = address.end()
    return "".join([*parts, _escape(line[end:], at_start=end == 0)])


def _lines(text: str) -> str:
    return "<br>".join(_escape(line) for line in text.split("\n"))


def _escape(line: str, *, at_start: bool = True) -> str:
    escaped = _MARKUP.sub(lambda sign: "\\" + sign[0], line)
    if "://" in escaped or "www" in escaped.lower():
        escaped = _BARE_LINK.sub(r"\\", escaped)
    start = _AT_START.match(escaped) if at_start else None
    return f"{start[0]}\\{escaped[start.end() :]}" if start else escaped


def _link_target(address: str) -> str:
    encoded = re.sub(_UNSAFE_IN_LINK, lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), address)
    return encoded.replace("&", "&amp;")
