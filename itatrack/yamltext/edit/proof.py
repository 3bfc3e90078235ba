"""The proof of an edit: the new bytes, read again, hold exactly the data intended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from itatrack.yamltext.edit.edits import Edit, Insert, Move, Remove, Replace
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, is_empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.yamltext.edit.emitter import Data


def has_intended_data(old: Node | None, new: Node | None, edits: Sequence[Edit]) -> bool:
    """Check whether the root of a new text holds what the root of the old one does after the edits.

    Both are trees, in which no node stands twice: a text with aliases is not edited.
    """
    by_node: dict[int, list[Edit]] = {}
    for edit in edits:
        by_node.setdefault(id(target_of(edit)), []).append(edit)
    return bool(_root_data(old, by_node) == _root_data(new, {}))


def target_of(edit: Edit) -> Node | None:
    """Return the node that an edit changes."""
    return edit.node if isinstance(edit, Replace) else edit.collection


class _Null(NamedTuple):
    """A value that was left out, in the letters in which it was: `~` is no text, and `'~'` is one."""

    letters: str


def _root_data(root: Node | None, edits: dict[int, list[Edit]]) -> Any:  # noqa: ANN401  list, pairs or None
    """Return the data of a file: none where its list or mapping is empty, or was left out."""
    data = _data(root, edits)
    return None if isinstance(data, _Null) else data or None


def _data(node: Node | None, edits: dict[int, list[Edit]]) -> Any:  # noqa: ANN401  text, list or pairs
    """Return the data of a node after its edits: text, null, list, or pairs, which keep order and doubles."""
    of_node = edits.get(id(node), ())
    for edit in of_node:
        if isinstance(edit, Replace):
            return _plain(edit.value)
    if node is None or isinstance(node, ScalarNode):
        return _Null(node.value) if node and is_empty(node) else node and node.value
    is_mapping = isinstance(node, MappingNode)
    parts = [
        (_data(part[0], edits), _data(part[1], edits)) if is_mapping else _data(part, edits) for part in node.value
    ]
    # Before each of the old parts what is new there, and at the end what follows them all.
    places: list[list[Any]] = [[] for _ in range(len(parts) + 1)]
    gone = set[int]()
    for edit in of_node:
        if isinstance(edit, Insert):
            new = [(part[0], _plain(part[1])) if is_mapping else _plain(part) for part in edit.parts]
            places[edit.position] += new
        elif isinstance(edit, Remove):
            gone |= {*edit.positions}
        elif isinstance(edit, Move):
            gone.add(edit.position)
            places[edit.target].append(parts[edit.position])
    for index, part in enumerate(parts):
        if index not in gone:
            places[index].append(part)
    after = [part for place in places for part in place]
    return tuple(after) if is_mapping else after


def _plain(value: Data) -> Any:  # noqa: ANN401  text, list or pairs
    """Return a value in the form of `_data`."""
    if isinstance(value, dict):
        return tuple((key, _plain(part)) for key, part in value.items())
    return [_plain(item) for item in value] if isinstance(value, list) else value
