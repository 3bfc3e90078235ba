"""A line that has neither a key nor a dash: a second line of a text, a heading, a row of a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding, Span
    from itatrack.textfile.source import Source

# A key, whatever stands behind it in place of a colon; few texts begin with a small Latin word.
_KEY = r"[A-Za-z_][A-Za-z0-9_-]*\s*[:\uff1a\ufe55\ufe13\u2236\u02d0\ua789\u0589\u05c3]|[a-z_-]+(?![^\s=;])"
_TEXT = r"( *)(- +)?(?:([A-Za-z_][A-Za-z0-9_-]*) *: +)?[^\s#\"'\[{|>&*!%@`].*"
_EMPTY = r"( *(?:- +)?)([A-Za-z_][A-Za-z0-9_-]*) *:[ \t]*(?:#.*)?"
# The line that a measure begins with: what stands alone before it is a heading over measures.
_MEASURE = r" *- +id *:(?:\s|$)"
_MAX_CELLS = 12


def stray_line(source: Source, number: int) -> Finding | None:
    """Return the finding for a line with neither key nor dash, or None where it has one or nothing can be told."""
    line = source.line(number)
    text = line.strip()
    if not text or re.match(_KEY, text) or text[0] in "-#<>=\"'[{}]":
        return None
    span = source.span(source.index(number, 1) + line.index(text), source.line_end(number))
    cells = _cells(text)
    if len(cells) > 1:
        shown = ", ".join(f"`{cell}`" for cell in cells[:_MAX_CELLS])
        return finding("E106.row", span, known=shown, number=len(cells), text=max(cells, key=len))
    if re.match(_MEASURE, _content(source, number, 1)):
        return finding("E106.heading", span, text=text.rstrip(" :"))
    return _going_on(source, number, span)


def _going_on(source: Source, number: int, span: Span) -> Finding | None:
    """Return the finding for a line that should go on with the key, the text or the item above it."""
    above = _content(source, number, -1)
    empty = re.fullmatch(_EMPTY, above)
    if empty:
        text = source.line(number).strip()
        return finding("E106.value-below", span, key=empty[2], text=text, columns=len(empty[1]) + 2)
    match = re.fullmatch(_TEXT, above)
    if match is None:
        return None
    indent, dash, key = match.groups("")
    columns = len(indent) + len(dash)
    if key:
        return finding("E106.second-line", span, key=key, columns=columns + 2)
    return finding("E106.second-item", span, dash=len(indent), columns=columns) if dash else None


def _cells(text: str) -> list[str]:
    """Return the cells of a row of a table, of which there is one where it is none."""
    is_markdown = text.startswith("|") and text.endswith("|")
    parts = text.strip("|").split("|") if is_markdown else text.split("\t")
    return [part.strip() for part in parts if part.strip()]


def _content(source: Source, number: int, step: int) -> str:
    """Return the nearest line behind or before one that holds more than a comment."""
    last, _ = source.position(len(source.text))
    while 1 <= (number := number + step) <= last:
        if not re.fullmatch(r"\s*(?:#.*)?", source.line(number)):
            return source.line(number)
    return ""
