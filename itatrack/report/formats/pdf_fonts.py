"""The fonts of a PDF: which there are, how wide their letters are, and what they lack."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typst

from itatrack.model.fields import fields_of
from itatrack.model.memo import Style
from itatrack.report.anomalies import is_unusual
from itatrack.report.letters import Typeface

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.report.letters import Texts

_FOLDER: Final = Path(__file__).parents[2] / "fonts"
_OWN_FONT: Final = "Sarabun"
# It has the tick and the boxes, which the official fonts lack, and comes with Typst.
_SYMBOLS: Final = "DejaVu Sans Mono"
# Sarabun's letters are larger than those of TH SarabunPSK at the same size: ก is 0.586 of it high and 0.576 wide
# against 0.400 and 0.386.
_SARABUN_SIZE: Final = 0.68
# The distance of lines that TH SarabunPSK asks for, of the size: the sum of its ascent and its descent.
_LINE: Final = 1.3
# Widths of a thousandth of the size, so that nothing is rounded.
_MEASURING: Final = b"""
#let data = json(bytes(sys.inputs.data))
#set text(font: data.fonts, size: 1000pt, lang: "th")
#let width(one) = measure(text(one.at(0), weight: if one.at(1) { "bold" } else { "regular" })).width / 1000pt
#context [#metadata(data.texts.map(width)) <found>]
"""


class Fonts:
    """The fonts of a document: that of the plan where it names one, the tool's own, and one of signs."""

    def __init__(self, asked: str) -> None:
        own = asked if asked != fields_of(Style)["font"].default else None
        self.families = [*([own] if own else []), _OWN_FONT, _SYMBOLS]
        self.are_packaged = own is None
        self._scale = 1 if own else _SARABUN_SIZE
        self.known = typst.Fonts(include_system_fonts=not self.are_packaged, font_paths=[_FOLDER])
        known = {family.casefold() for family in self.known.families()}
        self.missing = [family for family in self.families if family.casefold() not in known]

    def face(self) -> Typeface:
        """Return the letters as Typst sets them."""

        def measured(texts: Texts) -> dict[tuple[str, bool], float]:
            ordered = sorted(texts)
            data = json.dumps({"fonts": self.families, "texts": ordered}, ensure_ascii=False)
            (widths,) = json.loads(
                typst.query(_MEASURING, "<found>", field="value", font_paths=self.known, sys_inputs={"data": data})
            )
            return dict(zip(ordered, widths, strict=True))

        return Typeface(measured, _LINE / self._scale, self._scale)

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
                font_paths=self.known,
                pdf_standards="a-2b",
            )
        except typst.TypstError as error:
            named = {int(line) for line in re.findall(r"\.typ:(\d+):", error.diagnostic)}
            return [letter for line, letter in enumerate(asked, 2) if line in named]
        return []
