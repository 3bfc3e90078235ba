"""A table that is too wide for any page: which columns and which rows stand on which page, to be laid side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.report.tables import is_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.report.tables import Row, Table

_MOST_REPEATED: Final = 3  # columns that every part begins with
_MOST_ROOM: Final = 0.4  # of a page, for the columns that are repeated
_CLOSER: Final = 0.02  # of a page, by which the parts are made alike


def columns_of_parts(table: Table, widths: Sequence[int], over_one: Sequence[int], room: float) -> list[list[int]]:
    """Return the columns of each part of a table, of which each begins with those that say what a row is about.

    The columns under one heading stay together where a page has room for them. There are as few parts as can be, and
    the widest is as narrow as it can be. A column too wide for the page has a part of its own.

    Args:
        table: the table.
        widths: what each column takes.
        over_one: what each heading takes over one of its columns alone.
        room: the width of a page.
    """
    repeated = range(_repeated(table, widths, room))
    left = room - sum(widths[column] for column in repeated)
    units: list[tuple[list[int], int]] = []
    first = 0
    for heading, alone in zip(table.headings, over_one, strict=True):
        columns = [column for column in range(first, first + heading.columns) if column not in repeated]
        first += heading.columns
        width = sum(widths[column] for column in columns)
        if width <= left and columns:
            units.append((columns, width))
        else:
            units += [([column], max(widths[column], alone)) for column in columns]
    parts = _packed(units, left)
    for percent in range(1, round(1 / _CLOSER)):
        alike = _packed(units, left * percent * _CLOSER)
        if len(alike) == len(parts):
            parts = alike
            break
    return [[*repeated, *part] for part in parts]


def rows_of_pages(rows: Sequence[Row], heights: Sequence[float], first: float, room: float) -> list[slice]:
    """Return which rows stand on a page, in each part the same; a heading among them stays with the row below it.

    Args:
        rows: the rows of the table.
        heights: of each row, the greatest of its parts.
        first: the height that the rows of the first page have.
        room: that of any other page.
    """
    # A heading and the row below it are one.
    blocks: list[list[int]] = [[]]
    for index in range(len(rows)):
        if blocks[-1] and not is_heading(rows[blocks[-1][-1]]):
            blocks.append([])
        blocks[-1].append(index)
    pages: list[slice] = []
    start, left = 0, first
    for block in blocks:
        height = sum(heights[index] for index in block)
        if block and height > left and block[0] > start:
            pages.append(slice(start, block[0]))
            start, left = block[0], room
        left -= height
    return [*pages, slice(start, len(rows))]


def _repeated(table: Table, widths: Sequence[int], room: float) -> int:
    """Return how many columns stand in each part: up to that which names the row, or the first alone."""
    row = next((row for row in table.rows if not is_heading(row)), ())
    naming = next((column for column, cell in enumerate(row) if cell.names_row), 0)
    fits = naming < min(_MOST_REPEATED, len(widths) - 1) and sum(widths[: naming + 1]) <= room * _MOST_ROOM
    return naming + 1 if fits else 1


def _packed(units: Sequence[tuple[list[int], int]], room: float) -> list[list[int]]:
    """Return the columns of units in as few parts as they need one after the other."""
    parts: list[list[int]] = []
    left = 0.0
    for columns, width in units:
        if not parts or width > left:
            parts.append([])
            left = room
        parts[-1] += columns
        left -= width
    return parts
