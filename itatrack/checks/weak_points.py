"""Checks of the weak points of an assessment: which measures answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import MAX_LISTED, nearest
from itatrack.model.status import Status
from itatrack.progress.state import progress

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan


def unknown_weak_point(plan: Plan) -> Iterator[Finding]:
    """E316: a measure answers a weak point that the plan does not have.

    Wrong: `answers: [budgte]`, where `weak_points` has the id `budget`.
    Right: `answers: [budget]`.
    """
    texts = {point.id: point.text for point in plan.weak_points}
    known = ", ".join(f"`{name}` {text}" for name, text in [*texts.items()][:MAX_LISTED])
    for measure in plan.measures:
        for index, name in enumerate(measure.answers):
            if name not in texts:
                span = measure.location.value("answers", index)
                meant = _meant(plan, name)
                yield finding("E316" if texts else "E316.none", span, name=name, known=known, meant=meant)


def _meant(plan: Plan, name: str) -> str | None:
    """Return the id of the weak point whose text was written in place of it, or which is near."""
    ids = {point.text: point.id for point in plan.weak_points}
    return ids.get(name) or nearest(name, ids.values())


def unanswered_weak_point(plan: Plan, history: History, as_of: dt.date) -> Iterator[Finding]:
    """W535: no measure answers a weak point, or none that is still to be carried out.

    The assessment asks what was done about each weak point of the year before. A cancelled measure is no answer.

    Wrong: `weak_points: [{id: budget, text: การใช้งบประมาณตรวจสอบได้ยาก}]`, and no measure with `answers: budget`.
    Right: the measure that responds to it has `answers: budget`.
    """
    # One slip needs one finding: what is misspelt is E316 alone, and an entry that was not read may be a later one.
    known = {point.id for point in plan.weak_points}
    answers: dict[str, list[str]] = {}
    carried_out: set[str] = set()
    for state in progress(plan, history, as_of).states:
        measure, entries = state.measure, history.entries.get(state.measure.id, ())
        is_whole = measure.id not in history.invalid_fields and not any(entry.invalid_fields for entry in entries)
        for name in measure.answers:
            meant = name if name in known else _meant(plan, name) or name
            answers.setdefault(meant, []).append(measure.id)
            carried_out |= {meant} if state.status is not Status.CANCELLED or not is_whole else set()
    for point in plan.weak_points:
        if point.id not in carried_out and "id" not in point.invalid_fields:
            measures = ", ".join(f"`{name}`" for name in answers.get(point.id, ())[:MAX_LISTED])
            where = point.location.value("id")
            yield finding("W535.cancelled" if measures else "W535", where, id=point.id, measures=measures)
