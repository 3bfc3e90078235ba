"""Make the fonts of the PDF from Sarabun: the same letters, with each tone mark at one height and ำ as one glyph.

    python tools/make_fonts.py FOLDER

FOLDER holds `Sarabun-Regular.ttf` and `Sarabun-Bold.ttf` as they come (the package fontpkg-sarabun on PyPI). Needs
fontTools. In the original a tone mark over ั or ึ sits a thirtieth of the size lower than over ี, and a mark on $, ฿ or
a capital an eighth higher than on other letters. Typst then splits the syllable into stretches of text: whoever copies
ทั่วไป out of the PDF gets ทั่ทั่วไป, and $ำ$ำ$ำ for $ำ.

A program that sets Thai draws ำ as a ring over the letter and an า behind it. No part of it can then say in a PDF that
it is ำ: readers find ดํา or ดำา for ดำ. Here ring and า, and the tone mark between them, become one glyph again.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from fontTools.otlLib.builder import buildLigatureSubstSubtable, buildLookup
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

FONTS = Path(__file__).resolve().parent.parent / "itatrack" / "fonts"
# Thousandths of the size that a mark may be moved by: what is farther off is meant to be.
MOST = 80
# Kinds of tables in a font's GPOS.
MARK_TO_BASE, MARK_TO_MARK = 4, 6


def lift(anchor: Any, heights: list[int], most: int = MOST) -> bool:  # noqa: ANN401  fontTools has no types
    """Move an anchor to the first of some heights that is near, and return whether that was another one."""
    near = next((height for height in heights if anchor and abs(anchor.YCoordinate - height) <= most), None)
    if near is None or near == anchor.YCoordinate:
        return False
    anchor.YCoordinate = near
    return True


def level(font: TTFont) -> int:
    """Return marks that differ little in height the same one, and count the anchors that were moved."""
    moved = 0
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if table.LookupType == MARK_TO_MARK:
                marks, rows = table.Mark1Array.MarkRecord, [row.Mark2Anchor for row in table.Mark2Array.Mark2Record]
            elif table.LookupType == MARK_TO_BASE:
                marks, rows = table.MarkArray.MarkRecord, [row.BaseAnchor for row in table.BaseArray.BaseRecord]
            else:
                continue
            for mark in marks:
                heights = Counter(one.MarkAnchor.YCoordinate for one in marks if one.Class == mark.Class)
                moved += lift(mark.MarkAnchor, [height for height, _ in heights.most_common()])
            for row in rows:
                for kind, anchor in enumerate(row):
                    heights = {mark.MarkAnchor.YCoordinate for mark in marks if mark.Class == kind}
                    nearest = sorted(heights, key=lambda height: abs(height - (anchor.YCoordinate if anchor else 0)))
                    # A mark sits on another one at a height of its own; on a letter, however tall, at that of all.
                    most = MOST if table.LookupType == MARK_TO_MARK else font["head"].unitsPerEm
                    moved += lift(anchor, nearest, most)
    return moved


def join(font: TTFont) -> int:
    """Join each ring, alone or with a tone mark, and the า behind it to one glyph, and count the glyphs added."""
    aa = "uni0E32"
    rings = [name for name in font.getGlyphOrder() if name.startswith("uni0E4D")]
    ligatures = {(ring, aa): f"{ring}.am" for ring in rings}
    font.setGlyphOrder([*font.getGlyphOrder(), *ligatures.values()])
    for (ring, _), name in ligatures.items():
        parts = []
        for part in (ring, aa):
            component = GlyphComponent()
            component.glyphName, component.x, component.y, component.flags = part, 0, 0, 0x4  # rounded to the grid
            parts.append(component)
        glyph = Glyph()
        glyph.numberOfContours, glyph.components = -1, parts
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][aa][0], glyph.xMin)
        font["GDEF"].table.GlyphClassDef.classDefs[name] = 1  # a letter and no mark
    table = font["GSUB"].table
    table.LookupList.Lookup.append(buildLookup([buildLigatureSubstSubtable(ligatures)]))
    table.LookupList.LookupCount += 1
    for script in table.ScriptList.ScriptRecord:
        if script.ScriptTag == "thai":
            for index in script.Script.DefaultLangSys.FeatureIndex:
                record = table.FeatureList.FeatureRecord[index]
                if record.FeatureTag == "ccmp":
                    record.Feature.LookupListIndex.append(len(table.LookupList.Lookup) - 1)
                    record.Feature.LookupCount += 1
    return len(ligatures)


def main() -> None:
    """Write both faces."""
    for face in ("Regular", "Bold"):
        name = f"Sarabun-{face}.ttf"
        font = TTFont(Path(sys.argv[1]) / name, recalcTimestamp=False)
        print(name, level(font), "anchors moved", join(font), "glyphs joined")
        font.save(FONTS / name)


if __name__ == "__main__":
    main()
