"""The request to record what a measure's evidence is like, and on which day it was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.model.fields import fields_of
from itatrack.model.records import Evidence
from itatrack.progress.evidence import given_evidence
from itatrack.reading.location import Location
from itatrack.recording.change import ChangeEdits
from itatrack.recording.record_edits import record_edits
from itatrack.recording.refusal import InvalidData, Refusal
from itatrack.recording.relevance import obstacle
from itatrack.thai import calendar
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit.emitter import StyleHint
from itatrack.yamltext.nodes import MappingNode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from itatrack.model.records import History, Plan
    from itatrack.progress.evidence import GivenEvidence
    from itatrack.project import Project
    from itatrack.yamltext.edit.edits import Edit
    from itatrack.yamltext.edit.emitter import Data


class EvidencePin(NamedTuple):
    """The request to pin evidence of a measure; a `ChangeRequest`.

    Attributes:
        id: the measure.
        day: the day on which the evidence was checked.
        digests: the SHA-256 of files, by their paths in the project; evidence of others stays as it is.
        name: the text, address or file of the evidence; None for all.
        copy: the file that holds what is at the address of the evidence, if it is to be recorded.
    """

    id: str
    day: dt.date
    digests: Mapping[str, str]
    name: str | None = None
    copy: str | None = None

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edits that pin the evidence, wherever the measure gives it, or why it is not pinned."""
        refusal = obstacle(project, [self.id])
        plan, history = project.plan, project.history
        if refusal or plan is None or history is None:
            return refusal or InvalidData(project.errors)
        of_plan: list[Edit] = []
        of_history: list[Edit] = []
        for given in to_pin(plan, history, self.id, self.name, with_copy=self.copy is not None):
            edits = self._edits(given.evidence)
            if given.date is None:
                of_plan += edits
            else:
                of_history += edits
        return ChangeEdits(of_plan, of_history, [self.id])

    def _edits(self, evidence: Evidence) -> list[Edit]:
        digest = self.digests.get(self.copy or evidence.kept or "")
        node = evidence.location.node if isinstance(evidence.location, Location) else None
        if digest is None or not isinstance(node, MappingNode):
            return []
        values: dict[str, Data | None] = {"copy": self.copy} if self.copy else {}
        values |= {"sha256": digest, "checked": calendar.iso(self.day)}
        # After the item itself an example of a value that few have: a day without quotes.
        example = Document.read("", b"checked: 2564-03-31").root
        hints = [StyleHint(node), *([StyleHint(example)] if example else [])]
        return record_edits(node, values, [*fields_of(Evidence)], hints)


def to_pin(plan: Plan, history: History, id_: str, name: str | None, *, with_copy: bool = False) -> list[GivenEvidence]:
    """Return the evidence of a measure that can be pinned.

    A page is checked by looking at it anew, so one that has a copy with its SHA-256 is left out, unless it is named.

    Args:
        plan: the plan.
        history: the history.
        id_: the measure.
        name: the text, address or file of the evidence; None for all.
        with_copy: what can have a copy, or else what has a file.
    """
    return [
        given
        for given in given_evidence(plan, history)
        if given.measure == id_ and (name is None or name in (*given.evidence.names, given.evidence.copy))
        if (
            given.evidence.url and not given.evidence.file
            if with_copy
            else given.evidence.file or (given.evidence.copy and (name or not given.evidence.sha256))
        )
    ]
