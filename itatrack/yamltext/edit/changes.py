"""What is to be changed in a file's nodes, and what becomes of it in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from itatrack.yamltext.nodes import MappingNode, Node, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.findings.message import Message
    from itatrack.yamltext.document import Document
    from itatrack.yamltext.edit.writing import Data, Like


class Insert(NamedTuple):
    """Put new parts into a list or mapping that has some, before the part that stands at `at` now.

    `new` are the list's items, or the mapping's pairs of key and value. `likes` are items or mappings whose
    style the new ones take, the nearest first.
    """

    into: Collection
    at: int
    new: Sequence[Any]
    likes: Sequence[Like] = ()


class Replace(NamedTuple):
    """Put a value in the place of a scalar, of an empty collection, or of a value left out behind its key.

    `node` is None for a file without any data; `key` is the key that the value stands behind.
    """

    node: Node | None
    key: Node | None
    value: Data
    likes: Sequence[Like] = ()


Edit = Insert | Replace
Collection = MappingNode | SequenceNode


class Splice(NamedTuple):
    """Put a text in the place of the code points from `start` up to `end`."""

    start: int
    end: int
    text: str


class Edited(NamedTuple):
    """The proven new document, and the splices that make its text of the old one's."""

    document: Document
    splices: list[Splice]


class Refused(NamedTuple):
    """Why the edits cannot be made without touching more, and at which code point that shows."""

    place: int
    reason: Message | str
