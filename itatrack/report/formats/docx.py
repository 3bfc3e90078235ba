"""Set the memo as a Word document: a template that was made in Word, with the same tags as the others."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from docx.oxml import parse_xml
from docxtpl import DocxTemplate  # type: ignore[import-untyped]

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.findings.message import message
from itatrack.report.body import Body
from itatrack.report.environment import MemoEnvironment
from itatrack.report.formats.word_carrier import attach
from itatrack.report.formats.word_check import Flaw, flaw_in, reaching_out
from itatrack.report.formats.word_pages import GARUDA, anchored, keep_signatures, set_upright, turn_pages
from itatrack.report.formats.word_seal import UNSEALED, sealed
from itatrack.report.formats.word_styles import apply_style
from itatrack.report.formats.word_tables import WordTables
from itatrack.report.provenance import carried
from itatrack.report.sandbox import refuse_hidden
from itatrack.report.template_errors import TemplateError, finding_of, unnamed
from itatrack.report.values import RefusedError, SetText
from itatrack.thai.breaking import pieces
from itatrack.thai.clusters import graphemes

if TYPE_CHECKING:
    from docx.document import Document

    from itatrack.report.anomalies import Anomaly
    from itatrack.report.context import ReportContext, TemplateValues
    from itatrack.report.formats.protocols import Numerals, TextReader
    from itatrack.report.request import ReportRequest
    from itatrack.report.tables import Item, Table
    from itatrack.report.values import Picture

_LONGEST_PROPERTY: Final = 255
_NO_BREAK_SPACE: Final = "\u00a0"
# The parts of a document in which the library fills tags in.
_WITH_TAGS: Final = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml")


class Word:
    """The text of a Word document; `numerals` turns the digits of a value into those of the memo."""

    def __init__(self, numerals: Numerals, tables: WordTables) -> None:
        self._numerals = numerals
        self._tables = tables

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits, its signs escaped, its line breaks kept.

        Spaces at which no line may end, such as that between พ.ศ. and the year, are those of Word. Braces are escaped
        too: the library would look for tags in them once more.
        """
        shown = escape(_kept_together(self._numerals(value) if numerals else value))
        shown = shown.replace("{", "&#123;").replace("}", "&#125;")
        return shown.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')

    def item(self, item: Item) -> str:
        """Set an item that stands in a text, with its address or file in brackets."""
        return item.line(self.text, lambda part: self.text(part, numerals=False))

    def table(self, table: Table) -> str:
        """Set a table, or nothing where there are no rows; the heading of the section stands above as its caption."""
        return self._tables.table(table, self.text) if table.rows else ""


class _Template(DocxTemplate):  # type: ignore[misc]
    """Remembers the text of each part as Jinja reads it, so that an error can be shown in it.

    Where digits stay Arabic the page numbers do too.
    """

    has_arabic_digits = False

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:  # noqa: ANN401
        self.last_read = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        shown: str = super().render_xml_part(src_xml, part, context, jinja_env)
        try:
            parse_xml(refuse_hidden(shown).encode())  # the library would take out whatever is wrong, and say nothing
        except SyntaxError as error:  # lxml's own are of this kind
            raise RefusedError(message("it does not make a valid Word document: {error}", error=str(error))) from None
        if self.has_arabic_digits:
            shown = shown.replace(r"PAGE \* ThaiArabic", "PAGE").replace('w:fmt="thaiNumbers"', 'w:fmt="decimal"')
            shown = shown.replace('<w:rStyle w:val="MemoPageNumber"/>', "")  # its font draws digits as Thai ones
        return shown

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:  # noqa: ANN401
        """Leave title and author alone: they are set as they are."""


def docx(request: ReportRequest, context: ReportContext, read: TextReader) -> tuple[bytes, tuple[Anomaly, ...]]:
    """Fill a Word template in.

    Returns:
        The document, the same bytes for the same data, and the tables that do not fit its pages.

    Raises:
        TemplateError: something is wrong in the template.
    """
    source = request.templates.content(request.template)
    if source is None or isinstance(source, Finding):
        raise TemplateError(source or finding("T601", Span(request.template, 1, 1, 1, 1, ""), name=request.template))
    path, content = source
    values, style = context.values, context.style
    tables = WordTables(style, request.numerals, context.tables, landscape=values.landscape)
    format_ = Word(request.numerals, tables)
    environment = MemoEnvironment(format_, read, tables=format_)
    template = _opened(path, content)
    template.has_arabic_digits = request.numerals("1") == "1"
    environment.filters["picture"] = lambda picture: _picture(template, picture)
    variables = context.variables()
    try:
        template.render({**variables, "body": Body(environment, context)}, environment)
    except TemplateError:
        raise
    except Exception as error:  # noqa: BLE001  a template can raise anything, and each is an error in it
        texts = unnamed(template.last_read)
        raise TemplateError(_in_word(finding_of(error, "<template>", variables, texts), path)) from None
    document = template.docx  # `get_docx` would read the template anew
    _refuse("T605", path, reaching_out(document.part.package))
    turn_pages(document)
    if request.form == "table" and not values.landscape:
        set_upright(document)
    apply_style(document, style, tables.size, is_form=request.form != "memo")
    keep_signatures(document)
    _describe(document, values)
    if request.carried_sources:
        attach(document, carried(request, context, request.carried_sources))
    return _saved(document), tuple(tables.narrow)


