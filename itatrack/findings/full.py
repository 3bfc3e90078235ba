"""Findings with the original line and a caret under it, after the anatomy of the Rust compiler's diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from itatrack.findings.message import counted
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.finding import Finding, Span
    from itatrack.findings.message import Translator

_TAB = 4
# How wide the lines may be where nobody said how wide the terminal is.
WIDE = 200
# How much of a line that does not fit is shown before the place, in cells.
_LEAD = 20


class Styled(NamedTuple):
    """A stretch of a line, and how a terminal with colours shows it."""

    text: str
    style: Literal["plain", "error", "warning", "place", "bar", "caret", "hint"] = "plain"


_BAR = Styled("|", "bar")


def full(findings: Iterable[Finding], translate: Translator, width: int = WIDE) -> str:
    """Write each finding over several lines, as `full_lines` has them, without colour."""
    return "".join("".join(part.text for part in line) + "\n" for line in full_lines(findings, translate, width))


def full_lines(findings: Iterable[Finding], translate: Translator, width: int = WIDE) -> list[list[Styled]]:
    """Return the lines of each finding: message, place, original line, caret, second places and help.

    An original line wider than `width` display cells is shown from a little before the place on, with `…`
    where it was cut, so that the terminal does not wrap it and the caret stays under the text. An empty line stands
    between two findings.
    """
    lines: list[list[Styled]] = []
    for finding in findings:
        lines += [[]] if lines else []
        lines += _lines(finding, translate, width)
    return lines


def summary(findings: Iterable[Finding], translate: Translator) -> str:
    """Return the counts of errors, warnings and the files that hold them: `3 errors, 1 warning in 2 files`."""
    listed = list(findings)
    if not listed:
        return translate("no findings")
    errors = sum(finding.severity == "error" for finding in listed)
    warnings = len(listed) - errors
    counts = [counted(errors, "{number} error", "{number} errors")] if errors else []
    counts += [counted(warnings, "{number} warning", "{number} warnings")] if warnings else []
    files = len({finding.span.path for finding in listed})
    shown = ", ".join(map(translate, counts))
    return translate(counted(files, "{counts} in {number} file", "{counts} in {number} files", counts=shown))


def _lines(finding: Finding, translate: Translator, width: int) -> list[list[Styled]]:
    places = [finding.span, *(related.span for related in finding.related)]
    gutter = " " * max(len(str(place.line)) for place in places)
    kind = Styled(f"{translate(finding.severity)}[{finding.code}]", finding.severity)
    lines = [[kind, Styled(f": {finding.message(translate)}")], *_place(finding.span, gutter, "-->", width)]
    for related in finding.related:
        lines.append(_hint(gutter, translate("note"), translate(related.message)))
        lines += _place(related.span, gutter, ":::", width)
    if help_ := finding.help(translate):
        lines.append(_hint(gutter, translate("help"), help_))
    return lines


def _hint(gutter: str, kind: str, text: str) -> list[Styled]:
    return [Styled(f"{gutter} = "), Styled(kind, "hint"), Styled(f": {text}")]


def _place(span: Span, gutter: str, arrow: str, width: int) -> list[list[Styled]]:
    lines = [[Styled(gutter), Styled(f"{arrow} {span.path}:{span.line}:{span.column}", "place")]]
    if span.excerpt:
        before, under, after = _window(span, max(width - len(gutter) - len(" | "), 2 * _LEAD))
        indent = cells(before)
        carets = cells(under)
        if under and cells(under[0]) == 0 and indent:
            # A mark has no cell of its own: it stands over the letter before it.
            indent, carets = indent - 1, carets + 1
        number = Styled(f"{str(span.line).rjust(len(gutter))} ")
        excerpt = f" {before}{under}{after}".rstrip()
        caret = Styled("^" * max(1, carets), "caret")
        lines += [
            [Styled(f"{gutter} "), _BAR],
            [number, _BAR, Styled(excerpt)],
            [Styled(f"{gutter} "), _BAR, Styled(f" {' ' * indent}"), caret],
        ]
    return lines


def _window(span: Span, width: int) -> tuple[str, str, str]:
    """Return the original line before, at and after the place, cut to a width in display cells."""
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
    """Return as much of the beginning of a text as fits."""
    used = 0
    for index, letter in enumerate(text):
        used += cells(letter)
        if used > width:
            return text[:index]
    return text


def _visible(letter: str) -> str:
    """Return how a sign is shown that has no look of its own, so that the caret stands under something."""
    if letter == "\t":
        return " " * _TAB
    return letter if letter.isprintable() else f"<U+{ord(letter):04X}>"
