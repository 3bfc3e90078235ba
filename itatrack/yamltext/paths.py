"""Where in the data a place of the text lies: `measures[3].steps[0]`."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from itatrack.yamltext.nodes import MappingNode, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from itatrack.findings.finding import Span
    from itatrack.yamltext.nodes import Node

_BARE = r"[A-Za-z_][\w-]*"


def path_at(root: Node, span: Span) -> str:
    """Give the path of the innermost key or item at the beginning of a span; empty before the first key.

    Keys of other letters than a-z, digits, `_` and `-` stand as `["…"]`, items are counted from 0.
    """
    place = span.line - 1, span.column - 1
    path, node = "", root
    while True:
        if isinstance(node, MappingNode):
            index = bisect_right(node.value, place, key=lambda pair: _start(pair[0])) - 1
            if index < 0:
                break
            name, node = node.value[index]
            path += _step(name.value) if isinstance(name, ScalarNode) else "[?]"
        elif isinstance(node, SequenceNode):
            index = bisect_right(node.value, place, key=_start) - 1
            if index < 0:
                break
            node = node.value[index]
            path += f"[{index}]"
        else:
            break
    return path.removeprefix(".")


def _start(node: Node) -> tuple[int, int]:
    return node.start_mark.line, node.start_mark.column


def _step(key: str) -> str:
    return f".{key}" if re.fullmatch(_BARE, key, re.ASCII) else f"[{json.dumps(key, ensure_ascii=False)}]"
