"""What a scalar says: its text as it is compared and printed, and whether it says anything."""

from __future__ import annotations

from functools import lru_cache

from itatrack.language import say
from itatrack.thai.text import normalise
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_plain

_NULLS = {"", "~", "null", "Null", "NULL"}


def name_of(node: Node) -> str:
    """Name what a node is, in the words of the messages."""
    if isinstance(node, MappingNode):
        return say("keys and values")
    if isinstance(node, SequenceNode):
        return say("a list")
    return say("nothing") if is_empty(node) else say("text")


def is_empty(node: Node) -> bool:
    """Say whether a value was left out: nothing after the colon, or YAML's words for nothing."""
    return isinstance(node, ScalarNode) and node.value in _NULLS and is_plain(node)


@lru_cache(maxsize=1024)
def key_text(key: str) -> str:
    """Give a key's text as it is compared; the same few keys stand in every record."""
    return plain(key).strip()


def plain_text(node: ScalarNode) -> str:
    """Give a scalar's text as it is compared and printed: normalised, without blanks at its ends."""
    return plain(node.value)


def plain(value: str) -> str:
    """Give what a scalar holds as it is compared and printed."""
    return value.strip(" ") if value.isascii() and value.isprintable() else normalise(value)
