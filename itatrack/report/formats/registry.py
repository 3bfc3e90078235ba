"""The document formats by name: a new one is a module and a row here."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from itatrack.report.context import ReportContext
    from itatrack.report.formats.protocols import LayoutFormat, TextFormat
    from itatrack.report.request import DocumentName, FormatName, ReportFormatName, ReportRequest, TableFormatName


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
        return _is_installed(self.extra)


def _is_installed(extra: tuple[str, str] | None) -> bool:
    return extra is None or find_spec(extra[1]) is not None


FORMATS: Final[dict[FormatName, FormatEntry]] = {
    "md": FormatEntry("itatrack.report.formats.markdown", "Markdown", "md.j2"),
    "txt": FormatEntry("itatrack.report.formats.text", "PlainText", "txt.j2"),
    "html": FormatEntry("itatrack.report.formats.html", "Html", "html.j2"),
    "docx": FormatEntry("itatrack.report.formats.docx", "docx", "docx", ("docx", "docxtpl")),
    "pdf": FormatEntry("itatrack.report.formats.pdf", "pdf", "typ", ("pdf", "typst")),
}
# The files of data, each with the extra that it needs.
TABLE_FORMATS: Final[dict[TableFormatName, tuple[str, str] | None]] = {"csv": None, "xlsx": ("excel", "xlsxwriter")}


def missing_extra(name: ReportFormatName) -> str | None:
    """Return the extra of the package that a format needs and that is not installed."""
    # Compared one by one, as the type checker follows it.
    extra = TABLE_FORMATS[name] if name == "csv" or name == "xlsx" else FORMATS[name].extra  # noqa: PLR1714
    return None if extra is None or _is_installed(extra) else extra[0]


def is_binary(name: ReportFormatName) -> bool:
    """Check whether a format is bytes that no terminal shows."""
    return name == "xlsx" if name == "csv" or name == "xlsx" else FORMATS[name].is_binary  # noqa: PLR1714


def text_format(request: ReportRequest, context: ReportContext | None = None) -> TextFormat:
    """Return the format of a request that a Jinja template writes; its pages and tables are those of the context."""
    entry = FORMATS[request.format]
    made: TextFormat = getattr(import_module(entry.module), entry.maker)(request, context)
    return made


def layout_format(name: FormatName) -> LayoutFormat:
    """Return a format that is given the data."""
    entry = FORMATS[name]
    maker: LayoutFormat = getattr(import_module(entry.module), entry.maker)
    return maker


def usual_template(form: DocumentName, format_: FormatName) -> str:
    """Return the name of the template that a document is made of where none is named."""
    return f"{form}.{FORMATS[format_].template}"
