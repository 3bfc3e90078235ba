"""A record's place in its file: spans of its keys and values, found only when a finding needs them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from itatrack.reading.scalars import plain_text
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode, span_of

if TYPE_CHECKING:
    from itatrack.findings.finding import Span
    from itatrack.yamltext.source import Source


class Place:
    """Where a record stands; a `Locator` of the model."""

    def __init__(self, source: Source, node: Node | None) -> None:
        self.source = source
        self.node = node  # None for a file without data

    @cached_property
    def _pairs(self) -> dict[str, tuple[Node, Node]]:
        pairs = self.node.value if isinstance(self.node, MappingNode) else []
        # Reversed, so that of duplicate keys the first one counts, as it does for the reader.
        return {plain_text(key): (key, value) for key, value in reversed(pairs) if isinstance(key, ScalarNode)}

    def pair(self, name: str) -> tuple[Node, Node] | None:
        """Give the nodes of a key and its value, or None where the key is missing."""
        return self._pairs.get(name)

    def value(self, *path: str | int) -> Span:
        """Give the span of the value at the path, or of the nearest thing above it that is there."""
        node = self.node
        for step in path:
            if isinstance(step, str) and node is self.node and step in self._pairs:
                node = self._pairs[step][1]
            elif isinstance(step, int) and isinstance(node, SequenceNode) and step < len(node.value):
                node = node.value[step]
            else:
                break
        return self._span(node)

    def within(self, name: str, word: str) -> Span:
        """Give the span of a word's first place inside the value of a key, or of the value where it has none."""
        node = self._pairs[name][1] if name in self._pairs else self.node
        if node is None or not word:
            return self._span(node)
        start, end = node.start_mark.index, node.end_mark.index
        for before in (r"(?<![\w.])", r"(?<!\w)"):
            found = re.search(before + re.escape(word) + r"(?!\w)", self.source.text[start:end])
            if found:
                return self.source.span(start + found.start(), start + found.end())
        return self._span(node)

    def key(self, name: str) -> Span:
        """Give the span of a key, or of the record's first key where it is missing."""
        return self._span(self._pairs[name][0] if name in self._pairs else self.node)

    def _span(self, node: Node | None) -> Span:
        return span_of(self.source, node) if node else self.source.span(0, 0)
