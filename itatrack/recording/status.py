"""The request to record the status of measures, and what its change does to their states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.progress.rounds import fiscal_year_of, is_before
from itatrack.progress.state import Progress, progress
from itatrack.recording.change import ChangeEdits
from itatrack.recording.lost_values import lost_values
from itatrack.recording.refusal import BeforeFiscalYear, InvalidData, MissingReason, Refusal
from itatrack.recording.relevance import obstacle
from itatrack.recording.status_edits import entry_edits
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from itatrack.model.records import History, Plan
    from itatrack.project import Project
    from itatrack.recording.change import Change
    from itatrack.recording.status_update import StatusUpdate


class StatusRequest(NamedTuple):
    """The request to record a status; a `ChangeRequest`."""

    update: StatusUpdate

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edits that record the status of all measures, or the reason why none is recorded."""
        refusal: Refusal | None = obstacle(project, self.update.ids)
        plan, history = project.plan, project.history
        if refusal or plan is None or history is None:
            return refusal or InvalidData(project.errors)
        refusal = self._regression(plan, history)
        if refusal:
            return refusal
        year = fiscal_year_of(plan)
        if year and is_before(self.update.date, year):
            return BeforeFiscalYear(self.update.date, year)
        by_hand = f"- {{date: {calendar.iso(self.update.date)}, status: {self.update.status.code}}}"
        edits = entry_edits(self.update, plan, history, project.history_document.root)
        return ChangeEdits(history=edits, ids=self.update.ids, entry=by_hand)

    def _regression(self, plan: Plan, history: History) -> Refusal | None:
        regressions = {
            state.measure.id: state.status
            for state in progress(plan, history, self.update.date).states
            if state.measure.id in self.update.ids and self.update.status.needs_reason(state.status)
        }
        if not regressions or "note" in self.update.values:
            return None
        return MissingReason(regressions, self.update.status)


class StatusEffect(NamedTuple):
    """What a change of the history does to the states of measures.

    `before` and `after` are as of the day recorded, `today` is after the change as of today. `lost` has, by the id of a
    measure, key and text of what its state no longer has on either day.
    """

    before: Progress
    after: Progress
    today: Progress
    lost: Mapping[str, list[tuple[str, str]]]


def status_effect(ids: Collection[str], date: dt.date, change: Change, today: dt.date) -> StatusEffect:
    """Return what a change of entries of a date does to the states of their measures."""
    before, after = ([_progress(project, day) for day in (date, today)] for project in (change.before, change.after))
    lost: dict[str, list[tuple[str, str]]] = {}
    for was, now in zip(before, after, strict=True):
        for old, new in zip(was.states, now.states, strict=True):
            if old.measure.id in ids:
                lost.setdefault(old.measure.id, []).extend(lost_values(old, new))
    distinct = {name: list(dict.fromkeys(values)) for name, values in lost.items() if values}
    return StatusEffect(before[0], after[0], after[1], distinct)


def _progress(project: Project, day: dt.date) -> Progress:
    """Return where the measures of a project stand; errors that leave plan and history readable do not matter.

    Raises:
        ValueError: the plan or the history could not be read, and then no change of entries is made.
    """
    if project.plan is None or project.history is None:
        raise ValueError("a project without plan or history has no states")
    return progress(project.plan, project.history, day)
