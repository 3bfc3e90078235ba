"""Record the state of measures in the history's text: edits, proof, and a second look at the whole project."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MAX_FINDINGS, Finding
from itatrack.progress.rounds import fiscal_year_of, is_before
from itatrack.progress.state import Progress, progress
from itatrack.project import Project, load
from itatrack.recording.gone import gone
from itatrack.recording.relevance import concerns, may_mean, new_findings
from itatrack.recording.status_edits import edits_for
from itatrack.thai import calendar
from itatrack.yamltext.edit.apply import apply_edits
from itatrack.yamltext.edit.diff import unified_diff
from itatrack.yamltext.edit.edits import EditRefusal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from itatrack.recording.status_update import Wanted
    from itatrack.yamltext.document import Document


class Recorded(NamedTuple):
    """A proven change of the history.

    `content` are the file's new bytes, the old ones where there was nothing to change; `before` and `after` the
    states as of the day recorded; `now` those as of today; `warnings` those
    that the change brings; `errors` counts those that stand elsewhere in the files; `gone` has, by the id of a measure,
    key and text of what its state no longer has after the change.
    """

    content: bytes
    diff: str
    before: Progress
    after: Progress
    now: Progress
    warnings: list[Finding]
    errors: int = 0
    gone: Mapping[str, list[tuple[str, str]]] = MappingProxyType({})


class Unknown(NamedTuple):
    """Ids that the plan does not have, and those that it has."""

    ids: list[str]
    known: list[str]


class StepBack(NamedTuple):
    """Measures that would go back without a note, with the status that they stand at."""

    ids: dict[str, str]


class BeforeYear(NamedTuple):
    """The day lies before the plan's fiscal year, and an entry of it would not count."""

    year: int


class Invalid(NamedTuple):
    """Findings that keep the state from being recorded: in the data as it is, or as it would be."""

    findings: list[Finding]


def record(
    wanted: Wanted, plan_document: Document, history_document: Document, today: dt.date, exists: Callable[[str], bool]
) -> Recorded | Unknown | StepBack | BeforeYear | Invalid:
    """Record the state of measures, all or none.

    Args:
        wanted: what to record.
        plan_document: `data/measures.yaml`.
        history_document: `data/status.yaml`, which the edits are made in.
        today: the day that due dates are compared with, and that the counts of now are of.
        exists: whether a path, counted from the project's folder, is a file in it.
    """
    project = load(plan_document, history_document, today, exists)
    errors = project.errors
    plan, history = project.plan, project.history
    if plan is None or history is None or history_document.findings or history_document.content is None:
        return Invalid(errors)
    before = progress(plan, history, wanted.date)
    obstacle = _obstacle(wanted, project, before)
    if obstacle:
        return obstacle
    year = fiscal_year_of(plan)
    if year and is_before(wanted.date, year):
        return BeforeYear(year)
    edits = edits_for(wanted, plan, history, history_document.root)
    if not edits:
        now = progress(plan, history, today)
        return Recorded(history_document.content, "", before, before, now, [], len(errors))
    edited = apply_edits(history_document, edits)
    if isinstance(edited, EditRefusal):
        return Invalid([_by_hand(edited, wanted, history_document)])
    result = load(plan_document, edited, today, exists)
    return _judged(wanted, project, result, edited, today)


def _by_hand(refused: EditRefusal, wanted: Wanted, document: Document) -> Finding:
    """Give the finding for a change that cannot be made, with what to write by hand."""
    entry = f"- {{date: {calendar.iso(wanted.date)}, status: {wanted.status.code}}}"
    here = document.source.span(refused.start, refused.start + 1)
    return finding("E112", here, reason=refused.reason, ids=", ".join(wanted.ids), entry=entry)


def _judged(wanted: Wanted, before: Project, after: Project, edited: Document, today: dt.date) -> Recorded | Invalid:
    """Give what is recorded, or the errors that the change would bring."""
    plan, old, history = before.plan, before.history, after.history
    if plan is None or old is None or history is None:
        return Invalid(after.errors)
    new = new_findings(before, after)
    worse = [found for found in new if found.severity == "error"]
    if worse:
        return Invalid(worse)
    then, now = (progress(plan, history, day) for day in (wanted.date, today))
    was_then, was_now = (progress(plan, old, day) for day in (wanted.date, today))
    lost = {
        name: list(dict.fromkeys([*_gone(name, was_then, then), *_gone(name, was_now, now)])) for name in wanted.ids
    }
    return Recorded(
        edited.content or b"",
        unified_diff(edited.path, before.history_document.content or b"", edited.content or b""),
        was_then,
        then,
        now,
        new,
        len(after.errors),
        {name: found for name, found in lost.items() if found},
    )


def _gone(name: str, before: Progress, after: Progress) -> Iterator[tuple[str, str]]:
    """Yield what the state of a measure no longer has."""
    for old, new in zip(before.states, after.states, strict=True):
        if old.measure.id == name:
            yield from gone(old, new)


def _obstacle(wanted: Wanted, project: Project, before: Progress) -> Unknown | StepBack | Invalid | None:
    """Give what keeps the state from being recorded, before anything is edited."""
    errors, document, history = project.errors, project.history_document, project.history
    known = [state.measure.id for state in before.states]
    unknown = [name for name in wanted.ids if name not in known]
    if unknown:
        # With a damaged plan the measure may well be there.
        in_plan = [found for found in errors if found.span.path != document.path]
        return Invalid(in_plan) if in_plan else Unknown(unknown, known)
    damaged = [
        found for found in errors if (history and concerns(found, wanted, history, document)) or may_mean(found, wanted)
    ]
    if len(errors) >= MAX_FINDINGS:
        # Those past the limit are not known, so none that the change brings could be told from them.
        damaged = errors
    if damaged:
        return Invalid(damaged)
    back = {
        state.measure.id: state.status.code
        for state in before.states
        if state.measure.id in wanted.ids and state.status.rank > wanted.status.rank
    }
    return StepBack(back) if back and "note" not in wanted.values else None
