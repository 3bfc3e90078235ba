"""The nodes of a composed file, and where they stand in its text."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Span
    from itatrack.textfile.source import Source

__all__ = [
    "NULLS",
    "CollectionNode",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "is_empty",
    "is_plain",
    "items_in_brackets",
    "leaf_at",
    "nodes_of",
    "scalars",
    "span_of",
]

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})

PLAIN_TAGS = {
    ScalarNode: "tag:yaml.org,2002:str",
    SequenceNode: "tag:yaml.org,2002:seq",
    MappingNode: "tag:yaml.org,2002:map",
}


def span_of(source: Source, node: Node) -> Span:
    """Return the span of a scalar, or of the first character of a collection.

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
    """Check whether a scalar is plain, neither quoted nor a block; the two loaders mark it differently."""
    return not node.style


def is_empty(node: Node) -> bool:
    """Check whether a value was left out: nothing after the colon, or one of YAML's words for null."""
    return isinstance(node, ScalarNode) and node.value in NULLS and is_plain(node)


def leaf_at(root: Node, index: int) -> Node | None:
    """Return the last scalar or empty collection that begins at or before an index of the text."""
    node = root
    while isinstance(node, CollectionNode) and node.value:
        if isinstance(node, MappingNode):
            position = bisect_right(node.value, index, key=lambda pair: pair[0].start_mark.index) - 1
            key, value = node.value[position]
            node = value if value.start_mark.index <= index else key
        else:
            position = bisect_right(node.value, index, key=lambda item: item.start_mark.index) - 1
            node = node.value[position]
        if position < 0:
            return None
    return node


def nodes_of(root: Node) -> Iterator[Node]:
    """Yield every node of a tree, in no special order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, SequenceNode):
            waiting.extend(node.value)


def scalars(root: Node) -> Iterator[ScalarNode]:
    """Yield every key and value of a tree, in no special order."""
    return (node for node in nodes_of(root) if isinstance(node, ScalarNode))


def items_in_brackets(root: Node) -> Iterator[Node]:
    """Yield every item of a list in brackets and every key in braces, except the first of each."""
    for node in nodes_of(root):
        if isinstance(node, CollectionNode) and node.flow_style:
            yield from ([key for key, _ in node.value] if isinstance(node, MappingNode) else node.value)[1:]
