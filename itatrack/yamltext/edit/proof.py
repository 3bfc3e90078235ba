"""The proof of an edit: the new bytes, read again, hold exactly the data intended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from itatrack.yamltext.edit.edits import Edit, Insert, Replace
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode

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
    return bool(_data(old, by_node) == _data(new, {}))


def target_of(edit: Edit) -> Node | None:
    """Return the node that an edit changes."""
    return edit.collection if isinstance(edit, Insert) else edit.node


def _data(node: Node | None, edits: dict[int, list[Edit]]) -> Any:  # noqa: ANN401  text, list or pairs
    """Return the data of a node after its edits: a text, a list, or a tuple of pairs, which keeps order and doubles."""
    inserts: list[Insert] = []
    for edit in edits.get(id(node), ()):
        if isinstance(edit, Replace):
            return _plain(edit.value)
        inserts.append(edit)
    if node is None or isinstance(node, ScalarNode):
        return node.value if node else None
    is_mapping = isinstance(node, MappingNode)
    parts = [
        (_data(part[0], edits), _data(part[1], edits)) if is_mapping else _data(part, edits) for part in node.value
    ]
    # The last ones first, so that the indexes of the others stay those of the old text.
    for insert in sorted(inserts, key=lambda insert: -insert.position):
        new = [(part[0], _plain(part[1])) if is_mapping else _plain(part) for part in insert.parts]
        parts[insert.position : insert.position] = new
    return tuple(parts) if is_mapping else parts


def _plain(value: Data) -> Any:  # noqa: ANN401  text, list or pairs
    """Return a value in the form of `_data`."""
    if isinstance(value, dict):
        return tuple((key, _plain(part)) for key, part in value.items())
    return [_plain(item) for item in value] if isinstance(value, list) else value
