"""Set values and tables as plain text of a fixed width, Thai wrapped between words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.memo.boxes import draw
from itatrack.memo.columns import Box
from itatrack.thai.breaking import wrap
from itatrack.thai.width import cells, pad

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from itatrack.memo.headings import Heading
    from itatrack.memo.tables import Item, Row


class PlainText:
    """Plain text no wider than `width` display cells; `numerals` turns digits into those of the memo."""

    name = "txt"

    def __init__(self, numerals: Callable[[str], str], width: int) -> None:
        self._numerals = numerals
        self._width = width

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits, unless `numerals` says not to; plain text needs no escaping."""
        return self._numerals(value) if numerals else value

    def table(self, headings: Sequence[Heading], rows: Sequence[Row]) -> str:
        """Draw a table with line characters; shared cells that follow each other are one cell."""
        grid = [*self._header(headings), *self._body(rows)]
        return "\n".join(draw(grid, self._width))

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
            for part in wrap(line.strip(), self._width)
        )

    def finish(self, document: str) -> str:
        """Wrap what is still wider than the page; a line's indent stays with its first part."""
        lines = []
        for line in document.replace("\t", " " * 4).split("\n"):
            lines += [line.rstrip()] if cells(line) <= self._width else wrap(line, self._width)
        return "\n".join(lines)

    def item(self, item: Item) -> str:
        """Set an item of a cell, with its web address or file in brackets behind it."""
        parts = [*([item.address] if item.address else []), *([item.file] if item.file else [])]
        if not item.text:
            return ", ".join(parts)
        return self.text(item.text) + "".join(f" ({part})" for part in parts)

    def _header(self, headings: Sequence[Heading]) -> list[list[Box]]:
        two_levels = any(heading.parts for heading in headings)
        top = [
            Box(
                (self.text(heading.title),),
                columns=len(heading.parts) or 1,
                rows=2 if two_levels and not heading.parts else 1,
                align="center",
            )
            for heading in headings
        ]
        under = [Box((self.text(part),), align="center") for heading in headings for part in heading.parts]
        return [top, under] if two_levels else [top]

    def _body(self, rows: Sequence[Row]) -> list[list[Box]]:
        grid: list[list[Box]] = [[] for _ in rows]
        for column in range(len(rows[0]) if rows else 0):
            start = 0
            while start < len(rows):
                cell = rows[start][column]
                end = start + 1
                while cell.shared and end < len(rows) and rows[end][column] == cell:
                    end += 1
                grid[start].append(Box(tuple(cell.lines(self.item)), rows=end - start))
                start = end
        return grid
