"""The document as plain data, for formats that are laid out by another program."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, TypeAlias

from jinja2 import Undefined

from itatrack.model.fields import fields_of
from itatrack.model.memo import Style
from itatrack.report.anomalies import NarrowPage
from itatrack.report.body import Body
from itatrack.report.environment import MemoEnvironment
from itatrack.report.fitting import Fit, printed_texts
from itatrack.report.letters import fragments
from itatrack.report.paper import Paper, TablePart
from itatrack.report.tables import Item, Table, header_rows, headings_of, is_heading, rows_joined
from itatrack.report.values import Picture

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from itatrack.report.body import Section
    from itatrack.report.context import ReportContext
    from itatrack.report.formats.protocols import Numerals, TextReader
    from itatrack.report.letters import Typeface
    from itatrack.report.request import ReportRequest
    from itatrack.report.tables import Cell

Data: TypeAlias = "bool | int | float | str | Sequence[Data] | Mapping[str, Data] | None"

_SIZES: Final = ("title_size", "label_size", "text_size", "table_size")
_MAX_PAGES: Final = 1000
_LONGEST_SHARED: Final = 400  # letters of a cell that is not torn; a longer one is printed in each row
_MAX_WORD: Final = 20  # letters; the lines of a memo outside its tables have room for more than twice as many
# What has breaks of its own.
_WITH_BREAKS: Final = frozenset(("rows", "headings", "header", "breaks"))


class Plain:
    """Values as they are, but for the digits: `numerals` turns them into those of the memo."""

    def __init__(self, numerals: Numerals) -> None:
        self._numerals = numerals

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits."""
        return self._numerals(value) if numerals else value

    def item(self, item: Item) -> str:
        """Set an item that a text of the plan prints."""
        return item.line(self.text)


class DocumentData:
    """The variables of a template as data: texts are set, a record is a mapping, and what is left out is None.

    `style` has the sizes in points of the font that is used, and the `fonts` in the order in which they are tried. A
    table is a mapping with its `number`, `headings`, `header`, `rows` and how it is set, a `Fit`. Of the rows each cell
    holds its items, each with what is `printed` of it. `breaks` has each text of the document in parts that stay on one
    line; those of a table are its own.
    """

    def __init__(
        self, request: ReportRequest, context: ReportContext, read: TextReader, face: Typeface, fonts: Sequence[str]
    ) -> None:
        style = {name: getattr(context.style, name) for name in fields_of(Style)}
        numbers = {name: float(value) for name, value in style.items() if isinstance(value, Decimal)}
        scaled = {name: value * (face.scale if name in _SIZES else 1) for name, value in numbers.items()}
        self._style: dict[str, Data] = {**style, **scaled, "line": face.line, "fonts": fonts}
        self._context = context
        self._format = Plain(request.numerals)
        # Whatever an error raises in the wording or in a text of the plan, which are written like templates, is raised.
        self._body = Body(MemoEnvironment(self._format, read), context)
        landscape, tables = context.values.landscape, context.tables
        self._paper = Paper(context.style, face, landscape=landscape, may_turn=True, tables=tables)
        self._is_form = "bs4" in tables and request.form != "table"
        self._ends_with_table = False
        self._tables: list[tuple[Table, dict[str, Data], set[int]]] = []
        self.narrow: set[NarrowPage] = set()

    def as_data(self) -> dict[str, Data]:
        """Return all variables by name."""
        context, format_ = self._context, self._format
        data: dict[str, Data] = {name: _data(value, format_) for name, value in context.values._asdict().items()}
        if self._is_form:
            data |= {"bs4": self._table(context.tables["bs4"]), "body": []}
        else:
            sections = [(section, self._table_of(section)) for section in self._body]
            self._paper.even_out((table for _, table in sections if table.rows), format_.text)
            data["body"] = [self._section(section, table) for section, table in sections]
            ends = [len(section.paragraphs) + bool(table.rows) for section, table in sections[-2:]]
            self._ends_with_table = len(ends) > 1 and bool(sections[-2][1].rows) and ends[1] == 1
        data["style"] = self._style
        texts = sorted(set(texts_in(data, _WITH_BREAKS)))
        numbers = [format_.text(str(number)) for number in range(_MAX_PAGES)]
        return {**data, "breaks": {text: _breaks(text) for text in texts}, "page_numbers": numbers}

    @property
    def shares_cells(self) -> bool:
        """Check whether any cell reaches over several rows."""
        return any(span > 1 for table, *_ in self._tables for row in rows_joined(table.rows) for span in row)

    def split_at(self, beginnings: Iterable[tuple[int, int]]) -> bool:
        """Begin cells that rows share anew in some rows, and return whether any was not begun there yet.

        Args:
            beginnings: the number of a table and that of one of its rows, with which a page begins.
        """
        split = False
        for number, row in beginnings:
            table, data, starts = self._tables[number]
            if row not in starts:
                starts.add(row)
                rows = _rows(table, self._format, starts)
                split = split or rows != data["rows"]
                data["rows"] = rows
        return split

    @property
    def signs_a_table(self) -> bool:
        """Check whether the signature stands below a table: that of a form, or of a memo with one line between."""
        return self._is_form or self._ends_with_table

    def is_last(self, number: int, row: int) -> bool:
        """Check whether a row is the last of its table, and not the only one."""
        rows = self._tables[number][0].rows
        return 0 < row == len(rows) - 1

    def begin_page(self, number: int, last_rows: int) -> bool:
        """Begin a page with the last rows of a table, and return whether there are others; with 0 it begins none.

        A heading among the rows goes with the first of them.
        """
        table, data, _ = self._tables[number]
        begin = len(table.rows) if last_rows else 0
        while begin > 0 and (last_rows > 0 or is_heading(table.rows[begin - 1])):
            begin -= 1
            last_rows -= not is_heading(table.rows[begin])
        data["last_rows"] = begin
        self.split_at([(number, begin)])
        return begin > 0

    def _table_of(self, section: Section) -> Table:
        names = {id(table.rows): table.name for table in self._context.tables.values()}
        headings = headings_of(section.headings, section.rows) if section.rows else ()
        return Table(headings, tuple(section.rows), name=names.get(id(section.rows), ""))

    def _section(self, section: Section, table: Table) -> dict[str, Data]:
        texts = {"heading": section.heading, "paragraphs": section.paragraphs}
        data = self._table(table)
        data |= {name: [str(line) for line in lines] for name, lines in texts.items()}
        return data

    def _table(self, table: Table) -> dict[str, Data]:
        """Return a table as one, and its `parts` where it is split; a template of an older version prints the one."""
        if not table.rows:
            return self._as_set(TablePart(table, Fit([], 0.0)))
        first, *others = parts = self._paper.parts(table, self._format.text)
        self.narrow |= {NarrowPage(part.fit.width_cm) for part in parts if part.fit.is_cut}
        if not others:
            return self._as_set(first)
        whole = first._replace(table=table, fit=self._paper.whole(table, self._format.text))
        return {**self._as_set(whole), "parts": [self._as_set(part) for part in parts]}

    def _as_set(self, part: TablePart) -> dict[str, Data]:
        table, text = part.table, self._format.text
        headings = table.headings if table.rows else ()
        data: dict[str, Data] = {
            "number": len(self._tables),
            "headings": [
                {"title": text(heading.title), "parts": [text(part) for part in heading.parts]} for heading in headings
            ],
            "header": [
                [{**cell._asdict(), "text": text(cell.text), "is_turned": part.fit.turns(cell)} for cell in row]
                for row in header_rows(headings)
            ],
            "rows": _rows(table, self._format),
            **part.fit._asdict(),
            "label": text(part.label),
            "begins_page": part.begins_page,
            "last_rows": 0,
            "parts": [],
        }
        self._tables.append((table, data, set()))
        return data


