"""What a scalar says: its text as it is compared and printed, and whether it says anything."""

from __future__ import annotations

from functools import lru_cache

from itatrack.findings.message import Message, message
from itatrack.thai.text import normalise
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_plain

_NULLS = {"", "~", "null", "Null", "NULL"}


def name_of(node: Node) -> Message:
    """Return what a node is, in the words of the messages."""
    if isinstance(node, MappingNode):
        return message("keys and values")
    if isinstance(node, SequenceNode):
        return message("a list")
    return message("nothing") if is_empty(node) else message("text")


def is_empty(node: Node) -> bool:
    """Check whether a value was left out: nothing after the colon, or one of YAML's words for null."""
    return isinstance(node, ScalarNode) and node.value in _NULLS and is_plain(node)


@lru_cache(maxsize=1024)
def key_text(key: str) -> str:
    """Return a key's text as it is compared; the same few keys occur in every record."""
    return plain(key).strip()


def plain_text(node: ScalarNode) -> str:
    """Return a scalar's text as it is compared and printed: normalised, without spaces at its ends."""
    return plain(node.value)


def plain(value: str) -> str:
    """Return a text as it is compared and printed."""
    return value.strip(" ") if value.isascii() and value.isprintable() else normalise(value)
