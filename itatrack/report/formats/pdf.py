"""Set the memo as PDF: the document's data is handed to a Typst template, which lays it out."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import typst

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.findings.message import message
from itatrack.model.fields import fields_of
from itatrack.model.records import Style
from itatrack.report.anomalies import MissingCharacter, MissingFont, TypesetterWarning, is_unusual
from itatrack.report.formats.typst_data import DocumentData, texts_in
from itatrack.report.letters import Typeface
from itatrack.report.template_errors import TemplateError
from itatrack.report.values import Picture, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from itatrack.findings.message import Message
    from itatrack.report.anomalies import Anomaly
    from itatrack.report.formats.protocols import Job
    from itatrack.report.letters import Texts

# The path as shown and the text of each template by its name.
Sources: TypeAlias = dict[str, tuple[str, str]]

_FONTS: Final = Path(__file__).parents[2] / "fonts"
_OWN_FONT: Final = "Sarabun"
# It has the tick and the boxes, which the official fonts lack, and comes with Typst.
_SYMBOLS: Final = "DejaVu Sans Mono"
# Sarabun's letters are taller than those of the official fonts at the same size: 0.50 of it against 0.45.
_SARABUN_SIZE: Final = 0.9
_LEADING: Final = 0.1  # as in `page.typ`
# Widths of a thousandth of the size, so that nothing is rounded.
_MEASURING: Final = b"""
#let data = json(bytes(sys.inputs.data))
#set text(font: data.fonts, size: 1000pt, lang: "th", top-edge: "ascender", bottom-edge: "descender")
#let width(one) = measure(text(one.at(0), weight: if one.at(1) { "bold" } else { "regular" })).width / 1000pt
#context [#metadata((widths: data.texts.map(width), line: measure("x").height / 1000pt)) <found>]
"""
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
def pdf(job: Job) -> tuple[bytes, tuple[Anomaly, ...]]:
    """Lay a template out.

    The template, what it imports, and the garuda are copied to a folder of their own: Typst sees nothing else. It
    would fetch a package from the network; the process that runs templates of a project can reach none.

    Returns:
        The PDF, the same bytes for the same data, and what it cannot show as it should.

    Raises:
        TemplateError: something is wrong in the template.
    """
    values = job.context.values
    fonts = _Fonts(job.context.style.font)
    document = DocumentData(job, fonts.face(), fonts.families)
    data = document.as_data()
    with job.scratch() as root:
        sources = _copied(job, root)
        if isinstance(values.garuda, Picture):
            picture = "garuda" + Path(values.garuda.name).suffix
            (root / picture).write_bytes(values.garuda.content)
            data["garuda"] = picture
        try:
            content, warnings = typst.compile_with_warnings(
                root / job.template,
                root=root,
                font_paths=[_FONTS],
                ignore_system_fonts=fonts.are_packaged,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                # What a template may take for today, in the machine's time zone, is the memo's own date.
                timestamp=dt.datetime.combine(values.date.date, dt.time(12)).astimezone(),
                # There are no packages: what they do changes, and their files lie outside of the project.
                package_path=root / "packages",
                package_cache_path=root / "packages",
            )
        except typst.TypstError as error:
            raise TemplateError(_error_finding(error, sources, job.template)) from None
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
            # A fault of Typst itself, which no `Exception` is; 0.15 has one in headings within tables.
            path, text = sources[job.template]
            here = Span(path, 1, 1, 1, 2, text.partition("\n")[0])
            raise TemplateError(
                finding("T605", here, problem=message("Typst itself broke down: {error}", error=str(error)))
            ) from None
    told = _told(warnings, sources, job.template, fonts.missing)
    missing = [MissingFont(family) for family in fonts.missing]
    characters = map(MissingCharacter, fonts.without(set("".join(texts_in(data, _NOT_PRINTED)))))
    return bytes(content), (*document.tight, *missing, *told, *characters)


class _Fonts:
    """The fonts of a document: that of the plan where it names one, the tool's own, and one of signs."""

    def __init__(self, asked: str) -> None:
        own = asked if asked != fields_of(Style)["font"].default else None
        self.families = [*([own] if own else []), _OWN_FONT, _SYMBOLS]
        self.are_packaged = own is None
        self._scale = 1 if own else _SARABUN_SIZE
        self._known = typst.Fonts(include_system_fonts=not self.are_packaged, font_paths=[_FONTS])
        known = {family.casefold() for family in self._known.families()}
        self.missing = [family for family in self.families if family.casefold() not in known]

    def face(self) -> Typeface:
        """Return the letters as Typst sets them."""

        def measured(texts: Texts) -> dict[tuple[str, bool], float]:
            ordered = sorted(texts)
            return dict(zip(ordered, self._measured(ordered)[0], strict=True))

        return Typeface(measured, self._measured([])[1] + _LEADING, self._scale)

    def _measured(self, texts: Texts) -> tuple[list[float], float]:
        data = json.dumps({"fonts": self.families, "texts": [*texts]}, ensure_ascii=False)
        (answer,) = json.loads(
            typst.query(_MEASURING, "<found>", field="value", font_paths=self._known, sys_inputs={"data": data})
        )
        return answer["widths"], answer["line"]

    def without(self, letters: Iterable[str]) -> list[str]:
        """Return the characters that no font has, of those that are not known to be there.

        PDF/A forbids them, and Typst names the line of each: here each stands on a line of its own.
        """
        asked = sorted(letter for letter in letters if is_unusual(letter) and letter.isprintable())
        if not asked:
            return []
        fonts = ", ".join(json.dumps(family, ensure_ascii=False) for family in self.families)
        lines = [f"#set text(font: ({fonts}))", *(f'#"a\\u{{{ord(letter):x}}}"' for letter in asked)]
        try:
            typst.compile(
                "\n".join(lines).encode(),
                font_paths=self._known,
                pdf_standards="a-2b",
            )
        except typst.TypstError as error:
            named = {int(line) for line in re.findall(r"\.typ:(\d+):", error.diagnostic)}
            return [letter for line, letter in enumerate(asked, 2) if line in named]
        return []


