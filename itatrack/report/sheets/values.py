"""What a cell of a printed table is in a file of data: a number, a day, a text, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from itatrack.report.tables import EMPTY_MARK

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from itatrack.report.tables import Cell, Item

SheetValue: TypeAlias = "Decimal | dt.date | str | None"


def value_of(cell: Cell) -> SheetValue:
    """Return the value of a cell; the dash that a printed table has for nothing is nothing here.

    Several items are lines of one text without the dashes that the printed table sets before them.
    """
    if cell.value is not None:
        return cell.value
    items = [_text(item) for item in cell.items]
    if cell.joined_by:
        items = [cell.joined_by.join(items)]
    mark = cell.mark if cell.mark != EMPTY_MARK or items else ""
    # A mark stands on the line of a single item, as it is printed.
    lines = [" ".join(filter(None, [mark, *items]))] if len(items) <= 1 else [*filter(None, [mark]), *items]
    return "\n".join(lines) or None


def _text(item: Item) -> str:
    """Return an item with its whole address or file in brackets."""
    return item.line(str)
