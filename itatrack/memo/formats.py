"""The document formats by name: a new one is a module and a row here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from itatrack.thai.numerals import thai_numerals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.memo.headings import Heading
    from itatrack.memo.tables import Item, Row


class Format(Protocol):
    """A document format that is written by a Jinja template."""

    name: str

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits unless `numerals` says not to, and the format's escaping."""
        ...

    def item(self, item: Item) -> str:
        """Set an item of a cell with its address."""
        ...

    def table(self, headings: Sequence[Heading], rows: Sequence[Row], caption: str = "") -> str:
        """Set a table; `caption` is set already, for formats that name their tables."""
        ...

    def leader(self, label: str) -> str:
        """Set a label with dots behind it, to be written on by hand."""
        ...

    def right_half(self, block: str) -> str:
        """Set lines in the right half of the page."""
        ...

    def centered(self, block: str) -> str:
        """Set lines in the middle of the page."""
        ...

    def finish(self, document: str) -> str:
        """Give the finished document."""
        ...


# Module and class; imported when the format is asked for, since plain text needs the word list and Markdown does not.
FORMATS: Final = {
    "md": ("itatrack.memo.markdown", "Markdown"),
    "html": ("itatrack.memo.html", "Html"),
    "txt": ("itatrack.memo.text", "PlainText"),
}


def form_of(name: str, *, thai: bool, width: int) -> Format:
    """Make a format.

    Args:
        name: a key of `FORMATS`.
        thai: whether digits become Thai numerals by the memo's rule, value by value.
        width: display cells of a line, for formats that have lines.
    """
    module, title = FORMATS[name]
    made: Format = getattr(import_module(module), title)(thai_numerals if thai else str, width)
    return made
