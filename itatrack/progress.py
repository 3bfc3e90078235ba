"""The state of every measure as of a day, and how many stand at each status."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from itatrack.model import Status

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.model import History, Measure, Monitoring, Plan, StatusEntry


# A measure that is due within as many days is due soon.
SOON = 30


class Spell(NamedTuple):
    """A time that a measure spent at one status: from a day on, until the day of the next status if there is one."""

    status: Status
    since: dt.date
    until: dt.date | None

    def days(self, as_of: dt.date) -> int:
        """Count the days that it lasted, or has lasted as of a day."""
        return ((self.until or as_of) - self.since).days


class State(NamedTuple):
    """Where one measure stands as of a day.

    `entries` are those dated on or before the day, the oldest first; a measure without any is not started.
    """

    measure: Measure
    monitoring: Monitoring | None
    entries: tuple[StatusEntry, ...]
    as_of: dt.date

    @property
    def entry(self) -> StatusEntry | None:
        """Give the last entry, which says where the measure stands."""
        return self.entries[-1] if self.entries else None

    @property
    def spells(self) -> tuple[Spell, ...]:
        """Give how long each status lasted; entries that repeat the status go on with it."""
        changes = [
            entry
            for index, entry in enumerate(self.entries)
            if index == 0 or entry.status is not self.entries[index - 1].status
        ]
        ends = [entry.date for entry in changes[1:]] + [None] * bool(changes)
        return tuple(Spell(entry.status, entry.date, end) for entry, end in zip(changes, ends, strict=True))

    @property
    def since(self) -> dt.date | None:
        """Give the day since which the measure has stood at its status, or None without entries."""
        return self.spells[-1].since if self.entries else None

    @property
    def status(self) -> Status:
        """Give the status of the last entry, or not started where there is none."""
        return self.entry.status if self.entry else Status.NOT_STARTED

    @property
    def steps(self) -> tuple[str, ...]:
        """Give the steps as reported by the last entry, or as planned where it reports none."""
        return (self.entry.steps if self.entry else ()) or self.measure.steps

    @property
    def due(self) -> dt.date | None:
        """Give the day by which the measure is to be done: its own, or else the plan's."""
        return self.monitoring.due if self.monitoring else None

    @property
    def overdue(self) -> bool:
        """Say whether the due day has passed and the measure is not done; on the day itself it is not late."""
        return self.due is not None and self.due < self.as_of and self.status is not Status.DONE

    @property
    def due_soon(self) -> bool:
        """Say whether the measure is not done and due today or within the next 30 days."""
        return self.due is not None and self.status is not Status.DONE and 0 <= (self.due - self.as_of).days <= SOON


class Progress(NamedTuple):
    """The states of all measures as of a day, in the order of the plan."""

    as_of: dt.date
    states: tuple[State, ...]

    def count(self, status: Status) -> int:
        """Count the measures that stand at a status."""
        return sum(state.status is status for state in self.states)

    def percent(self, status: Status) -> Decimal:
        """Give the share of measures at a status in percent, rounded half up to two decimals."""
        if not self.states:
            return Decimal(0)
        share = Decimal(100 * self.count(status)) / len(self.states)
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def progress(plan: Plan, history: History, as_of: dt.date) -> Progress:
    """Give the state of every measure as of a day, the day itself included."""
    states = []
    for measure in plan.measures:
        known = [entry for entry in history.entries.get(measure.id, ()) if entry.date <= as_of]
        entries = tuple(sorted(known, key=lambda entry: entry.date))
        states.append(State(measure, measure.monitoring or plan.monitoring, entries, as_of))
    return Progress(as_of, tuple(states))
