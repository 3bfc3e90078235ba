"""The document formats by name: a new one is a module and a row here."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from itatrack.report.tables import Verbatim
from itatrack.thai.numerals import thai_numerals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Part
    from itatrack.report.headings import Heading
    from itatrack.report.tables import Item, Row


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


class Templates(Protocol):
    """Templates by name: their path as shown and what they hold, the finding that stands for it, or None."""

    def __call__(self, name: str) -> tuple[str, str] | Finding | None:
        """Give a template's text."""
        ...

    def content(self, name: str) -> tuple[str, bytes] | Finding | None:
        """Give a template's bytes."""
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


class Kind(NamedTuple):
    """A row of the table of formats.

    The module is imported when the format is asked for: plain text needs the word list, others large packages.

    Attributes:
        module: where it is written.
        maker: its `Format`, for documents that a Jinja template writes; else a function that gives the bytes.
        template: the ending of its templates.
        extra: the extra of the package that brings what it needs, and the module that shows whether that is there.
    """

    module: str
    maker: str
    template: str
    extra: tuple[str, str] | None = None

    @property
    def is_binary(self) -> bool:
        """Say whether the document is bytes that no terminal shows."""
        return self.extra is not None

    @property
    def is_installed(self) -> bool:
        """Say whether what it needs is there."""
        return self.extra is None or find_spec(self.extra[1]) is not None


FORMATS: Final = {
    "md": Kind("itatrack.report.formats.markdown", "Markdown", "md.j2"),
    "txt": Kind("itatrack.report.formats.text", "PlainText", "txt.j2"),
    "html": Kind("itatrack.report.formats.html", "Html", "html.j2"),
    "docx": Kind("itatrack.report.formats.docx", "docx", "docx", ("docx", "docxtpl")),
    "pdf": Kind("itatrack.report.formats.pdf", "pdf", "typ", ("pdf", "typst")),
}


class Wanted(NamedTuple):
    """Which document is wanted: its format, whether in Thai numerals, and how many display cells its lines have."""

    format: str
    thai: bool = True
    width: int = 80


def form_of(wanted: Wanted) -> Format:
    """Make a format that a Jinja template writes."""
    kind = FORMATS[wanted.format]
    made: Format = getattr(import_module(kind.module), kind.maker)(numerals_of(wanted), wanted.width)
    return made


def numerals_of(wanted: Wanted) -> Callable[[str], str]:
    """Return what turns the digits of a value into those of the document, value by value."""
    return _thai if wanted.thai else str


def _thai(value: str) -> str:
    return value if isinstance(value, Verbatim) else thai_numerals(value)


def document(
    name: str, wanted: Wanted, variables: Mapping[str, Any], templates: Templates, parts: Sequence[Part]
) -> str | bytes | Finding:
    """Write a document, or judge the templates that it is made of: nothing is printed or written.

    Templates of a project and texts of a plan with tags run in a process of their own, within a budget. Those that come
    with the tool run in this one, which saves the start of the other.

    Args:
        name: the template's name, such as `memo.md.j2`.
        wanted: the format and its settings.
        variables: the variables, as `docs/templates.md` lists them.
        templates: the templates by name.
        parts: what the plan puts in the place of the memo's usual body.

    Returns:
        The text or the bytes of the document, or what is wrong in a template.
    """
    if templates.is_packaged and not any("{" in text for part in parts for text in (part.heading, part.text) if text):
        return make(name, wanted, variables, templates, parts)
    from itatrack.report.worker import Request, make_apart

    return make_apart(Request(name, wanted, variables, templates, parts))


def make(
    name: str, wanted: Wanted, variables: Mapping[str, Any], templates: Templates, parts: Sequence[Part]
) -> str | bytes | Finding:
    """Write a document in this process, as `document` does."""
    from itatrack.report.render import guarded, render

    kind = FORMATS[wanted.format]
    if not kind.is_binary:
        return render(name, form_of(wanted), variables, templates, parts)
    make = getattr(import_module(kind.module), kind.maker)
    numerals = numerals_of(wanted)
    return guarded(
        name, variables, templates, lambda reading: make(name, variables, numerals, reading, parts, templates)
    )
