"""Add a measure to the plan's text, behind the last one and in its style: edit, proof, and a second look."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.catalogue import finding
from itatrack.model.fields import fields_of
from itatrack.model.records import Measure
from itatrack.project import load
from itatrack.reading.location import Location
from itatrack.recording.relevance import new_findings
from itatrack.recording.status import Invalid
from itatrack.yamltext.edit.apply import apply_edits
from itatrack.yamltext.edit.diff import unified_diff
from itatrack.yamltext.edit.edits import EditRefusal, Insert, Replace
from itatrack.yamltext.edit.emitter import StyleHint
from itatrack.yamltext.nodes import SequenceNode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from itatrack.findings.finding import Finding
    from itatrack.yamltext.document import Document
    from itatrack.yamltext.edit.emitter import Data


class Added(NamedTuple):
    """A proven change of the plan: the file's new bytes, its diff, the warnings it brings, and all measures then."""

    content: bytes
    diff: str
    warnings: list[Finding]
    measures: int


class Taken(NamedTuple):
    """The id is another measure's already."""

    id: str


def add(
    measure: Mapping[str, Data],
    plan_document: Document,
    history_document: Document,
    today: dt.date,
    exists: Callable[[str], bool],
) -> Added | Taken | Invalid:
    """Add a measure.

    Args:
        measure: its keys as the plan writes them, `id` and `title` among them.
        plan_document: `data/measures.yaml`, which the edit is made in.
        history_document: `data/status.yaml`.
        today: the day that due dates are compared with.
        exists: whether a path, counted from the project's folder, is a file in it.
    """
    before = load(plan_document, history_document, today, exists)
    errors = [found for found in before.errors if found.span.path == plan_document.path]
    if before.plan is None or errors:
        return Invalid(errors)
    if measure["id"] in {one.id for one in before.plan.measures}:
        return Taken(str(measure["id"]))
    pair = Location(plan_document, plan_document.root).pair("measures")
    if pair is None:
        return Invalid(errors)
    entry = {key: measure[key] for key in fields_of(Measure) if key in measure}
    node = pair[1]
    change: Insert | Replace = Replace(node, pair[0], [entry])
    if isinstance(node, SequenceNode) and node.value:
        change = Insert(node, len(node.value), [entry], [StyleHint(one) for one in reversed(node.value)])
    edited = apply_edits(plan_document, [change])
    if isinstance(edited, EditRefusal):
        here = plan_document.source.span(edited.start, edited.start + 1)
        by_hand = f"- id: {measure['id']}"
        return Invalid([finding("E112", here, reason=edited.reason, ids=str(measure["id"]), entry=by_hand)])
    after = load(edited, history_document, today, exists)
    new = new_findings(before, after)
    worse = [found for found in new if found.severity == "error"]
    if worse or after.plan is None:
        return Invalid(worse)
    diff = unified_diff(plan_document.path, plan_document.content or b"", edited.content or b"")
    return Added(edited.content or b"", diff, new, len(after.plan.measures))
