"""Draw a table with box characters, for a memo in plain text.

Every position of the grid has an owner, the cell that covers it. A rule runs exactly where the owners on its
two sides differ, and where rules meet, the character follows from its four arms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.report.column_widths import Box, Placed, column_widths, hung
from itatrack.thai.breaking import wrap
from itatrack.thai.width import cells, pad

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.report.column_widths import Align

_NOBODY = -1
# Indexed by the sum of the arms: up 1, right 2, down 4, left 8. A place without arms lies inside a cell.
_JUNCTIONS = ["", "", "", "└", "", "│", "┌", "├", "", "┘", "─", "┴", "┐", "┤", "┬", "┼"]


def draw(grid: Sequence[Sequence[Box]], width: int) -> list[str]:
    """Draw a table as lines that are all equally wide.

    Each row of `grid` lists the boxes that begin in it, as in an HTML table: boxes that reach in from the rows
    above keep their places. The lines have at most `width` display cells, fewer where no text needs wrapping.

    Raises:
        ValueError: The boxes do not make up a rectangle, or `width` is too small for them.
    """
    placed, owners = place(grid)
    widths, padding = column_widths(placed, len(owners[0]), width)
    texts = [_wrapped(cell.box, cell.width(widths) - 2 * padding) for cell in placed]
    heights = _row_heights(placed, texts, len(grid))
    # Lines are drawn from top to bottom, so each one that passes a cell takes the next line of its block.
    blocks = [
        _block(text, cell.box.align, (cell.width(widths), cell.height(heights)), padding)
        for cell, text in zip(placed, texts, strict=True)
    ]
    outside = [_NOBODY] * len(widths)
    lines = []
    for above, row, height in zip([outside, *owners[:-1]], owners, heights, strict=True):
        lines.append(_line(above, row, widths, blocks))
        lines += [_line(row, row, widths, blocks) for _ in range(height)]
    return [*lines, _line(owners[-1], outside, widths, blocks)]


def place(grid: Sequence[Sequence[Box]]) -> tuple[list[Placed], list[list[int]]]:
    """Return the cells and, for each position of the grid, the index of the cell that owns it.

    Raises:
        ValueError: the boxes do not make up a rectangle.
    """
    count = sum(box.columns for box in grid[0]) if grid else 0
    if count < 1:
        raise ValueError("the table has no columns")
    placed: list[Placed] = []
    owners = [[_NOBODY] * count for _ in grid]
    for number, row in enumerate(grid):
        filled = count - owners[number].count(_NOBODY) + sum(box.columns for box in row)
        if filled != count:
            raise ValueError(f"row {number + 1} fills {filled} columns, not {count}")
        for box in row:
            if min(box.rows, box.columns) < 1 or number + box.rows > len(grid):
                raise ValueError(f"a box of row {number + 1} spans {box.rows} rows and {box.columns} columns")
            column = owners[number].index(_NOBODY)
            for line in owners[number : number + box.rows]:
                if line[column : column + box.columns] != [_NOBODY] * box.columns:
                    raise ValueError(f"a box of row {number + 1} runs into another one")
                line[column : column + box.columns] = [len(placed)] * box.columns
            placed.append(Placed(box, number, column))
    return placed, owners


def _wrapped(box: Box, width: int) -> list[str]:
    """Return the text of a box in lines of at most `width` display cells."""
    lines: list[str] = []
    for paragraph in box.paragraphs:
        indent, text = hung(paragraph)
        if indent >= width:
            indent, text = 0, paragraph
        first, *further = wrap(text, width - indent)
        lines += [paragraph[:indent] + first, *(" " * indent + line for line in further)]
    if any(cells(line) > width for line in lines):
        raise ValueError(f"a column of width {width} is too small for its text")
    return lines


def _row_heights(placed: list[Placed], texts: list[list[str]], rows: int) -> list[int]:
    """Return the lines of each row; what a cell over several rows lacks is added to the last of them."""
    heights = [1] * rows
    # By their last rows, so that all the rows above have their heights when a cell relies on them.
    for cell, text in sorted(zip(placed, texts, strict=True), key=lambda pair: pair[0].row + pair[0].box.rows):
        heights[cell.row + cell.box.rows - 1] += max(0, len(text) - cell.height(heights))
    return heights


def _block(text: list[str], align: Align, size: tuple[int, int], padding: int) -> Iterator[str]:
    """Yield every line of a cell of some width and height."""
    width, height = size
    spare = height - len(text)
    top = spare // 2 if align == "center" else 0
    for line in [""] * top + text + [""] * (spare - top):
        yield " " * padding + pad(line, width - 2 * padding, align) + " " * padding


def _line(above: list[int], below: list[int], widths: list[int], blocks: list[Iterator[str]]) -> str:
    """Draw one line between the owners above and below it, which are the same ones inside a row."""
    corners = zip([_NOBODY, *above], [*above, _NOBODY], [_NOBODY, *below], [*below, _NOBODY], strict=True)
    parts = []
    for (left, right, lower_left, lower_right), width in zip(corners, [*widths, 0], strict=True):
        up, down = left != right, lower_left != lower_right
        parts.append(_JUNCTIONS[up + 2 * (right != lower_right) + 4 * down + 8 * (left != lower_left)])
        if right != lower_right:
            parts.append("─" * width)
        elif up and right != _NOBODY:
            parts.append(next(blocks[right]))
    return "".join(parts)
