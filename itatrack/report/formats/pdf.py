"""Set the memo as PDF: the document's data is handed to a Typst template, which lays it out."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import typst

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.findings.message import message
from itatrack.report.anomalies import MissingCharacter, MissingFont, TypesetterWarning
from itatrack.report.formats.pdf_carrier import attach
from itatrack.report.formats.pdf_fonts import Fonts
from itatrack.report.formats.pdf_text import with_mapped_glyphs
from itatrack.report.formats.typst_data import DocumentData, texts_in
from itatrack.report.provenance import carried
from itatrack.report.template_errors import TemplateError
from itatrack.report.values import Picture, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from itatrack.findings.message import Message
    from itatrack.report.anomalies import Anomaly
    from itatrack.report.context import ReportContext
    from itatrack.report.formats.protocols import TextReader
    from itatrack.report.formats.typst_data import Data
    from itatrack.report.request import ReportRequest

Standard: TypeAlias = Literal["a-3a", "ua-1"]
# The path as shown and the text of each template by its name.
TemplateTexts: TypeAlias = dict[str, tuple[str, str]]

# For keeping and for screen readers. PDF/A-4 and PDF/UA-1 exclude each other.
_STANDARDS: Final[tuple[Standard, ...]] = ("a-3a", "ua-1")
_MAX_LAYOUTS: Final = 5
# So many rows of a table stand together on its last page at least, and on that of the signature.
_LAST_ROWS: Final = 2
_IMPORT: Final = re.compile(r'#import "([\w./-]+\.typ)"')
_NO_PACKAGE: Final = "(?:package not found|failed to download package)"
# The variables of which a template prints a part at most, and what only says how texts are broken.
_NOT_PRINTED: Final = frozenset(("measures", "breaks", "page_numbers"))
_NO_FONT: Final = "unknown font family: (.*)"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep off standard error what Typst prints there of a fault of its own: the stack of it.

    Raises:
        RefusedError: Typst broke down, which raises what is no `Exception`.
    """
    with suppress(OSError):
        sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error: nothing can be printed there
        kept = None
    try:
        if kept is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        # 0.15 has such a fault in words of thousands of letters that some scripts join.
        raise RefusedError(message("Typst itself broke down: {error}", error=str(error))) from None
    finally:
        if kept is not None:
            os.dup2(kept, 2)
            os.close(kept)


@_quiet()
def pdf(request: ReportRequest, context: ReportContext, read: TextReader) -> tuple[bytes, tuple[Anomaly, ...]]:
    """Lay a template out.

    The template, what it imports, and the garuda are copied to a folder of their own: Typst sees nothing else. It
    would fetch a package from the network; the process that runs templates of a project can reach none.

    Returns:
        The PDF, the same bytes for the same data, and what it cannot show as it should.

    Raises:
        TemplateError: something is wrong in the template.
    """
    values = context.values
    fonts = Fonts(context.style.font)
    document = DocumentData(request, context, read, fonts.face(), fonts.families)
    data = document.as_data()
    with request.scratch() as root:
        sources = _copied(request.template, read, root)
        if request.carried_sources:
            attach(root, request.template, carried(request, context, request.carried_sources))
        if isinstance(values.garuda, Picture):
            picture = "garuda" + Path(values.garuda.name).suffix
            (root / picture).write_bytes(values.garuda.content)
            data["garuda"] = picture
        try:
            content, warnings, refused = _typeset(
                _Typesetter(root, request.template, fonts, values.date.date), document, data
            )
        except typst.TypstError as error:
            raise TemplateError(_error_finding(error, sources, request.template)) from None
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
            # A fault of Typst itself, which no `Exception` is; 0.15 has one in headings within tables.
            path, text = sources[request.template]
            here = Span(path, 1, 1, 1, 2, text.partition("\n")[0])
            raise TemplateError(
                finding("T605", here, problem=message("Typst itself broke down: {error}", error=str(error)))
            ) from None
    reported = [*_warnings(warnings, sources, request.template, fonts.missing)]
    missing = [MissingFont(family) for family in fonts.missing]
    characters = [*map(MissingCharacter, fonts.without(set("".join(texts_in(data, _NOT_PRINTED)))))]
    if refused and not characters:  # which a PDF for keeping may not lack
        problem = message("the PDF keeps to no standard for archives and screen readers: {error}", error=_text(refused))
        reported.append(TypesetterWarning(problem, _place(refused, sources, request.template)))
    return with_mapped_glyphs(content), (*document.narrow, *missing, *reported, *characters)


class _Typesetter:
    """Typst with the files of one document, which are all that it sees."""

    def __init__(self, root: Path, template: str, fonts: Fonts, date: dt.date) -> None:
        self._root = root
        self._template = root / template
        self._fonts = fonts
        # What a template may take for today, in the machine's time zone, is the memo's own date.
        self._timestamp = dt.datetime.combine(date, dt.time(12)).astimezone()

    def compiler(self, data: Mapping[str, Data]) -> typst.Compiler:
        """Return Typst with the data; what it has laid out once it does not lay out again."""
        return typst.Compiler(
            self._template,
            root=self._root,
            font_paths=self._fonts.known,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            # There are no packages: what they do changes, and their files lie outside of the project.
            package_path=self._root / "packages",
            package_cache_path=self._root / "packages",
        )

    def pdf(self, compiler: typst.Compiler, standards: Sequence[Standard]) -> tuple[bytes, list[typst.TypstWarning]]:
        """Return the PDF, and what Typst warns of."""
        content, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=[*standards], timestamp=self._timestamp
        )
        assert isinstance(content, bytes)  # noqa: S101  as no output file is named
        return content, warnings


