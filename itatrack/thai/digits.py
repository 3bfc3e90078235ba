"""Thai and Arabic digits, one for one."""

from __future__ import annotations

import re
from typing import Final

# Each Thai digit with the Arabic one.
THAI_DIGITS: Final = dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
_THAI_DIGIT: Final = re.compile("[๐-๙]")
_TO_ARABIC = str.maketrans(THAI_DIGITS)
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

_HALF_WIDTH = {0xFEE0 + code: code for code in range(0x21, 0x7F)}


def to_arabic(text: str) -> str:
    """Return the text with every Thai digit as an Arabic one."""
    # Most texts have none, and translating takes ten times as long as looking for them.
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def to_thai(text: str) -> str:
    """Return the text with every Arabic digit as a Thai one."""
    return text.translate(_TO_THAI)


def half_width(text: str) -> str:
    """Return a text with the wide letters, digits and signs of East Asian keyboards made ordinary ones."""
    return text.translate(_HALF_WIDTH)
