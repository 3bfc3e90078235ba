"""The tables of the memo before any format sets them: headings, rows of cells, and which cells are one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from itatrack.findings.message import message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Container, Sequence
    from decimal import Decimal

    from itatrack.findings.message import Message

DONE_MARK = "✓"
EMPTY_MARK = "-"


class Item(NamedTuple):
    """One entry of a cell; `address` is a web address, `file` a path, both printed as they stand.

    `bulleted` says whether it is one of the cell's list, which a remark below the list is not. `remark` stands behind
    an item that has no text.
    """

    text: str
    address: str | None = None
    file: str | None = None
    bulleted: bool = True
    remark: str = ""

    def line(self, text: Callable[[str], str], place: Callable[[str], str] = str) -> str:
        """Return it in one line, with its whole address and its file in brackets; what sets its texts, and those."""
        places = [place(part) for part in (self.address, self.file) if part]
        if self.text:
            return text(self.text) + "".join(f" ({part})" for part in places)
        return " ".join([", ".join(places), *([text(self.remark)] if self.remark else [])])

    @property
    def short_address(self) -> str:
        """The web address as it is printed: a browser adds what it begins with, and needs no slash at its end."""
        return (self.address or "").removeprefix("https://").removesuffix("/")


class Cell(NamedTuple):
    """A cell: its items, one under the other as a list, or on one line where `joined_by` says with what.

    `mark` stands before the items as it is. `shared` says that the cell is the same for rows that follow each
    other, and is one cell in formats that can join rows. `bulleted` says whether its items are a list.
    A heading among the rows is a cell over as many `columns` as the table has. `names_row` says that the cell tells
    what its row is about. `value` is the number or the day that the cell shows, for formats that have types.
    """

    items: tuple[Item, ...] = ()
    mark: str = ""
    joined_by: str = ""
    shared: bool = False
    bulleted: bool = True
    columns: int = 1
    align: Literal["left", "right"] = "left"
    names_row: bool = False
    value: Decimal | dt.date | None = None

    @property
    def bullets(self) -> tuple[bool, ...]:
        """Return for each item whether a dash stands before it; one alone in its list has none."""
        is_list = self.bulleted and not self.joined_by and sum(item.bulleted for item in self.items) > 1
        return tuple(is_list and item.bulleted for item in self.items)

    def lines(self, setting: Callable[[Item], str]) -> list[str]:
        """Return the cell's lines, each item set by a format: several items as a list under the mark."""
        items = [setting(item) for item in self.items]
        if self.joined_by:
            items = [self.joined_by.join(items)]
        mark = [self.mark] if self.mark else []
        if len(items) > 1:
            return [*mark, *(f"- {item}" if dash else item for item, dash in zip(items, self.bullets, strict=True))]
        return [" ".join([*mark, *items])]


# The cell of what is not known yet, or of what has no sum.
NOTHING = Cell()

Row = tuple[Cell, ...]


class Heading(NamedTuple):
    """A heading over one column, or over as many as it has parts."""

    title: str
    parts: tuple[str, ...] = ()

    @property
    def columns(self) -> int:
        """Return over how many columns it stands."""
        return len(self.parts) or 1

    @property
    def labels(self) -> list[str]:
        """Return what names each of its columns where that stands alone."""
        return [f"{self.title}: {part}" for part in self.parts] or [self.title]


