"""The pages of a document on paper, and how much they have room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.report.boxes import place
from itatrack.report.fitting import Fit, Page, TableFitter, seen
from itatrack.report.grids import boxes_of

if TYPE_CHECKING:
    from itatrack.model.records import Style
    from itatrack.report.fitting import Setting
    from itatrack.report.letters import Typeface
    from itatrack.report.tables import Table

# A4 in centimetres.
_SHORT, _LONG = 21.0, 29.7
_POINTS_A_CENTIMETRE: Final = 72 / 2.54
_SMALLEST: Final = 9.0  # points; below them nobody reads a table
_EASY: Final = 12.0  # points; a table that would need smaller ones is better set on a page that lies on its side


class Paper:
    """The pages of a document, and the letters on them."""

    def __init__(self, style: Style, face: Typeface, *, landscape: bool, may_turn: bool = False) -> None:
        across, along = style.margin_left + style.margin_right, style.margin_top + style.margin_bottom
        upright, lying = (
            _page(_SHORT - float(across), _LONG - float(along)),
            _page(_LONG - float(across), _SHORT - float(along)),
        )
        self._face = face
        self.size = float(style.table_size)
        self.page = lying if landscape else upright
        self.is_upright = not landscape
        self._turned = lying if may_turn and not landscape else None

    def fit(self, table: Table, setting: Setting) -> Fit:
        """Fit a table that has rows; `setting` sets a value."""
        placed, owners = place(boxes_of(table, lambda item: seen(item, setting)))
        fitter = TableFitter(table, setting, placed, len(owners[0]), self._face)
        # The least size is one of letters as they are seen, which the official fonts draw smaller than others.
        smallest = min(self.size, _SMALLEST / self._face.scale)
        if self._turned is None:
            return fitter.fitted(self.page, self.size, smallest) or fitter.squeezed(self.page, smallest)
        upright = fitter.fitted(self.page, self.size, min(self.size, _EASY))
        if upright:
            return upright
        lying = fitter.fitted(self._turned, self.size, smallest) or fitter.squeezed(self._turned, smallest)
        return lying._replace(is_turned=True)


def _page(width: float, height: float) -> Page:
    return Page(width * _POINTS_A_CENTIMETRE, height * _POINTS_A_CENTIMETRE)