def texts_in(data: Data, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the texts of data, but for those under some names."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            if name not in without:
                yield from texts_in(value, without)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value, without)


def _breaks(text: str) -> list[str]:
    return fragments(text, lambda part: len(part) <= _MAX_WORD)


def _rows(table: Table, format_: Plain, starts: Container[int] = ()) -> list[Data]:
    """Return the cells of each row with their places among the rows that share them.

    Each row has all of its cells: what several rows share is seen as one cell, and is read in the first of them.
    """
    rows: list[Data] = []
    places: dict[int, tuple[int, int]] = {}
    for row, spans in zip(table.rows, rows_joined(table.rows, starts), strict=True):
        for column, span in enumerate(spans):
            place, count = places.get(column, (0, 1))
            places[column] = (0, span) if span else (place + 1, count)
        rows.append([_cell(cell, *places[column], format_) for column, cell in enumerate(row)])
    return rows


def _cell(cell: Cell, place: int, rows: int, format_: Plain) -> dict[str, Data]:
    texts = printed_texts(cell, format_.text)
    items: list[Data] = [
        {**item._asdict(), "text": format_.text(item.text), "printed": printed, "bulleted": dash}
        for item, printed, dash in zip(cell.items, texts, cell.bullets, strict=True)
    ]
    if sum(map(len, texts_in(items))) > _LONGEST_SHARED:
        place, rows = 0, 1
    align = cell.align if items else "center"  # a mark alone
    # Of the value, a number or a day, the items hold what is printed.
    return {**cell._replace(value=None)._asdict(), "align": align, "items": items, "row": place, "rows": rows}


def _data(value: object, format_: Plain) -> Data:
    if value is None or isinstance(value, bool | Undefined | Picture):
        return value if isinstance(value, bool) else None
    if isinstance(value, SimpleNamespace):
        return {name: _data(part, format_) for name, part in vars(value).items()}
    if isinstance(value, Item):
        return {"text": format_.text(value.text), "address": value.address, "file": value.file}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_data(part, format_) for part in value]
    return format_.text(value if isinstance(value, str) else str(value))
