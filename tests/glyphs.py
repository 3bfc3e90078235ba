"""Reads the boxes of all glyphs of a PDF, and names what is off its page, over a rule, or over another glyph."""

from __future__ import annotations

import ctypes
import unicodedata
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

_SLACK = 1.0  # points that a slanting or round letter may reach over its place
_TALL = 5.0  # the same upwards, where the reader gives a syllable the height of its font
_PAGE_NUMBER = "-0123456789๐๑๒๓๔๕๖๗๘๙ \r\n"


class Glyph(NamedTuple):
    """A letter and the box of its ink, in points from the lower left corner of the page."""

    letter: str
    left: float
    bottom: float
    right: float
    top: float


class Sheet(NamedTuple):
    """A page: its width and height, its glyphs, its upright rules (x, lower and upper end), and its least size."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[tuple[float, float, float]]
    size: float

    @property
    def lowest(self) -> float:
        """Return how far down the ink goes."""
        return min([*(one.bottom for one in self.glyphs), *(low for _, low, _ in self.rules)], default=self.height)


def sheets(pdf: bytes) -> list[Sheet]:
    """Read the pages of a PDF."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        box = [ctypes.c_double() for _ in range(4)]
        glyphs: list[Glyph] = []
        sizes: list[float] = []
        for index in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text, index))
            raw.FPDFText_GetCharBox(text, index, *box)
            left, right, bottom, top = (one.value for one in box)
            if letter.strip() and right > left:
                sizes.append(raw.FPDFText_GetFontSize(text, index))
                glyphs.append(Glyph(letter, left, bottom, right, top))
        rules = []
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5):
            left, bottom, right, top = item.get_bounds()
            if right - left < 2 and top - bottom > 2:
                rules.append(((left + right) / 2, bottom, top))
        found.append(Sheet(page.get_width(), page.get_height(), glyphs, rules, min(sizes, default=0.0)))
    return found


def misplaced(pages: list[Sheet], margins: tuple[float, float, float, float]) -> list[str]:
    """Return what is wrong with the places of glyphs; the margins are left, right, top and bottom, in centimetres."""
    left, right, top, bottom = (one * 72 / 2.54 for one in margins)
    found = []
    for number, page in enumerate(pages, 1):
        body = [one for one in page.glyphs if not (one.bottom > page.height - top and one.letter in _PAGE_NUMBER)]
        found += [
            f"page {number}: {one} is off the page"
            for one in body
            if one.left < left - _SLACK
            or one.right > page.width - right + _SLACK
            or one.bottom < bottom - _SLACK
            or one.top > page.height - top + _TALL
        ]
        found += [
            f"page {number}: {one} lies on the rule at {x:.1f}"
            for x, low, high in page.rules
            for one in body
            if one.left < x - _SLACK and one.right > x + _SLACK and low < (one.bottom + one.top) / 2 < high
        ]
        found += [f"page {number}: {one} and {other} overlap" for one, other in _overprinted(body)]
    return found


def _overprinted(glyphs: list[Glyph]) -> list[tuple[Glyph, Glyph]]:
    """Return pairs of letters of which one lies on more than half of the other; marks lie over letters by nature."""
    letters = sorted((one for one in glyphs if unicodedata.category(one.letter)[0] in "LN"), key=lambda one: one.left)
    found = []
    for index, one in enumerate(letters):
        for other in letters[index + 1 :]:
            if other.left >= one.right:
                break
            across = min(one.right, other.right) - other.left
            along = min(one.top, other.top) - max(one.bottom, other.bottom)
            least = min(
                (one.right - one.left) * (one.top - one.bottom), (other.right - other.left) * (other.top - other.bottom)
            )
            if across > 0 and along > 0 and across * along > least / 2:
                found.append((one, other))
    return found
