"""Put a text in quotes as a person should type it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itatrack.yamltext.source import Source

# What stands before a value on its line: dashes, and a key.
_BEFORE = r" *(?:- +)*(?:[A-Za-z_][A-Za-z0-9_-]* *:[ \t]+)?"
# A quote inside quoted text that opens another: a blank before it, none behind it.
_NESTED = r"""(?P<quote>["'])(?:(?!(?P=quote)).)*[\s(](?P=quote)\S.*(?P=quote)"""

_MAX_SHOWN = 90  # a longer one would not be shown whole


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
