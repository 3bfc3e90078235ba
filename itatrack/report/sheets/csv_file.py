"""Write a table as CSV (RFC 4180), in UTF-8, so that no program takes a text for a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from itatrack.report.sheets.values import value_of

if TYPE_CHECKING:
    from itatrack.report.sheets.values import SheetValue
    from itatrack.report.tables import Table

# What spreadsheets take for the beginning of a formula, full-width forms among them; some pass over blanks before it.
_FORMULA: Final = r"[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"
_NUMBER: Final = r"[+-]?[0-9๐-๙][0-9๐-๙,]*(\.[0-9๐-๙]+)? ?%?"
# The hyphen of a list, or one that stands for nothing: before a blank, a Thai letter or the end.
_BULLET: Final = r"^-(?=[ \u00a0ก-๎]|$)"


def csv_file(table: Table, *, bom: bool = False) -> bytes:
    """Return a table as CSV: a line of headings, then a line a row, every cell in quotes.

    Quotes keep a text together in programs that divide at another sign than the comma.

    Args:
        table: the table; a heading over several columns stands before each of theirs.
        bom: whether the byte order mark begins the file, by which Excel knows UTF-8.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    labels = [label for heading in table.headings for label in heading.labels]
    writer.writerow([guarded(label) for label in labels])
    for row in table.rows:
        values = [csv_text(value_of(cell)) for cell in row]
        writer.writerow([*values, *[""] * (len(labels) - len(values))])
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def csv_text(value: SheetValue) -> str:
    """Return a value as CSV has it: plain numbers, days of the common era (ISO 8601), texts without formulas."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, dt.date) else guarded(value)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    A number stays, whatever its sign. The hyphen of a list becomes a dash, which reads the same; anything else that
    begins like a formula gets an apostrophe in front, which means text to spreadsheets.
    """
    if re.fullmatch(_NUMBER, text) or not re.match(_FORMULA, text):
        return text
    dashed = re.sub(_BULLET, "\u2013", text)
    return dashed if dashed != text else f"'{text}"
