"""The document formats by name: a new one is a module and a row here."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.report.formats.protocols import TextSetting
from itatrack.report.values import Verbatim
from itatrack.thai.numerals import thai_numerals

if TYPE_CHECKING:
    from itatrack.report.context import ReportContext
    from itatrack.report.formats.protocols import LayoutFormat, Numerals, TextFormat


class FormatEntry(NamedTuple):
    """A row of the table of formats.

    The module is imported when the format is asked for: plain text needs the word list, others large packages.

    Attributes:
        module: where it is written.
        maker: its `TextFormat`, for documents that a Jinja template writes, or else its `LayoutFormat`.
        template: the ending of its templates.
        extra: the extra of the package that brings what it needs, and the module that shows whether that is there.
    """

    module: str
    maker: str
    template: str
    extra: tuple[str, str] | None = None

    @property
    def is_binary(self) -> bool:
        """Check whether the document is bytes that no terminal shows."""
        return not self.template.endswith(".j2")

    @property
    def is_installed(self) -> bool:
        """Check whether what it needs is there."""
        return self.extra is None or find_spec(self.extra[1]) is not None


FORMATS: Final = {
    "md": FormatEntry("itatrack.report.formats.markdown", "Markdown", "md.j2"),
    "txt": FormatEntry("itatrack.report.formats.text", "PlainText", "txt.j2"),
    "html": FormatEntry("itatrack.report.formats.html", "Html", "html.j2"),
    "docx": FormatEntry("itatrack.report.formats.docx", "docx", "docx", ("docx", "docxtpl")),
    "pdf": FormatEntry("itatrack.report.formats.pdf", "pdf", "typ", ("pdf", "typst")),
}
TEXT_FORMATS: Final = tuple(name for name, entry in FORMATS.items() if not entry.is_binary)


class RenderOptions(NamedTuple):
    """How a document is written: its format, whether in Thai numerals, and the display cells of a plain text's line."""

    format: str
    thai: bool = True
    width: int = 80

    @property
    def numerals(self) -> Numerals:
        """Return what turns the digits of a value into those of the document, value by value."""
        return _thai if self.thai else str


def text_format(options: RenderOptions, context: ReportContext | None = None) -> TextFormat:
    """Return a format that a Jinja template writes."""
    entry = FORMATS[options.format]
    setting = TextSetting(options.numerals, options.width, context)
    made: TextFormat = getattr(import_module(entry.module), entry.maker)(setting)
    return made


def layout_format(name: str) -> LayoutFormat:
    """Return a format that is given the data."""
    entry = FORMATS[name]
    maker: LayoutFormat = getattr(import_module(entry.module), entry.maker)
    return maker


def _thai(value: str) -> str:
    return value if isinstance(value, Verbatim) else thai_numerals(value)