def _typeset(
    typesetter: _Typesetter, document: DocumentData, data: Mapping[str, Data]
) -> tuple[bytes, list[typst.TypstWarning], typst.TypstError | None]:
    """Lay the document out until cells that rows share are printed on every page on which they have rows.

    Returns:
        The PDF, what Typst warns of, and why the PDF does not keep to the standards, if it does not.
    """
    compiler = typesetter.compiler(data)
    for _ in range(_MAX_LAYOUTS if document.shares_cells else 0):
        rows = _told(compiler, "<row>")
        first_rows = [row for before, row in pairwise(rows) if before["page"] != row["page"]]
        if not document.split_at((row["table"], row["row"]) for row in first_rows):
            break
        compiler = typesetter.compiler(data)
    compiler = _with_last_rows(typesetter, document, data, compiler)
    if document.signs_a_table:
        compiler = _with_signature(typesetter, document, data, compiler)
    try:
        return *typesetter.pdf(compiler, _STANDARDS), None
    except typst.TypstError as error:
        if not error.message.startswith("PDF/"):
            raise
        # A template of the project's own need not keep to them.
        return *typesetter.pdf(compiler, ()), error


def _with_last_rows(
    typesetter: _Typesetter, document: DocumentData, data: Mapping[str, Data], compiler: typst.Compiler
) -> typst.Compiler:
    """Return what lays the document out so that no last row of a table stands alone on a page, where that can be."""
    kept: set[int] = set()
    as_it_is: set[int] = set()  # a table whose last two rows do not fit on a page together
    for _ in range(_MAX_LAYOUTS):
        alone = {*_alone(document, compiler)} - as_it_is
        if not alone:
            break
        for number in alone:
            document.begin_page(number, 0 if number in kept else _LAST_ROWS)
        as_it_is |= alone & kept
        kept |= alone
        compiler = typesetter.compiler(data)
    return compiler


def _alone(document: DocumentData, compiler: typst.Compiler) -> Iterator[int]:
    """Yield the numbers of the tables whose last row begins a page."""
    for before, row in pairwise(_told(compiler, "<row>")):
        begins = before["table"] == row["table"] and before["page"] != row["page"]
        if begins and document.is_last(row["table"], row["row"]):
            yield row["table"]


def _told(compiler: typst.Compiler, label: str) -> list[Any]:
    """Return what a template tells of the layout under a label; nothing where it tells nothing or is wrong."""
    try:
        told: list[Any] = json.loads(compiler.query(label, field="value"))
    except RuntimeError:
        return []  # making the PDF fails in the same way, and names the place
    return told


def _with_signature(
    typesetter: _Typesetter, document: DocumentData, data: Mapping[str, Data], compiler: typst.Compiler
) -> typst.Compiler:
    """Return what lays a document out so that two rows of its table stand above the signature, or one at least.

    Where not even one fits, or the table has no more rows, all stays as it is.
    """
    table, beside = _rows_beside_signature(compiler)
    for count in range(_LAST_ROWS, beside, -1):
        if document.begin_page(table, count):
            kept = typesetter.compiler(data)
            if _rows_beside_signature(kept)[1] >= count:
                return kept
    document.begin_page(table, 0)
    return compiler


def _rows_beside_signature(compiler: typst.Compiler) -> tuple[int, int]:
    """Return the number of the table above the signature, and how many of its rows begin on the page of that.

    There are enough where a template of the project's own does not say where its signature stands.
    """
    rows, signatures = _told(compiler, "<row>"), _told(compiler, "<signature>")
    if not rows or not signatures:
        return 0, _LAST_ROWS
    number = rows[-1]["table"]
    return number, sum(row["page"] == signatures[0] and row["table"] == number for row in rows)


def _warnings(
    warnings: Iterable[typst.TypstWarning], sources: TemplateTexts, name: str, missing: Sequence[str]
) -> Iterator[Anomaly]:
    """Yield what Typst warns of in a template; of a font that the plan asks for it is known already."""
    for warning in warnings:
        family = re.fullmatch(_NO_FONT, warning.message)
        if family is None:
            yield TypesetterWarning(_text(warning), _place(warning, sources, name))
        elif family[1].casefold() not in {font.casefold() for font in missing}:
            yield MissingFont(family[1], _place(warning, sources, name))


def _copied(name: str, read: TextReader, root: Path) -> TemplateTexts:
    """Copy a template and what it imports, and return their paths as shown and their texts.

    Raises:
        TemplateError: one is not there.
    """
    sources: TemplateTexts = {}
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name in sources:
            continue
        source = read(name)
        if source is None:
            raise TemplateError(finding("T601", Span(name, 1, 1, 1, 1, ""), name=name))
        sources[name] = source
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source[1], encoding="utf-8")
        waiting += _IMPORT.findall(source[1])
    return sources


def _error_finding(error: typst.TypstError, sources: TemplateTexts, name: str) -> Finding:
    """Return the finding for a template that Typst refuses, on the line that it names."""
    problem: Message | str = _text(error)
    if re.match(_NO_PACKAGE, error.message):
        problem = message("a template cannot use packages of Typst (`@…`)")
    return finding("T605", _place(error, sources, name), problem=problem)


def _text(warning: typst.TypstError | typst.TypstWarning) -> str:
    return "; ".join([warning.message, *warning.hints])


def _place(warning: typst.TypstError | typst.TypstWarning, sources: TemplateTexts, name: str) -> Span:
    place = re.search(r"([\w-]+\.typ):(\d+):(\d+)", str(warning.diagnostic))
    file, line, column = (place[1], int(place[2]), int(place[3])) if place else (name, 1, 0)
    path, text = sources.get(file, sources[name])
    lines = text.splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return Span(path, line, column + 1, line, column + 2, excerpt)
