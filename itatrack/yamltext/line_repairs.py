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
    """How far a line is indented, and how far it should be, as the line `line` is, which begins with `first`.

    `is_known` tells whether its key stands in that column elsewhere in the file.
    """

    found: int
    columns: int
    line: int
    first: str
    is_known: bool


class _Level(NamedTuple):
    column: int
    line: int
    key: str
    is_dash: bool


def alignment(source: Source, line: int) -> Alignment | None:
    """Return where a line belongs that begins with a key or the `-` of an item.

    It belongs with the levels that are open above it in whose column its key stands elsewhere in the file, or else with
    any of them: with the nearest, and with the deeper one of two that are as near. Returns None where it begins with
    something else, where nothing of its kind is open, or where it fits.
    """
    this = re.match(_LINE, source.line(line))
    if this is None or not (this["key"] or this["dash"]):
        return None
    found = len(this["indent"])
    levels = [level for level in _open_above(source, line) if level.is_dash is bool(this["dash"])]
    alike = [level for level in levels if _holds(source, level, this["key"] or "")]
    best = min(alike or levels, key=lambda level: (abs(level.column - found), -level.column), default=None)
    if best is None or best.column == found:
        return None
    first = f"- {best.key}".strip() if best.is_dash else best.key
    return Alignment(found, best.column, best.line, first, is_known=bool(alike))


def _holds(source: Source, level: _Level, key: str) -> bool:
    """Check whether a key, or the `-` of an item that begins with it, stands in the column of a level."""
    if level.is_dash:
        return level.key == key
    return re.search(rf"(?m)^[ -]{{{level.column}}}{re.escape(key)} *:(?=\s|$)", source.text) is not None


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
    limit = of_keys = 1 << 30
    while line > 1 and of_keys:
        line -= 1
        above = re.match(_LINE, source.line(line))
        if above is None:
            continue
        column = len(above["indent"])
        inside = column + len(above["dash"] or "")
        if above["key"] and inside < of_keys:
            levels.append(_Level(inside, line, above["key"], is_dash=False))
        if above["dash"] and column < limit:
            levels.append(_Level(column, line, above["key"] or "", is_dash=True))
        if (above["key"] or above["dash"]) and column < of_keys:
            limit = column
            # The `-` of a list may stand in the column of its key.
            of_keys = column + 1 if above["dash"] else column
    return levels


def key_in_text(source: Source, line: int, column: int) -> str | None:
    """Return the key that a colon ends which stands in a text, with the `- ` before it; None where it is a word.

    Two lines that became one leave such a key. Keys are of small Latin letters, as few words of a Thai text are.
    """
    before = source.line(line)[: column - 1]
    match = re.search(r"[^\s-].*?[\s(]((?:- +)?[a-z][a-z0-9_-]+)$", before)
    return match[1] if match else None


class TextAbove(NamedTuple):
    """A text without a key: the line, where it begins and ends, whether it is an item, and whether one Latin word."""

    line: int
    column: int
    end: int
    is_item: bool
    is_word: bool


def text_above(source: Source, line: int) -> TextAbove | None:
    """Return the text that a line seems to go on with: that of the line above, which has neither key nor quotes."""
    above = line - 1
    while above > 1 and re.fullmatch(r"\s*(?:#.*)?", source.line(above)):
        above -= 1
    text = source.line(above) if above else ""
    match = re.fullmatch(r"(?P<before> *(?P<dash>- +)?)(?P<text>[^\s#\[{'\"|>-].*?)\s*", text)
    if match is None or re.search(r":(?:\s|$)", match["text"]):
        return None
    is_word = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", match["text"]) is not None
    return TextAbove(above, len(match["before"]), match.end("text"), bool(match["dash"]), is_word)


def is_below_brackets(source: Source, line: int) -> bool:
    """Check whether a line is an item without a key below a list that ended on the line above, in brackets."""
    above = source.line(line - 1) if line > 1 else ""
    is_item = re.match(r" *- (?! *[A-Za-z_][A-Za-z0-9_-]* *:)", source.line(line)) is not None
    return is_item and re.fullmatch(r" *(?:- +)?[A-Za-z_][A-Za-z0-9_-]* *: *\[.*\]\s*(?:#.*)?", above) is not None


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
