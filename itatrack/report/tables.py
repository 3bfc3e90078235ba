"""The rows of the memo's tables, before any format sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

DONE_MARK = "✓"
EMPTY_MARK = "-"


class Verbatim(str):
    """A text whose digits stay as they are written, such as a measure's code."""

    __slots__ = ()


class Item(NamedTuple):
    """One entry of a cell; `address` is a web address, `file` a path, both printed as they stand."""

    text: str
    address: str | None = None
    file: str | None = None


class Picture(NamedTuple):
    """A picture file's name and content, PNG or JPEG."""

    name: str
    content: bytes


class Cell(NamedTuple):
    """A cell: its items, one under the other as a list, or on one line where `joined_by` says with what.

    `mark` stands before the items as it is. `shared` says that the cell is the same for rows that follow each
    other, and is one cell in formats that can join rows. `bulleted` says whether several items get a dash each.
    A heading among the rows is a cell over as many `columns` as the table has.
    """

    items: tuple[Item, ...] = ()
    mark: str = ""
    joined_by: str = ""
    shared: bool = False
    bulleted: bool = True
    columns: int = 1
    align: Literal["left", "right"] = "left"

    def lines(self, setting: Callable[[Item], str]) -> list[str]:
        """Give the cell's lines, each item set by a format: several items as a list under the mark."""
        items = [setting(item) for item in self.items]
        if self.joined_by:
            items = [self.joined_by.join(items)]
        mark = [self.mark] if self.mark else []
        if len(items) > 1:
            return [*mark, *(f"- {item}" if self.bulleted else item for item in items)]
        return [" ".join([*mark, *items])]


Row = tuple[Cell, ...]