def _told(
    warnings: Iterable[typst.TypstWarning], sources: Sources, name: str, missing: Sequence[str]
) -> Iterator[Anomaly]:
    """Yield what Typst warns of in a template; of a font that the plan asks for it is known already."""
    for warning in warnings:
        family = re.fullmatch(_NO_FONT, warning.message)
        if family is None:
            yield TypesetterWarning("; ".join([warning.message, *warning.hints]), _place(warning, sources, name))
        elif family[1].casefold() not in {font.casefold() for font in missing}:
            yield MissingFont(family[1], _place(warning, sources, name))


def _copied(job: Job, root: Path) -> Sources:
    """Copy a template and what it imports, and return their paths as shown and their texts.

    Raises:
        TemplateError: one is not there.
    """
    sources: Sources = {}
    waiting = [job.template]
    while waiting:
        name = waiting.pop()
        if name in sources:
            continue
        source = job.read(name)
        if source is None:
            raise TemplateError(finding("T601", Span(name, 1, 1, 1, 1, ""), name=name))
        sources[name] = source
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source[1], encoding="utf-8")
        waiting += _IMPORT.findall(source[1])
    return sources


def _error_finding(error: typst.TypstError, sources: Sources, name: str) -> Finding:
    """Return the finding for a template that Typst refuses, on the line that it names."""
    problem: Message | str = "; ".join([error.message, *error.hints])
    if re.match(_NO_PACKAGE, error.message):
        problem = message("a template cannot use packages of Typst (`@…`)")
    return finding("T605", _place(error, sources, name), problem=problem)


def _place(told: typst.TypstError | typst.TypstWarning, sources: Sources, name: str) -> Span:
    place = re.search(r"([\w-]+\.typ):(\d+):(\d+)", str(told.diagnostic))
    file, line, column = (place[1], int(place[2]), int(place[3])) if place else (name, 1, 0)
    path, text = sources.get(file, sources[name])
    lines = text.splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return Span(path, line, column + 1, line, column + 2, excerpt)
