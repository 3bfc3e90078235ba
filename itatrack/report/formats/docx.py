"""Set the memo as a Word document: a template that was made in Word, with the same tags as the others."""

from __future__ import annotations

import re
import zipfile
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docxtpl import DocxTemplate, InlineImage  # type: ignore[import-untyped]

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.findings.message import message
from itatrack.model.fields import fields_of
from itatrack.model.records import Style
from itatrack.report.anomalies import TightTable
from itatrack.report.body import Body
from itatrack.report.environment import MemoEnvironment
from itatrack.report.formats.word_check import Flaw, flaw_in, reaching_out
from itatrack.report.formats.word_tables import WordTables
from itatrack.report.sandbox import refuse_hidden
from itatrack.report.template_errors import TemplateError, finding_of, unnamed
from itatrack.report.values import RefusedError, SetText
from itatrack.thai.clusters import graphemes

if TYPE_CHECKING:
    from docx.document import Document

    from itatrack.report.anomalies import Anomaly
    from itatrack.report.formats.protocols import Job, Numerals
    from itatrack.report.tables import Item, Table
    from itatrack.report.values import Picture

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_GARUDA: Final = 1.5  # centimetres
_LONGEST_PROPERTY: Final = 255
# The parts of a document in which the library fills tags in.
_WITH_TAGS: Final = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml")
# The styles that a size of the plan's `style` sets; `Memo Label` is one of letters, the others of paragraphs.
_SIZES: Final = {
    "title_size": ("Memo Title",),
    "label_size": ("Memo Label",),
    "text_size": (
        *("Normal", "Memo Field", "Memo Wide Field", "Memo To", "Memo Text", "Memo Heading", "Memo Table Heading"),
        *("Memo Signature", "Memo Page"),
    ),
    "table_size": ("Memo Cell", "Memo Number", "Memo Head", "Memo Group", "Memo Item"),
}


class Word:
    """The text of a Word document; `numerals` turns the digits of a value into those of the memo."""

    def __init__(self, numerals: Numerals, tables: WordTables) -> None:
        self._numerals = numerals
        self._tables = tables

    def text(self, value: str, *, numerals: bool = True) -> str:
        """Set a value: its digits, its signs escaped, its line breaks kept.

        Braces are escaped too: the library would look for tags in them once more.
        """
        shown = escape(self._numerals(value) if numerals else value)
        shown = shown.replace("{", "&#123;").replace("}", "&#125;")
        return shown.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')

    def item(self, item: Item) -> str:
        """Set an item that stands in a text, with its address or file in brackets."""
        parts = [self.text(part, numerals=False) for part in (item.address, item.file) if part]
        return self.text(item.text) + "".join(f" ({part})" for part in parts) if item.text else ", ".join(parts)

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
        return shown

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:  # noqa: ANN401
        """Leave title and author alone: they are set as they are."""


def docx(job: Job) -> tuple[bytes, tuple[Anomaly, ...]]:
    """Fill a Word template in.

    Returns:
        The document, the same bytes for the same data, and the tables that do not fit its pages.

    Raises:
        TemplateError: something is wrong in the template.
    """
    source = job.templates.content(job.template)
    if source is None or isinstance(source, Finding):
        raise TemplateError(source or finding("T601", Span(job.template, 1, 1, 1, 1, ""), name=job.template))
    path, content = source
    values, style = job.context.values, job.context.style
    tables = WordTables(style, job.numerals, landscape=values.landscape)
    form = Word(job.numerals, tables)
    environment = MemoEnvironment(form, job.read, tables=form)
    template = _opened(path, content)
    template.has_arabic_digits = job.numerals("1") == "1"
    environment.filters["picture"] = lambda picture: _picture(template, picture)
    variables = job.context.variables()
    try:
        template.render({**variables, "body": Body(environment, job.context)}, environment)
    except TemplateError:
        raise
    except Exception as error:  # noqa: BLE001  a template can raise anything, and each is an error in it
        texts = unnamed(template.last_read)
        raise TemplateError(_in_word(finding_of(error, "<template>", variables, texts), path)) from None
    document = template.docx  # `get_docx` would read the template anew
    _refuse("T605", path, reaching_out(document.part.package))
    _apply(document, style)
    properties = document.core_properties
    properties.title, properties.author = map(_property, (values.memo.subject, values.agency.name))
    names = {id(table.rows): table.name for table in job.context.tables.values()}
    tight = (TightTable(names.get(id(table.rows), ""), fit.size, not values.landscape) for table, fit in tables.tight)
    return _saved(document), tuple(tight)


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
        problem = message("it is no Word document (.docx): {error}", error=str(error).replace(str(package), path))
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


def _picture(template: DocxTemplate, picture: Picture | None) -> SetText:
    """Return the paragraph that holds the garuda, or nothing where there is none."""
    if not picture:
        return SetText("")
    image = InlineImage(template, BytesIO(picture.content), height=Cm(_GARUDA))
    return SetText(f"<w:p><w:r><w:t>{image}</w:t></w:r></w:p>")


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


def _apply(document: Document, style: Style) -> None:
    """Set what the plan's `style` has other than usual; all else is as the template has it."""
    stated = {name: (getattr(style, name), field.default) for name, field in fields_of(Style).items()}
    changed = {name: value for name, (value, usual) in stated.items() if value != usual}
    known = document.styles
    for name, style_names in _SIZES.items():
        for word_style in (known[each] for each in style_names if name in changed and each in known):
            word_style.font.size = Pt(float(changed[name]))
            _set_all(word_style.element, "w:szCs", ("w:val",), str(round(float(changed[name]) * 2)))
    if "font" in changed:
        _set_all(known.element, "w:rFonts", ("w:ascii", "w:hAnsi", "w:cs"), changed["font"])
    if "indent" in changed and "Memo Text" in known:
        known["Memo Text"].paragraph_format.first_line_indent = Cm(float(changed["indent"]))
    for section in document.sections:
        for side in ("left", "right", "top", "bottom"):
            if f"margin_{side}" in changed:
                setattr(section, f"{side}_margin", Cm(float(changed[f"margin_{side}"])))


def _set_all(element: Any, tag: str, names: tuple[str, ...], value: str) -> None:  # noqa: ANN401  lxml's own type
    """Set attributes, where they are there, of every element of a kind."""
    for tagged in element.iter(qn(tag)):
        for name in names:
            if tagged.get(qn(name)) is not None:
                tagged.set(qn(name), value)


def _saved(document: Document) -> bytes:
    """Return the bytes of a document, with one time for all of its parts."""
    content, fixed = BytesIO(), BytesIO()
    document.save(content)
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in sorted(old.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            new.writestr(zipfile.ZipInfo(part, _FIRST_DAY), old.read(part), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
