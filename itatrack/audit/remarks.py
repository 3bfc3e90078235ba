"""What an auditor looks for: entries recorded late, changed or removed later, or after a memo that lacks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.model.records import Evidence
from itatrack.progress.rounds import fiscal_year_of
from itatrack.progress.state import State, of_fiscal_year
from itatrack.progress.values import changes_between

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from itatrack.audit.tracing import Event, Trace, Trail
    from itatrack.model.commits import Commit
    from itatrack.model.records import Measure, Plan, StatusEntry
    from itatrack.progress.values import ValueChange


class IssuedMemo(NamedTuple):
    """A memo that was issued.

    Attributes:
        name: what it is called, such as the tag of its commit.
        as_of: the day that it speaks of.
        known: the hashes of the commits that it was made from.
    """

    name: str
    as_of: dt.date
    known: AbstractSet[str]


class Remark(NamedTuple):
    """Something that was done to an entry, and why an auditor looks at it.

    Attributes:
        measure: the id of the measure, by its last name.
        trace: the life of the entry.
        event: what was done to it.
        days_late: how many days after the entry's own day it was recorded, if that is too late.
        memos: the memos that were issued before, and would have said something else.
    """

    measure: str
    trace: Trace
    event: Event
    days_late: int | None
    memos: tuple[IssuedMemo, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return why it is remarked on: `late`, `changed`, `removed`, `restored`, `after-memo`."""
        own = (self.event.kind,) if self.event.kind != "recorded" else ()
        return (*(("late",) if self.days_late is not None else ()), *own, *(("after-memo",) if self.memos else ()))


def remarks(trail: Trail, plan: Plan | None, late_by: int, memos: Sequence[IssuedMemo] = ()) -> list[Remark]:
    """Return what an auditor looks for, measure by measure in the order of the plan.

    Args:
        trail: the lives of all entries.
        plan: the plan as it is now; without one no memo can be compared.
        late_by: after how many days an entry is late.
        memos: the memos that were issued.
    """
    current = {measure.id: measure for measure in plan.measures} if plan else {}
    by_measure: dict[str, list[Trace]] = {id_: [] for id_ in current}
    for trace in trail.traces:
        by_measure.setdefault(_name(trail, trace), []).append(trace)
    found: list[Remark] = []
    for id_, traces in by_measure.items():
        # One that is not in the plan any more is judged as the plan had it last: the memo had it too.
        measure = current.get(id_) or trail.planned.get(id_)
        for trace in sorted(traces, key=_day):
            for event in trace.events:
                about = (plan, measure) if plan and measure else None
                memos_without = [memo for memo in memos if about and _contradicts(memo, traces, event, trace, about)]
                remark = Remark(id_, trace, event, _days_late(event, late_by), tuple(memos_without))
                found += [remark] if remark.kinds else []
    return found


def _name(trail: Trail, trace: Trace) -> str:
    return trail.names.get(trace.last.measure, trace.last.measure)


def _day(trace: Trace) -> dt.date:
    entries = (entry for event in reversed(trace.events) for entry in (event.after, event.before) if entry)
    return next(entries).date


def _days_late(event: Event, late_by: int) -> int | None:
    """Return how many days an entry was recorded after its day, or None where that is in time or not known."""
    if event.kind != "recorded" or event.commit is None or event.after is None or event.is_cut:
        return None
    days = (event.commit.day - event.after.date).days
    return days if days > late_by else None


def _contradicts(
    memo: IssuedMemo, traces: Sequence[Trace], event: Event, trace: Trace, about: tuple[Plan, Measure]
) -> bool:
    """Check whether something was done to an entry after a memo, which would have said something else with it."""
    if event.commit and event.commit.id in memo.known:
        return False
    others = [entry for other in traces if other is not trace for entry in _at(memo, other)]
    before = _state([*others, *_at(memo, trace)], memo.as_of, about)
    after = _state([*others, *([event.after] if event.after else [])], memo.as_of, about)
    changes = changes_between(before, after)
    return before.since != after.since or any(_is_printed(change, memo, about[0]) for change in changes)


def _is_printed(change: ValueChange, memo: IssuedMemo, plan: Plan) -> bool:
    """Check whether a memo tells a change: how evidence was pinned it does not, but for the day where it says so."""
    if change.key != "evidence":
        return True

    def told(evidence: object) -> object:
        if not isinstance(evidence, Evidence):
            return evidence
        is_told = plan.memo.evidence_checked and evidence.checked and evidence.checked <= memo.as_of
        return evidence.names, evidence.checked if is_told else None

    before, after = (value if isinstance(value, tuple) else () for value in (change.before, change.after))
    return [*map(told, before)] != [*map(told, after)]


def _at(memo: IssuedMemo, trace: Trace) -> Iterator[StatusEntry]:
    """Yield an entry as it was when a memo was issued, if it was there."""
    known = [event for event in trace.events if event.commit and event.commit.id in memo.known]
    if known and known[-1].after:
        yield known[-1].after


def _state(entries: Sequence[StatusEntry], as_of: dt.date, about: tuple[Plan, Measure]) -> State:
    plan, measure = about
    known = [entry for entry in of_fiscal_year(tuple(entries), fiscal_year_of(plan)) if entry.date <= as_of]
    return State.of(measure, None, tuple(sorted(known, key=lambda entry: entry.date)), as_of)


def first_known(trail: Trail) -> Commit | None:
    """Return the commit at which a shallow clone begins, or None where all of the history is there."""
    return next((trace.recorded.commit for trace in trail.traces if trace.recorded.is_cut), None)
