"""Apply edits to a file's text by the smallest text edits, and prove that nothing else has changed.

A library that writes YAML anew loses comments, blank lines and quotes of lines that it was never asked to touch. Here
text edits are computed from the marks of the nodes, and the result is composed again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.findings.message import Message, message
from itatrack.textfile.source import BOM
from itatrack.yamltext import loader
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit.edits import EditRefusal, Insert, Move, Remove, TextEdit
from itatrack.yamltext.edit.inserting import insertion
from itatrack.yamltext.edit.moving import move
from itatrack.yamltext.edit.proof import has_intended_data, target_of
from itatrack.yamltext.edit.removing import removal
from itatrack.yamltext.edit.replacing import replacement

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from itatrack.yamltext.edit.edits import Edit
    from itatrack.yamltext.nodes import Node


NO_LIBRARY: Final = message("PyYAML runs without its C library (libyaml) here, and then files are not changed")


def apply_edits(document: Document, edits: Sequence[Edit]) -> Document | EditRefusal:
    """Apply edits to a document's text, all or none, and prove the result.

    Edits at the same place are made in the order given.

    Args:
        document: the file, without findings of its own, so without anchors or aliases.
        edits: edits of nodes below its root; of one node several insertions at different places and one removal, one
            move, or one replacement.

    Returns:
        The new document, or the reason why there is none: a layout that cannot be edited, or a failed proof, because
        the text around the edit would have changed its meaning.
    """
    if not edits:
        return document
    if not loader.IS_C:
        # The marks of the Python scanner differ here and there from those that the tests of editing hold.
        return EditRefusal(0, NO_LIBRARY)
    text, text_edits = document.source.text, list[TextEdit]()
    removed = {id(edit.collection): {*edit.positions} for edit in edits if isinstance(edit, Remove)}
    for edit in edits:
        gone = removed.get(id(edit.collection)) if isinstance(edit, Insert) else None
        placed = _beside_what_stays(edit, gone) if isinstance(edit, Insert) and gone else edit
        computed = _text_edits(text, document.root, placed)
        if isinstance(computed, EditRefusal):
            return computed
        text_edits += computed
    text_edits.sort(key=lambda text_edit: text_edit[:2])  # what is inserted stands before what is removed there
    content = (BOM if document.source.bom else b"") + apply_text_edits(text, text_edits).encode()
    return _prove(document, edits, Document.read(document.path, content))


def _beside_what_stays(insert: Insert, gone: Container[int]) -> Insert:
    """Return an insertion at a place that is not within what is removed from the same list or mapping."""
    position, parts = insert.position, insert.collection.value
    if insert.collection.flow_style:  # what is removed ends where the next part begins
        while position < len(parts) and position in gone:
            position += 1
    elif any(index not in gone for index in range(len(parts))):
        while position > 0 and position - 1 in gone:
            position -= 1
    return insert._replace(position=position)


def _text_edits(text: str, root: Node | None, edit: Edit) -> list[TextEdit] | EditRefusal:
    match edit:
        case Insert():
            return insertion(text, edit)
        case Remove():
            return removal(text, edit)
        case Move():
            return move(text, edit)
    return replacement(text, root, edit)


def apply_text_edits(text: str, text_edits: Sequence[TextEdit]) -> str:
    """Return a text after edits that are in order and do not overlap."""
    parts, end = [], 0
    for text_edit in text_edits:
        parts += [text[end : text_edit.start], text_edit.text]
        end = text_edit.end
    return "".join([*parts, text[end:]])


def _prove(old: Document, edits: Sequence[Edit], new: Document) -> Document | EditRefusal:
    """Compare the data that was read from the new bytes with the data intended."""
    target = target_of(edits[0])
    start = target.start_mark.index if target else 0
    if new.findings:
        finding = new.findings[0]
        return EditRefusal(start, Message(finding.wording.message, finding.values))
    if not has_intended_data(old.root, new.root, edits):
        return EditRefusal(start, message("the text around it would change its meaning"))
    return new
