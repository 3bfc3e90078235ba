"""Set the memo as PDF: the document's data is handed to a Typst template, which lays it out."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typst

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.language import say
from itatrack.model.fields import fields_of
from itatrack.model.records import Style
from itatrack.report.formats.typst_data import as_data
from itatrack.report.letters import Typeface
from itatrack.storage.temporary import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from itatrack.model.records import Part
    from itatrack.report.formats.registry import Templates
    from itatrack.report.letters import Texts
    from itatrack.report.render import Reading

_FONTS: Final = Path(__file__).parents[2] / "fonts"
_OWN_FONT: Final = "Sarabun"
# It has the tick and the boxes, which the official fonts lack, and comes with Typst.
_SYMBOLS: Final = "DejaVu Sans Mono"
# Sarabun's letters are taller than those of the official fonts at the same size: 0.50 of it against 0.45.
_SARABUN_SIZE: Final = 0.9
_SIZES: Final = ("title_size", "label_size", "text_size", "table_size")
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


def pdf(
    name: str,
    variables: Mapping[str, Any],
    numerals: Callable[[str], str],
    read: Reading,
    parts: Sequence[Part],
    _: Templates,
) -> bytes | Finding:
    """Lay a template out.

    The template, what it imports, and the garuda are copied to a folder of their own: Typst sees nothing else. It
    would fetch a package from the network; the process that runs templates of a project can reach none.

    Args:
        name: the template, such as `memo.typ`.
        variables: the variables, as `docs/templates.md` lists them.
        numerals: turns the digits of a value into those of the memo.
        read: gives a template's path as shown and its text, or None.
        parts: what the plan puts in the place of the memo's usual body.

    Returns:
        The PDF, the same bytes for the same data, or what is wrong in the template.
    """
    font = str(variables["style"].font)
    own = font if font != fields_of(Style)["font"].default else None
    fonts = [*([own] if own else []), _OWN_FONT, _SYMBOLS]
    face = _face(fonts, 1 if own else _SARABUN_SIZE, ignore_system_fonts=own is None)
    data = as_data(variables, numerals, read, parts, face)
    data["style"] |= {"fonts": fonts} | {size: data["style"][size] * face.scale for size in _SIZES}
    with scratch_folder() as root:
        paths = _copy(name, read, root)
        if isinstance(paths, Finding):
            return paths
        if variables["garuda"]:
            data["garuda"] = "garuda" + Path(variables["garuda"].name).suffix
            (root / data["garuda"]).write_bytes(variables["garuda"].content)
        try:
            made = typst.compile(
                root / name,
                root=root,
                font_paths=[_FONTS],
                ignore_system_fonts=own is None,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                # What a template may take for today is the memo's own date.
                timestamp=dt.datetime.combine(variables["date"].date, dt.time(), dt.UTC),
                # There are no packages: what they do changes, and their files lie outside of the project.
                package_path=root / "packages",
                package_cache_path=root / "packages",
            )
        except typst.TypstError as error:
            return _slip(error, paths, name)
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
            # A fault of Typst itself, which no `Exception` is; 0.15 has one in headings within tables.
            here = Span(paths[name][0], 1, 1, 1, 2, paths[name][1].partition("\n")[0])
            return finding("T605", here, problem=say("Typst itself broke down: {error}", error=error))
    return bytes(made)


def _face(fonts: Sequence[str], scale: float, *, ignore_system_fonts: bool) -> Typeface:
    """Return the letters as Typst sets them."""
    known = typst.Fonts(include_system_fonts=not ignore_system_fonts, font_paths=[_FONTS])

    def asked(texts: Texts) -> tuple[list[float], float]:
        data = json.dumps({"fonts": fonts, "texts": [*texts]}, ensure_ascii=False)
        (found,) = json.loads(
            typst.query(_MEASURING, "<found>", field="value", font_paths=known, sys_inputs={"data": data})
        )
        return found["widths"], found["line"]

    def measured(texts: Texts) -> dict[tuple[str, bool], float]:
        ordered = sorted(texts)
        return dict(zip(ordered, asked(ordered)[0], strict=True))

    return Typeface(measured, asked([])[1] + _LEADING, scale)


def _copy(name: str, read: Reading, root: Path) -> dict[str, tuple[str, str]] | Finding:
    """Copy a template and what it imports, and give their paths as shown and their texts."""
    found: dict[str, tuple[str, str]] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        template = read(one)
        if template is None:
            return finding("T601", Span(one, 1, 1, 1, 1, ""), name=one)
        found[one] = template
        target = root / one
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(template[1], encoding="utf-8")
        waiting += _IMPORT.findall(template[1])
    return found


def _slip(error: typst.TypstError, paths: Mapping[str, tuple[str, str]], name: str) -> Finding:
    """Give the finding for a template that Typst refuses, on the line that it names."""
    problem = "; ".join([error.message, *error.hints])
    if re.match(_NO_PACKAGE, error.message):
        problem = say("a template cannot use packages of Typst (`@…`)")
    place = re.search(r"([\w-]+\.typ):(\d+):(\d+)", str(error.diagnostic))
    file, line, column = (place[1], int(place[2]), int(place[3])) if place else (name, 1, 0)
    path, text = paths.get(file, paths[name])
    lines = text.splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return finding("T605", Span(path, line, column + 1, line, column + 2, excerpt), problem=problem)
