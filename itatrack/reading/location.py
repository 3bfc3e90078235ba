"""Where a record stands in its file: spans of its keys and values, computed only when a finding needs them."""

from __future__ import annotations

import re
from functools import cached_property
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

    @cached_property
    def _pairs(self) -> dict[str, tuple[Node, Node]]:
        pairs = self.node.value if isinstance(self.node, MappingNode) else []
        # Reversed, so that of duplicate keys the first one counts, as it does for the reader.
        return {key_text(key.value): (key, value) for key, value in reversed(pairs) if isinstance(key, ScalarNode)}

    def pair(self, key: str) -> tuple[Node, Node] | None:
        """Return the nodes of a key and its value, or None where the key is missing."""
        return self._pairs.get(key)

    def value(self, *path: str | int) -> Span:
        """Return the span of the value at a path, or of the innermost value on the path that exists."""
        node = self.node
        if path and isinstance(path[0], str) and "." in path[0] and path[0] not in self._pairs:
            path = (*path[0].split(".", 1), *path[1:])  # a part of a series
        for step in path:
            pair = Location(self.document, node).pair(step) if isinstance(step, str) and node is not self.node else None
            if isinstance(step, str) and (pair or (node is self.node and step in self._pairs)):
                node = (pair or self._pairs[step])[1]
            elif isinstance(step, int) and isinstance(node, SequenceNode) and step < len(node.value):
                node = node.value[step]
            else:
                break
        return self._span(node)

    def within(self, key: str, word: str) -> Span:
        """Return the span of a word's first occurrence in the value of a key, or of the value where it has none."""
        node = self._pairs[key][1] if key in self._pairs else self.node
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
        return self._span(self._pairs[key][0] if key in self._pairs else self.node)

    def _span(self, node: Node | None) -> Span:
        source = self.document.source
        return span_of(source, node) if node else source.span(0, 0)
