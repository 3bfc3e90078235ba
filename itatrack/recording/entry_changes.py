"""The requests to correct an entry of a measure, and to take one away."""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.progress.rounds import fiscal_year_of, is_before
from itatrack.reading.location import Location
from itatrack.reading.scalars import key_text
from itatrack.recording.change import ChangeEdits
from itatrack.recording.record_edits import digits_like, record_edits
from itatrack.recording.refusal import (
    AmbiguousEvidence,
    BeforeFiscalYear,
    DuplicateEntry,
    InvalidData,
    NoEntry,
    Refusal,
    UnknownEvidence,
)
from itatrack.recording.relevance import obstacle
from itatrack.recording.status_edits import ENTRY_KEYS, as_written, has_evidence, indicator_results, items_of, nearby
from itatrack.thai import calendar
from itatrack.yamltext.edit.edits import Move, Remove
from itatrack.yamltext.edit.emitter import StyleHint, items
from itatrack.yamltext.nodes import MappingNode, SequenceNode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from itatrack.model.records import Evidence, Measure, Plan, StatusEntry
    from itatrack.model.status import Status
    from itatrack.project import Project
    from itatrack.yamltext.edit.emitter import Data
    from itatrack.yamltext.nodes import Node


class All(Enum):
    """The type of `ALL`, which stands for everything that an entry has."""

    ALL = "all"


ALL: Final = All.ALL


class EntryUpdate(NamedTuple):
    """The request to correct an entry of a measure: what is named is replaced, the rest stays.

    Attributes:
        id: the measure.
        date: the entry's date; None for the latest entry.
        status: its new status.
        to_date: its new date.
        values: new values by key, the agency's columns among them; None takes the key away.
        evidence: what joins its evidence, as the history writes it.
        removed_evidence: texts, addresses or files of evidence that leaves it, where need be with what they are
            (`file=a.pdf`); `ALL` for all that it has.
        indicators: new results by the name or number of their indicator; an empty one takes the result away.
    """

    id: str
    date: dt.date | None = None
    status: Status | None = None
    to_date: dt.date | None = None
    values: Mapping[str, Data | None] = MappingProxyType({})
    evidence: tuple[Data, ...] = ()
    removed_evidence: tuple[str, ...] | All = ()
    indicators: Mapping[str, str] = MappingProxyType({})

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edits that correct the entry, or the reason why it is not corrected."""
        place = _find_entry(project, self.id, self.date)
        if not isinstance(place, EntryPlace):
            return place
        refusal = self._wrong_date(place, project) or self._wrong_evidence(place.entry)
        if refusal:
            return refusal
        old = {key_text(key.value): value for key, value in place.node.value}
        others = [item for item in place.entries_node.value if item is not place.node]
        hints = [*map(StyleHint, [place.node, *reversed(others)])]
        hints += items(StyleHint(value) for _, value in nearby(place.root, place.key_position, place.plan).value)
        edits = record_edits(place.node, as_written(self._changed(place, old)), ENTRY_KEYS, hints)
        then = EntryInOrder(self.id, self.to_date) if self.to_date else None
        return ChangeEdits(history=edits, ids=[self.id], then=then)

    def date_in(self, project: Project) -> dt.date:
        """Return the date of the corrected entry, in the project after the change."""
        entries = project.history.entries[self.id] if project.history else ()
        return self.to_date or self.date or max(entry.date for entry in entries)

    def _changed(self, place: EntryPlace, old: Mapping[str, Node]) -> dict[str, Data | None]:
        """Return the new values by key."""
        values = dict(self.values)
        if self.status:
            values["status"] = self.status.code
        if self.to_date:
            values["date"] = digits_like(calendar.iso(self.to_date), old["date"])
        if self.evidence or self.removed_evidence:
            values["evidence"] = self._new_evidence(place.entry.evidence, old.get("evidence"))
        if self.indicators:
            node = old.get("indicators")
            values["indicators"] = indicator_results(place.measure, place.entry, node, self.indicators)
        return values

    def _wrong_date(self, place: EntryPlace, project: Project) -> Refusal | None:
        if self.to_date is None or project.plan is None:
            return None
        if any(entry.date == self.to_date for entry in place.entries if entry is not place.entry):
            return DuplicateEntry(self.id, self.to_date)
        year = fiscal_year_of(project.plan)
        return BeforeFiscalYear(self.to_date, year, is_new=True) if year and is_before(self.to_date, year) else None

    def _wrong_evidence(self, entry: StatusEntry) -> UnknownEvidence | AmbiguousEvidence | None:
        removed = () if self.removed_evidence is ALL else self.removed_evidence
        unknown = [name for name in removed if not _named(name, entry.evidence)]
        if unknown:
            return UnknownEvidence(unknown, [next(iter(evidence.names), "") for evidence in entry.evidence])
        for name in removed:
            kinds = [_by_kind(entry.evidence[index]) for index in _named(name, entry.evidence)]
            if any(one != kinds[0] for one in kinds):
                choices = [
                    next((text for text in one if sum(text in other for other in kinds) == 1), "") for one in kinds
                ]
                return AmbiguousEvidence(name, [text for text in choices if text])
        return None

    def _new_evidence(self, stated: tuple[Evidence, ...], node: Node | None) -> list[Data]:
        """Return the evidence of the entry: what is new stands in the place of the first that leaves."""
        old = items_of(node) if node else []
        if self.removed_evidence is ALL:
            leaving = [*range(len(stated))]
        else:
            leaving = sorted({index for name in self.removed_evidence for index in _named(name, stated)})
        staying = tuple(known for index, known in enumerate(stated) if index not in leaving)
        new = [item for item in self.evidence if not has_evidence(staying, item)]
        position = leaving[0] if leaving else len(old)
        before = [item for index, item in enumerate(old[:position]) if index not in leaving]
        return [*before, *new, *(item for index, item in enumerate(old) if index >= position and index not in leaving)]


def _by_kind(evidence: Evidence) -> list[str]:
    """Return the names of evidence, each with what it is."""
    kinds = ("text", evidence.text), ("url", evidence.url), ("file", evidence.file)
    return [f"{kind}={name}" for kind, name in kinds if name]


def _named(name: str, evidence: Sequence[Evidence]) -> list[int]:
    """Return which evidence a name means: that which has no other name, or else all that has it among others."""
    known = [index for index, item in enumerate(evidence) if name in {*item.names, *_by_kind(item)}]
    return [index for index in known if len(evidence[index].names) == 1] or known


class EntryInOrder(NamedTuple):
    """The request to bring an entry to its place in the order of the dates."""

    id: str
    date: dt.date

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edit that moves the entry; none where it stands there."""
        place = _find_entry(project, self.id, self.date, check=False)
        if not isinstance(place, EntryPlace):
            return place
        later = [number for number, entry in enumerate(place.entries) if entry.date > self.date]
        move = Move(place.entries_node, place.position, later[0] if later else len(place.entries))
        edits = [] if move.target in {move.position, move.position + 1} else [move]
        return ChangeEdits(history=edits, ids=[self.id])


