"""A table fitted to a page: the widths of its columns, the size of its letters, and where lines and rows may end."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from math import floor
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.report.column_widths import MEASURED, Box, Placed, lines, readable_widths, spread, uncut_widths
from itatrack.report.letters import Ruler, Widths, finest, fragments
from itatrack.report.tables import header_rows
from itatrack.thai.clusters import graphemes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from itatrack.report.letters import Typeface
    from itatrack.report.tables import Cell, HeaderCell, Item, Table

    # Turns a value into what is printed of it: its digits.
    Setting = Callable[[str], str]

POINTS_A_CENTIMETRE: Final = 72 / 2.54
_STEP: Final = 0.5  # points by which letters become smaller
_PADDING, LEAST_PADDING = 4, 1  # points on both sides of a cell's text
_ABOVE: Final = 2  # points over and under the text of a cell, in all
_BETWEEN: Final = 2  # points between the items of a cell
# What a turned heading takes of the width of its column, about a line.
_TURNED: Final = "0000"
_MUCH_WIDER: Final = 1.3  # times the rest of its column; such a heading is turned
_HIGHEST_TURNED: Final = 0.35  # of a page; a heading that is longer is not turned
_HIGHEST_HEAD: Final = 0.5  # a head that is higher is not repeated
_HIGHEST_WHOLE: Final = 0.25  # of a page; a table that is higher may go on on the next one


class Fit(NamedTuple):
    """How a table is set.

    Attributes:
        widths: of the columns, in points with their padding.
        size: of the letters, in points.
        padding: points left and right of the text of a cell.
        breaks: each text of the table in parts that stay on one line.
        heights: of the rows, in points, about.
        may_break: for each row, whether it may go on on the next page.
        head_repeats: whether the head is low enough to stand on every page.
        is_turned: whether the table stands on a page that lies on its side.
        turned_heads: the columns whose own headings are read from below upwards.
        head_heights: of the rows of the head, in points, about, where a heading over both of them makes these higher.
        is_cut: whether words have to be cut.
        height: of the head and all rows, in points, about.
        is_low: whether it is so low that it stays on one page.
    """

    widths: list[float]
    size: float
    padding: float = _PADDING
    breaks: dict[str, list[str]] = {}  # noqa: RUF012  never changed
    heights: list[float] = []  # noqa: RUF012  never changed
    may_break: list[bool] = []  # noqa: RUF012  the same
    head_repeats: bool = True
    is_turned: bool = False
    turned_heads: list[int] = []  # noqa: RUF012  the same
    head_heights: list[float] = []  # noqa: RUF012  the same
    is_cut: bool = False
    height: float = 0
    is_low: bool = False

    def turns(self, head: HeaderCell) -> bool:
        """Check whether a heading is turned."""
        return head.column in self.turned_heads and head.columns == 1 and not head.is_group

    @property
    def width_cm(self) -> float:
        """Return the width of the table, which is that between the margins, in centimetres."""
        return round(sum(self.widths) / POINTS_A_CENTIMETRE, 1)


class Page(NamedTuple):
    """The room between the margins of a page, in points."""

    width: float
    height: float


class TableFitter:
    """Fits a table to a page; `placed` are its boxes."""

    def __init__(self, table: Table, setting: Setting, placed: list[Placed], columns: int, face: Typeface) -> None:
        self.table = table
        self.setting = setting
        self.placed = placed
        self.columns = columns
        self.face = face
        self._turned: frozenset[int] = frozenset()  # the columns whose headings are turned

    def fitted(self, page: Page, largest: float, smallest: float, padding: int = _PADDING) -> Fit | None:
        """Return the table in the largest letters at which no word is cut, or None."""
        room = self._room(page)
        size = largest
        while size >= smallest:
            ruler = Ruler(self._measured, size * self.face.scale)
            if sum(uncut_widths(self.placed, self.columns, padding, ruler)) <= room:
                return self._set(page, ruler, padding)
            size = max(size - _STEP, smallest) if size > smallest else 0
        return None

    def with_turned_heads(self, page: Page, size: float) -> TableFitter:
        """Return the fitter of the table with the headings turned that alone make their columns wide."""
        ruler = Ruler(self._measured, size * self.face.scale)
        heads = header_rows(self.table.headings)
        below = [cell for cell in self.placed if cell.row >= len(heads) and cell.box.columns == 1]
        needs = uncut_widths(below, self.columns, 0, ruler)
        line = ruler(_TURNED, is_bold=True)

        def may_turn(head: HeaderCell) -> bool:
            text = self.setting(head.text)
            (upright,) = uncut_widths([Placed(Box((text,), is_bold=True), 0, 0)], 1, 0, ruler)
            is_wide = upright > max(needs[head.column], line) * _MUCH_WIDER
            return is_wide and ruler(text, is_bold=True) < page.height * _HIGHEST_TURNED

        turned = TableFitter(self.table, self.setting, self.placed, self.columns, self.face)
        turned._measured = self._measured
        alone = (head for head in chain.from_iterable(heads) if head.columns == 1 and not head.is_group)
        turned._turned = frozenset(head.column for head in alone if may_turn(head))
        places = {(row, head.column) for row, cells in enumerate(heads) for head in cells if turned._turns(head)}
        turned.placed = [
            cell._replace(box=cell.box._replace(paragraphs=(_TURNED,))) if (cell.row, cell.column) in places else cell
            for cell in self.placed
        ]
        return turned

    def cut(self, page: Page, size: float) -> Fit:
        """Return the table with its words cut, in letters that are small enough for a column to hold one."""
        widths = self._measured.parts
        widest = max(widths[letter, bold] for text, bold in self._texts() for letter in graphemes(text))
        share = self._room(page) // self.columns - 2 * LEAST_PADDING - 1
        ruler = Ruler(self._measured, min(size * self.face.scale, max(share, 1) / max(widest, 0.1)))
        return self._set(page, ruler, LEAST_PADDING)._replace(is_cut=True)

    def readable(self, size: float) -> list[int]:
        """Return the points that each column takes with its padding and its rule in order to be read well."""
        ruler = Ruler(self._measured, size * self.face.scale)
        return [width + 1 for width in readable_widths(self.placed, self.columns, _PADDING, ruler)]

    def heading_widths(self, size: float) -> list[int]:
        """Return the points that each heading takes over one column."""
        ruler = Ruler(self._measured, size * self.face.scale)
        texts = (self.setting(heading.title) for heading in self.table.headings)
        boxes = (Box((text,), is_bold=True) for text in texts)
        return [sum(uncut_widths([Placed(box, 0, 0)], 1, _PADDING, ruler)) + 1 for box in boxes]

    def part(self, table: Table, placed: list[Placed], columns: int) -> TableFitter:
        """Return the fitter of some columns of the table, whose texts have been measured with it."""
        part = TableFitter(table, self.setting, placed, columns, self.face)
        part._measured = self._measured
        return part

    def _header(self) -> Iterator[HeaderCell]:
        return chain.from_iterable(header_rows(self.table.headings))

    def _room(self, page: Page) -> int:
        """Return the points that the columns have between the rules."""
        return max(floor(page.width) - self.columns - 1, self.columns * (2 * LEAST_PADDING + 1))

    def _texts(self) -> Iterator[tuple[str, bool]]:
        for cell in self.placed:
            for bullet, line in lines(cell.box):
                yield from ((text, cell.box.is_bold) for text in (bullet.strip(), line) if text)

    @cached_property
    def _measured(self) -> Widths:
        wanted = {(part, bold) for text, bold in self._texts() for part in finest(text)}
        for head in self._header():
            wanted |= {(part, True) for part in finest(self.setting(head.text))}
        wanted |= {(text, bold) for text in (" ", "-", "(", ")", _TURNED, *MEASURED) for bold in (False, True)}
        for row in self.table.rows:
            for text in (text for cell in row for texts in printed_texts(cell, self.setting) for text in texts):
                wanted |= {
                    (part, cell_is_bold) for part in finest(text) for cell_is_bold in {False, row[0].columns > 1}
                }
        return Widths(self.face.measuring(wanted))

    def _set(self, page: Page, ruler: Ruler, padding: int) -> Fit:
        widths = spread(self.placed, self.columns, self._room(page), padding, ruler)
        # The rules count half to each side; a table narrower than the page is drawn out to it.
        stretch = page.width / sum(width + 1 for width in widths)
        fit = Fit([(width + 1) * stretch for width in widths], ruler.size, padding)
        breaks = self._breaks(fit, ruler)
        heights, is_stretched = self._heights(fit, ruler)
        heads, rows = heights[: -len(self.table.rows)], heights[-len(self.table.rows) :]
        head = sum(heads)
        head_repeats = head <= page.height * _HIGHEST_HEAD
        room = page.height - (head if head_repeats else 0)
        # A row that fits on a page stays whole.
        may_break = [height > room for height in rows]
        return fit._replace(
            breaks=breaks,
            turned_heads=sorted(self._turned),
            head_heights=heads if is_stretched or self._turned else [],
            heights=rows,
            may_break=may_break,
            head_repeats=head_repeats,
            height=head + sum(rows),
            is_low=head + sum(rows) <= page.height * _HIGHEST_WHOLE,
        )

    def _breaks(self, fit: Fit, ruler: Ruler) -> dict[str, list[str]]:
        """Return the parts of each text; one that stands in several columns is cut for the narrowest."""
        breaks: dict[str, list[str]] = {}

        def add(text: str, column: int, columns: int, indent: float, *, bold: bool) -> None:
            room = sum(fit.widths[column : column + columns]) - 2 * fit.padding - 1 - indent
            parts = fragments(text, lambda part: ruler.part(part, bold) <= room)
            if len(parts) > len(breaks.get(text, ())):
                breaks[text] = parts

        for head in self._header():
            if self._turns(head):
                continue
            add(self.setting(head.text), head.column, head.columns, 0, bold=True)
        for row in self.table.rows:
            for column, cell in enumerate(row):
                bold = cell.columns > 1
                for texts, dash in zip(printed_texts(cell, self.setting), cell.bullets, strict=True):
                    for text in texts:
                        add(text, column, cell.columns, ruler.exact("- ", bold) if dash else 0, bold=bold)
        return breaks

    def _heights(self, fit: Fit, ruler: Ruler) -> tuple[list[float], bool]:
        """Return about how high each row is, those of the head first, and whether a heading over both stretches these.

        What a shared cell lacks goes to its last row.
        """
        line = ruler.size * self.face.line
        is_stretched = False
        heights = [line + _ABOVE] * max(cell.row + cell.box.rows for cell in self.placed)
        for cell in sorted(self.placed, key=lambda cell: cell.row + cell.box.rows):
            room = sum(fit.widths[cell.column : cell.column + cell.box.columns]) - 2 * fit.padding - 1
            count = sum(
                self._lines(bullet, text, room, ruler, bold=cell.box.is_bold) for bullet, text in lines(cell.box)
            )
            needed = count * line + (len(cell.box.paragraphs) - 1) * _BETWEEN + _ABOVE
            rows = slice(cell.row, cell.row + cell.box.rows)
            lacking = max(0, needed - sum(heights[rows]))
            heights[rows.stop - 1] += lacking
            is_stretched = is_stretched or (lacking > 0 and cell.row == 0 and cell.box.rows > 1)
        for row, cells in enumerate(header_rows(self.table.headings)):
            for head in filter(self._turns, cells):
                rows = slice(row, row + head.rows)
                needed = ruler.exact(self.setting(head.text), is_bold=True) + 2 * _PADDING
                heights[rows.stop - 1] += max(0, needed - sum(heights[rows]))
        return heights, is_stretched

    def _turns(self, head: HeaderCell) -> bool:
        return Fit([], 0, turned_heads=sorted(self._turned)).turns(head)

    @staticmethod
    def _lines(bullet: str, text: str, room: float, ruler: Ruler, *, bold: bool) -> int:
        room -= ruler.exact(bullet, bold)
        count, used = 1, 0.0
        for part in fragments(text, lambda part: ruler.part(part, bold) <= room):
            width = ruler.part(part, bold)
            if used + width > room:
                count, used = count + 1, 0.0
            used += width if part.strip() else len(part) * ruler.exact(" ", bold)
        return count


def seen(item: Item, setting: Setting) -> str:
    """Return what is seen of an item in a cell."""
    return " ".join(texts_of(item, setting))


def printed_texts(cell: Cell, setting: Setting) -> list[list[str]]:
    """Return the texts of each item of a cell; what joins items is the end of the one before it."""
    items = [texts_of(item, setting) for item in cell.items]
    return [[*texts[:-1], texts[-1] + cell.joined_by] for texts in items[:-1]] + items[-1:]


def texts_of(item: Item, setting: Setting) -> list[str]:
    """Return the texts of an item as a layout prints them, one behind the other: its text, its address, its file."""
    text = [setting(item.text)] if item.text else []
    places = [place for place in (item.short_address, item.file) if place]
    return (
        [*text, *(f"({place})" for place in places)] if text else [*places, *map(setting, filter(None, [item.remark]))]
    )
