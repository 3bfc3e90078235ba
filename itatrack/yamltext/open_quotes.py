"""A quoted text that was opened and never closed: where it began, and where it probably ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from itatrack.yamltext.loader import Loader

if TYPE_CHECKING:
    from itatrack.textfile.source import Source

# What stands before a value on its line: dashes, a key, the bracket of a list.
_BEFORE = r" *(?:- +)*(?:[A-Za-z_][A-Za-z0-9_-]* *:[ \t]+)?[\[{]?\s*"
# The beginning of a line that goes on with the data: an item, a key, a comment.
_GOES_ON = r"( *)(?:-(?=\s|$)|[A-Za-z_][A-Za-z0-9_-]* *:(?=\s|$)|#)"
# A comment, a comma and brackets behind a text in brackets.
_BEHIND_ITEM = r"\s*(?:,|[\]}]+)?\s*(?:\s#.*)?$"
_END = r"\s+#.*$|\s+$"
_CURLY = {'"': "“”„‟", "'": "‘’‚‛"}


class Closing(NamedTuple):
    """Where a quote is to be put into a line, in place of what stands from `start` to `end`, and the text with it."""

    start: int
    end: int
    text: str


def opening_of(source: Source, *places: int) -> int | None:
    """Return the opening quote of a text that ends at the quote which was to open another one, most on a later line.

    What the reader stumbles over is innocent then: it stands behind that quote on its line.

    Args:
        source: the text.
        places: the indices at which the reader stumbled.
    """
    found = None
    try:
        for token in yaml.scan(source.text, Loader=Loader):
            start, end = token.start_mark, token.end_mark
            if start.index > max(places):
                break
            if isinstance(token, yaml.ScalarToken) and token.style in _CURLY:
                on_its_line = any(end.index <= at and source.position(at)[0] == end.line + 1 for at in places)
                found = start.index if on_its_line and _swallows(source, start.index, end.index) else found
    except yaml.MarkedYAMLError:
        pass  # the scanner stumbles too, behind what was looked for
    return found


def _swallows(source: Source, start: int, end: int) -> bool:
    """Check whether a quoted text holds a line of the data, or ends at what can only open another text."""
    first, last = source.position(start), source.position(end - 1)
    line, column = source.line(last[0]), last[1] - 1
    before = line[:column] if first[0] < last[0] else line[first[1] : column]
    opens = re.search(r",\s*$", before) or (first[0] < last[0] and re.fullmatch(_BEFORE, before))
    return bool(opens and re.match(r"[^\s,\]}:]", line[column + 1 :])) or bool(swallowed_line(source, start, end))


def swallowed_line(source: Source, start: int, end: int) -> int | None:
    """Return the first line that a quoted text swallows and that belongs with the line on which it begins, or None."""
    first, last = source.position(start)[0], source.position(end)[0]
    inside = len(_before_key(source.line(first)))
    for number in range(first + 1, last + 1):
        goes_on = re.match(_GOES_ON, source.line(number))
        if goes_on and len(goes_on[1]) <= inside:
            return number
    return None


def closing_of(source: Source, line: int, column: int) -> Closing | None:
    """Return where a text is to be closed that opens in a column of a line, counted from 0; None where that is open.

    It is, where the text may go on with the next line, or where it holds a comma in brackets.
    """
    text = source.line(line)
    quote, behind = text[column], text[column + 1 :]
    if re.search(r"[\[{][^\]}]*$", text[:column]) or (not text[:column].strip() and behind.rstrip().endswith(",")):
        item = re.sub(_BEHIND_ITEM, "", re.split(rf"\s*,\s*(?={quote})", behind)[0])
        is_known = "," not in item
    else:
        item = re.sub(_END, "", behind)
        goes_on = re.match(_GOES_ON, _next_content(source, line) or "#")
        is_known = goes_on is not None and len(goes_on[1]) <= len(_before_key(text))
    if not item or not is_known or quote in item.replace(quote * 2, ""):
        return None
    end = column + 1 + len(item)
    # The closing quote is there, but of the kind that a word processor makes.
    curly = item[-1] in _CURLY[quote] and not any(sign in item[:-1] for sign in _CURLY[quote])
    start = end - 1 if curly else end
    return Closing(start, end, f"{text[column:start]}{quote}") if start > column + 1 else None


def _before_key(line: str) -> str:
    dashes = re.match(r" *(?:- +)*", line)
    return dashes[0] if dashes else ""


def _next_content(source: Source, line: int) -> str:
    """Return the next line that is not blank, or nothing at the end."""
    last, _ = source.position(len(source.text))
    return next((text for text in map(source.line, range(line + 1, last + 1)) if text.strip()), "")
