"""The boxes of a table in plain text; columns that do not fit beside the others stand below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.report.boxes import place
from itatrack.report.column_widths import Box, readable_widths
from itatrack.report.merged_cells import is_heading, rows_joined
from itatrack.report.tables import EMPTY_MARK, Cell, Item

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from itatrack.report.headings import Heading
    from itatrack.report.tables import Row

    Setting = Callable[[Item], str]

Grid = list[list[Box]]


def grid_of(headings: Sequence[Heading], rows: Sequence[Row], width: int, setting: Setting) -> Grid:
    """Give the boxes of a table, row by row, the headings first.

    Columns are kept beside each other as far as all of them can be read well. What does not fit stands below a
    measure's other cells, each cell behind its heading; nothing is left out.

    Args:
        headings: one for each column, or over several.
        rows: a cell for each column, or one heading over all of them.
        width: display cells of the page.
        setting: sets an item of a cell, or a heading.
    """
    whole = boxes_of(headings, rows, setting)
    placed, owners = place(whole)
    widths = readable_widths(placed, len(owners[0]))
    kept, columns, used = 0, 0, 1
    for heading in headings:
        parts = len(heading.parts) or 1
        used += sum(widths[columns : columns + parts]) + parts
        if used > width:
            break
        kept, columns = kept + 1, columns + parts
    if kept == len(headings):
        return whole
    kept, columns = max(kept, 1), max(columns, len(headings[0].parts) or 1)
    labels = [
        _Label(setting(Item(f"{heading.title}: {part}" if part else heading.title)), is_part=bool(part))
        for heading in headings
        for part in heading.parts or ("",)
    ]
    stacked: Grid = []
    for row in rows:
        stacked += _stacked(row, columns, labels, setting)
    return [*_header(headings[:kept], setting), *stacked]


def boxes_of(headings: Sequence[Heading], rows: Sequence[Row], setting: Setting) -> Grid:
    """Return the boxes of a table, row by row, the headings first, with all columns beside each other."""
    return [*_header(headings, setting), *_body(rows, setting)]


class _Label(NamedTuple):
    text: str
    is_part: bool


def _header(headings: Sequence[Heading], setting: Setting) -> Grid:
    two_levels = any(heading.parts for heading in headings)
    top = [
        Box(
            (setting(Item(heading.title)),),
            columns=len(heading.parts) or 1,
            rows=2 if two_levels and not heading.parts else 1,
            align="center",
            is_bold=True,
        )
        for heading in headings
    ]
    under = [
        Box((setting(Item(part)),), align="center", is_bold=True) for heading in headings for part in heading.parts
    ]
    return [top, under] if two_levels else [top]


def _box(cell: Cell, setting: Setting, rows: int = 1) -> Box:
    return Box(tuple(cell.lines(setting)), columns=cell.columns, rows=rows, align=cell.align, is_bold=cell.columns > 1)


def _body(rows: Sequence[Row], setting: Setting) -> Grid:
    """Give the boxes of rows; shared cells that follow each other are one box."""
    return [
        [_box(cell, setting, span) for cell, span in zip(row, spans, strict=True) if span]
        for row, spans in zip(rows, rows_joined(rows), strict=True)
    ]


def _stacked(row: Row, columns: int, labels: Sequence[_Label], setting: Setting) -> Grid:
    """Give the boxes of one row: the first columns as they are, and below them, beside the first, all others."""
    if is_heading(row):
        return [[_box(row[0], setting)._replace(columns=columns)]]
    beside = [_box(cell, setting) for cell in row[:columns]]
    below: list[str] = []
    for label, cell in zip(labels[columns:], row[columns:], strict=True):
        lines = cell.lines(setting)
        if label.is_part and lines == [EMPTY_MARK]:
            continue  # of the three statuses the one that holds
        text = label.text
        below += [f"{text}: {lines[0] or EMPTY_MARK}"] if len(lines) == 1 else [f"{text}:", *lines]
    if columns == 1:
        return [[beside[0]._replace(paragraphs=(*beside[0].paragraphs, *below))]]
    return [[beside[0]._replace(rows=2), *beside[1:]], [Box(tuple(below), columns=columns - 1)]]
