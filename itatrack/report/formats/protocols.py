"""What the report asks of a document format, and what a format is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from itatrack.findings.finding import Finding
    from itatrack.report.anomalies import Anomaly
    from itatrack.report.context import ReportContext
    from itatrack.report.request import ReportRequest
    from itatrack.report.tables import Item, Table

    # Turns the digits of a value into those of the memo.
    Numerals = Callable[[str], str]
    # Makes a folder for files that only this process needs, and removes it.
    Scratch = Callable[[], AbstractContextManager[Path]]
    # Returns a template's path as shown and its text, or None where there is none.
    TextReader = Callable[[str], tuple[str, str] | None]


class ValueFormat(Protocol):
    """Sets the values that a text prints."""

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits unless `numerals` says not to, and the format's escaping."""
        ...

    def item(self, item: Item) -> str:
        """Set an item of a cell with its address."""
        ...


class TableFormat(ValueFormat, Protocol):
    """Sets tables too, for the filter `table`."""

    def table(self, table: Table) -> str:
        """Set a table; its caption is set already."""
        ...


class TextFormat(TableFormat, Protocol):
    """A document format that a Jinja template writes from its first line to its last."""

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
        """Return the finished document."""
        ...


class Templates(Protocol):
    """Templates by name."""

    def content(self, name: str) -> tuple[str, bytes] | Finding | None:
        """Return a template's path as shown and its bytes, the finding that stands for it, or None."""
        ...

    @property
    def is_packaged(self) -> bool:
        """Check whether all of them come with the tool."""
        ...

    @property
    def used(self) -> list[str]:
        """Return the paths of those that were asked for."""
        ...

    def mark_used(self, paths: Sequence[str]) -> None:
        """Remember which were asked for, where that was in another process."""
        ...

    @property
    def read_contents(self) -> Mapping[str, tuple[bytes, bool]]:
        """Return by name the bytes of those that were read, and whether the tool brings them as they are."""
        ...


class LayoutFormat(Protocol):
    """A document format that is given the data and returns bytes."""

    def __call__(
        self, request: ReportRequest, context: ReportContext, read: TextReader
    ) -> tuple[bytes, tuple[Anomaly, ...]]:
        """Return the document, the same bytes for the same data, and what it could not show as it should.

        Args:
            request: which document it is.
            context: what a template sees.
            read: returns the text of a template.

        Raises:
            TemplateError: something is wrong in the template.
        """
        ...
