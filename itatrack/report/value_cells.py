"""A cell by the kind of value in it: a text, a list, a number, a date, what a custom column holds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from itatrack.model.amounts import Baht, Grouped
from itatrack.report.tables import EMPTY_MARK, Cell, Item
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.model.tables import Column


def text_cell(text: str | None, *, shared: bool = False) -> Cell:
    """Return a cell with a text, or the mark of an empty one."""
    return Cell((Item(text),), shared=shared) if text else Cell(mark=EMPTY_MARK, shared=shared)


def list_cell(texts: Sequence[str]) -> Cell:
    """Return a cell with a list of texts, or the mark of an empty one."""
    return Cell(tuple(map(Item, texts))) if texts else Cell(mark=EMPTY_MARK)


def number_cell(value: Decimal | None) -> Cell:
    """Return a cell with a number set to the right, as it was written."""
    return text_cell(None if value is None else plain_number(value))._replace(align="right", value=value)


def plain_number(value: Decimal) -> str:
    """Return a number as it was written; an amount of money has separators, and satang where there are any."""
    return str(value) if isinstance(value, Baht | Grouped) else f"{value:f}"


def day_cell(day: dt.date | None) -> Cell:
    """Return a cell with a date in Thai."""
    return text_cell(calendar.short(day) if day else None)._replace(value=day)


def numbered_cell(texts: Sequence[str]) -> Cell:
    """Return a cell with several texts under numbers, which tell in other columns what belongs to which."""
    if len(texts) > 1:
        return Cell(tuple(Item(f"{number}) {text}") for number, text in enumerate(texts, 1)), bulleted=False)
    return list_cell(texts)


def custom_cell(column: Column, value: object) -> Cell:
    """Return a cell with a value of a custom column, by the column's kind."""
    if value is None:
        return Cell(mark=EMPTY_MARK)
    if isinstance(value, tuple):
        return list_cell(value)
    if isinstance(value, Decimal):
        is_in_heading = any(word in column.heading for word in ("ร้อยละ", "%"))
        sign = "%" if column.kind in {"percent", "percent-of"} and not is_in_heading else ""
        return Cell((Item(plain_number(value) + sign),), align="right", value=value)
    if isinstance(value, dt.date):
        return day_cell(value)
    # A sign such as a tick stands in the middle, as that of a status does.
    return text_cell(str(value)) if any(map(str.isalnum, str(value))) else Cell(mark=str(value))
