"""Write a value as YAML text in the style of values like it that stand in the file already."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Data = str | list["Data"] | dict[str, "Data"]


class Like(NamedTuple):
    """A value whose style a new one takes, and the key it stands behind, if it stands behind one."""

    node: Node
    key: Node | None = None


class _Bare(yaml.SafeDumper):
    """Leaves unquoted all that YAML can read back as text, also what looks like a date or a number."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML's own name and form


_LINE_BREAK = "[\n\r\x85\u2028\u2029]"
_RESOLVER = yaml.resolver.Resolver


def scalar(text: str, likes: Iterable[Like] = (), *, flow: bool) -> str:
    """Write a text on one line, in quotes where YAML needs them or where the values like it have them.

    What other readers take for a date or a number is quoted too, unless the value like it is of the same kind
    and stands without quotes.
    """
    like = next(
        (one.node for one in likes if isinstance(one.node, ScalarNode) and one.node.style not in {"|", ">"}), None
    )
    style = '"' if re.search(_LINE_BREAK, text) else (like.style if like else None) or None
    same = like is not None and _kind(like.value) == _kind(text) != "tag:yaml.org,2002:null"
    written: str = yaml.dump(
        [text],
        Dumper=_Bare if same else yaml.SafeDumper,
        default_style=style,
        default_flow_style=flow,
        allow_unicode=True,
        width=math.inf,
    )
    return written[1:-2] if flow else written[2:-1]


def _kind(text: str) -> str:
    """Say what other readers take an unquoted text for."""
    kind: str = _RESOLVER().resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return kind.replace(":float", ":int")  # a number is a number


def in_flow(value: Data, likes: Sequence[Like]) -> str:
    """Write a value in brackets, on one line."""
    if isinstance(value, str):
        return scalar(value, likes, flow=True)
    pad = " " * next((_inner_pad(one.node) for one in likes if _is_flow(one.node)), 0)
    if isinstance(value, list):
        return f"[{pad}{', '.join(in_flow(item, items(likes)) for item in value)}{pad}]"
    return f"{{{pad}{', '.join(flow_pair(key, part, behind_key(likes, key)) for key, part in value.items())}{pad}}}"


def flow_pair(key: str, value: Data, likes: Sequence[Like]) -> str:
    """Write a key with its value as it stands in braces."""
    return f"{scalar(key, _keys(likes), flow=True)}: {in_flow(value, likes)}"


def in_block(value: Data, likes: Sequence[Like], column: int, newline: str) -> str:
    """Write a value whose first character will stand in a column (from 0), on as many lines as its likes take."""
    if isinstance(value, str):
        return scalar(value, likes, flow=False)
    if is_flow_style(value, likes):
        return in_flow(value, likes)
    between = newline + " " * column
    if isinstance(value, list):
        pad = " " * dash_pad(likes)
        inner = column + 1 + len(pad)
        return between.join(f"-{pad}{in_block(item, items(likes), inner, newline)}" for item in value)
    return between.join(block_pair(key, part, behind_key(likes, key), column, newline) for key, part in value.items())


def block_pair(key: str, value: Data, likes: Sequence[Like], column: int, newline: str) -> str:
    """Write a key, which will stand in a column, with its value beside or below it."""
    head = f"{scalar(key, _keys(likes), flow=False)}:"
    if isinstance(value, str) or is_flow_style(value, likes):
        return f"{head}{' ' * _colon_pad(likes)}{in_block(value, likes, column, newline)}"
    inner = column + offset(likes, value)
    return f"{head}{newline}{' ' * inner}{in_block(value, likes, inner, newline)}"


def is_flow_style(value: Data, likes: Iterable[Like]) -> bool:
    """Say whether a list or mapping is to stand in brackets: where it is empty, or the nearest like it does."""
    kind = SequenceNode if isinstance(value, list) else MappingNode
    like = next((one.node for one in likes if isinstance(one.node, kind) and one.node.value), None)
    return not value or bool(like and like.flow_style)


def items(likes: Iterable[Like]) -> list[Like]:
    """Give the items of all lists among the likes."""
    return [Like(item) for one in likes if isinstance(one.node, SequenceNode) for item in one.node.value]


def behind_key(likes: Iterable[Like], key: str) -> list[Like]:
    """Give what stands behind a key in the mappings among the likes, or behind any key where none has it."""
    pairs = [pair for one in likes if isinstance(one.node, MappingNode) for pair in one.node.value]
    found = [Like(value, name) for name, value in pairs if name.value == key]
    return found or [Like(value, name) for name, value in pairs]


def offset(likes: Iterable[Like], value: Data) -> int:
    """Give by how much a list or mapping below its key is indented: as the nearest like of its kind, else by two."""
    kind = SequenceNode if isinstance(value, list) else MappingNode
    for one in likes:
        if one.key and isinstance(one.node, kind) and one.node.value and not one.node.flow_style:
            return max(0, one.node.start_mark.column - one.key.start_mark.column)
    return 2


def dash_pad(likes: Iterable[Like]) -> int:
    """Give the number of blanks between the dash of a list and its item."""
    for one in likes:
        if isinstance(one.node, SequenceNode) and one.node.value and not one.node.flow_style:
            start, first = one.node.start_mark, one.node.value[0]
            if first.start_mark.line == start.line and _has_text(first):
                blanks: int = first.start_mark.column - start.column - 1
                return max(1, blanks)
    return 1


def _colon_pad(likes: Iterable[Like]) -> int:
    for one in likes:
        if one.key and one.node.start_mark.line == one.key.end_mark.line and _has_text(one.node):
            blanks: int = one.node.start_mark.index - one.key.end_mark.index - 1
            return max(1, blanks)
    return 1


def _inner_pad(node: Node) -> int:
    first = node.value[0][0] if isinstance(node, MappingNode) else node.value[0]
    same_line = first.start_mark.line == node.start_mark.line
    return max(0, first.start_mark.index - node.start_mark.index - 1) if same_line else 0


def _is_flow(node: Node) -> bool:
    return isinstance(node, SequenceNode | MappingNode) and bool(node.flow_style and node.value)


def _keys(likes: Iterable[Like]) -> list[Like]:
    return [Like(one.key) for one in likes if one.key]


def _has_text(node: Node) -> bool:
    return bool(node.end_mark.index > node.start_mark.index)
