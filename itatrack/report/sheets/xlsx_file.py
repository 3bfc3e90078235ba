"""Write tables as an Excel workbook: a sheet a table, numbers and days as such, texts never as formulas."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

import xlsxwriter  # type: ignore[import-untyped]

from itatrack.model.amounts import Baht, Grouped
from itatrack.report.sheets.values import value_of
from itatrack.report.tables import header_rows
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from itatrack.report.sheets.values import SheetValue
    from itatrack.report.tables import Table

# What Excel takes at the most: letters of a cell, and of a sheet's name.
MAX_LETTERS: Final = 32_767
_LONGEST_NAME: Final = 31
_LONGEST_HEADER: Final = 200
_A4: Final = 9
_FORBIDDEN_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
# Widths of columns in display cells of the letters below.
_NARROWEST, _WIDEST, _PADDING = 8, 48, 2
_FONT: Final = {"font_name": "TH SarabunPSK", "font_size": 14, "valign": "top"}
# Of a line of the letters below, in points, and the highest that Excel takes.
_LINE, _HIGHEST = 19, 409
# A day in the Buddhist era with Thai months: Excel's calendar 7, language 041E.
_DAY: Final = "[$-107041E]d mmm yyyy"
_MONEY, _GROUPED, _GROUPED_PARTS = "#,##0.00", "#,##0", "#,##0.00########"


class SheetAbout(NamedTuple):
    """What a workbook says of itself; the same about, the same bytes."""

    title: str
    author: str
    date: dt.date


class TooLongError(ValueError):
    """A cell holds more letters than Excel takes; `row` counts the rows below the headings from 1."""

    def __init__(self, table: str, row: int, column: str) -> None:
        super().__init__(f"{table}: {row}: {column}")
        self.table, self.row, self.column = table, row, column


def xlsx_file(tables: Sequence[Table], about: SheetAbout) -> bytes:
    """Return a workbook with a sheet for each table; a sheet bears the caption of its table.

    Raises:
        TooLongError: a cell holds more than Excel takes.
    """
    content = io.BytesIO()
    # Texts are written as texts below; the options keep the library from guessing elsewhere too.
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(content, safe) as book:
        created = dt.datetime.combine(about.date, dt.time())
        book.set_properties({"title": about.title, "author": about.author, "created": created})
        names: set[str] = set()
        for table in tables:
            sheet = book.add_worksheet(_name(table.caption or table.name, names))
            _fill(book, sheet, table, about)
    return content.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """Return a name for a sheet that Excel takes and no other sheet has."""
    base = wanted.translate(_FORBIDDEN_IN_NAMES).strip(" '")[:_LONGEST_NAME] or "Sheet"
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        ending = f" {number}"
        name = base[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.lower())
    return name


def _fill(book: Workbook, sheet: Worksheet, table: Table, about: SheetAbout) -> None:
    head, formats = _header(book, sheet, table), _Formats(book)
    labels = [label for heading in table.headings for label in heading.labels]
    widths = [_width(label.rpartition(": ")[2]) for label in labels]
    for number, row in enumerate(table.rows, 1):
        values = [value_of(cell) for cell in row]
        for column, value in enumerate(values):
            if isinstance(value, str) and len(value.encode("utf-16-le")) // 2 > MAX_LETTERS:
                raise TooLongError(table.caption or table.name, number, labels[column])
            formats.write(sheet, head + number - 1, column, value)
            widths[column] = max(widths[column], _width(value))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, formats.plain)
    # Only some programs fit a row to its text when they open a workbook.
    for line, cells_of_head in enumerate(header_rows(table.headings)):
        spans = [(cell.text, sum(widths[cell.column : cell.column + cell.columns])) for cell in cells_of_head]
        sheet.set_row(line, _height(spans))
    for line, row in enumerate(table.rows, head):
        sheet.set_row(line, _height(zip(map(value_of, row), widths, strict=False)))
    if table.rows:
        sheet.autofilter(head - 1, 0, head - 1 + len(table.rows), len(labels) - 1)
    _set_page(sheet, head, about)


def _header(book: Workbook, sheet: Worksheet, table: Table) -> int:
    """Write the headings, those over several columns or rows merged, and return how many rows they take."""
    look = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1, "bg_color": "#E7ECF3"}
    head = book.add_format(_FONT | look)
    rows = header_rows(table.headings)
    for line, row in enumerate(rows):
        for cell in row:
            last = line + cell.rows - 1, cell.column + cell.columns - 1
            if last != (line, cell.column):
                sheet.merge_range(line, cell.column, *last, "", head)
            sheet.write_string(line, cell.column, cell.text, head)
    return len(rows)


def _set_page(sheet: Worksheet, head: int, about: SheetAbout) -> None:
    """Keep the headings in sight, and print the sheet as wide as a page on its side."""
    sheet.freeze_panes(head, 0)
    sheet.repeat_rows(0, head - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + about.title.replace("&", "&&")[:_LONGEST_HEADER])
    sheet.set_footer("&C&P / &N")


class _Formats:
    """The formats of a workbook's cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}
        self.plain = self._format("")

    def _format(self, number: str) -> Format:
        if number not in self._made:
            look = {"num_format": number, "align": "right"} if number else {"text_wrap": True}
            self._made[number] = self._book.add_format(_FONT | look)
        return self._made[number]

    def write(self, sheet: Worksheet, row: int, column: int, value: SheetValue) -> None:
        """Write a value as what it is; a number of more digits than Excel keeps is a text."""
        if isinstance(value, dt.date):
            sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), self._format(_DAY))
        elif isinstance(value, Decimal) and Decimal(f"{float(value):.15g}") == value:
            sheet.write_number(row, column, float(value), self._format(_number_format(value)))
        elif value is not None:
            sheet.write_string(row, column, f"{value:f}" if isinstance(value, Decimal) else value, self.plain)


def _number_format(value: Decimal) -> str:
    if isinstance(value, Baht):
        return _MONEY
    if isinstance(value, Grouped):
        return _GROUPED if value == int(value) else _GROUPED_PARTS
    return "General"


def _height(values: Iterable[tuple[SheetValue, int]]) -> int:
    """Return how high a row is, from its values and the widths of their columns."""
    texts = [(value, width - _PADDING) for value, width in values if isinstance(value, str)]
    lines = [sum(max(-(-cells(line) // width), 1) for line in text.split("\n")) for text, width in texts]
    return min(max(lines, default=1) * _LINE, _HIGHEST)


def _width(value: SheetValue) -> int:
    """Return how wide a column is that shows a value."""
    if isinstance(value, Decimal):
        text = f"{value:,.2f}" if isinstance(value, Baht) else f"{value:f}"
    else:
        text = "31 มี.ค. 2564" if isinstance(value, dt.date) else value or ""
    return min(max(*map(cells, text.split("\n")), _NARROWEST) + _PADDING, _WIDEST)
