"""Change YAML by the smallest replacements in its text, and prove that nothing else has changed.

A library that writes YAML anew loses comments, blank lines and quotes of lines it was never asked to touch.
Here an edit becomes splices, computed from the marks of the nodes; the result is composed again and must hold
exactly the data intended.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

from itatrack.language import say
from itatrack.yamltext.changes import Edit, Edited, Insert, Refused, Replace, Splice
from itatrack.yamltext.compose import compose
from itatrack.yamltext.inserting import inserting
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode
from itatrack.yamltext.replacing import replacing
from itatrack.yamltext.source import BOM, Source, decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.yamltext.writing import Data


def edit(source: Source, root: Node | None, edits: Sequence[Edit]) -> Edited | Refused:
    """Make edits in a file's text, all or none, and prove the result.

    Edits of one place are made in the order given.

    Args:
        source: the file's text.
        root: what it was composed to, without anchors or aliases.
        edits: changes of nodes below the root; of one node several insertions at different places, or one
            replacement.

    Returns:
        The proven bytes; or why there are none: a layout that cannot be edited, or a proof that failed because
        the text around the change would have changed its meaning.
    """
    splices: list[Splice] = []
    for one in edits:
        made = inserting(source.text, one) if isinstance(one, Insert) else replacing(source.text, root, one)
        if isinstance(made, Refused):
            return made
        splices += made
    splices.sort(key=lambda splice: splice.start)
    text = spliced(source.text, splices)
    content = (BOM if source.bom else b"") + text.encode()
    proven = _proven(source, root, edits, content)
    return proven if isinstance(proven, Refused) else Edited(content, splices, *proven)


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """Apply splices, which are in order and do not overlap."""
    parts, at = [], 0
    for splice in splices:
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*parts, text[at:]])


def _proven(
    source: Source, root: Node | None, edits: Sequence[Edit], content: bytes
) -> tuple[Source, Node | None] | Refused:
    """Read the new bytes again and compare what they hold with what was intended."""
    first = edits[0]
    place = first.into if isinstance(first, Insert) else first.node
    here = place.start_mark.index if place else 0
    new, found = decode(source.path, content)
    if new is None:
        return Refused(here, found[0].message)
    new_root, found = compose(new)
    if found:
        return Refused(here, found[0].message)
    by_node: dict[int, list[Edit]] = {}
    for one in edits:
        by_node.setdefault(id(one.into if isinstance(one, Insert) else one.node), []).append(one)
    if not _Proof(source.text, new.text, by_node).holds(root, new_root):
        return Refused(here, say("the text around it would change its meaning"))
    return new, new_root


class _Proof:
    """Compares what a text was composed to with what its edited text was."""

    def __init__(self, old: str, new: str, edits: dict[int, list[Edit]]) -> None:
        self._old, self._new, self._edits = old, new, edits
        nodes = [one.into if isinstance(one, Insert) else one.node for several in edits.values() for one in several]
        self._places = sorted(node.start_mark.index for node in nodes if node)

    def holds(self, old: Node | None, new: Node | None) -> bool:
        """Say whether the root of the new text holds what that of the old one does, as edited.

        Where a key of the root and all up to the next key is the same text at the same indentation, and nothing there
        was to be edited, YAML cannot read it in two ways, and it is not compared node by node.
        """
        changes = self._edits.get(id(old), ())
        inserts = [one for one in changes if isinstance(one, Insert)]
        if not isinstance(old, MappingNode) or not isinstance(new, MappingNode) or len(inserts) < len(changes):
            return bool(_outline(old, self._edits) == _outline(new, {}))
        parts: list[Any] = list(zip(old.value, _stretches(old, self._old), strict=True))
        for change in sorted(inserts, key=lambda one: -one.at):
            parts[change.at : change.at] = change.new
        return len(parts) == len(new.value) and all(
            self._is_part(part, pair, stretch)
            for part, pair, stretch in zip(parts, new.value, _stretches(new, self._new), strict=True)
        )

    def _is_part(self, part: Any, new: tuple[Node, Node], stretch: _Stretch) -> bool:  # noqa: ANN401  see `holds`
        key, rest = part
        is_old = isinstance(rest, _Stretch)
        if is_old and rest.text == stretch.text and rest.column == stretch.column and not self._is_edited(rest):
            return True
        now = _outline(new[0], {}), _outline(new[1], {})
        if not is_old:
            return bool(now == (key, _intended(rest)))
        return bool(now == (_outline(key[0], self._edits), _outline(key[1], self._edits)))

    def _is_edited(self, stretch: _Stretch) -> bool:
        first = bisect_left(self._places, stretch.start)
        return first < len(self._places) and self._places[first] < stretch.start + len(stretch.text)


class _Stretch(NamedTuple):
    """A key's text and all up to the next key."""

    start: int
    column: int
    text: str


def _stretches(root: MappingNode, text: str) -> list[_Stretch]:
    starts = [key.start_mark.index for key, _ in root.value]
    columns = [key.start_mark.column for key, _ in root.value]
    ends = [*starts[1:], len(text)]
    places = zip(starts, columns, ends, strict=True)
    return [_Stretch(start, column, text[start:end]) for start, column, end in places]


def _outline(node: Node | None, edits: dict[int, list[Edit]]) -> Any:  # noqa: ANN401  text, list or pairs
    """Give the data of a node: a text, a list, or a tuple of pairs; with edits, as it is to be after them."""
    changes = edits.get(id(node), ())
    # From behind, so that each place still counts as it stood before.
    inserts = sorted((one for one in changes if isinstance(one, Insert)), key=lambda one: -one.at)
    for change in changes:
        if isinstance(change, Replace):
            return _intended(change.value)
    if node is None or isinstance(node, ScalarNode):
        return node.value if node else None
    if isinstance(node, MappingNode):
        pairs = [(_outline(key, edits), _outline(value, edits)) for key, value in node.value]
        for change in inserts:
            pairs[change.at : change.at] = [(key, _intended(value)) for key, value in change.new]
        return tuple(pairs)
    parts = [_outline(item, edits) for item in node.value]
    for change in inserts:
        parts[change.at : change.at] = [_intended(item) for item in change.new]
    return parts


def _intended(value: Data) -> Any:  # noqa: ANN401  text, list or pairs
    if isinstance(value, dict):
        return tuple((key, _intended(part)) for key, part in value.items())
    return [_intended(item) for item in value] if isinstance(value, list) else value
