"""The pages of a document on paper, and how much they have room for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from itatrack.report.boxes import place
from itatrack.report.fitting import Fit, Page, TableFitter, seen
from itatrack.report.grids import boxes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from itatrack.model.records import Style
    from itatrack.report.fitting import Setting
    from itatrack.report.letters import Typeface
    from itatrack.report.tables import Table

# A4 in centimetres.
_SHORT, _LONG = 21.0, 29.7
_PAGE_NUMBER: Final = 0.9  # centimetres between the margin at the top and the text, where a page has a number
_POINTS_A_CENTIMETRE: Final = 72 / 2.54
_SMALLEST: Final = 12.0  # points; a table that would need smaller ones stands on a page that lies on its side


class Paper:
    """The pages of a document, and the letters on them."""

    def __init__(
        self,
        style: Style,
        face: Typeface,
        *,
        landscape: bool,
        may_turn: bool = False,
        tables: Mapping[str, Table] = MappingProxyType({}),
    ) -> None:
        across = float(style.margin_left + style.margin_right)
        along = float(style.margin_top + style.margin_bottom) + _PAGE_NUMBER
        upright, lying = _page(_SHORT - across, _LONG - along), _page(_LONG - across, _SHORT - along)
        self._face = face
        self.size = float(style.table_size)
        self.page = lying if landscape else upright
        self.is_upright = not landscape
        self._turned = lying if may_turn and not landscape else None
        # A template hands rows on, and with them no more than their being the same.
        self._pages = {id(table.rows): table.page for table in tables.values() if table.page}
        self._fitters: dict[int, TableFitter] = {}
        self._fits: dict[tuple[int, float], Fit] = {}

    def even_out(self, tables: Iterable[Table], setting: Setting) -> None:
        """Set all tables in one size: the largest in which each of them fits that fits at all."""
        fits = [self.fit(table, setting) for table in tables]
        self.size = min([self.size, *(fit.size / self._face.scale for fit in fits if not fit.is_tight)])

    def fit(self, table: Table, setting: Setting) -> Fit:
        """Fit a table that has rows; `setting` sets a value, and is the same for all tables."""
        # Asked for twice: for the size of all tables, and for the page.
        fitter = self._fitters.get(id(table))
        if fitter is None:
            placed, owners = place(boxes_of(table, lambda item: seen(item, setting)))
            fitter = self._fitters[id(table)] = TableFitter(table, setting, placed, len(owners[0]), self._face)
        key = id(table), self.size
        if key not in self._fits:
            self._fits[key] = self._fit(fitter)
        return self._fits[key]

    def _fit(self, fitter: TableFitter) -> Fit:
        smallest = min(self.size, _SMALLEST)
        page = self._pages.get(id(fitter.table.rows))
        if self._turned is None or page == "portrait":
            return fitter.fitted(self.page, self.size, smallest) or fitter.squeezed(self.page, smallest)
        upright = None if page == "landscape" else fitter.fitted(self.page, self.size, smallest)
        if upright:
            return upright
        lying = fitter.fitted(self._turned, self.size, smallest) or fitter.squeezed(self._turned, smallest)
        return lying._replace(is_turned=True)


def _page(width: float, height: float) -> Page:
    return Page(width * _POINTS_A_CENTIMETRE, height * _POINTS_A_CENTIMETRE)
