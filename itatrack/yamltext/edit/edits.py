"""Edits of a file's nodes, and the text edits that make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from itatrack.yamltext.nodes import MappingNode, Node, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.findings.message import Message
    from itatrack.yamltext.edit.emitter import Data, StyleHint

Collection = MappingNode | SequenceNode


class Insert(NamedTuple):
    """Insert parts into a list or mapping that has some, before the part that stands at `position` now.

    `parts` are items of a list, or pairs of key and value of a mapping. `hints` are items or mappings whose style the
    new parts take, the nearest first.
    """

    collection: Collection
    position: int
    parts: Sequence[Any]
    hints: Sequence[StyleHint] = ()


class Replace(NamedTuple):
    """Replace a scalar, a missing value, or a collection that is empty or stands in brackets on one line.

    `node` is None for a file without any data; `key` is the key that the value belongs to. A key itself, or an item of
    a list, stands in both places.
    """

    node: Node | None
    key: Node | None
    value: Data
    hints: Sequence[StyleHint] = ()


class Remove(NamedTuple):
    """Remove the parts at some positions from a list or mapping, with the comments that belong to them.

    Where no part is left, a collection in brackets stays, and the whole data of a file may go; any other is refused.
    """

    collection: Collection
    positions: Sequence[int]


class Move(NamedTuple):
    """Move a part of a list or mapping, with its comments, before the part that stands at `target` now."""

    collection: Collection
    position: int
    target: int


Edit = Insert | Replace | Remove | Move


class TextEdit(NamedTuple):
    """Replace the code points from `start` up to `end` with a text."""

    start: int
    end: int
    text: str


class EditRefusal(NamedTuple):
    """Why edits cannot be made without changing more, and the index of the code point where that shows."""

    start: int
    reason: Message
