"""The boxes of a table in plain text; columns that do not fit beside the others stand below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.report.boxes import place
from itatrack.report.column_widths import Box, readable_widths
from itatrack.report.tables import EMPTY_MARK, NOTHING, Item, header_rows, is_heading, rows_joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from itatrack.report.tables import Cell, Heading, Row, Table

    Setting = Callable[[Item], str]

Grid = list[list[Box]]


def grid_of(table: Table, width: int, setting: Setting) -> Grid:
    """Return the boxes of a table, row by row, the headings first.

    Columns are kept beside each other as far as all of them can be read well. What does not fit stands below a
    measure's other cells, each cell behind its heading; nothing is left out.

    Args:
        table: the table.
        width: display cells of the page.
        setting: sets an item of a cell, or a heading.
    """
    headings, rows = table.headings, table.rows
    whole = boxes_of(table, setting)
    placed, owners = place(whole)
    widths = readable_widths(placed, len(owners[0]))
    kept, columns, used = 0, 0, 1
    for heading in headings:
        used += sum(widths[columns : columns + heading.columns]) + heading.columns
        if used > width:
            break
        kept, columns = kept + 1, columns + heading.columns
    if kept == len(headings):
        return whole
    kept, columns = max(kept, 1), max(columns, headings[0].columns)
    labels = [
        _Label(setting(Item(label)), is_part=bool(heading.parts)) for heading in headings for label in heading.labels
    ]
    stacked: Grid = []
    for row in rows:
        stacked += _stacked(row, columns, labels, setting)
    return [*_header(headings[:kept], setting), *stacked]


def boxes_of(table: Table, setting: Setting) -> Grid:
    """Return the boxes of a table, row by row, the headings first, with all columns beside each other."""
    return [*_header(table.headings, setting), *_body(table.rows, setting)]


class _Label(NamedTuple):
    text: str
    is_part: bool


def _header(headings: Sequence[Heading], setting: Setting) -> Grid:
    return [
        [Box((setting(Item(cell.text)),), cell.columns, cell.rows, "center", is_bold=True) for cell in row]
        for row in header_rows(headings)
    ]


def _box(cell: Cell, setting: Setting, rows: int = 1) -> Box:
    return Box(tuple(cell.lines(setting)), columns=cell.columns, rows=rows, align=cell.align, is_bold=cell.columns > 1)


def _body(rows: Sequence[Row], setting: Setting) -> Grid:
    """Return the boxes of rows; shared cells that follow each other are one box."""
    return [
        [_box(cell, setting, span) for cell, span in zip(row, spans, strict=True) if span]
        for row, spans in zip(rows, rows_joined(rows), strict=True)
    ]


def _stacked(row: Row, columns: int, labels: Sequence[_Label], setting: Setting) -> Grid:
    """Return the boxes of one row: the first columns as they are, and below them, beside the first, all others."""
    if is_heading(row):
        return [[_box(row[0], setting)._replace(columns=columns)]]
    beside = [_box(cell, setting) for cell in row[:columns]]
    below: list[str] = []
    for label, cell in zip(labels[columns:], row[columns:], strict=True):
        lines = cell.lines(setting)
        if cell == NOTHING or (label.is_part and lines == [EMPTY_MARK]):
            continue  # of a round to come nothing, of the three statuses the one that holds
        text = label.text
        below += [f"{text}: {lines[0] or EMPTY_MARK}"] if len(lines) == 1 else [f"{text}:", *lines]
    if columns == 1:
        return [[beside[0]._replace(paragraphs=(*beside[0].paragraphs, *below))]]
    return [[beside[0]._replace(rows=2), *beside[1:]], [Box(tuple(below), columns=columns - 1)]]
