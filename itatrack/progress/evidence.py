"""The evidence of plan and history, each piece with where it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from itatrack.model.records import Evidence, History, Plan


class GivenEvidence(NamedTuple):
    """A piece of evidence: of which measure, and of the entry of which day; None where the plan gives it."""

    measure: str
    date: dt.date | None
    evidence: Evidence


def given_evidence(plan: Plan, history: History, as_of: dt.date | None = None) -> Iterator[GivenEvidence]:
    """Yield all evidence in the order of the plan, what is of ids that it does not have last.

    Args:
        plan: the plan, whose own evidence of a measure comes before that of its entries.
        history: the history.
        as_of: the last day whose entries count; None for all.
    """
    for measure in plan.measures:
        yield from (GivenEvidence(measure.id, None, evidence) for evidence in measure.evidence)
        yield from _of_entries(measure.id, history, as_of)
    known = {measure.id for measure in plan.measures}
    for name in history.entries:
        if name not in known:
            yield from _of_entries(name, history, as_of)


def _of_entries(name: str, history: History, as_of: dt.date | None) -> Iterator[GivenEvidence]:
    for entry in history.entries.get(name, ()):
        if as_of is None or entry.date <= as_of:
            yield from (GivenEvidence(name, entry.date, evidence) for evidence in entry.evidence)
