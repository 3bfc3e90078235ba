"""The state of every measure as of a day, and how many stand at each status."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from itatrack.model import Status

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.model import History, Measure, Monitoring, Plan, StatusEntry


class State(NamedTuple):
    """Where one measure stands as of a day.

    `entry` is the last entry dated on or before the day; a measure without one is not started.
    """

    measure: Measure
    monitoring: Monitoring | None
    entry: StatusEntry | None
    as_of: dt.date

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
        last = max(known, key=lambda entry: entry.date, default=None)
        states.append(State(measure, measure.monitoring or plan.monitoring, last, as_of))
    return Progress(as_of, tuple(states))
