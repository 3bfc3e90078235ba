"""The document as plain data, for formats that are laid out by another program."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined

from itatrack.language import say
from itatrack.memo.body import Body, Piece
from itatrack.memo.environment import MemoEnvironment
from itatrack.memo.headings import HeadingsError, headings_of
from itatrack.memo.paper import Fit, paper
from itatrack.memo.spans import rows_joined
from itatrack.memo.tables import Cell, Item, Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from itatrack.memo.headings import Heading
    from itatrack.memo.render import Reading
    from itatrack.memo.tables import Row
    from itatrack.model import Part

_LETTER = 0.58  # how wide a letter of Sarabun is about, of the size that is asked for
_MOST_PAGES = 1000


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

    def shown(self, item: Item) -> str:
        """Give what is seen of an item of a cell, whose address is a link."""
        return self.text(item.text) or item.address or item.file or ""

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
    variables: Mapping[str, Any], numerals: Callable[[str], str], read: Reading, parts: Sequence[Part]
) -> dict[str, Any]:
    """Give all variables of a template as data: texts are set, a record is a mapping, and what is left out is None.

    A table is a mapping with `headings`, `rows`, `widths` of the columns, the `size` of its letters in points, and
    `is_tight` where words have to be cut even so. Of the rows each cell holds its items.

    Raises:
        Exception: whatever a slip raises in the wording or in a text of the plan, which are written like templates.
    """
    form = Plain(numerals)
    environment = MemoEnvironment(form, read)
    style = variables["style"]
    page = paper(style, _LETTER, landscape=variables["landscape"])

    def table(headings: object, rows: Sequence[Row]) -> dict[str, Any]:
        heads = headings_of(headings, rows) if rows else ()
        fitted = page.fit(heads, rows, form.shown) if rows else Fit([], 0.0, is_tight=False)
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
    return {
        **shown,
        **{name: table(variables[f"{name}_headings"], variables[f"{name}_rows"]) for name in names if name == "bs4"},
        "body": [piece(one) for one in Body(environment, parts, variables)] if "plan_rows" in variables else [],
        "style": {name: float(value) if isinstance(value, Decimal) else value for name, value in vars(style).items()},
        "page_numbers": [form.text(str(number)) for number in range(_MOST_PAGES)],
    }


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
