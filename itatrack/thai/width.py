"""How many terminal cells a text takes, and padding by cells."""

from __future__ import annotations

from functools import cache
from typing import Literal
from unicodedata import category, east_asian_width


def cells(text: str) -> int:
    """Return the display width of one line of text in cells.

    Marks and format characters (Mn, Me, Cf) take none, East Asian wide characters two, all others one.
    """
    if text.isascii():
        return len(text)
    return sum(map(_character_cells, text))


def pad(text: str, width: int, align: Literal["left", "center", "right"] = "left") -> str:
    """Return the text filled up with spaces to a width in cells; a longer text comes back unchanged."""
    missing = max(width - cells(text), 0)
    if align == "right":
        return " " * missing + text
    if align == "center":
        left = missing // 2
        return " " * left + text + " " * (missing - left)
    return text + " " * missing


@cache
def _character_cells(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def visible(text: str) -> str:
    """Return a text for a person to read, with a name for what would steer a terminal or hide: `<U+202E>`.

    Line breaks, tabs and spaces of any width stay.
    """
    if text.isprintable():
        return text
    return "\r\n".join("".join(map(_named, line)) for line in text.split("\r\n"))


def _named(letter: str) -> str:
    # What Unicode has not assigned may be a sign newer than this Python.
    shown = letter.isprintable() or letter in "\n\t" or category(letter) in {"Zs", "Cn"}
    return letter if shown else f"<U+{ord(letter):04X}>"