def _opened(path: str, content: bytes) -> _Template:
    """Return a template whose tags are closed where they stand.

    Raises:
        TemplateError: it is no Word document, or holds a tag that would take text away with it.
    """
    package = BytesIO(content)
    try:
        template = _read(package)
        with_tags = [
            parse_xml(part.blob) for part in template.docx.part.package.parts if part.content_type.endswith(_WITH_TAGS)
        ]
    # What a package of another kind lacks is of every kind of error; lxml's own is a `SyntaxError`.
    except (zipfile.BadZipFile, AttributeError, LookupError, SyntaxError, TypeError, ValueError) as error:
        problem = message("it is not a Word document (.docx): {error}", error=str(error).replace(str(package), path))
        raise TemplateError(finding("T602", Span(path, 1, 1, 1, 1, ""), problem=problem)) from None
    for tree in with_tags:
        _refuse("T602", path, flaw_in(tree))
    return template


def _read(package: BytesIO) -> _Template:
    """Return the template that a package holds.

    Raises:
        Exception: of one of many kinds, where it is no Word document.
    """
    template = _Template(package)
    template.init_docx()
    if template.docx.element.body is None:
        raise LookupError("w:body")
    return template


def _property(text: str) -> str:
    """Return a text as a property of the document, which Word limits in length; in the document it stands whole."""
    if len(text) <= _LONGEST_PROPERTY:
        return text
    short = ""
    for letter in graphemes(text):
        if len(short) + len(letter) >= _LONGEST_PROPERTY:
            break
        short += letter
    return f"{short}…"


def _describe(document: Document, values: TemplateValues) -> None:
    """Set the properties of a document, whose days are the memo's own."""
    properties = document.core_properties
    properties.title, properties.author = map(_property, (values.memo.subject, values.agency.name))
    properties.last_modified_by, properties.revision = properties.author, 1
    properties.created = properties.modified = dt.datetime.combine(values.date.date, dt.time())
    properties.language, properties.identifier = "th-TH", UNSEALED


def _picture(template: DocxTemplate, picture: Picture | None) -> SetText:
    """Return the paragraph that holds the garuda, or nothing where there is none."""
    if not picture:
        return SetText("")
    part = template.current_rendering_part
    return SetText(anchored(part.new_pic_inline(BytesIO(picture.content), height=GARUDA)))


def _kept_together(text: str) -> str:
    """Return a text whose spaces within what stays on one line are no-break spaces."""
    shown = ""
    for piece in pieces(text):
        start = len(piece) - len(piece.lstrip())
        end = max(len(piece.rstrip()), start)
        shown += piece[:start] + piece[start:end].replace(" ", _NO_BREAK_SPACE) + piece[end:]
    return shown


def _refuse(wording: str, path: str, flaw: Flaw | None) -> None:
    """Raise a `TemplateError` for what is wrong in a template, if anything is."""
    if flaw:
        column = flaw.paragraph.find(flaw.word) + 1
        span = Span(path, flaw.line, column, flaw.line, column + max(len(flaw.word), 1), flaw.paragraph)
        raise TemplateError(finding(wording, span, problem=flaw.problem))


def _in_word(error: Finding, path: str) -> Finding:
    """Return a finding that shows an error in the paragraph's text as Word has it; lines count paragraphs."""
    span = error.span
    word = span.excerpt[span.column - 1 : span.end_column - 1]
    shown = re.sub(r"<[^>]+>", "", span.excerpt)
    start = max(shown.find(word), 0) if "<" not in word else 0
    end = start + (len(word) if "<" not in word else max(len(shown), 1))
    return error._replace(span=Span(path, span.line, start + 1, span.line, end + 1, shown))


def _saved(document: Document) -> bytes:
    """Return the bytes of a document, sealed."""
    content = BytesIO()
    document.save(content)
    return sealed(content.getvalue())
