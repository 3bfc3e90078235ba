"""How much a table has room for on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from itatrack.memo.grids import widths_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from itatrack.memo.headings import Heading
    from itatrack.memo.tables import Item, Row

# The width of A4 in centimetres, upright and on its side.
_PAGE, _PAGE_ON_ITS_SIDE = 21.0, 29.7
_POINTS_A_CENTIMETRE: Final = 72 / 2.54
_SMALLEST: Final = 9.0  # points; below them nobody reads a table


class Fit(NamedTuple):
    """How a table is set: the columns' widths to each other, and the points of its letters.

    `is_tight` says that words have to be cut even so.
    """

    widths: list[int]
    size: float
    is_tight: bool


class Paper(NamedTuple):
    """A page: the centimetres between its margins, the points of a table's letters, and their width of that size."""

    width: float
    size: float
    letter: float

    def fit(self, headings: Sequence[Heading], rows: Sequence[Row], shown: Callable[[Item], str]) -> Fit:
        """Fit a table that has rows; `shown` gives what is seen of an item."""
        cells = int(self.width * _POINTS_A_CENTIMETRE / (self.size * self.letter))
        widths, share = widths_of(headings, rows, cells, shown)
        return Fit(widths, max(round(self.size * share, 1), _SMALLEST), self.size * share < _SMALLEST)


def paper(style: Any, letter: float, *, landscape: bool) -> Paper:  # noqa: ANN401  a view
    """Give the page of a document's style, for a font whose letters are about as wide."""
    page = _PAGE_ON_ITS_SIDE if landscape else _PAGE
    return Paper(page - float(style.margin_left) - float(style.margin_right), float(style.table_size), letter)
