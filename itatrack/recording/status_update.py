"""The request to record the status of measures."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from itatrack.progress.rounds import fiscal_year_of, is_before
from itatrack.progress.state import progress
from itatrack.recording.change import ChangeEdits
from itatrack.recording.refusal import BeforeFiscalYear, InvalidData, MissingReason, Refusal
from itatrack.recording.relevance import obstacle
from itatrack.recording.status_edits import as_written, entry_edits
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from itatrack.model.records import History, Plan
    from itatrack.model.status import Status
    from itatrack.project import Project
    from itatrack.yamltext.edit.emitter import Data


class StatusUpdate(NamedTuple):
    """The request to record the status of measures from a day on; a `ChangeRequest`.

    `evidence` is as the history writes it: a text, or a mapping with `url` or `file`. Evidence and steps are added to
    those of the day. `values` are values of other keys, the agency's columns among them, as they are written: a text
    joins the day's texts where the key may have several, and any other value replaces the day's. `indicators` are
    results by the name or the number of their indicator.
    """

    ids: tuple[str, ...]
    status: Status
    date: dt.date
    evidence: tuple[Data, ...] = ()
    steps: tuple[str, ...] = ()
    values: Mapping[str, Data] = MappingProxyType({})
    indicators: Mapping[str, str] = MappingProxyType({})

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edits that record the status of all measures, or the reason why none is recorded."""
        refusal: Refusal | None = obstacle(project, self.ids)
        plan, history = project.plan, project.history
        if refusal or plan is None or history is None:
            return refusal or InvalidData(project.errors)
        refusal = self._missing_reason(plan, history)
        if refusal:
            return refusal
        year = fiscal_year_of(plan)
        if year and is_before(self.date, year):
            return BeforeFiscalYear(self.date, year)
        by_hand = f"- {{date: {calendar.iso(self.date)}, status: {self.status.code}}}"
        edits = entry_edits(self, plan, history, project.history_document.root)
        return ChangeEdits(history=edits, ids=self.ids, entry=by_hand)

    def _missing_reason(self, plan: Plan, history: History) -> Refusal | None:
        statuses = {
            state.measure.id: state.status
            for state in progress(plan, history, self.date).states
            if state.measure.id in self.ids and self.status.needs_reason(state.status)
        }
        if not statuses or "note" in self.values:
            return None
        return MissingReason(statuses, self.status)

    def entry(self) -> dict[str, Data]:
        """Return the entry as the history writes it where the day has none, its keys in the order of the model."""
        stated: dict[str, Data] = {"date": calendar.iso(self.date), "status": self.status.code, **self.values}
        if self.evidence:
            stated["evidence"] = list(self.evidence)
        if self.steps:
            stated["steps"] = list(self.steps)
        if self.indicators:
            stated["indicators"] = [{"name": name, "result": result} for name, result in self.indicators.items()]
        return as_written(stated)
