"""Which cells of a table are one: shared cells of rows that follow each other, and headings over all columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.report.tables import Row


def is_heading(row: Row) -> bool:
    """Say whether a row is one heading over several columns."""
    return row[0].columns > 1


def rows_joined(rows: Sequence[Row]) -> list[list[int]]:
    """Give for each cell over how many rows it reaches: 0 where it belongs to the cell above it."""
    spans = [[1] * len(row) for row in rows]
    for column in range(max(map(len, rows), default=0)):
        start = 0
        while start < len(rows):
            if is_heading(rows[start]):
                start += 1
                continue
            cell, end = rows[start][column], start + 1
            while cell.shared and end < len(rows) and not is_heading(rows[end]) and rows[end][column] == cell:
                spans[end][column] = 0
                end += 1
            spans[start][column] = end - start
            start = end
    return spans
