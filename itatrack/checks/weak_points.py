"""Checks of the weak points of an assessment: which measures answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import MAX_LISTED, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


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


def unanswered_weak_point(plan: Plan) -> Iterator[Finding]:
    """W535: no measure answers a weak point.

    The assessment asks what was done about each weak point of the year before.

    Wrong: `weak_points: [{id: budget, text: การใช้งบประมาณตรวจสอบได้ยาก}]`, and no measure with `answers: budget`.
    Right: the measure that responds to it has `answers: budget`.
    """
    named = {name for measure in plan.measures for name in measure.answers}
    # One slip needs one finding: what is misspelt is E316 alone.
    known = {point.id for point in plan.weak_points}
    named |= {_meant(plan, name) or name for name in named - known}
    for point in plan.weak_points:
        if point.id not in named and "id" not in point.invalid_fields:
            yield finding("W535", point.location.value("id"), id=point.id)
