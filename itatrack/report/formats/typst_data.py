"""The document as plain data, for formats that are laid out by another program."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, TypeAlias

from jinja2 import Undefined

from itatrack.model.fields import fields_of
from itatrack.model.records import Style
from itatrack.report.anomalies import TightTable
from itatrack.report.body import Body
from itatrack.report.environment import MemoEnvironment
from itatrack.report.fitting import Fit
from itatrack.report.letters import fragments
from itatrack.report.paper import Paper
from itatrack.report.tables import Item, Table, header_rows, headings_of, rows_joined
from itatrack.report.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from itatrack.report.body import Section
    from itatrack.report.formats.protocols import Job, Numerals
    from itatrack.report.letters import Typeface
    from itatrack.report.tables import Cell, Row

Data: TypeAlias = "bool | int | float | str | Sequence[Data] | Mapping[str, Data] | None"

_SIZES: Final = ("title_size", "label_size", "text_size", "table_size")
_MAX_PAGES: Final = 1000
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
        parts = [part for part in (item.address, item.file) if part]
        return self.text(item.text) + "".join(f" ({part})" for part in parts) if item.text else ", ".join(parts)


class DocumentData:
    """The variables of a template as data: texts are set, a record is a mapping, and what is left out is None.

    `style` has the sizes in points of the font that is used, and the `fonts` in the order in which they are tried. A
    table is a mapping with `headings`, `header`, `rows` and how it is set, a `Fit`. Of the rows each cell holds its
    items. `breaks` has each text of the document in parts that stay on one line; those of a table are its own.
    """

    def __init__(self, job: Job, face: Typeface, fonts: Sequence[str]) -> None:
        style = {name: getattr(job.context.style, name) for name in fields_of(Style)}
        numbers = {name: float(value) for name, value in style.items() if isinstance(value, Decimal)}
        scaled = {name: value * (face.scale if name in _SIZES else 1) for name, value in numbers.items()}
        self._style: dict[str, Data] = {**style, **scaled, "fonts": fonts}
        self._context = job.context
        self._form = Plain(job.numerals)
        # Whatever an error raises in the wording or in a text of the plan, which are written like templates, is raised.
        self._body = Body(MemoEnvironment(self._form, job.read), job.context)
        self._paper = Paper(job.context.style, face, landscape=job.context.values.landscape, may_turn=True)
        self.tight: list[TightTable] = []

    def as_data(self) -> dict[str, Data]:
        """Return all variables by name."""
        context, form = self._context, self._form
        data: dict[str, Data] = {name: _data(value, form) for name, value in context.values._asdict().items()}
        if "bs4" in context.tables:
            data |= {"bs4": self._table(context.tables["bs4"]), "body": []}
        else:
            data["body"] = [self._section(section) for section in self._body]
        data["style"] = self._style
        texts = sorted(set(texts_in(data, _WITH_BREAKS)))
        numbers = [form.text(str(number)) for number in range(_MAX_PAGES)]
        return {**data, "breaks": {text: _breaks(text) for text in texts}, "page_numbers": numbers}

    def _section(self, section: Section) -> dict[str, Data]:
        texts = {"heading": section.heading, "paragraphs": section.paragraphs}
        names = {id(table.rows): table.name for table in self._context.tables.values()}
        headings = headings_of(section.headings, section.rows) if section.rows else ()
        table = Table(headings, tuple(section.rows), name=names.get(id(section.rows), ""))
        return {**{name: [str(line) for line in lines] for name, lines in texts.items()}, **self._table(table)}

    def _table(self, table: Table) -> dict[str, Data]:
        text, rows = self._form.text, table.rows
        fit = self._paper.fit(table, text) if rows else Fit([], 0.0)
        if fit.is_tight:
            self.tight.append(TightTable(table.name, fit.size))
        headings = table.headings if rows else ()
        return {
            "headings": [
                {"title": text(heading.title), "parts": [text(part) for part in heading.parts]} for heading in headings
            ],
            "header": [[{**cell._asdict(), "text": text(cell.text)} for cell in row] for row in header_rows(headings)],
            "rows": [_row(row, spans, self._form) for row, spans in zip(rows, rows_joined(rows), strict=True)],
            **fit._asdict(),
        }


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


def _row(row: Row, spans: Sequence[int], form: Plain) -> list[Data]:
    return [_cell(cell, span, form) for cell, span in zip(row, spans, strict=True) if span]


def _cell(cell: Cell, span: int, form: Plain) -> dict[str, Data]:
    return {**cell._asdict(), "items": [_data(item, form) for item in cell.items], "rows": span}


def _data(value: object, form: Plain) -> Data:
    if value is None or isinstance(value, bool | Undefined | Picture):
        return value if isinstance(value, bool) else None
    if isinstance(value, SimpleNamespace):
        return {name: _data(part, form) for name, part in vars(value).items()}
    if isinstance(value, Item):
        return {"text": form.text(value.text), "address": value.address, "file": value.file}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_data(part, form) for part in value]
    return form.text(value if isinstance(value, str) else str(value))
