"""Emit a value as YAML text in the style of similar values in the same file."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Data = str | list["Data"] | dict[str, "Data"]


class StyleHint(NamedTuple):
    """A value whose style a new value takes, and its key, if it has one."""

    node: Node
    key: Node | None = None


class _Bare(yaml.SafeDumper):
    """A dumper that leaves unquoted all that YAML can read back as text, also what looks like a date or a number."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML's own name and form


_LINE_BREAK = "[\n\r\x85\u2028\u2029]"
_RESOLVER: Any = yaml.resolver.Resolver


def scalar(text: str, hints: Iterable[StyleHint] = (), *, flow: bool) -> str:
    """Return a text as a YAML scalar on one line, in quotes where YAML needs them or where similar values have them.

    What other readers take for a date or a number is quoted too, unless the similar value is of the same type and
    stands without quotes.
    """
    similar = next(
        (hint.node for hint in hints if isinstance(hint.node, ScalarNode) and hint.node.style not in {"|", ">"}), None
    )
    style = '"' if re.search(_LINE_BREAK, text) else (similar.style if similar else None) or None
    is_same_type = similar is not None and _type(similar.value) == _type(text) != "tag:yaml.org,2002:null"
    written: str = yaml.dump(
        [text],
        Dumper=_Bare if is_same_type else yaml.SafeDumper,
        default_style=style,
        default_flow_style=flow,
        allow_unicode=True,
        width=math.inf,
    )
    return written[1:-2] if flow else written[2:-1]


def _type(text: str) -> str:
    """Return the tag that other readers give to an unquoted text."""
    tag: str = _RESOLVER().resolve(ScalarNode, text, (True, False))
    return tag.replace(":float", ":int")  # a number is a number


def in_flow(value: Data, hints: Sequence[StyleHint]) -> str:
    """Return a value in brackets, on one line."""
    if isinstance(value, str):
        return scalar(value, hints, flow=True)
    pad = " " * next((_inner_pad(hint.node) for hint in hints if _is_flow(hint.node)), 0)
    if isinstance(value, list):
        return f"[{pad}{', '.join(in_flow(item, items(hints)) for item in value)}{pad}]"
    return f"{{{pad}{', '.join(flow_pair(key, part, hints_for_key(hints, key)) for key, part in value.items())}{pad}}}"


def flow_pair(key: str, value: Data, hints: Sequence[StyleHint]) -> str:
    """Return a key with its value as it stands in braces."""
    return f"{scalar(key, _keys(hints), flow=True)}: {in_flow(value, hints)}"


def in_block(value: Data, hints: Sequence[StyleHint], column: int, newline: str) -> str:
    """Return a value on as many lines as its hints take; its first character will stand in a column (from 0)."""
    if isinstance(value, str):
        return scalar(value, hints, flow=False)
    if is_flow_style(value, hints):
        return in_flow(value, hints)
    between = newline + " " * column
    if isinstance(value, list):
        pad = " " * dash_pad(hints)
        inner = column + 1 + len(pad)
        return between.join(f"-{pad}{in_block(item, items(hints), inner, newline)}" for item in value)
    return between.join(
        block_pair(key, part, hints_for_key(hints, key), column, newline) for key, part in value.items()
    )


def block_pair(key: str, value: Data, hints: Sequence[StyleHint], column: int, newline: str) -> str:
    """Return a key, which will stand in a column (from 0), with its value beside or below it."""
    head = f"{scalar(key, _keys(hints), flow=False)}:"
    if isinstance(value, str) or is_flow_style(value, hints):
        return f"{head}{' ' * _colon_pad(hints)}{in_block(value, hints, column, newline)}"
    inner = column + offset(hints, value)
    return f"{head}{newline}{' ' * inner}{in_block(value, hints, inner, newline)}"


def is_flow_style(value: Data, hints: Iterable[StyleHint]) -> bool:
    """Check whether a list or mapping is to stand in brackets: it is empty, or the nearest similar one does."""
    kind = SequenceNode if isinstance(value, list) else MappingNode
    similar = next((hint.node for hint in hints if isinstance(hint.node, kind) and hint.node.value), None)
    return not value or bool(similar and similar.flow_style)


def items(hints: Iterable[StyleHint]) -> list[StyleHint]:
    """Return hints for the items of a list: the items of all lists among the hints."""
    return [StyleHint(item) for hint in hints if isinstance(hint.node, SequenceNode) for item in hint.node.value]


def hints_for_key(hints: Iterable[StyleHint], key: str) -> list[StyleHint]:
    """Return hints for the value of a key: its values in the mappings among the hints, or those of any key."""
    pairs = [pair for hint in hints if isinstance(hint.node, MappingNode) for pair in hint.node.value]
    same_key = [pair for pair in pairs if pair[0].value == key]
    return [StyleHint(value, key_node) for key_node, value in same_key or pairs]


def offset(hints: Iterable[StyleHint], value: Data) -> int:
    """Return the indentation of a list or mapping below its key: as the nearest similar one has it, or two."""
    kind = SequenceNode if isinstance(value, list) else MappingNode
    for node, key in hints:
        if key and isinstance(node, kind) and node.value and not node.flow_style:
            return max(0, node.start_mark.column - key.start_mark.column)
    return 2


def dash_pad(hints: Iterable[StyleHint]) -> int:
    """Return the number of spaces between the dash and the item of a list."""
    for node, _ in hints:
        if isinstance(node, SequenceNode) and node.value and not node.flow_style:
            start, first = node.start_mark, node.value[0]
            if first.start_mark.line == start.line and _has_text(first):
                spaces: int = first.start_mark.column - start.column - 1
                return max(1, spaces)
    return 1


def _colon_pad(hints: Iterable[StyleHint]) -> int:
    for node, key in hints:
        if key and node.start_mark.line == key.end_mark.line and _has_text(node):
            spaces: int = node.start_mark.index - key.end_mark.index - 1
            return max(1, spaces)
    return 1


def _inner_pad(node: Node) -> int:
    first = node.value[0][0] if isinstance(node, MappingNode) else node.value[0]
    same_line = first.start_mark.line == node.start_mark.line
    return max(0, first.start_mark.index - node.start_mark.index - 1) if same_line else 0


def _is_flow(node: Node) -> bool:
    return isinstance(node, SequenceNode | MappingNode) and bool(node.flow_style and node.value)


def _keys(hints: Iterable[StyleHint]) -> list[StyleHint]:
    return [StyleHint(hint.key) for hint in hints if hint.key]


def _has_text(node: Node) -> bool:
    return bool(node.end_mark.index > node.start_mark.index)
