"""What a broken line was probably meant to be: the line it should be aligned with, its value in quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from itatrack.textfile.source import Source

# The dash of an item and the key of a line; keys of the format have no other letters.
_LINE = r"(?P<indent> *)(?P<dash>- +)?(?:(?P<key>[A-Za-z_][A-Za-z0-9_-]*) *:(?=\s|$)|(?P<text>[^\s#]))"


# What stands before a value on its line: dashes, and a key.
_BEFORE = r" *(?:- +)*(?:[A-Za-z_][A-Za-z0-9_-]* *:[ \t]+)?"
# A quote inside quoted text that opens another: a space before it, none after it.
_NESTED = r"""(?P<quote>["'])(?:(?!(?P=quote)).)*[\s(](?P=quote)\S.*(?P=quote)"""

_MAX_SHOWN = 90  # a longer one would not be shown whole


class Alignment(NamedTuple):
    """How far a line is indented, and how far it should be, as the line `line` is, which begins with `first`."""

    found: int
    columns: int
    line: int
    first: str


class _Level(NamedTuple):
    column: int
    line: int
    key: str
    is_dash: bool


def alignment(source: Source, line: int) -> Alignment | None:
    """Return where a line belongs that begins with a key or the `-` of an item.

    It belongs with the nearest of the levels that are open above it, and with the deeper one of two that are as near.
    Returns None where it begins with something else, where nothing of its kind is open, or where it fits.
    """
    this = re.match(_LINE, source.line(line))
    if this is None or not (this["key"] or this["dash"]):
        return None
    found = len(this["indent"])
    levels = [level for level in _open_above(source, line) if level.is_dash is bool(this["dash"])]
    alike = [level for level in levels if level.is_dash and level.key == (this["key"] or "")]
    best = min(alike or levels, key=lambda level: (abs(level.column - found), -level.column), default=None)
    if best is None or best.column == found:
        return None
    return Alignment(found, best.column, best.line, f"- {best.key}".strip() if best.is_dash else best.key)


def begins_an_item(source: Source, line: int) -> bool:
    """Check whether a line begins with the key that the items of the list in its column begin with."""
    this = re.match(_LINE, source.line(line))
    return this is not None and any(
        level.is_dash and level.column == len(this["indent"]) and level.key == this["key"]
        for level in _open_above(source, line)
    )


def _open_above(source: Source, line: int) -> list[_Level]:
    """Return the keys and dashes of the collections that have not ended before a line, the innermost first."""
    levels: list[_Level] = []
    limit = 1 << 30
    while line > 1 and limit:
        line -= 1
        above = re.match(_LINE, source.line(line))
        if above is None:
            continue
        column = len(above["indent"])
        inside = column + len(above["dash"] or "")
        if above["key"] and inside < limit:
            levels.append(_Level(inside, line, above["key"], is_dash=False))
        if above["dash"] and column < limit:
            levels.append(_Level(column, line, above["key"] or "", is_dash=True))
        if (above["key"] or above["dash"]) and column < limit:
            limit = column
    return levels


def value_in_quotes(source: Source, line: int) -> str | None:
    """Return the value that a line holds, in quotes; None where it holds none of its own or a long one.

    A line that goes on with the value of the line above holds none.
    """
    text = source.line(line)
    before = re.match(_BEFORE, text)
    value = re.sub(r"\s+#.*$|\s+$", "", text[before.end() if before else 0 :])
    return in_quotes(value) if before and before[0].strip() and 0 < len(value) <= _MAX_SHOWN else None


def in_quotes(text: str) -> str:
    """Return a text in quotes; quotes that were meant to stand around it are not doubled."""
    nested = re.fullmatch(_NESTED, text)
    inner = text[1:-1] if nested else text
    return f"'{inner.replace(chr(39), chr(39) * 2)}'" if '"' in inner or "\\" in inner else f'"{inner}"'
