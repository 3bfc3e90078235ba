"""Tables of short texts, aligned by display cells; what has a look of its own may be coloured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from itatrack.thai.width import cells, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

Look = Literal["plain", "head", "done", "in-progress", "not-started", "cancelled", "overdue", "due-soon"]

_BETWEEN = "  "


class ListCell(NamedTuple):
    """A text of one line and its look."""

    text: str
    look: Look = "plain"


Line = list[ListCell]


def aligned(rows: Sequence[Sequence[ListCell]], right: frozenset[int] = frozenset()) -> list[Line]:
    """Pad the cells of rows to columns, those of the columns in `right` on their left.

    What stands last in a row is not padded.
    """
    columns = max(map(len, rows), default=0)
    widths = [max((cells(row[index].text) for row in rows if index < len(row)), default=0) for index in range(columns)]
    return [
        [
            ListCell(_padded(cell.text, widths[index], index, right, last=index == len(row) - 1), cell.look)
            for index, cell in enumerate(row)
        ]
        for row in rows
    ]


def _padded(text: str, width: int, index: int, right: frozenset[int], *, last: bool) -> str:
    padded = pad(text, width, "right" if index in right else "left") if index in right or not last else text
    return padded if last else padded + _BETWEEN


def plain(lines: Sequence[Line]) -> str:
    """Write lines without any colour."""
    return "".join("".join(cell.text for cell in line).rstrip() + "\n" for line in lines)