class Table(NamedTuple):
    """A table: its headings, its rows, and a caption that a format has set, for formats that name their tables.

    `name` is its key in `tables` of the plan, or `assessment`; it is empty where a template has put a table together.
    `title` is the heading that the plan gives it, and `page` how the page has to lie, where the plan says that.
    """

    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    name: str = ""
    title: str = ""
    page: str = ""

    @property
    def written_headings(self) -> list[str | dict[str, list[str]]]:
        """Return the headings as a template writes them, and `headings_of` reads them."""
        return [{heading.title: [*heading.parts]} if heading.parts else heading.title for heading in self.headings]

    def part(self, columns: Sequence[int]) -> Table:
        """Return the table with some of its columns only, in their order."""
        headings: list[Heading] = []
        first = 0
        for heading in self.headings:
            shown = [column - first for column in columns if first <= column < first + heading.columns]
            parts = tuple(heading.parts[column] for column in shown if heading.parts)
            headings += [heading._replace(parts=parts)] if shown else []
            first += heading.columns
        rows = (
            (row[0]._replace(columns=len(columns)),) if is_heading(row) else tuple(row[column] for column in columns)
            for row in self.rows
        )
        return self._replace(headings=tuple(headings), rows=tuple(rows))


class HeaderCell(NamedTuple):
    """A cell of a table's header: its text, its first column, and over how many columns and rows it reaches."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1
    is_group: bool = False


def header_rows(headings: Sequence[Heading]) -> list[list[HeaderCell]]:
    """Return the rows of a table's header: two where a heading has parts, which then stand below it."""
    depth = 2 if any(heading.parts for heading in headings) else 1
    upper: list[HeaderCell] = []
    under: list[HeaderCell] = []
    column = 0
    for heading in headings:
        rows = 1 if heading.parts else depth
        upper.append(HeaderCell(heading.title, column, heading.columns, rows, is_group=bool(heading.parts)))
        under += [HeaderCell(part, column + offset) for offset, part in enumerate(heading.parts)]
        column += heading.columns
    return [upper, under][:depth]


class HeadingsError(ValueError):
    """The headings in a template do not fit the table they stand over; `said` is why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.text)
        self.said = said


def headings_of(written: object, rows: Sequence[Row]) -> tuple[Heading, ...]:
    """Read headings as a template writes them: a text, or `{text: [text, …]}` for a heading over several columns.

    Raises:
        HeadingsError: a heading is neither, or their number is not that of the table's columns.
    """
    if not isinstance(written, list | tuple):
        raise HeadingsError(message("headings are a list: [text, …]"))
    headings: list[Heading] = []
    for heading in written:
        if isinstance(heading, str):
            headings.append(Heading(str(heading)))
        elif isinstance(heading, Mapping) and all(map(_is_over_parts, heading.items())):
            headings += [Heading(str(title), tuple(map(str, parts))) for title, parts in heading.items()]
        else:
            raise HeadingsError(message("a heading is a text, or {text: [text, …]} over several columns"))
    columns = sum(heading.columns for heading in headings)
    for row in rows:
        if not isinstance(row, tuple):
            raise HeadingsError(message("a table is made of rows such as `plan_rows` and `result_rows`"))
        filled = sum(cell.columns for cell in row)
        if columns != filled:
            raise HeadingsError(
                message("the table has {filled} columns and {columns} headings", filled=filled, columns=columns)
            )
    return tuple(headings)


def _is_over_parts(entry: tuple[object, object]) -> bool:
    title, parts = entry
    return isinstance(title, str) and isinstance(parts, list | tuple) and all(isinstance(part, str) for part in parts)


def is_heading(row: Row) -> bool:
    """Check whether a row is one heading over several columns."""
    return row[0].columns > 1


def _goes_on(cell: Cell, row: Row, column: int) -> bool:
    return cell.shared and not is_heading(row) and row[column] == cell


def rows_joined(rows: Sequence[Row], starts: Container[int] = ()) -> list[list[int]]:
    """Return for each cell over how many rows it reaches: 0 where it belongs to the cell above it.

    No cell reaches into a row of `starts`, with which a page begins.
    """
    spans = [[1] * len(row) for row in rows]
    for column in range(max(map(len, rows), default=0)):
        start = 0
        while start < len(rows):
            if is_heading(rows[start]):
                start += 1
                continue
            cell, end = rows[start][column], start + 1
            while end < len(rows) and end not in starts and _goes_on(cell, rows[end], column):
                spans[end][column] = 0
                end += 1
            spans[start][column] = end - start
            start = end
    return spans
