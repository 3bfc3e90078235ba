"""Say in words that help what the YAML library could not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

    from itatrack.findings.finding import Finding
    from itatrack.yamltext.source import Source

# What the YAML library says, and the wording of ours that helps more.
_SYNTAX = {
    "mapping values are not allowed in this context": "E106.colon",
    "mapping values are not allowed here": "E106.colon",
    "could not find expected ':'": "E106.key",
    "did not find expected key": "E106.indentation",
    "did not find expected '-' indicator": "E106.indentation",
    "expected <block end>, but found '<block mapping start>'": "E106.indentation",
    "did not find expected ',' or ']'": "E106.bracket",
    "did not find expected ',' or '}'": "E106.bracket",
    "found character that cannot start any token": "E106.character",
    "did not find expected alphabetic or numeric character": "E106.character",
    "did not find expected whitespace or line break": "E106.character",
    "did not find expected comment or line break": "E106.character",
    "did not find expected tag URI": "E106.character",
}
# Line breaks to YAML, invisible in an editor.
_HIDDEN_BREAK = "[\x85\u2028\u2029]"
# What git leaves where both sides of a merge changed the same lines.
_CONFLICT = r"(?m)^(?:<<<<<<<|>>>>>>>)(?= )"
# Wordings for which it helps to see where the list or mapping began.
_LONG = {"E106.bracket", "E106.indentation"}


def syntax_finding(source: Source, error: MarkedYAMLError) -> Finding:
    """Give the finding for what the YAML library stumbled on, in words that say what to do."""
    mark = error.problem_mark or error.context_mark
    index = min(mark.index if mark else 0, len(source.text))
    here = source.span(index, index + 1)
    problem = error.problem or "the text is no YAML"
    character = source.text[index : index + 1]
    conflict = re.search(_CONFLICT, source.text)
    if conflict:
        return finding("E106.conflict", source.span(conflict.start(), conflict.end()))
    second = "single document" in str(error.context)
    if second or "<document start>" in problem:
        return finding("E108" if second else "E108.astray", here)
    if "tab character" in problem or (character == "\t" and "token" in problem):
        return finding("E107", here)
    if "quoted scalar" in str(error.context) and error.context_mark:
        opened = error.context_mark.index
        return finding("E106.quote", source.span(opened, opened + 1))
    began = source.span(error.context_mark.index, error.context_mark.index + 1) if error.context_mark else here
    for place in (began, here):
        hidden = re.search(_HIDDEN_BREAK, place.excerpt)
        if hidden:
            start = source.index(place.line, hidden.start() + 1)
            return finding("E106.hidden", source.span(start, start + 1), character=f"U+{ord(hidden[0]):04X}")
    wording = _SYNTAX.get(problem, "E106")
    if wording == "E106.indentation" and here.excerpt[: here.column - 1].strip(" -"):
        wording = "E106.after"
    if wording == "E106.key" or (wording == "E106.character" and "token" not in problem):
        here, character = began, began.excerpt[began.column - 1 : began.column]
    related = (Related("it begins here", began),) if wording in _LONG and began != here else ()
    return finding(wording, here, related, problem=problem, character=character)
