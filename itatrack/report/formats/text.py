"""Set values and tables as plain text of a fixed width, Thai wrapped between words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.report.boxes import draw
from itatrack.report.grids import grid_of
from itatrack.thai.breaking import wrap
from itatrack.thai.width import cells, pad

if TYPE_CHECKING:
    from itatrack.report.context import ReportContext
    from itatrack.report.request import ReportRequest
    from itatrack.report.tables import Item, Table


class PlainText:
    """Plain text no wider than the request's display cells."""

    def __init__(self, request: ReportRequest, _: ReportContext | None = None) -> None:
        self._numerals = request.numerals
        self._width = request.width

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits, unless `numerals` says not to; plain text needs no escaping."""
        return self._numerals(value) if numerals else value

    def table(self, table: Table) -> str:
        """Draw a table with line characters; the heading of the section stands above in place of the caption."""
        return "\n".join(draw(grid_of(table, self._width, self.item), self._width))

    def leader(self, label: str) -> str:
        """Set a label with dots behind it to the end of the line."""
        return f"{label} {'.' * max(self._width - cells(label) - 1, 10)}"

    def right_half(self, block: str) -> str:
        """Centre each line in the right half of the page, where a signature stands."""
        half = self._width // 2
        return "\n".join(
            " " * (self._width - half) + pad(part, half, "center").rstrip()
            for line in block.strip().splitlines()
            for part in wrap(line.strip(), half)
        )

    def centered(self, block: str) -> str:
        """Centre each line on the page."""
        return "\n".join(
            pad(part, self._width, "center").rstrip()
            for line in block.strip().splitlines()
            for part in _balanced(line.strip(), self._width)
        )

    def finish(self, document: str) -> str:
        """Wrap what is still wider than the page; a line's indent stays with its first part."""
        lines = []
        for line in document.replace("\t", " " * 4).split("\n"):
            lines += [line.rstrip()] if cells(line) <= self._width else wrap(line, self._width)
        return "\n".join(lines)

    def item(self, item: Item) -> str:
        """Set an item of a cell, with its web address or file in brackets behind it."""
        return item.line(self.text)


def _balanced(text: str, width: int) -> list[str]:
    """Return a heading in as few lines as a width allows, and these about alike, so that none has one word alone."""
    lines = wrap(text, width)
    if len(lines) > 1:
        narrow = next(tried for tried in range(width // 2, width + 1) if len(wrap(text, tried)) == len(lines))
        return wrap(text, narrow)
    return lines
