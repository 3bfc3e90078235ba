"""The pages of a document on paper, and how much they have room for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.report.boxes import place
from itatrack.report.fitting import LEAST_PADDING, POINTS_A_CENTIMETRE, Fit, Page, TableFitter, seen
from itatrack.report.grids import boxes_of
from itatrack.report.splitting import columns_of_parts, rows_of_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from itatrack.model.memo import Style
    from itatrack.report.column_widths import Placed
    from itatrack.report.fitting import Setting
    from itatrack.report.letters import Typeface
    from itatrack.report.tables import Table

# A4 in centimetres.
_SHORT, _LONG = 21.0, 29.7
_PAGE_NUMBER: Final = 0.9  # centimetres between the margin at the top and the text, where a page has a number
# Points; a table that would need smaller ones stands on a page that lies on its side, or is split.
_SMALLEST: Final = 12.0
# The same for a font whose letters are larger at the same size.
_SMALLEST_OF_ANY_FONT: Final = 9.0
_STEP: Final = 0.5  # points by which letters become smaller
_HEADING: Final = 90  # points of a page that begins with the heading of its table
_MUCH: Final = 0.25  # of a page; a high row begins where so much of it is left
_LINE: Final = 2.0  # the height of a label with what is around it, of the letters' size
_LABEL: Final = "ตารางส่วนที่ {} จาก {}"


class TablePart(NamedTuple):
    """A table as it is set, or a part of one that is split: some of its columns, and what says so above it.

    `label` is empty for a table that is whole; `begins_page` says that the part stands at the top of a page.
    """

    table: Table
    fit: Fit
    label: str = ""
    begins_page: bool = False


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
        self._pages = {id(table.rows): table.page for table in tables.values() if table.page}
        self._fitters: dict[int, TableFitter] = {}
        self._parts: dict[tuple[int, float], Sequence[TablePart]] = {}

    def even_out(self, tables: Iterable[Table], setting: Setting) -> None:
        """Set all tables in one size: the largest in which each of them fits that fits at all."""
        fits = [part.fit for table in tables for part in self.parts(table, setting)]
        self.size = min([self.size, *(fit.size / self._face.scale for fit in fits if not fit.is_cut)])

    def parts(self, table: Table, setting: Setting) -> Sequence[TablePart]:
        """Return a table that has rows as it is set: whole, or in parts of which each has some of its columns.

        Args:
            table: the table.
            setting: sets a value; it is the same for all tables.
        """
        # Asked for twice: for the size of all tables, and for the page.
        fitter = self._fitters.get(id(table))
        if fitter is None:
            fitter = self._fitters[id(table)] = TableFitter(table, setting, *_placed(table, setting), self._face)
        key = id(table), self.size
        if key not in self._parts:
            self._parts[key] = self._fitted(fitter)
        return self._parts[key]

    def whole(self, table: Table, setting: Setting) -> Fit:
        """Return a table as it is set in one, its words cut where it is too wide for that."""
        first, *others = self.parts(table, setting)
        if not others:
            return first.fit
        pages = self._pages_for(table)
        return self._fitters[id(table)].cut(pages[-1], self._smallest)._replace(is_turned=first.fit.is_turned)

    @property
    def _smallest(self) -> float:
        return min(self.size, max(_SMALLEST, _SMALLEST_OF_ANY_FONT / self._face.scale))

    def _pages_for(self, table: Table) -> list[Page]:
        """Return the pages that a table may stand on, the one that is tried first before the other."""
        # A template hands rows on, and with them no more than their being the same.
        how = self._pages.get(id(table.rows))
        if self._turned is None or how == "portrait":
            return [self.page]
        return [self._turned] if how == "landscape" else [self.page, self._turned]

    def _fitted(self, fitter: TableFitter) -> Sequence[TablePart]:
        pages = self._pages_for(fitter.table)
        smallest = self._smallest
        for page in pages:
            whole = fitter.fitted(page, self.size, smallest)
            if whole:
                return [TablePart(fitter.table, whole._replace(is_turned=page is self._turned))]
        page = pages[-1]
        closer = fitter.with_turned_heads(page, smallest).fitted(page, smallest, smallest)
        closer = closer or fitter.fitted(page, smallest, smallest, LEAST_PADDING)
        parts = [TablePart(fitter.table, closer)] if closer else self._split(fitter, page)
        return [part._replace(fit=part.fit._replace(is_turned=page is self._turned)) for part in parts]

    def _split(self, fitter: TableFitter, page: Page) -> list[TablePart]:
        """Return a table in parts, in the largest letters that need no more of them than the smallest do."""
        size = smallest = self._smallest
        columns = self._columns_of_parts(fitter, page, smallest)
        for larger in (self.size - _STEP * step for step in range(round((self.size - smallest) / _STEP) + 1)):
            divided = self._columns_of_parts(fitter, page, larger)
            if larger > smallest and len(divided) == len(columns):
                size, columns = larger, divided
                break
        parts = [fitter.table.part(part) for part in columns]
        fitters = [fitter.part(part, *_placed(part, fitter.setting)) for part in parts]
        fits = [
            part.fitted(page, size, size)
            or part.fitted(page, smallest, smallest, LEAST_PADDING)
            or part.cut(page, smallest)
            for part in fitters
        ]
        return [*_laid_out(parts, fits, page)]

    @staticmethod
    def _columns_of_parts(fitter: TableFitter, page: Page, size: float) -> list[list[int]]:
        return columns_of_parts(fitter.table, fitter.readable(size), fitter.heading_widths(size), page.width - 1)


def _laid_out(parts: Sequence[Table], fits: Sequence[Fit], page: Page) -> Iterator[TablePart]:
    """Yield the parts of a table for the rows that fit on a page, then those for the rows of the next one.

    A part stands below the one before it where the page has room for it. One of a single high row begins there where
    much of the page would be white else, and goes on on the next one.
    """
    line = max(fit.size for fit in fits) * _LINE
    heads = [fit.height - sum(fit.heights) + line for fit in fits]
    room = page.height - max(heads)
    left = page.height - _HEADING
    highest = [max(of_row) for of_row in zip(*(fit.heights for fit in fits), strict=True)]
    for some in rows_of_pages(parts[0].rows, highest, room - _HEADING, room):
        for number, (table, fit, head) in enumerate(zip(parts, fits, heads, strict=True), 1):
            height = head + sum(fit.heights[some])
            is_torn = height > left >= head + page.height * _MUCH and len(highest[some]) == 1
            begins = height > left and not is_torn and (number > 1 or some.start > 0)
            left = (page.height if begins else left) - height
            while left < 0:  # it goes on on another page, where its head is repeated unless that is too high
                left += page.height - (head if fit.head_repeats else 0)
            rows = table._replace(rows=table.rows[some])
            may_break = [is_torn or may for may in fit.may_break[some]]
            if some.start == 0 and number == 1:  # else the heading would be left alone on its page
                may_break = [row > room - _HEADING for row in fit.heights[some]]
            shown = fit._replace(heights=fit.heights[some], may_break=may_break)
            yield TablePart(rows, shown, _LABEL.format(number, len(parts)), begins_page=begins)


def _placed(table: Table, setting: Setting) -> tuple[list[Placed], int]:
    """Return the boxes of a table, and how many columns it has."""
    placed, owners = place(boxes_of(table, lambda item: seen(item, setting)))
    return placed, len(owners[0])


def _page(width: float, height: float) -> Page:
    return Page(width * POINTS_A_CENTIMETRE, height * POINTS_A_CENTIMETRE)
