"""The document as plain data, for formats that are laid out by another program."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined

from itatrack.language import say
from itatrack.report.body import Body, Piece
from itatrack.report.environment import MemoEnvironment
from itatrack.report.fitting import Fit
from itatrack.report.fragments import fragments
from itatrack.report.headings import HeadingsError, headings_of
from itatrack.report.merged_cells import rows_joined
from itatrack.report.paper import Paper
from itatrack.report.tables import Cell, Item, Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from itatrack.model.records import Part
    from itatrack.report.headings import Heading
    from itatrack.report.letters import Typeface
    from itatrack.report.render import Reading
    from itatrack.report.tables import Row

_MOST_PAGES = 1000
_LONGEST_WORD = 20  # letters; the lines of a memo outside its tables have room for more than twice as many


class Plain:
    """Values as they are, but for the digits: `numerals` turns them into those of the memo."""

    name = "data"

    def __init__(self, numerals: Callable[[str], str]) -> None:
        self._numerals = numerals

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits."""
        return self._numerals(value) if numerals else value

    def item(self, item: Item) -> str:
        """Set an item that a text of the plan prints."""
        parts = [part for part in (item.address, item.file) if part]
        return self.text(item.text) + "".join(f" ({part})" for part in parts) if item.text else ", ".join(parts)

    def table(self, headings: Sequence[Heading], rows: Sequence[Row], caption: str = "") -> str:  # noqa: ARG002
        """Refuse: a paragraph cannot hold a table.

        Raises:
            HeadingsError: always.
        """
        raise HeadingsError(say("a paragraph cannot hold a table here: make it a part of its own, `- table: result`"))

    def leader(self, label: str) -> str:
        """Give the label: the layout sets the dots."""
        return label

    def right_half(self, block: str) -> str:
        """Give the lines: the layout sets them."""
        return block

    centered = finish = right_half


def as_data(
    variables: Mapping[str, Any], numerals: Callable[[str], str], read: Reading, parts: Sequence[Part], face: Typeface
) -> dict[str, Any]:
    """Give all variables of a template as data: texts are set, a record is a mapping, and what is left out is None.

    A table is a mapping with `headings`, `rows` and how it is set, a `Fit`. Of the rows each cell holds its items.
    `breaks` has each text of the document in parts that stay on one line; those of a table are its own.

    Raises:
        Exception: whatever a slip raises in the wording or in a text of the plan, which are written like templates.
    """
    form = Plain(numerals)
    environment = MemoEnvironment(form, read)
    style = variables["style"]
    page = Paper(style, face, landscape=variables["landscape"], may_turn=True)

    def table(headings: object, rows: Sequence[Row]) -> dict[str, Any]:
        heads = headings_of(headings, rows) if rows else ()
        fitted = page.fit(heads, rows, form.text) if rows else Fit([], 0.0)
        return {
            "headings": [
                {"title": form.text(one.title), "parts": [form.text(part) for part in one.parts]} for one in heads
            ],
            "rows": [_row(row, spans, form) for row, spans in zip(rows, rows_joined(rows), strict=True)],
            **fitted._asdict(),
        }

    def piece(one: Piece) -> dict[str, Any]:
        texts = {"heading": [str(line) for line in one.heading], "paragraphs": [str(line) for line in one.paragraphs]}
        return {**texts, **table(one.headings, one.rows)}

    shown = {name: _data(value, form) for name, value in variables.items() if not name.endswith(("_rows", "_headings"))}
    names = [name.removesuffix("_rows") for name in variables if name.endswith("_rows")]
    data = {
        **shown,
        **{name: table(variables[f"{name}_headings"], variables[f"{name}_rows"]) for name in names if name == "bs4"},
        "body": [piece(one) for one in Body(environment, parts, variables)] if "plan_rows" in variables else [],
        "style": {name: float(value) if isinstance(value, Decimal) else value for name, value in vars(style).items()},
    }
    texts = sorted(set(_texts(data)))
    numbers = [form.text(str(number)) for number in range(_MOST_PAGES)]
    return data | {"breaks": {text: _breaks(text) for text in texts}, "page_numbers": numbers}


def _texts(data: Any) -> Iterator[str]:  # noqa: ANN401  as many types as kinds
    """Yield the texts of data, but for those of tables, which have breaks of their own."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, one in data.items():
            if name not in {"rows", "headings", "breaks"}:
                yield from _texts(one)
    elif isinstance(data, list):
        for one in data:
            yield from _texts(one)


def _breaks(text: str) -> list[str]:
    return fragments(text, lambda part: len(part) <= _LONGEST_WORD)


def _row(row: Row, spans: Sequence[int], form: Plain) -> list[dict[str, Any]]:
    return [_cell(cell, span, form) for cell, span in zip(row, spans, strict=True) if span]


def _cell(cell: Cell, span: int, form: Plain) -> dict[str, Any]:
    items = [{"text": form.text(one.text), "address": one.address, "file": one.file} for one in cell.items]
    return {**cell._asdict(), "items": items, "rows": span}


def _data(value: Any, form: Plain) -> Any:  # noqa: ANN401  as many types as kinds
    if value is None or isinstance(value, bool | Undefined | Picture):
        return value if isinstance(value, bool) else None
    if isinstance(value, SimpleNamespace):
        return {name: _data(one, form) for name, one in vars(value).items()}
    if isinstance(value, Item):
        return {"text": form.text(value.text), "address": value.address, "file": value.file}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_data(one, form) for one in value]
    return form.text(value if isinstance(value, str) else str(value))
