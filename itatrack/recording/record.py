"""Record the state of measures in the history's text: edits, proof, and a second look at the whole project."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, cast

from itatrack.findings.catalogue import MEANT, finding
from itatrack.findings.finding import Finding
from itatrack.language import say
from itatrack.progress import Progress, progress
from itatrack.project import File, Project, load_beside, open_plan
from itatrack.recording.edits import edits_for
from itatrack.thai import calendar
from itatrack.yamltext.changes import Refused
from itatrack.yamltext.diff import unified_diff
from itatrack.yamltext.layout import end_of
from itatrack.yamltext.splice import edit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from itatrack.model import History
    from itatrack.reading.place import Place
    from itatrack.recording.wanted import Wanted


class Recorded(NamedTuple):
    """A proven change of the history.

    `content` are the file's new bytes, the old ones where there was nothing to change; `before` and `after` the
    states as of the day recorded, `now` as of today; `warnings` those that the change brings; `errors` counts those
    that stand elsewhere in the files.
    """

    content: bytes
    diff: str
    before: Progress
    after: Progress
    now: Progress
    warnings: list[Finding]
    errors: int = 0


class Unknown(NamedTuple):
    """Ids that the plan does not have, and those that it has."""

    ids: list[str]
    known: list[str]


class StepBack(NamedTuple):
    """Measures that would go back without a note, with the status that they stand at."""

    ids: dict[str, str]


class Invalid(NamedTuple):
    """Findings that keep the state from being recorded: in the data as it is, or as it would be."""

    findings: list[Finding]


def record(
    wanted: Wanted, plan_file: File, history_file: File, today: dt.date, exists: Callable[[str], bool]
) -> Recorded | Unknown | StepBack | Invalid:
    """Record the state of measures, all or none.

    Args:
        wanted: what to record.
        plan_file: `data/measures.yaml`.
        history_file: `data/status.yaml`, which the edits are made in.
        today: the day that due dates are compared with, and that the counts of now are of.
        exists: whether a path, counted from the project's folder, is a file in it.
    """
    opened = open_plan(plan_file)
    project = load_beside(opened, history_file, today, exists)
    errors = [found for found in project.findings if found.severity == "error"]
    plan, history = project.plan, project.history
    broken = any(found.code.startswith("E1") and found.span.path == history_file.path for found in errors)
    if plan is None or history is None or broken or isinstance(history_file.content, Finding):
        return Invalid(errors)
    before = progress(plan, history, wanted.date)
    obstacle = _obstacle(wanted, history, before, errors)
    if obstacle:
        return obstacle
    place = cast("Place", history.at)
    edits = edits_for(wanted, plan, history, place)
    if not edits:
        return Recorded(history_file.content, "", before, before, progress(plan, history, today), [], len(errors))
    edited = edit(place.source, place.node, edits)
    if isinstance(edited, Refused):
        by_hand = f"- {{date: {calendar.iso(wanted.date)}, status: {wanted.status.code}}}"
        here = place.source.span(edited.place, edited.place + 1)
        return Invalid([finding("E112", here, reason=edited.reason, ids=", ".join(wanted.ids), entry=by_hand)])
    file = File(history_file.path, edited.content)
    result = load_beside(opened, file, today, exists, (edited.source, edited.root))
    new = new_findings(project, result)
    worse = [found for found in new if found.severity == "error"]
    if worse or result.plan is None or result.history is None:
        return Invalid(worse)
    after, now = (progress(result.plan, result.history, day) for day in (wanted.date, today))
    diff = unified_diff(history_file.path, place.source, edited.splices)
    return Recorded(edited.content, diff, before, after, now, new, len(errors))


def _obstacle(
    wanted: Wanted, history: History, before: Progress, errors: list[Finding]
) -> Unknown | StepBack | Invalid | None:
    """Give what keeps the state from being recorded, before anything is edited."""
    known = [state.measure.id for state in before.states]
    unknown = [name for name in wanted.ids if name not in known]
    if unknown:
        # With a damaged plan the measure may well be there.
        in_plan = [found for found in errors if found.span.path != cast("Place", history.at).source.path]
        return Invalid(in_plan) if in_plan else Unknown(unknown, known)
    damaged = [found for found in errors if _concerns(found, wanted, history) or _may_mean(found, wanted)]
    if damaged:
        return Invalid(damaged)
    back = {
        state.measure.id: state.status.code
        for state in before.states
        if state.measure.id in wanted.ids and state.status.rank > wanted.status.rank
    }
    return StepBack(back) if back and "note" not in wanted.values else None


def _may_mean(found: Finding, wanted: Wanted) -> bool:
    """Say whether an error is a key of the history that is mistyped for a measure that is to be changed."""
    return found.code == "E301" and found.help in {say(MEANT, meant=name) for name in wanted.ids}


def _concerns(found: Finding, wanted: Wanted, history: History) -> bool:
    """Say whether an error stands in the entries of a measure that is to be changed."""
    source = cast("Place", history.at).source
    if found.span.path != source.path:
        return False
    stands_at = source.index(found.span.line, found.span.column)
    for name in wanted.ids:
        pair = cast("Place", history.at).pair(name)
        if pair:
            unread = name in history.unread or any(entry.unread for entry in history.entries[name])
            within = pair[0].start_mark.index <= stands_at <= end_of(source.text, pair[1])
            # A key too many does no harm: it is kept.
            if unread or (within and found.code != "E201"):
                return True
    return False


def new_findings(before: Project, after: Project) -> list[Finding]:
    """Give the findings that a change brings; those that only moved to another line are not new."""
    known = Counter((found.code, found.message, found.span.path) for found in before.findings)
    new = []
    for found in after.findings:
        name = found.code, found.message, found.span.path
        known[name] -= 1
        if known[name] < 0:
            new.append(found)
    return new
