"""Turn errors of the YAML library into findings that help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml.composer import ComposerError
from yaml.parser import ParserError

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.findings.message import Message, message
from itatrack.yamltext.columns import Alignment, alignment, begins_an_item, odd_one, slipped_above, slipped_item
from itatrack.yamltext.line_repairs import MAX_SHOWN, is_below_brackets, key_in_text, text_above, value_in_quotes
from itatrack.yamltext.open_quotes import closing_of, opening_of, swallowed_line
from itatrack.yamltext.stray_lines import stray_line
from itatrack.yamltext.syntax_fixes import fix_of

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

    from itatrack.findings.finding import Finding, Span
    from itatrack.textfile.source import Source

# What the YAML library says, and the wording of ours that helps more.
_SYNTAX = {
    "mapping values are not allowed in this context": "E106.colon",
    "could not find expected ':'": "E106.key",
    "did not find expected key": "E106.indentation",
    "did not find expected '-' indicator": "E106.indentation",
    "did not find expected ',' or ']'": "E106.bracket",
    "did not find expected ',' or '}'": "E106.bracket",
    "found character that cannot start any token": "E106.character",
    "did not find expected alphabetic or numeric character": "E106.character",
    "did not find expected whitespace or line break": "E106.character",
    "did not find expected comment or line break": "E106.character",
    "did not find expected tag URI": "E106.character",
    "found undefined alias": "E106.character",
    "mapping keys are not allowed in this context": "E106.character",
    "block sequence entries are not allowed in this context": "E106.list-here",
}
# What PyYAML's own parser says where libyaml is not there, and how that says it.
_PURE = {
    r"mapping values are not allowed here": "mapping values are not allowed in this context",
    r"sequence entries are not allowed here": "block sequence entries are not allowed in this context",
    r"expected (',' or '.'), but got .*": r"did not find expected \1",
    r"found character .* that cannot start any token": "found character that cannot start any token",
    r"expected the node content, but found .*": "did not find expected node content",
    r"expected URI, but found .*": "did not find expected tag URI",
    r"expected (?:a comment or a line break|chomping or indentation indicators), but found .*": (
        "did not find expected comment or line break"
    ),
    r"expected (alphabetic or numeric character), but found .*": r"did not find expected \1",
}
# Line breaks to YAML, invisible in an editor.
_HIDDEN = {"E106.hidden": "(?P<place>[\x85\u2028\u2029])"}
# Slips that YAML notices only where the line goes on, or on the next one.
_LATE = {
    "E106.blank": r"(?m)^ *(?P<place>[\u00a0\u2000-\u200a\u202f\u3000])",
    "E106.curly": r"(?m)^[ -]*[\w-]+: +(?P<place>[\u2018-\u201f])",
    "E106.key": r"(?m)^[ -]*(?P<place>[a-z_]+:)[^\s:/]",
    "E106.dash": r"(?m)^ *(?P<place>-)[a-z_]+:(?=\s)",
}
# A space that YAML takes for a letter, before a key or a dash.
_BEFORE_KEY = {
    "E106.blank": (
        r"(?m)^ *(?P<place>[\u00a0\u2000-\u200a\u202f\u3000])[ \u00a0\u2000-\u200a\u202f\u3000]*"
        r"(?:-[ \u00a0]|[A-Za-z_][A-Za-z0-9_-]*:(?:\s|$))"
    )
}
# A space that YAML takes for a letter, behind the colon of a key.
_BEHIND_COLON = {"E106.space": r"(?m)^ *(?:- +)?[A-Za-z][A-Za-z0-9_-]* *:(?P<place>[\u00a0\u2000-\u200a\u202f\u3000])"}
# The marks around code in a text that was copied from a page.
_FENCE = {"E106.fence": r"(?m)^ *(?P<place>```[a-z]*)[ \r]*$"}
# A hyphen without a blank behind it, a longer dash, a bullet.
_DASH = {
    "E106.dash": (
        r"(?m)^ *(?P<place>-(?![\s-]|$)|[*+\u2713](?= )"
        r"|[\u00b7\u2010-\u2015\u2022\u2023\u2212\u25aa\u25cb\u25cf\u25e6\uff0d])"
    ),
    # A sign of another script behind a key that looks like a colon.
    "E106.wide-colon": r"(?m)^ *(?:- +)?[A-Za-z_-]+ *(?P<place>[\uff1a\ufe55\ufe13\u2236\u02d0\ua789\u0589\u05c3])",
}
# What git leaves where both sides of a merge changed the same lines.
_CONFLICT = r"(?m)^(?:<<<<<<<|>>>>>>>)(?= )"
# Possessive: going back would take a hundred bytes a character.
_QUOTED = {"'": r"'(?:[^']|'')*+'", '"': r'"(?:[^"\\]|\\.)*+"'}
_ESCAPE = r"\\."
# What a line in the wrong column leads to.
_ALIGNED = {"E106.colon", "E106.indentation", "E106.item"}
# Wordings for which it helps to see the value in quotes.
_HELPED_BY_QUOTES = {"E106.after", "E106.character", "E106.colon", "E106.list-here"}
# What a line without a key leads to.
_STRAY = {"E106", "E106.key", "E106.indentation", "E106.character"}
# Wordings for which it helps to see where the list or mapping began.
_LONG = {"E106.bracket", "E106.indentation", "E106.item"}


def syntax_finding(source: Source, error: MarkedYAMLError) -> Finding:
    """Return the finding for what the YAML library stumbled on, in words that say what to do, and what fixes it."""
    found = _found(source, error)
    return found._replace(fix=fix_of(source, found))


def _found(source: Source, error: MarkedYAMLError) -> Finding:
    """Return the finding for what the YAML library stumbled on.

    The code follows from the kind of error and the text at its place. The library's sentences, which may change at any
    time, only choose among the wordings of E106.
    """
    mark = error.problem_mark or error.context_mark
    index = min(mark.index if mark else 0, len(source.text))
    here = source.span(index, index + 1)
    problem = _problem(error)
    character = source.text[index : index + 1]
    start = error.context_mark.index if error.context_mark else index
    began = source.span(start, start + 1)
    wording = _SYNTAX.get(problem, "E106")
    slip = _open_quote(source, start, index) or _quoted(source, start, index) or _slip(source, began, here, wording)
    if slip is None and wording in _STRAY:
        slip = stray_line(source, began.line if wording == "E106.key" else here.line)
    if slip:
        return slip
    if isinstance(error, ComposerError):
        return finding("E108", here)
    if isinstance(error, ParserError) and error.context is None:
        return _indented_beginning(source, here) or finding("E108.astray", here)
    if character == "\t":
        return finding("E107.dash" if here.excerpt[: here.column - 1].strip() else "E107", here)
    wording = _closer(wording, problem, began, here)
    broken = _broken_line(source, here, wording)
    if broken:
        return broken
    if wording == "E106.key" or (wording == "E106.character" and "token" not in problem):
        here, character = began, began.excerpt[began.column - 1 : began.column]
    related = (Related(message("it begins here"), began),) if wording in _LONG and began != here else ()
    return finding(
        wording, here, related, problem=Message(problem), character=character, meant=_in_quotes(source, here, wording)
    )


def _closer(wording: str, problem: str, began: Span, here: Span) -> str:
    """Return the wording that fits what stands before and behind the place."""
    if wording == "E106.indentation" and here.excerpt[: here.column - 1].strip(" -"):
        return "E106.after"
    if "'-' indicator" in problem and here.column == began.column:
        return "E106.item"
    if wording == "E106.list-here" and not here.excerpt[here.column :].strip():
        return "E106.lone-dash"
    return wording


def _in_quotes(source: Source, here: Span, wording: str) -> str | None:
    """Return the value in quotes where that fixes it; in brackets it is one item, which cannot be told."""
    quoted = value_in_quotes(source, here.line) if wording in _HELPED_BY_QUOTES else None
    return quoted if quoted and (quoted[1] not in "[{" or wording == "E106.after") else None


def _broken_line(source: Source, here: Span, wording: str) -> Finding | None:
    """Return the finding for a line that begins in the wrong column, goes on with another, or was two lines."""
    if wording == "E106.indentation" and is_below_brackets(source, here.line):
        return finding("E106.brackets", here)
    misplaced = _below_a_text(source, here) or _misplaced(source, here) if wording in _ALIGNED else None
    key = None if misplaced else _merged(source, here, wording)
    return finding("E106.merged", here, key=key, meant=_in_quotes(source, here, wording)) if key else misplaced


def _merged(source: Source, here: Span, wording: str) -> str | None:
    """Return the key of a line that became one with the line above it, or None where there is none."""
    is_behind_a_value = not here.excerpt[: here.column - 1].rstrip().endswith(":")
    if wording in {"E106.after", "E106.list-here"} and is_behind_a_value:
        behind = re.match(r"((?:- +)?[a-z][a-z0-9_-]+):(?=\s|$)", here.excerpt[here.column - 1 :])
        return behind[1] if behind else None
    return key_in_text(source, here.line, here.column) if wording == "E106.colon" else None


def _below_a_text(source: Source, here: Span) -> Finding | None:
    """Return the finding for a line with a key below a text, which therefore should have one too."""
    above = text_above(source, here.line)
    line = source.line(here.line)
    begins = re.match(r" *(?=(- +)?[A-Za-z_][A-Za-z0-9_-]* *:(?=\s|$))", line)
    if above is None or begins is None:
        return None
    slipped = slipped_item(source, above.line) if above.is_item and begins.end() >= above.column else None
    if slipped:
        return _in_wrong_column(source, *slipped)
    start = source.index(above.line, 1)
    span = source.span(start + above.column, start + above.end)
    if above.is_word and not above.is_item and begins.end() >= above.column:
        return finding("E106.key", span)
    if above.is_item and not begins[1] and begins.end() == above.column:
        place = alignment(source, here.line)
        if place and not place.is_known:
            values = place._asdict()
            return finding("E106.text", span, key=line[begins.end() :].split(":")[0].rstrip(), **values)
    return None


def _misplaced(source: Source, here: Span) -> Finding | None:
    """Return the finding for a line that begins in a column where nothing above it does."""
    slipped = slipped_above(source, here.line) or slipped_item(source, here.line)
    if slipped:
        return _in_wrong_column(source, *slipped)
    place = alignment(source, here.line)
    if place is None or begins_an_item(source, here.line):
        return None
    line = source.line(here.line)
    # A colon later in the line is not that of the key which the line begins with.
    if line[here.column - 1] == ":" and ":" in line[place.found : here.column - 1]:
        return None
    odd = odd_one(source, here.line, place)
    return _in_wrong_column(source, *(odd or (here.line, place)))


def _in_wrong_column(source: Source, line: int, place: Alignment) -> Finding:
    """Return the finding for a line that is to be indented as another one."""
    start = source.index(line, 1) + place.found
    span = source.span(start, start + len(source.line(line)[place.found :].split(":")[0].rstrip()))
    wording = "E106.column" if _begins_in_column(source, place) else "E106.below"
    return finding(wording, span, found=place.found, columns=place.columns, line=place.line, first=place.first)


def _begins_in_column(source: Source, place: Alignment) -> bool:
    """Check whether the line that shows where another one belongs begins in that column, behind a dash or not."""
    return source.line(place.line)[place.columns :].startswith(place.first)


def _indented_beginning(source: Source, here: Span) -> Finding | None:
    """Return the finding for the first line of a text, where it is indented and the next one is not."""
    begins = re.search(r"^( +)[A-Za-z_][A-Za-z0-9_-]* *:(?=\s|$)", source.text, re.MULTILINE)
    next_key = re.match(r"[A-Za-z_][A-Za-z0-9_-]*(?= *:(?:\s|$))", source.line(here.line))
    if begins is None or next_key is None or re.search(r"^[^\s#]", source.text[: begins.start()], re.MULTILINE):
        return None
    line, _ = source.position(begins.start())
    place = Alignment(len(begins[1]), 0, here.line, next_key[0], is_known=True)
    is_lost = line > 1 and re.match(r"# *[A-Za-z_]+:", source.line(line - 1))  # its key is a comment
    return _in_wrong_column(source, line, place) if line < here.line and not is_lost else None


def _problem(error: MarkedYAMLError) -> str:
    """Return what the library says is wrong, as libyaml says it."""
    problem = str(error.problem or "the text is not YAML")
    if problem.startswith("expected <block end>, but found"):
        is_list = "collection" in str(error.context)
        return "did not find expected '-' indicator" if is_list else "did not find expected key"
    for pattern, said in _PURE.items():
        if re.fullmatch(pattern, problem, re.DOTALL):
            return re.sub(pattern, said, problem, flags=re.DOTALL)
    return problem


def _open_quote(source: Source, start: int, index: int) -> Finding | None:
    """Return the finding for a text that was opened above and took the quote of a later one for its end."""
    # A text between quotes can only be read on from there where quotes stand at all.
    opening = opening_of(source, index, start) if re.search("[\"']", source.text[:index]) else None
    return None if opening is None else _unterminated(source, opening)


def _unterminated(source: Source, opening: int) -> Finding:
    span = source.span(opening, opening + 1)
    closing = closing_of(source, span.line, span.column - 1)
    meant = closing.text if closing and len(closing.text) <= MAX_SHOWN else None
    return finding("E106.quote", span, quote=source.text[opening], meant=meant)


def _quoted(source: Source, start: int, index: int) -> Finding | None:
    """Return the finding for a quoted text from `start` on that cannot be read, the scanner having come to `index`."""
    text = source.text
    pattern = _QUOTED.get(text[start : start + 1])
    if pattern is None:
        return None
    if text[start] == '"':
        for escape in re.compile(_ESCAPE, re.DOTALL).finditer(text, start + 1, index + 2):
            # The scanner stops at the backslash, at the sign behind it, or at the digits behind both.
            if index - 2 <= escape.start() <= index < len(text):
                if swallowed_line(source, start, escape.start()):
                    break
                return finding("E106.escape", source.span(*escape.span()), escape=escape[0])
    closed = re.compile(pattern, re.DOTALL).match(text, start)
    if closed and index >= closed.end():
        return None  # what is wrong stands behind it
    return _unterminated(source, start)


def _slip(source: Source, began: Span, here: Span, wording: str) -> Finding | None:
    """Return the finding for a slip that the YAML library does not see where it stands, and stumbles over later."""
    conflict = re.search(_CONFLICT, source.text)
    if conflict:
        return finding("E106.conflict", source.span(*conflict.span()))
    blank = (_BEFORE_KEY, min(began.line, here.line), here.line)
    places = [
        blank,
        *((slips, place.line, place.line) for place in (began, here) for slips in (_HIDDEN, _FENCE, _BEHIND_COLON)),
    ]
    if wording in {"E106", "E106.colon", "E106.indentation"}:
        places.append((_LATE, here.line - 1, here.line))
    if wording == "E106.character":
        places.append(({"E106.dash": _DASH["E106.dash"]}, here.line, here.line))
    if wording in {"E106", "E106.key", "E106.indentation"}:
        place = began if wording == "E106.key" else here
        places.append((_DASH, place.line, place.line))
    for slips, first, last in places:
        start, end = source.index(max(1, first), 1), source.line_end(last)
        for name, pattern in slips.items():
            match = re.compile(pattern).search(source.text, start, end)
            if match:
                place = source.span(*match.span("place"))
                sign = match["place"]
                is_shown = name in _DASH
                character = sign if is_shown and sign.isprintable() else f"U+{ord(sign[0]):04X}"
                return finding(name, place, character=character)
    return None
