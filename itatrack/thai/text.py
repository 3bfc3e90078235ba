"""One spelling for Thai text that looks the same: marks in order, no invisible characters, plain blanks."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

Kind = Literal["nikhahit", "double-sara-e", "zero-width", "no-break-space", "line-separator", "mark-order"]

_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\u2028\u2029\u0085"
_PHINTHU = "\u0e3a"
_VOWELS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47"  # above or below the consonant
_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_ABOVE_VOWELS = _TONES + "\u0e4c"  # tone marks and thanthakhat
_STACK = _PHINTHU + _VOWELS + _ABOVE_VOWELS
_MARKS = _STACK + "\u0e4d\u0e4e"
_NIKHAHIT_AA = f"([{_TONES}]?)\u0e4d([{_TONES}]?)\u0e32"

_TROUBLE = re.compile(
    f"(?P<nikhahit>{_NIKHAHIT_AA})"
    "|(?P<double_sara_e>เเ)"
    f"|(?P<zero_width>[{_ZERO_WIDTH}])"
    f"|(?P<no_break_space>[{_SPACES}])"
    f"|(?P<line_separator>[{_LINE_ENDS}])"
    "|(?P<mark_order>"
    f"[{_VOWELS}{_ABOVE_VOWELS}]{_PHINTHU}"
    f"|[{_ABOVE_VOWELS}][{_VOWELS}]"
    f"|(?P<mark>[{_MARKS}])(?P=mark)+"
    f"|[ะาำ][{_TONES}])"
)
# What has none of these has no trouble: looking for them takes a tenth of the time on a text of megabytes.
_SIGNS_OF_TROUBLE = (
    "เเ",
    f"[{_ZERO_WIDTH}{_SPACES}{_LINE_ENDS}{_PHINTHU}\u0e4d\u0e4e]",
    f"[{_VOWELS}][{_VOWELS}]",
    f"[{_ABOVE_VOWELS}ะาำ][{_VOWELS}{_ABOVE_VOWELS}]",
)

_KINDS: dict[str | None, Kind] = {
    "nikhahit": "nikhahit",
    "double_sara_e": "double-sara-e",
    "zero_width": "zero-width",
    "no_break_space": "no-break-space",
    "line_separator": "line-separator",
    "mark_order": "mark-order",
}

# In the order in which they are applied.
_REPAIRS = (
    (f"[{_ZERO_WIDTH}]", ""),
    (f"[{_SPACES}\t]", " "),
    (f"[{_LINE_ENDS}]", "\n"),
    ("เเ", "แ"),
    (_NIKHAHIT_AA, r"\1\2ำ"),
    (f"([ะาำ])([{_TONES}]+)", r"\2\1"),
    (f"([{_MARKS}])\\1+", r"\1"),
)
# How far from its consonant a mark is written.
_PLACES = {mark: place for place, marks in enumerate((_PHINTHU, _VOWELS, _ABOVE_VOWELS)) for mark in marks}
_STACKED = f"[{_STACK}]{{2,}}"


class Trouble(NamedTuple):
    """One place where a text is not in its normal spelling; `start` and `end` count code points."""

    kind: Kind
    start: int
    end: int


def normalise(text: str) -> str:
    """Return the text in its one normal spelling, so that equal-looking texts are equal.

    NFC plus repairs by rule: NFC leaves Thai ``ํา`` and misordered marks as they are, and NFKC would break every
    ``ำ``. Blanks at both ends go; blanks inside stay as many as they are. Idempotent.
    """
    if "\t" not in text and unicodedata.is_normalized("NFC", text) and not _TROUBLE.search(text):
        return text.strip()
    while (repaired := _repaired_once(text)) != text:
        # One repair may uncover another: a zero-width space between two marks, a doubled mark between two more.
        text = repaired
    return text


def troubles(text: str) -> list[Trouble]:
    """Return the places that `normalise` would repair, in order of position.

    Blanks at the ends, tabs, and characters that NFC alone composes are not troubles.
    """
    if not any(re.search(sign, text) for sign in _SIGNS_OF_TROUBLE):
        return []
    return [Trouble(_KINDS[found.lastgroup], found.start(), found.end()) for found in _TROUBLE.finditer(text)]


def _repaired_once(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    for pattern, replacement in _REPAIRS:
        text = re.sub(pattern, replacement, text)
    return re.sub(_STACKED, _in_writing_order, text).strip()


def _in_writing_order(marks: re.Match[str]) -> str:
    return "".join(sorted(marks.group(), key=_PLACES.__getitem__))
