"""What fixes a text that YAML cannot be read from, for the findings of which that can be told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import WORDINGS
from itatrack.findings.fix import Fix, Replacement, layout
from itatrack.textfile.source import Source
from itatrack.yamltext.columns import column_below
from itatrack.yamltext.line_repairs import in_quotes, place_of_value
from itatrack.yamltext.nodes import CollectionNode, scalars

if TYPE_CHECKING:
    from collections.abc import Callable

    from itatrack.findings.finding import Finding, Span, Wording
    from itatrack.yamltext.nodes import MappingNode, Node

# Blanks and a comment behind a value.
_END = r"\s+#.*$|\s+$"
_SPACES = "\u00a0\u2000-\u200a\u202f\u3000"


def fix_of(source: Source, finding: Finding) -> Fix | None:
    """Return the fix of a finding of a syntax error, or None where it is for a person to say what was meant."""
    make = _FIXES.get(finding.wording)
    return make(source, finding) if make else None


def on_line(source: Source, line: int, start: int, end: int) -> Span:
    """Return the span of a stretch of a line, its ends counted from 0."""
    first = source.index(line, 1)
    return source.span(first + start, first + end)


def indented(source: Source, line: int, columns: int, *, is_safe: bool = False) -> Fix:
    """Return the fix that indents a line by so many columns."""
    blank = len(source.line(line)) - len(source.line(line).lstrip())
    return layout(on_line(source, line, 0, blank), " " * columns, is_safe=is_safe)


def with_plain_spaces(source: Source, line: int) -> Fix:
    """Return the fix that indents a line with as many ordinary spaces as it has unusual ones."""
    text = source.line(line)
    return indented(source, line, len(text) - len(text.lstrip()), is_safe=True)


def with_blank(source: Source, line: int, column: int) -> Fix | None:
    """Return the fix that puts a blank behind the colon of a key which begins in a column, counted from 0.

    What stands behind it is put in quotes, where it has a colon of its own.
    """
    text = source.line(line)
    match = re.compile(r"[A-Za-z_][A-Za-z0-9_]*:(?=[^\s:/])").match(text, column)
    if match is None:
        return None
    value = re.sub(_END, "", text[match.end() :])
    if value[0] in "\"'[{" or not re.search(r":(?:\s|$)", value):
        return layout(on_line(source, line, match.end(), match.end()), " ")
    return layout(on_line(source, line, match.end(), match.end() + len(value)), f" {in_quotes(value)}")


def quoted(source: Source, line: int, start: int, end: int) -> Fix:
    """Return the fix that puts a stretch of a line in quotes."""
    return layout(on_line(source, line, start, end), in_quotes(source.line(line)[start:end]))


def in_quotes_to_the_end(source: Source, node: Node) -> Fix | None:
    """Return the fix that puts all from where a node begins to the end of its line in quotes, if it ends there too."""
    line, column = source.position(node.start_mark.index)
    text = source.line(line)
    end = len(re.sub(_END, "", text))
    leaves = [leaf.end_mark.index for leaf in scalars(node)]
    return quoted(source, line, column - 1, end) if max(leaves) == source.index(line, 1) + end else None


def indented_with_value(source: Source, record: MappingNode, key: Node, columns: int) -> Fix | None:
    """Return the fix that indents the key of a record by so many columns, and moves the lines of its value as far.

    They stay where they are two columns behind it then. Returns None where the key does not begin its line.
    """
    line, column = source.position(key.start_mark.index)
    if source.line(line)[: column - 1].strip():
        return None
    value = next(value for name, value in record.value if name is key)
    last, _ = source.position(max(leaf.end_mark.index for leaf in scalars(value)))
    moved = columns - column + 1
    lines = [number for number in range(line, last + 1) if source.line(number).strip()]
    if isinstance(value, CollectionNode) and value.start_mark.column == columns + 2:
        lines = lines[:1]
    blanks = [len(source.line(number)) - len(source.line(number).lstrip(" ")) for number in lines]
    if any(blank + moved < 0 for blank in blanks):
        return None
    pairs = zip(lines, blanks, strict=True)
    return Fix(tuple(Replacement(on_line(source, number, 0, blank), " " * (blank + moved)) for number, blank in pairs))


def _blank(source: Source, finding: Finding) -> Fix:
    return with_plain_spaces(source, finding.span.line)


def _space(source: Source, finding: Finding) -> Fix:
    line, start = finding.span.line, finding.span.column - 1
    spaces = re.compile(f"[{_SPACES} ]+").match(source.line(line), start)
    return layout(on_line(source, line, start, spaces.end() if spaces else start + 1), " ", is_safe=True)


def _break(source: Source, finding: Finding) -> Fix:
    del source
    return layout(finding.span, " ")


def _tab(source: Source, finding: Finding) -> Fix | None:
    """Return the fix that indents a line to where it belongs, the tab at its beginning telling nothing of that."""
    line = finding.span.line
    bare = source.line(line).lstrip(" \t")
    start, end = source.index(line, 1), source.line_end(line)
    columns = column_below(Source(source.path, source.text[:start] + bare + source.text[end:]), line)
    return None if columns is None else indented(source, line, columns, is_safe=True)


def _tab_after_dash(source: Source, finding: Finding) -> Fix | None:
    line = finding.span.line
    blanks = re.match(r" *-([ \t]+)", source.line(line))
    return layout(on_line(source, line, *blanks.span(1)), " ", is_safe=True) if blanks else None


def _dash(source: Source, finding: Finding) -> Fix:
    behind = source.line(finding.span.line)[finding.span.end_column - 1 :]
    return layout(finding.span, "-" if behind.startswith(" ") else "- ")


def _colon(source: Source, finding: Finding) -> Fix:
    behind = source.line(finding.span.line)[finding.span.end_column - 1 :]
    return layout(finding.span, ":" if behind.startswith(" ") or not behind.strip() else ": ")


def _key(source: Source, finding: Finding) -> Fix | None:
    return with_blank(source, finding.span.line, finding.span.column - 1)


def _column(source: Source, finding: Finding) -> Fix:
    return indented(source, finding.span.line, int(str(finding.values["columns"])))


def _quotes(source: Source, finding: Finding) -> Fix | None:
    line = finding.span.line
    return quoted(source, line, *place_of_value(source, line)) if finding.values.get("meant") else None


def _closing_quote(source: Source, finding: Finding) -> Fix | None:
    from itatrack.yamltext.open_quotes import closing_of  # which few files need

    line, column = finding.span.line, finding.span.column - 1
    closing = closing_of(source, line, column)
    return layout(on_line(source, line, closing.start, closing.end), closing.text[0]) if closing else None


_FIXES: dict[Wording, Callable[[Source, Finding], Fix | None]] = {
    WORDINGS["E106.blank"]: _blank,
    WORDINGS["E106.space"]: _space,
    WORDINGS["E106.hidden"]: _break,
    WORDINGS["E107"]: _tab,
    WORDINGS["E107.dash"]: _tab_after_dash,
    WORDINGS["E106.dash"]: _dash,
    WORDINGS["E106.wide-colon"]: _colon,
    WORDINGS["E106.key"]: _key,
    WORDINGS["E106.column"]: _column,
    WORDINGS["E106.below"]: _column,
    WORDINGS["E106.quote"]: _closing_quote,
    WORDINGS["E106.colon"]: _quotes,
    WORDINGS["E106.after"]: _quotes,
    WORDINGS["E106.character"]: _quotes,
    WORDINGS["E106.list-here"]: _quotes,
}
