"""Findings with the original line and a caret under it, after the anatomy of the Rust compiler's diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.language import say, say_count
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.finding import Finding, Span

_TAB = 4
# How wide the lines may be where nobody said how wide the terminal is.
WIDE = 200
# How much of a line that does not fit is shown before the place, in cells.
_LEAD = 20


def full(findings: Iterable[Finding], width: int = WIDE) -> str:
    """Write each finding over several lines: message, place, original line, caret, second places and help.

    An original line wider than `width` display cells is shown from a little before the place on, with `…`
    where it was cut, so that the terminal does not wrap it and the caret stays under the text.
    """
    return "\n".join("".join(f"{line}\n" for line in _lines(found, width)) for found in findings)


def summary(findings: Iterable[Finding]) -> str:
    """Count errors, warnings and the files that hold them: `3 errors, 1 warning in 2 files`."""
    listed = list(findings)
    if not listed:
        return say("no findings")
    errors = sum(found.severity == "error" for found in listed)
    warnings = len(listed) - errors
    counts = [say_count(errors, "{number} error", "{number} errors")] if errors else []
    counts += [say_count(warnings, "{number} warning", "{number} warnings")] if warnings else []
    files = len({found.span.path for found in listed})
    return say_count(files, "{counts} in {number} file", "{counts} in {number} files", counts=", ".join(counts))


def _lines(found: Finding, width: int) -> list[str]:
    places = [found.span, *(related.span for related in found.related)]
    note, help_ = say("note"), say("help")
    gutter = " " * max(len(str(place.line)) for place in places)
    lines = [f"{say(found.severity)}[{found.code}]: {found.message}", *_place(found.span, gutter, "-->", width)]
    for related in found.related:
        lines += [f"{gutter} = {note}: {related.message}", *_place(related.span, gutter, ":::", width)]
    if found.help:
        lines.append(f"{gutter} = {help_}: {found.help}")
    return lines


def _place(span: Span, gutter: str, arrow: str, width: int) -> list[str]:
    lines = [f"{gutter}{arrow} {span.path}:{span.line}:{span.column}"]
    if span.excerpt:
        before, under, after = _window(span, max(width - len(gutter) - len(" | "), 2 * _LEAD))
        indent = cells(before)
        carets = cells(under)
        if under and cells(under[0]) == 0 and indent:
            # A mark has no cell of its own: it stands over the letter before it.
            indent, carets = indent - 1, carets + 1
        lines += [
            f"{gutter} |",
            f"{str(span.line).rjust(len(gutter))} | {before}{under}{after}".rstrip(),
            f"{gutter} | {' ' * indent}{'^' * max(1, carets)}",
        ]
    return lines


def _window(span: Span, width: int) -> tuple[str, str, str]:
    """Give the original line before, at and after the place, cut to a width in display cells."""
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(span.excerpt)
    # Far from the place nothing is shown, and a line may be megabytes long.
    before = "".join(map(_visible, span.excerpt[max(0, start - 2 * width) : start]))
    under = "".join(map(_visible, span.excerpt[start : min(end, start + 2 * width)]))
    after = "".join(map(_visible, span.excerpt[end : end + 2 * width]))
    if cells(before) + cells(under) + cells(after) <= width and start <= 2 * width:
        return before, under, after
    if cells(before) > _LEAD:
        before = "…" + _fitting(before[::-1], _LEAD - 1)[::-1]
    room = width - cells(before) - 1
    if cells(under) > room:
        return before, _fitting(under, room), "…"
    left = room - cells(under)
    return before, under, after if cells(after) <= left else _fitting(after, left) + "…"


def _fitting(text: str, width: int) -> str:
    """Give as much of the beginning of a text as fits."""
    used = 0
    for index, letter in enumerate(text):
        used += cells(letter)
        if used > width:
            return text[:index]
    return text


def _visible(letter: str) -> str:
    """Show a sign that has no look of its own, so that the caret stands under something."""
    if letter == "\t":
        return " " * _TAB
    return letter if letter.isprintable() else f"<U+{ord(letter):04X}>"
