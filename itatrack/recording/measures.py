"""The request for a new measure: at the end of the plan, in the style of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.model.fields import fields_of
from itatrack.model.records import Measure
from itatrack.reading.location import Location
from itatrack.recording.change import ChangeEdits
from itatrack.recording.refusal import DuplicateId, InvalidData, Refusal
from itatrack.yamltext.edit.edits import Insert, Replace
from itatrack.yamltext.edit.emitter import StyleHint
from itatrack.yamltext.nodes import SequenceNode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.project import Project
    from itatrack.yamltext.edit.emitter import Data


class NewMeasure(NamedTuple):
    """A measure to add: its id, and all its keys as the plan writes them, `id` and `title` among them."""

    id: str
    values: Mapping[str, Data]

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edit that adds the measure, or the reason why it is refused."""
        document = project.plan_document
        errors = [finding for finding in project.errors if finding.span.path == document.path]
        pair = Location(document, document.root).pair("measures")
        if project.plan is None or pair is None or errors:
            return InvalidData(errors)
        if any(measure.id == self.id for measure in project.plan.measures):
            return DuplicateId(self.id)
        key, node = pair
        record = {name: self.values[name] for name in fields_of(Measure) if name in self.values}
        edit: Insert | Replace = Replace(node, key, [record])
        if isinstance(node, SequenceNode) and node.value:
            edit = Insert(node, len(node.value), [record], [StyleHint(item) for item in reversed(node.value)])
        return ChangeEdits(plan=[edit], ids=[self.id], entry=f"- id: {self.id}")
