"""Make the font of page numbers from Sarabun: its Thai digits in the places of 0 to 9, and nothing else.

    python tools/make_page_digits.py

Word numbers pages in Thai digits, LibreOffice cannot. The font TH SarabunIT๙ draws the digits 0 to 9 as Thai; this one
stands in for it in the Word templates. Needs fontTools.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "itatrack" / "fonts" / "Sarabun-Regular.ttf"
DIGITS = ROOT / "tools" / "page-digits.ttf"
THAI_ZERO = 0x0E50


def digits(source: bytes) -> bytes:
    """Return a font whose digits 0 to 9, and Thai ones, are drawn as the Thai ones of another."""
    font = TTFont(BytesIO(source), recalcTimestamp=False)
    for table in font["cmap"].tables:
        for digit in range(10):
            if THAI_ZERO + digit in table.cmap:
                table.cmap[ord("0") + digit] = table.cmap[THAI_ZERO + digit]
    options = Options()
    options.layout_features, options.hinting, options.name_IDs = [], False, ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*range(ord("0"), ord("9") + 1), *range(THAI_ZERO, THAI_ZERO + 10), ord(" ")])
    subsetter.subset(font)
    content = BytesIO()
    font.save(content)
    return content.getvalue()


if __name__ == "__main__":
    DIGITS.write_bytes(digits(SOURCE.read_bytes()))
