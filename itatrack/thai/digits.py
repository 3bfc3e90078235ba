"""Thai and Arabic digits, one for one."""

from __future__ import annotations

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def to_arabic(text: str) -> str:
    """Return the text with every Thai digit as an Arabic one."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """Return the text with every Arabic digit as a Thai one."""
    return text.translate(_TO_THAI)
