"""Read the sheets of an Excel workbook."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from itatrack.findings.message import message
from itatrack.importing.grid import MAX_CELLS, Block, Cell, SourceError, Table, clean_text
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.findings.message import Message

Range = tuple[tuple[int, int], tuple[int, int]]
_SHEETS = r"xl/worksheets/[^/]+\.xml"
# Letters and digits of a cell's name, and what would hide one from this look.
_REFERENCE = rb"""\sr\s*=\s*["']([A-Z]*)([0-9]+)["']"""
_HIDDEN = rb"""<!DOCTYPE|<!ENTITY|\sr\s*=\s*["'][^"'&]*&|\A\xff\xfe|\A\xfe\xff|encoding\s*=\s*["'](?!utf-8)"""
_MAX_ROWS, _MAX_COLUMNS = 20_000, 300
# A year that is typed in the Buddhist era is one of the common era to Excel.
_BUDDHIST_YEARS = 2400
_ERA = 543


def read(content: bytes) -> tuple[list[Block], list[Message]]:
    """Return the tables of a workbook, one for each sheet, and what is doubtful about it.

    Raises:
        SourceError: it is no workbook that can be read.
    """
    import python_calamine  # type: ignore[import-not-found,unused-ignore]  # an optional package

    _check_extent(content)
    doubts: list[Message] = []
    blocks: list[Block] = []
    try:
        book: Any = python_calamine.CalamineWorkbook.from_object(io.BytesIO(content))
        for sheet in book.sheets_metadata:
            if sheet.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            place = message("sheet {name}", name=clean_text(sheet.name))
            if sheet.visible != python_calamine.SheetVisibleEnum.Visible:
                doubts.append(message("{table} is hidden, and was read too", table=place))
            page = book.get_sheet_by_name(sheet.name)
            rows = page.to_python(skip_empty_area=False)
            if any(cell not in {"", None} for row in rows for cell in row):
                blocks.append(_table(place, rows, page.merged_cell_ranges or []))
    except SourceError:
        raise
    except BaseException as error:
        # A fault in compiled code is no `Exception`; an interruption is none either, and goes on.
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise SourceError(message("the Excel workbook is damaged and cannot be read")) from error
    return blocks, doubts


def _check_extent(content: bytes) -> None:
    """Refuse a sheet whose cells lie far apart: it is read as the rectangle around them, however few they are."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if not re.fullmatch(_SHEETS, name):
                continue
            xml = package.read(name)
            if re.search(_HIDDEN, xml, re.IGNORECASE):
                raise SourceError(message("the Excel workbook is damaged and cannot be read"))
            rows = columns = 0
            for letters, digits in re.findall(_REFERENCE, xml):
                rows = max(rows, int(digits[:9]))
                columns = max(columns, _column(letters))
            if rows > _MAX_ROWS or columns > _MAX_COLUMNS or rows * columns > MAX_CELLS:
                raise SourceError(
                    message(
                        "a sheet goes to row {row} and column {column}, further than any plan: delete what lies outside"
                        " of the table",
                        row=rows,
                        column=columns,
                    )
                )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + letter - ord("A") + 1
    return number


def _table(place: Message, rows: Sequence[Sequence[object]], merged: Sequence[Range]) -> Table:
    width = max(map(len, rows))
    grid = [[Cell(_text(value), row, column) for column, value in enumerate(values)] for row, values in enumerate(rows)]
    for row, cells in enumerate(grid):
        cells += [Cell("", row, column) for column in range(len(cells), width)]
    for (top, left), (bottom, right) in merged:
        if top < len(grid) and left < width:
            first = grid[top][left]
            for row in range(top, min(bottom + 1, len(grid))):
                for column in range(left, min(right + 1, width)):
                    grid[row][column] = first
    return Table(place, tuple(map(tuple, grid)))


def _text(value: object) -> str:
    """Return a cell as a letter has it: days with the short name of the month, numbers without empty decimals."""
    if value is None or value is False:
        return ""
    if value is True:
        return "✓"
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        year = day.year if day.year >= _BUDDHIST_YEARS else day.year + _ERA
        return f"{day.day} {calendar.SHORT_MONTHS[day.month - 1]} {year}"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return clean_text(str(value).replace("\n", "\v"))
