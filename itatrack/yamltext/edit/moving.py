"""Move a part of a list or mapping to another place in it, letter by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.message import message
from itatrack.yamltext.edit import layout
from itatrack.yamltext.edit.edits import EditRefusal, Move, Remove, TextEdit
from itatrack.yamltext.edit.inserting import into_block, into_flow
from itatrack.yamltext.edit.removing import lines_of_part, removal

if TYPE_CHECKING:
    from itatrack.yamltext.edit.edits import Collection


def move(text: str, edit: Move) -> list[TextEdit] | EditRefusal:
    """Return the text edits that move the part; none where it stands there."""
    node, position, target = edit
    if target in {position, position + 1}:
        return []
    removed = removal(text, Remove(node, [position]))
    if isinstance(removed, EditRefusal):
        return removed
    if node.flow_style:
        part = text[layout.start_of_part(text, node, position) : _end(text, node, position)]
        # A comment beside it has no place between other brackets.
        if any("#" in text[cut.start : cut.end].replace(part, "") for cut in removed):
            return EditRefusal(removed[0].start, message("there is a comment between its brackets"))
        return [*removed, *into_flow(text, node, target, [part])]
    start, end = lines_of_part(text, node, position)
    if not layout.begins_line(text, layout.start_of_part(text, node, position)):
        return EditRefusal(start, message("it begins in the middle of a line"))
    inserted = into_block(text, node, target, lambda _: [text[start:end]])
    return inserted if isinstance(inserted, EditRefusal) else [*removed, *inserted]


def _end(text: str, node: Collection, position: int) -> int:
    return layout.end_of(text, layout.value_of_part(node, position))
