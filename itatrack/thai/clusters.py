"""The smallest parts of a text that stay together: Thai character clusters and graphemes."""

from __future__ import annotations

import re
from unicodedata import category

_CONSONANT = "[ก-ฮ]"
_MARK = "[ัิ-ฺ็-๎]"
_CLUSTER = re.compile(
    f"[เ-ไ]?{_CONSONANT}{_MARK}*"
    # The vowels ั and ื are never the end of a syllable: the next consonant closes it.
    f"(?:(?<=[ัื]){_CONSONANT}{_MARK}*|(?<=[ัื][่-๋]){_CONSONANT}{_MARK}*)?"
    "[ะาำๅ]*"
    # A silenced consonant belongs to the syllable before it.
    f"(?:{_CONSONANT}[ิุ]?์)*"
    f"|.{_MARK}*",
    re.DOTALL,
)
_SARA_AM = "\u0e33"
_ZERO_WIDTH_JOINER = "\u200d"


def thai_clusters(text: str) -> list[str]:
    """Return a run of Thai letters in clusters inside which no word can begin or end; joined they are the run."""
    return _CLUSTER.findall(text)


def graphemes(text: str) -> list[str]:
    """Return the text in what a reader sees as single characters; joined they are the text.

    A base with its marks and format characters, and ``ำ`` with its consonant. Simpler than Unicode's rule
    (UAX 29), which the memo's scripts do not need.
    """
    parts: list[str] = []
    joined = False
    for character in text:
        if parts and (joined or character == _SARA_AM or is_attached(character)):
            parts[-1] += character
        else:
            parts.append(character)
        joined = character == _ZERO_WIDTH_JOINER
    return parts


def is_attached(character: str) -> bool:
    """Return whether a character is drawn onto the one before it: a mark or a format character."""
    return category(character) in {"Mn", "Me", "Mc", "Cf"}
