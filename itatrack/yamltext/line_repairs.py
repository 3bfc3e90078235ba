"""What a broken line was probably meant to be: a key, an item, its value in quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from itatrack.textfile.source import Source

# What stands before a value on its line: dashes, and a key.
_BEFORE = r" *(?:- +)*(?:[A-Za-z_][A-Za-z0-9_-]* *:[ \t]+)?"
# A quote inside quoted text that opens another: a space before it, none after it.
_NESTED = r"""(?P<quote>["'])(?:(?!(?P=quote)).)*[\s(](?P=quote)\S.*(?P=quote)"""
# The same where the outer one is not closed: all quotes but the first are in pairs.
_NEVER_CLOSED = (
    r"""(?P<quote>["'])(?:(?!(?P=quote)).)*[\s(](?P=quote)\S(?:(?!(?P=quote)).)*(?P=quote)(?:(?!(?P=quote)).)+"""
)

MAX_SHOWN = 90  # a longer one would not be shown whole


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
    start, end = place_of_value(source, line)
    return in_quotes(source.line(line)[start:end]) if 0 < end - start <= MAX_SHOWN else None


def place_of_value(source: Source, line: int) -> tuple[int, int]:
    """Return where the value of a line begins and ends on it, without a comment; the same twice where it has none."""
    text = source.line(line)
    before = re.match(_BEFORE, text)
    start = before.end() if before and before[0].strip() else len(text)
    return start, start + len(re.sub(r"\s+#.*$|\s+$", "", text[start:]))


def in_quotes(text: str) -> str:
    """Return a text in quotes; quotes that were meant to stand around it are not doubled."""
    nested = re.fullmatch(_NESTED, text)
    inner = text[1:-1] if nested else text[1:] if re.fullmatch(_NEVER_CLOSED, text) else text
    return f"'{inner.replace(chr(39), chr(39) * 2)}'" if '"' in inner or "\\" in inner else f'"{inner}"'
