"""Read a scalar node: its text as it is compared and printed, and by its kind, with a finding for what is wrong."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from itatrack.findings.fix import Replacement, spelling
from itatrack.findings.message import Message, message
from itatrack.model.fields import fields_of
from itatrack.model.kinds import Problem, ScalarKind, TextKind
from itatrack.model.records import Evidence
from itatrack.textfile.source import forbidden_in_value
from itatrack.thai.spelling import normalise
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_empty, is_plain
from itatrack.yamltext.syntax_fixes import in_quotes_to_the_end

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from itatrack.findings.fix import Fix
    from itatrack.reading.reader import Reader
    from itatrack.textfile.source import Source

T = TypeVar("T")


def name_of(node: Node) -> Message:
    """Return what a node is, in the words of the messages."""
    if isinstance(node, MappingNode):
        return message("keys and values")
    if isinstance(node, SequenceNode):
        return message("a list")
    return message("nothing") if is_empty(node) else message("text")


@lru_cache(maxsize=1024)
def key_text(key: str) -> str:
    """Return a key's text as it is compared; the same few keys occur in every record."""
    return plain(key).strip()


def plain_text(node: ScalarNode) -> str:
    """Return a scalar's text as it is compared and printed: normalised, without spaces at its ends."""
    return plain(node.value)


def plain(value: str) -> str:
    """Return a text as it is compared and printed."""
    return value.strip(" ") if value.isascii() and value.isprintable() else normalise(value)


class Invalid(Enum):
    """The type of `INVALID`, which stands for a value that could not be read and has its finding."""

    INVALID = "invalid"


INVALID: Final = Invalid.INVALID


def text(reader: Reader, node: Node, key: str | None) -> str | Invalid:
    """Read a text that is not empty; `key` names it in the finding, None means an item of a list."""
    if not isinstance(node, ScalarNode):
        is_slip = isinstance(node, MappingNode) and colon_slip(reader, node, fields_of(Evidence))
        items = node.value if isinstance(node, SequenceNode) else []
        alone = items[0].value if len(items) == 1 and isinstance(items[0], ScalarNode) else None
        below_dash = "E204.dashes" if isinstance(node, SequenceNode) and not node.flow_style else "E204.alone"
        wording = "E204.colon" if is_slip else below_dash if alone else "E204.text"
        fix = in_quotes_to_the_end(reader.source, node) if is_slip else None
        reader.add(wording, node, fix=fix, found=name_of(node), text=alone)
        return INVALID
    value = normalise(node.value)
    if not value or is_empty(node):
        wording = "E205" if key else "E205.item"
        behind = reader.source.text[node.start_mark.index :].split("\n", 1)[0].strip()
        reader.add(f"{wording}.comment" if behind.startswith("#") else wording, node, key=key)
        return INVALID
    forbidden = forbidden_in_value(value)
    if forbidden:
        wording, character = forbidden
        reader.add(wording, node, character=character)
        return INVALID
    return value


# A dash or a bullet that begins a line, as that of an item does.
_BULLET = r"[*+\u2713\u2010-\u2015\u2022\u2023\u25aa\u25cb\u25cf\u25e6\u00b7]"
_ITEM_BELOW = rf"\n[ \t]*(?P<dash>--?|{_BULLET})(?=[\s\u0e00-\u0e7f]|$)"


def item_below(reader: Reader, node: Node, wording: str) -> bool:
    """Report a line that looks like an item and is read as part of the text above it; return whether there is one."""
    source, start = reader.source, node.start_mark.index
    found = dash_below(source, node) if isinstance(node, ScalarNode) and is_plain(node) else None
    if found is None:
        return False
    first, last = found.span("dash")
    above = source.text[source.index(source.position(start)[0], 1) : start]
    is_item = wording == "E204.below" and source.text[start + first : start + last + 1] in {"- ", "-\t"}
    columns = above.rindex("-") if is_item and above.strip() == "-" else None
    wording = wording if columns is None else "E204.below.item"
    reader.add(wording, source.span(start + first, start + last), dash=found["dash"], columns=columns)
    return True


def dash_below(source: Source, node: ScalarNode) -> re.Match[str] | None:
    """Return the dash or bullet that begins a further line of a plain text, or None where there is none."""
    if node.start_mark.line == node.end_mark.line:
        return None
    return re.search(_ITEM_BELOW, source.text[node.start_mark.index : node.end_mark.index])


def colon_slip(reader: Reader, node: MappingNode, known: Collection[str]) -> bool:
    """Check whether a mapping looks like a text that contains a colon and a space."""
    # A colon in an item of a list in brackets makes keys and values too, without braces.
    if len(node.value) != 1 or reader.source.text.startswith("{", node.start_mark.index):
        return False
    key = node.value[0][0]
    return isinstance(key, ScalarNode) and plain_text(key) not in known


def scalar(reader: Reader, kind: ScalarKind[T], node: Node, key: str | None) -> T | str | Invalid:
    """Read a value of a kind that is written as one text."""
    value = text(reader, node, key)
    if isinstance(value, Invalid):
        return value
    if type(kind) is TextKind:
        return INVALID if item_below(reader, node, "E204.below.one") else value
    result = kind.read(node.value.strip(" \n") if kind.is_verbatim else value)
    if not isinstance(result, Problem):
        return result
    reader.add(result.wording, node, fix=_respelt(reader, node, result.letters), **result.values)
    kept: T | None = result.value
    return INVALID if kept is None else kept


def _respelt(reader: Reader, node: Node, letters: Mapping[str, str]) -> Fix | None:
    """Return the fix that writes some letters of a value otherwise."""
    start = node.start_mark.index
    written = reader.source.text[start : node.end_mark.index] if letters else ""
    places = (index for index, letter in enumerate(written, start) if letter in letters)
    return spelling(
        Replacement(reader.source.span(index, index + 1), letters[reader.source.text[index]]) for index in places
    )
