"""The requests to change the measures of a plan, and with them their entries in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.model.fields import fields_of
from itatrack.model.records import Measure
from itatrack.reading.location import Location
from itatrack.reading.scalars import key_text, plain_text
from itatrack.recording.change import ChangeEdits
from itatrack.recording.record_edits import record_edits
from itatrack.recording.refusal import (
    DuplicateId,
    DuplicateUnit,
    InvalidData,
    LastMeasure,
    Refusal,
    UnknownIds,
    UnknownUnit,
)
from itatrack.recording.relevance import obstacle
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit.edits import Insert, Move, Remove, Replace
from itatrack.yamltext.edit.emitter import StyleHint
from itatrack.yamltext.nodes import MappingNode, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from itatrack.project import Project
    from itatrack.yamltext.edit.edits import Edit
    from itatrack.yamltext.edit.emitter import Data
    from itatrack.yamltext.nodes import Node


class NewMeasure(NamedTuple):
    """A measure to add: its id, and all its keys as the plan writes them, `id` and `title` among them."""

    id: str
    values: Mapping[str, Data]

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edit that adds the measure, or the reason why it is refused."""
        measures = _find_measures(project, [])
        if not isinstance(measures, _Measures):
            return measures
        if self.id in measures.ids:
            return DuplicateId(self.id)
        node = measures.node
        record = {name: self.values[name] for name in fields_of(Measure) if name in self.values}
        edit = Insert(node, len(node.value), [record], _hints(reversed(node.value)))
        return ChangeEdits(plan=[edit], ids=[self.id], entry=f"- id: {self.id}")


class MeasureUpdate(NamedTuple):
    """The request to change keys of a measure; None or an empty list takes a key away."""

    id: str
    values: Mapping[str, Data | None]

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edits of the measure, or the reason why it is not changed."""
        measures = _find_measures(project, [self.id])
        if not isinstance(measures, _Measures):
            return measures
        node = measures.node.value[measures.ids.index(self.id)]
        hints = _hints(item for item in (node, *measures.node.value) if isinstance(item, MappingNode))
        return ChangeEdits(plan=record_edits(node, self.values, [*fields_of(Measure)], hints), ids=[self.id])


def _hints(measures: Iterable[Node]) -> list[StyleHint]:
    """Return measures as hints of style, and after them an example of a value that few have: yes without quotes."""
    example = Document.read("", b"recurring: yes").root
    return [*map(StyleHint, measures), *([StyleHint(example)] if example else [])]


class MeasureRename(NamedTuple):
    """The request to give a measure another id, in the plan and in the history."""

    id: str
    new_id: str

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edits of both files, or the reason why the id stays."""
        measures = obstacle(project, [self.id]) or _find_measures(project, [self.id])
        if not isinstance(measures, _Measures):
            return measures
        if self.id == self.new_id:
            return ChangeEdits()
        if self.new_id in measures.ids:
            return DuplicateId(self.new_id)
        item = measures.node.value[measures.ids.index(self.id)]
        in_plan = Location(project.plan_document, item).pair("id")
        in_history = Location(project.history_document, project.history_document.root).pair(self.id)
        return ChangeEdits(
            plan=[Replace(in_plan[1], in_plan[0], self.new_id)] if in_plan else [],
            history=[Replace(in_history[0], in_history[0], self.new_id)] if in_history else [],
            ids=[self.id],
        )


class MeasureRemoval(NamedTuple):
    """The request to take a measure out of the plan, and its entries out of the history."""

    id: str

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edits of both files, or the reason why the measure stays."""
        measures = obstacle(project, [self.id]) or _find_measures(project, [self.id])
        if not isinstance(measures, _Measures):
            return measures
        if len(measures.ids) == 1:
            return LastMeasure(self.id)
        root = project.history_document.root
        pairs = root.value if isinstance(root, MappingNode) else []
        places = [index for index, (key, _) in enumerate(pairs) if key_text(key.value) == self.id]
        return ChangeEdits(
            plan=[Remove(measures.node, [measures.ids.index(self.id)])],
            history=[Remove(root, places)] if isinstance(root, MappingNode) and places else [],
            ids=[self.id],
        )


class MeasureMove(NamedTuple):
    """The request to move a measure before or after another one."""

    id: str
    other: str
    after: bool

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edit that moves the measure; none where it stands there."""
        measures = _find_measures(project, [self.id, self.other])
        if not isinstance(measures, _Measures):
            return measures
        position, other = measures.ids.index(self.id), measures.ids.index(self.other)
        move = Move(measures.node, position, other + self.after)
        is_there = move.target in {position, position + 1}
        return ChangeEdits(plan=[] if is_there else [move], ids=[self.id])


class UnitRename(NamedTuple):
    """The request to give a unit another name, among the units and wherever it is responsible, entries among it."""

    unit: str
    new_unit: str

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edits of the plan, or the reason why the name stays."""
        measures = _find_measures(project, [])
        if not isinstance(measures, _Measures) or project.plan is None:
            return measures if not isinstance(measures, _Measures) else InvalidData(project.errors)
        units = project.plan.units
        if self.unit not in units:
            return UnknownUnit(self.unit, [*units])
        if self.unit == self.new_unit:
            return ChangeEdits()
        if self.new_unit in units:
            return DuplicateUnit(self.new_unit)
        groups = Location(project.plan_document, project.plan_document.root).pair("groups")
        stating = [*(groups[1].value if groups and isinstance(groups[1], SequenceNode) else ()), *measures.node.value]
        records = [(project.plan_document.root, "units"), *((item, "responsible") for item in stating)]
        root = project.history_document.root
        of_measures = [node for _, node in root.value] if isinstance(root, MappingNode) else []
        entries = [
            (item, "responsible") for node in of_measures if isinstance(node, SequenceNode) for item in node.value
        ]
        return ChangeEdits(
            plan=self._edits(project.plan_document, records),
            history=self._edits(project.history_document, entries),
            ids=[self.unit],
        )

    def _edits(self, document: Document, records: Iterable[tuple[Node | None, str]]) -> list[Edit]:
        """Return the edits of lists of units, each the value of a key of a record."""
        pairs = [Location(document, node).pair(key) for node, key in records]
        names = [item for pair in pairs if pair and isinstance(pair[1], SequenceNode) for item in pair[1].value]
        return [Replace(name, name, self.new_unit) for name in names if plain_text(name) == self.unit]


class _Measures(NamedTuple):
    """The measures of a plan in their order: their ids, and the list that they stand in."""

    ids: list[str]
    node: SequenceNode


def _find_measures(project: Project, ids: Sequence[str]) -> _Measures | Refusal:
    """Return the measures of a plan without errors, among them those of the ids, or why there are none to change."""
    document = project.plan_document
    errors = [finding for finding in project.errors if finding.span.path == document.path]
    pair = Location(document, document.root).pair("measures")
    if project.plan is None or pair is None or errors or not isinstance(pair[1], SequenceNode):
        return InvalidData(errors or project.errors)
    known = [measure.id for measure in project.plan.measures]
    unknown = [name for name in ids if name not in known]
    return UnknownIds(unknown, known) if unknown else _Measures(known, pair[1])
