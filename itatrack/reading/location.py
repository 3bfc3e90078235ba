"""Where a record stands in its file: spans of its keys and values, computed only when a finding needs them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.reading.scalars import key_text
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode, span_of

if TYPE_CHECKING:
    from itatrack.findings.finding import Span
    from itatrack.yamltext.document import Document


class Location:
    """A node of a document, which a record was read from; a `Locator` of the model."""

    def __init__(self, document: Document, node: Node | None) -> None:
        self.document = document
        self.node = node  # None for a file without data
        self._pairs: dict[str, tuple[Node, Node]] | None = None  # by key, once a finding needs them

    def pair(self, key: str) -> tuple[Node, Node] | None:
        """Return the nodes of a key and its value, or None where the key is missing; of duplicate keys the first."""
        if self._pairs is None:
            pairs = self.node.value if isinstance(self.node, MappingNode) else []
            self._pairs = {key_text(pair[0].value): pair for pair in reversed(pairs) if isinstance(pair[0], ScalarNode)}
        return self._pairs.get(key)

    def value(self, *path: str | int) -> Span:
        """Return the span of the value at a path, or of the innermost value on the path that exists."""
        node = self.node
        if path and isinstance(path[0], str) and "." in path[0] and not self.pair(path[0]):
            path = (*path[0].split(".", 1), *path[1:])  # a part of a series
        for step in path:
            here = self if node is self.node else Location(self.document, node)
            pair = here.pair(step) if isinstance(step, str) else None
            if pair:
                node = pair[1]
            elif isinstance(step, int) and isinstance(node, SequenceNode) and step < len(node.value):
                node = node.value[step]
            else:
                break
        return self._span(node)

    def within(self, key: str, word: str) -> Span:
        """Return the span of a word's first occurrence in the value of a key, or of the value where it has none."""
        pair = self.pair(key)
        node = pair[1] if pair else self.node
        if node is None or not word:
            return self._span(node)
        start, end = node.start_mark.index, node.end_mark.index
        for before in (r"(?<![\w.])", r"(?<!\w)"):
            match = re.search(before + re.escape(word) + r"(?!\w)", self.document.source.text[start:end])
            if match:
                return self.document.source.span(start + match.start(), start + match.end())
        return self._span(node)

    def key(self, key: str) -> Span:
        """Return the span of a key, or of the record's first key where it is missing."""
        pair = self.pair(key)
        return self._span(pair[0] if pair else self.node)

    def _span(self, node: Node | None) -> Span:
        source = self.document.source
        return span_of(source, node) if node else source.span(0, 0)
