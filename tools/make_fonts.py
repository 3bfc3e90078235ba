"""Make the fonts of the PDF from Sarabun: the same letters, with each tone mark at one height.

    python tools/make_fonts.py FOLDER

FOLDER holds `Sarabun-Regular.ttf` and `Sarabun-Bold.ttf` as they come (the package fontpkg-sarabun on PyPI). Needs
fontTools. In the original a tone mark over ั or ึ sits a thirtieth of the size lower than over ี. Typst then splits the
syllable into two stretches of text, and whoever copies ทั่วไป out of the PDF gets ทั่ทั่วไป.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "itatrack" / "fonts"
# Thousandths of the size that a mark may be moved by: what is farther off is meant to be.
MOST = 80
# Kinds of tables in a font's GPOS.
MARK_TO_BASE, MARK_TO_MARK = 4, 6


def lift(anchor: Any, heights: list[int]) -> bool:  # noqa: ANN401  fontTools has no types
    """Move an anchor to the first of some heights that is near, and say whether that was another one."""
    near = next((height for height in heights if anchor and abs(anchor.YCoordinate - height) <= MOST), None)
    if near is None or near == anchor.YCoordinate:
        return False
    anchor.YCoordinate = near
    return True


def level(font: TTFont) -> int:
    """Give marks that differ little in height the same one, and count the anchors that were moved."""
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
                    moved += lift(anchor, [mark.MarkAnchor.YCoordinate for mark in marks if mark.Class == kind])
    return moved


def main() -> None:
    """Write both faces."""
    for face in ("Regular", "Bold"):
        name = f"Sarabun-{face}.ttf"
        font = TTFont(Path(sys.argv[1]) / name, recalcTimestamp=False)
        print(name, level(font), "anchors moved")
        font.save(FONTS / name)


if __name__ == "__main__":
    main()
