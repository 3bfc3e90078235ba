"""How wide the columns of a drawn table are: no word cut, and the table as low as the page allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from itatrack.thai.breaking import pieces
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

_BULLET = r"(?:- |[0-9๐-๙]{1,2}\) )"
# The longest word of the memos seen has 13 cells. A web address has many more: kept whole, it would leave the other
# columns a word each.
_LONGEST_WORD = 20
_ROOMY = 6  # display cells of text that a wrapped column should have before its padding takes any


# The display cells that a text wants in order to be read well, a short one and a long one, and where long begins.
_READABLE, _READABLE_LONG, _LONG = 10, 16, 60

Align = Literal["left", "right", "center"]


class Box(NamedTuple):
    """One cell: its paragraphs, over how many columns and rows it spans, and how it is set.

    Each paragraph is wrapped on its own; where one begins with "- " or "1) ", its further lines are indented by as
    many display cells. A centred box is centred both ways, any other one begins at its top.
    """

    paragraphs: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    align: Align = "left"


class Placed(NamedTuple):
    """A box, and the position of its top left corner in the grid."""

    box: Box
    row: int
    column: int

    def width(self, widths: list[int]) -> int:
        """Give the display cells between the outer rules of the cell."""
        return sum(widths[self.column : self.column + self.box.columns]) + self.box.columns - 1

    def height(self, heights: list[int]) -> int:
        """Give the lines between the outer rules of the cell."""
        return sum(heights[self.row : self.row + self.box.rows]) + self.box.rows - 1


def readable_widths(placed: list[Placed], count: int) -> list[int]:
    """Give the display cells between the rules at which each column can be read well: no word cut, and some room."""
    needs = []
    for cell in placed:
        natural = _unwrapped(cell.box)
        needs.append(max(_uncut(cell.box), min(natural, _READABLE_LONG if natural > _LONG else _READABLE)))
    return _fitting(placed, needs, count, padding=1)


def uncut_widths(placed: list[Placed], count: int) -> list[int]:
    """Give the least display cells between the rules of each column at which no word is cut."""
    return _fitting(placed, [_uncut(cell.box) for cell in placed], count, padding=1)


def column_widths(placed: list[Placed], count: int, width: int) -> tuple[list[int], int]:
    """Give the display cells between the rules of each column, and how many on each side are left blank."""
    room = width - count - 1
    if room < count:
        raise ValueError(f"a width of {width} is too small for {count} columns")
    padding = 1
    unwrapped = [_unwrapped(cell.box) for cell in placed]
    natural = _fitting(placed, unwrapped, count, padding)
    if sum(natural) <= room:
        return natural, padding
    uncut = [_uncut(cell.box) for cell in placed]
    saves_words = sum(_fitting(placed, uncut, count, 0)) <= room < sum(_fitting(placed, uncut, count, 1))
    if saves_words or room < sum(min(column, _ROOMY + 2 * padding) for column in natural):
        padding = 0
        natural = _fitting(placed, unwrapped, count, padding)
        if sum(natural) <= room:
            return natural, padding

    widths = _fitting(placed, uncut, count, padding)
    while sum(widths) > room:
        # A word that must be cut anyway claims no more than an equal share, which leaves some to the others.
        widths[widths.index(max(widths))] = room // count
    amounts = _amounts(placed, count)
    for _ in range(room - sum(widths)):
        # A column has about amount / width lines: the next display cell goes where it saves most of them.
        wrapping = [column for column in range(count) if widths[column] < natural[column]]
        widths[max(wrapping, key=lambda column: amounts[column] / (widths[column] * (widths[column] + 1)))] += 1
    return widths, padding


def _amounts(placed: list[Placed], count: int) -> list[float]:
    """Give the display cells of all text of each column; spanned columns share that of their cell."""
    amounts = [0.0] * count
    for cell in placed:
        amount = sum(map(cells, cell.box.paragraphs))
        for column in range(cell.column, cell.column + cell.box.columns):
            amounts[column] += amount / cell.box.columns
    return amounts


def _fitting(placed: list[Placed], needs: list[int], count: int, padding: int) -> list[int]:
    """Give the least widths of the columns at which every cell has the display cells that its text needs."""
    widths = [1 + 2 * padding] * count
    # Narrow cells first: one over several columns then adds only what those lack.
    for cell, need in sorted(zip(placed, needs, strict=True), key=lambda pair: pair[0].box.columns):
        columns = range(cell.column, cell.column + cell.box.columns)
        for _ in range(need + 2 * padding - cell.width(widths)):
            widths[min(columns, key=widths.__getitem__)] += 1
    return widths


def _unwrapped(box: Box) -> int:
    """Give the display cells that a box needs in order not to be wrapped."""
    return max((indent + cells(line) for indent, line in _lines(box)), default=0)


def _uncut(box: Box) -> int:
    """Give the display cells that a box needs in order not to have its words cut; an address is no word."""
    widest = max((indent + cells(piece.rstrip()) for indent, line in _lines(box) for piece in pieces(line)), default=0)
    return min(widest, _LONGEST_WORD)


def hung(paragraph: str) -> tuple[int, str]:
    """Split a paragraph into the indent of its lines and the text beside it."""
    bullet = re.match(_BULLET, paragraph)
    text = paragraph[bullet.end() :] if bullet else paragraph
    return len(paragraph) - len(text), text


def _lines(box: Box) -> Iterator[tuple[int, str]]:
    """Yield the lines of a box before any wrapping, each with the indent it gets."""
    for paragraph in box.paragraphs:
        indent, text = hung(paragraph)
        for line in text.split("\n"):
            yield indent, line
