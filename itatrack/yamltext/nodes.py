"""The nodes of a composed file, and where they stand in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Span
    from itatrack.yamltext.source import Source

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "is_plain", "items_in_brackets", "scalars", "span_of"]

PLAIN_TAGS = {
    ScalarNode: "tag:yaml.org,2002:str",
    SequenceNode: "tag:yaml.org,2002:seq",
    MappingNode: "tag:yaml.org,2002:map",
}


def span_of(source: Source, node: Node) -> Span:
    """Give the span of a scalar, or of the first character of a collection.

    A block collection's own end mark lies past the comments and blank lines behind it, so it is no use here.
    """
    start = node.start_mark.index
    if isinstance(node, ScalarNode):
        return source.span(start, max(start, node.end_mark.index))
    first = node.value[0] if node.value else None
    if isinstance(node, MappingNode) and first:
        return span_of(source, first[0])
    return source.span(start, start + 1)


def is_plain(node: ScalarNode) -> bool:
    """Say whether a scalar stands without quotes and not as a block; the two loaders mark it differently."""
    return not node.style


def scalars(root: Node) -> Iterator[ScalarNode]:
    """Give every scalar of a tree, keys and values, in the order of the file."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, MappingNode):
            waiting.extend(part for pair in reversed(node.value) for part in reversed(pair))
        else:
            waiting.extend(reversed(node.value))


def items_in_brackets(root: Node) -> Iterator[Node]:
    """Give every item of a list in brackets and every key in braces, but for the first of each."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            continue
        parts = [key for key, _ in node.value] if isinstance(node, MappingNode) else node.value
        if isinstance(node, CollectionNode) and node.flow_style:
            yield from parts[1:]
        waiting.extend([part for pair in node.value for part in pair] if isinstance(node, MappingNode) else parts)
