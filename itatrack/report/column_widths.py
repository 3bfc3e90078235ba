"""How wide the columns of a drawn table are: no word cut, and the table as low as the page allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from itatrack.thai.breaking import pieces
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # Returns the width of a text, told whether its box is bold: in display cells of a terminal, or in points on paper.
    Measure = Callable[[str, bool], int]

_BULLET = r"(?:- |[0-9๐-๙]{1,2}\) )"
# The longest word of the memos seen has 13 cells. A web address has many more: kept whole, it would leave the other
# columns a word each.
_LONGEST_WORD = 20
_ROOMY = 6  # display cells of text that a wrapped column should have before its padding takes any


# The display cells that a text wants in order to be read well, a short one and a long one, and where long begins.
_READABLE, _READABLE_LONG, _LONG = 10, 16, 60
# The texts of so many display cells, whose widths a measure has to know.
MEASURED = tuple("0" * count for count in (_READABLE, _READABLE_LONG, _LONG, _LONGEST_WORD))

Align = Literal["left", "right", "center"]


class Box(NamedTuple):
    """One cell: its paragraphs, over how many columns and rows it spans, and how it is aligned.

    Each paragraph is wrapped on its own; where one begins with "- " or "1) ", its further lines are indented by
    the width of that. Text aligned to the center is centred vertically too; any other text begins at the top of the
    cell. On paper headings are bold, and wider for it.
    """

    paragraphs: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    align: Align = "left"
    is_bold: bool = False


class Placed(NamedTuple):
    """A box, and the position of its top left corner in the grid."""

    box: Box
    row: int
    column: int

    def width(self, widths: list[int]) -> int:
        """Return the width between the outer rules of the cell."""
        return sum(widths[self.column : self.column + self.box.columns]) + self.box.columns - 1

    def height(self, heights: list[int]) -> int:
        """Return the lines between the outer rules of the cell."""
        return sum(heights[self.row : self.row + self.box.rows]) + self.box.rows - 1


def _in_cells(text: str, _: bool = False) -> int:  # noqa: FBT001, FBT002  a `Measure`
    """Return the display cells of a text."""
    return cells(text)


def readable_widths(placed: list[Placed], count: int, padding: int = 1, measure: Measure = _in_cells) -> list[int]:
    """Return the widths between the rules at which each column can be read well: no word cut, and some room."""
    needs = []
    for cell in placed:
        bold = cell.box.is_bold
        short, readable_long, long, _ = (measure(text, bold) for text in MEASURED)
        natural = _unwrapped(cell.box, measure)
        needs.append(max(_uncut(cell.box, measure), min(natural, readable_long if natural > long else short)))
    return _fitting(placed, needs, count, padding)


def uncut_widths(placed: list[Placed], count: int, padding: int, measure: Measure) -> list[int]:
    """Return the least widths between the rules of each column at which no word is cut."""
    return _fitting(placed, [_uncut(cell.box, measure) for cell in placed], count, padding)


def column_widths(placed: list[Placed], count: int, width: int) -> tuple[list[int], int]:
    """Return the display cells between the rules of each column, and how many on each side are left blank."""
    room = width - count - 1
    if room < count:
        raise ValueError(f"a width of {width} is too small for {count} columns")
    natural = _natural_widths(placed, count, 1)
    if sum(natural) <= room:
        return natural, 1
    uncut = [_uncut(cell.box, _in_cells) for cell in placed]
    saves_words = sum(_fitting(placed, uncut, count, 0)) <= room < sum(_fitting(placed, uncut, count, 1))
    padding = 0 if saves_words or room < sum(min(column, _ROOMY + 2) for column in natural) else 1
    return spread(placed, count, room, padding), padding


def _natural_widths(placed: list[Placed], count: int, padding: int, measure: Measure = _in_cells) -> list[int]:
    """Return the widths between the rules at which no cell is wrapped."""
    return _fitting(placed, [_unwrapped(cell.box, measure) for cell in placed], count, padding)


def spread(placed: list[Placed], count: int, room: int, padding: int, measure: Measure = _in_cells) -> list[int]:
    """Return widths of the columns that fill the room, no word cut where there is enough, and the table low.

    The room is what the columns have between the rules; where no cell need be wrapped, less is taken.
    """
    natural = _natural_widths(placed, count, padding, measure)
    if sum(natural) <= room:
        return natural
    widths = uncut_widths(placed, count, padding, measure)
    while sum(widths) > room:
        # A word that must be cut anyway claims no more than an equal share, which leaves some to the others.
        widths[widths.index(max(widths))] = room // count
    amounts = _amounts(placed, count, measure)
    for _ in range(room - sum(widths)):
        # A column has about amount / width lines: the next unit of width goes where it saves most of them.
        wrapping = [column for column in range(count) if widths[column] < natural[column]]
        widths[max(wrapping, key=lambda column: amounts[column] / (widths[column] * (widths[column] + 1)))] += 1
    return widths


def _amounts(placed: list[Placed], count: int, measure: Measure) -> list[float]:
    """Return the width of all text of each column; spanned columns share that of their cell."""
    amounts = [0.0] * count
    for cell in placed:
        bold = cell.box.is_bold
        amount = sum(measure(bullet, bold) + measure(line, bold) for bullet, line in lines(cell.box))
        for column in range(cell.column, cell.column + cell.box.columns):
            amounts[column] += amount / cell.box.columns
    return amounts


def _fitting(placed: list[Placed], needs: list[int], count: int, padding: int) -> list[int]:
    """Return the least widths of the columns at which every cell has the room that its text needs."""
    widths = [1 + 2 * padding] * count
    # Narrow cells first: one over several columns then adds only what those lack.
    for cell, need in sorted(zip(placed, needs, strict=True), key=lambda pair: pair[0].box.columns):
        columns = range(cell.column, cell.column + cell.box.columns)
        lacking = need + 2 * padding - cell.width(widths)
        if len(columns) == 1:
            widths[cell.column] += max(lacking, 0)
            continue
        for _ in range(lacking):
            widths[min(columns, key=widths.__getitem__)] += 1
    return widths


def _unwrapped(box: Box, measure: Measure) -> int:
    """Return the room that a box needs in order not to be wrapped."""
    return max((measure(bullet, box.is_bold) + measure(line, box.is_bold) for bullet, line in lines(box)), default=0)


def _uncut(box: Box, measure: Measure) -> int:
    """Return the room that a box needs in order not to have its words cut; an address is no word."""
    widest = max(
        (
            measure(bullet, box.is_bold) + measure(piece.rstrip(), box.is_bold)
            for bullet, line in lines(box)
            for piece in pieces(line, narrow=True)
        ),
        default=0,
    )
    return min(widest, measure("0" * _LONGEST_WORD, box.is_bold))


def hung(paragraph: str) -> tuple[int, str]:
    """Split a paragraph into the indent of its lines and the text beside it."""
    bullet = re.match(_BULLET, paragraph)
    text = paragraph[bullet.end() :] if bullet else paragraph
    return len(paragraph) - len(text), text


def lines(box: Box) -> Iterator[tuple[str, str]]:
    """Yield the lines of a box before any wrapping, each with the bullet that indents it."""
    for paragraph in box.paragraphs:
        indent, text = hung(paragraph)
        for line in text.split("\n"):
            yield paragraph[:indent], line
