"""Change YAML by the smallest replacements in its text, and prove that nothing else has changed.

A library that writes YAML anew loses comments, blank lines and quotes of lines it was never asked to touch.
Here an edit becomes splices, computed from the marks of the nodes; the result is composed again and must hold
exactly the data intended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from itatrack.findings.message import Message
from itatrack.language import say
from itatrack.yamltext import loader
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit.changes import Edit, Edited, Insert, Refused, Replace, Splice
from itatrack.yamltext.edit.inserting import inserting
from itatrack.yamltext.edit.replacing import replacing
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode
from itatrack.yamltext.source import BOM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.yamltext.edit.writing import Data


def edit(document: Document, edits: Sequence[Edit]) -> Edited | Refused:
    """Make edits in a file's text, all or none, and prove the result.

    Edits of one place are made in the order given.

    Args:
        document: the file, without findings of its own.
        edits: changes of nodes below its root; of one node several insertions at different places, or one
            replacement.

    Returns:
        The proven document; or why there are none: a layout that cannot be edited, or a proof that failed because
        the text around the change would have changed its meaning.
    """
    if not loader.IS_C:
        # Its marks differ here and there from those that the tests of editing hold.
        return Refused(0, say("PyYAML runs without its C library (libyaml) here, and then files are not changed"))
    source, root = document.source, document.root
    splices: list[Splice] = []
    for one in edits:
        made = inserting(source.text, one) if isinstance(one, Insert) else replacing(source.text, root, one)
        if isinstance(made, Refused):
            return made
        splices += made
    splices.sort(key=lambda splice: splice.start)
    text = spliced(source.text, splices)
    content = (BOM if source.bom else b"") + text.encode()
    proven = _proven(document, edits, content)
    return proven if isinstance(proven, Refused) else Edited(proven, splices)


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """Apply splices, which are in order and do not overlap."""
    parts, at = [], 0
    for splice in splices:
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*parts, text[at:]])


def _proven(document: Document, edits: Sequence[Edit], content: bytes) -> Document | Refused:
    """Read the new bytes again and compare what they hold with what was intended."""
    first = edits[0]
    place = first.into if isinstance(first, Insert) else first.node
    here = place.start_mark.index if place else 0
    new = Document.read(document.path, content)
    if new.findings:
        return Refused(here, Message(new.findings[0].wording.message, new.findings[0].values))
    if not is_as_edited(document.root, new.root, edits):
        return Refused(here, say("the text around it would change its meaning"))
    return new


def is_as_edited(old: Node | None, new: Node | None, edits: Sequence[Edit]) -> bool:
    """Check whether the root of a new text holds what that of the old one does, as edited.

    Both are trees, in which no node stands twice: what was composed of a text with aliases is not edited.
    """
    by_node: dict[int, list[Edit]] = {}
    for one in edits:
        by_node.setdefault(id(one.into if isinstance(one, Insert) else one.node), []).append(one)
    return bool(_outline(old, by_node) == _outline(new, {}))


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