class EntryRemoval(NamedTuple):
    """The request to take away the entry of a measure on a date."""

    id: str
    date: dt.date

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edit that takes the entry away, with its measure's key where it has no other."""
        place = _find_entry(project, self.id, self.date)
        if not isinstance(place, EntryPlace):
            return place
        is_only = len(place.entries) == 1
        edit = Remove(place.root, [place.key_position]) if is_only else Remove(place.entries_node, [place.position])
        return ChangeEdits(history=[edit], ids=[self.id])


class EntryPlace(NamedTuple):
    """An entry, at `position` of its measure's entries, and their key, at `key_position` of the history."""

    plan: Plan
    measure: Measure
    entries: Sequence[StatusEntry]
    position: int
    entries_node: SequenceNode
    root: MappingNode
    key_position: int

    @property
    def entry(self) -> StatusEntry:
        """Return the entry."""
        return self.entries[self.position]

    @property
    def node(self) -> MappingNode:
        """Return the node of the entry."""
        node: MappingNode = self.entries_node.value[self.position]
        return node


def _find_entry(project: Project, name: str, date: dt.date | None, *, check: bool = True) -> EntryPlace | Refusal:
    """Return the place of a measure's entry on a date, of the latest without one, or why there is none to change.

    Args:
        project: the project.
        name: the measure's id.
        date: the date of the entry.
        check: refuse to change data with errors that concern the entry.
    """
    refusal = obstacle(project, [name]) if check else None
    plan, history, root = project.plan, project.history, project.history_document.root
    if refusal or plan is None or history is None:
        return refusal or InvalidData(project.errors)
    entries = history.entries.get(name, ())
    dates = [entry.date for entry in entries]
    if not dates or (date and date not in dates):
        return NoEntry(name, date, dates)
    pair = Location(project.history_document, root).pair(name)
    if pair is None or not isinstance(root, MappingNode) or not isinstance(pair[1], SequenceNode):
        return InvalidData(project.errors)
    measure = next(measure for measure in plan.measures if measure.id == name)
    index = next(index for index, (key, _) in enumerate(root.value) if key is pair[0])
    return EntryPlace(plan, measure, entries, dates.index(date or max(dates)), pair[1], root, index)
