"""The Jinja environment of the memo's templates: sandboxed, strict, and every value set by the format."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, cast

from jinja2 import BaseLoader, TemplateNotFound, Undefined, pass_context
from jinja2.nodes import TemplateData

from itatrack.findings.message import message
from itatrack.report.sandbox import Sandbox, refuse_hidden
from itatrack.report.tables import HeadingsError, Item, Table, headings_of
from itatrack.report.template_limits import MAX_WIDTH, check_size, joined
from itatrack.report.values import Day, Missing, Picture, RefusedError, SetText, Verbatim
from itatrack.thai import digits
from itatrack.thai.width import pad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment
    from jinja2.nodes import Template
    from jinja2.runtime import Context

    from itatrack.report.formats.protocols import TableFormat, TextFormat, TextReader, ValueFormat
    from itatrack.report.tables import Row

# Of Jinja's own filters those that are right for Thai text; `center`, `wordwrap`, `truncate` and `sort` are not.
_JINJA_FILTERS = (
    "default",
    "first",
    "last",
    "map",
    "reject",
    "rejectattr",
    "round",
    "select",
    "selectattr",
    "sum",
)


class MemoEnvironment(Sandbox):
    """Renders templates for one format, which sets every value that they print.

    Without a format of tables no table can be printed; without a layout its filters leave texts as they are, where a
    template of Word or Typst sets dots and halves of the page itself.
    """

    def __init__(
        self,
        values: ValueFormat,
        read: TextReader,
        tables: TableFormat | None = None,
        layout: TextFormat | None = None,
    ) -> None:
        super().__init__(_Loader(read), Missing, self._finalize)
        self._values = values
        self._read = read
        self._tables = tables
        self._layout = layout
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}
        self.filters = {name: self.filters[name] for name in _JINJA_FILTERS} | self._memo_filters(layout)

    def _memo_filters(self, layout: TextFormat | None) -> dict[str, Callable[..., object]]:
        leader, centered, right_half = (
            (layout.leader, layout.centered, layout.right_half) if layout else (str, str, str)
        )
        return {
            "arabic": lambda value: SetText(
                self._values.text(refuse_hidden(digits.to_arabic(_plain(value))), numerals=False)
            ),
            "centered": lambda block: SetText(centered(self.set(block)) + "\n"),
            "data_uri": _data_uri,
            "join": self.join,
            "length": lambda items: len(items) if hasattr(items, "__len__") else sum(1 for _ in self.counted(items)),
            "leader": lambda label: SetText(leader(self.set(label))),
            "pad": self._padded,
            "right_half": lambda block: SetText(right_half(self.set(block)) + "\n"),
            "short_date": lambda day: day.short,
            "table": self._table,
            "thai": lambda value: digits.to_thai(_plain(value)),
        }

    def _table(self, rows: Sequence[Row], headings: object, caption: object = "") -> SetText:
        read = headings_of(headings, rows)
        if self._tables is None:
            raise HeadingsError(
                message("a paragraph cannot hold a table here: make it a part of its own, `- table: result`")
            )
        return SetText(self._tables.table(Table(read, tuple(rows), self.set(caption))))

    def read(self, name: str) -> tuple[str, str]:
        """Return the path as shown and the text of a template that is there."""
        return self._read(name) or (name, "")

    @cached_property
    def wording(self) -> WordingEnvironment:
        """Return the environment for texts whose own words are set like values."""
        return WordingEnvironment(self._values, self._read, self._tables, self._layout)

    def set(self, value: object) -> str:
        """Set a value as the format asks; text that is set already stays as it is.

        Raises:
            RefusedError: it cannot be printed, or holds a sign that is not seen.
        """
        if isinstance(value, SetText):
            return str(value)
        if isinstance(value, Item):
            return refuse_hidden(self._values.item(value))
        return self._values.text(refuse_hidden(value if isinstance(value, Verbatim) else _plain(value)))

    def join(self, parts: Iterable[object], separator: object = "") -> SetText:
        """Set values with something between."""
        between, first = self.set(separator), True
        pieces = []
        for part in self.counted(parts):
            pieces += [self.set(part)] if first else [between, self.set(part)]
            first = False
        return SetText(joined(pieces))

    def joined(self, parts: Iterable[object]) -> str | SetText:
        """Join values; the result is set text as soon as one of them is, or keeps its digits."""
        listed = list(parts)
        if any(isinstance(part, SetText | Verbatim) for part in listed):
            return self.join(listed)
        texts = [_plain(part) for part in listed]
        check_size(sum(map(len, texts)))
        return "".join(texts)

    def _padded(self, value: object, width: int) -> SetText:
        if width > MAX_WIDTH:
            raise RefusedError(message("the width is larger than {limit}", limit=MAX_WIDTH))
        return SetText(pad(self.set(value), width))

    @staticmethod
    @pass_context  # it also keeps Jinja from setting constants while it compiles
    def _finalize(context: Context, value: object) -> str:
        return cast("MemoEnvironment", context.environment).set(value)


class WordingEnvironment(MemoEnvironment):
    """Renders texts that belong to no format: their own words are set by the format too, line by line."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        parsed = super()._parse(source, name, filename)
        for words in parsed.find_all(TemplateData):
            lines = words.data.split("\n")
            words.data = "\n".join(self._values.text(line) if line.strip() else line for line in lines)
        return parsed


def _data_uri(picture: Picture) -> SetText:
    """Return a picture as an address that holds it, so that the page needs no other file."""
    kind = "png" if picture.name.lower().endswith(".png") else "jpeg"
    return SetText(f"data:image/{kind};base64,{b64encode(picture.content).decode()}")


def _plain(value: object) -> str:
    """Return a value as text: a day in full, a number as it is written."""
    if isinstance(value, Undefined):
        return str(value)  # fails, naming what is missing
    if isinstance(value, str | int | float | Decimal | Day) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Sequence):
        kind = message("a list")
    else:
        kind = message("a record") if hasattr(value, "__dict__") else message("this value")
    raise RefusedError(message("{kind} cannot be printed as it is: print its parts", kind=kind))


class _Loader(BaseLoader):
    """Gets templates from a function, so that only the workspace touches the disk."""

    def __init__(self, read: TextReader) -> None:
        self._read = read

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        del environment
        source = self._read(template)
        if source is None:
            raise TemplateNotFound(template)
        path, text = source
        return text, path, None
