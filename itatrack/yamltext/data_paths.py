"""Where in the data a place of the text lies: `measures[3].steps[0]`."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from itatrack.yamltext.nodes import MappingNode, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.finding import Finding, Span
    from itatrack.yamltext.document import Document
    from itatrack.yamltext.nodes import Node

_BARE = r"[A-Za-z_][\w-]*"


def data_paths(documents: Iterable[Document], findings: Iterable[Finding]) -> dict[Span, str]:
    """Return where in the data each span of the findings lies, of those that lie in one of the documents."""
    spans: dict[str, list[Span]] = {}
    for finding in findings:
        for span in (finding.span, *(related.span for related in finding.related)):
            spans.setdefault(span.path, []).append(span)
    return {
        span: path_at(document.root, span)
        for document in documents
        if document.root is not None
        for span in spans.get(document.path, ())
    }


def path_at(root: Node, span: Span) -> str:
    """Return the path of the innermost key or item at the start of a span; it is empty before the first key.

    Keys with other characters than a-z, digits, `_` and `-` are written as `["…"]`; items are counted from 0.
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
