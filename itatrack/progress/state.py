"""The state of every measure as of a day, and how many stand at each status."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from itatrack.model.amounts import Baht
from itatrack.model.fields import fields_of
from itatrack.model.records import ALL_YEAR, StatusEntry
from itatrack.model.status import Status
from itatrack.progress.rounds import fiscal_year_of, is_before
from itatrack.thai.digits import to_arabic

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from itatrack.model.fields import Fold
    from itatrack.model.records import Evidence, History, Indicator, IndicatorResult, Measure, Monitoring, Plan


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

    `entries` are those dated on or before the day, the oldest first; a measure without any is not started. `number` is
    the measure's place in the plan, from 1. `earlier` counts the entries before the plan's fiscal year, which say
    nothing of it.
    """

    measure: Measure
    monitoring: Monitoring | None
    entries: tuple[StatusEntry, ...]
    as_of: dt.date
    number: int = 1
    earlier: int = 0

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

    def _lasting(self, fold: Fold) -> Sequence[StatusEntry]:
        """Return the entries whose values still hold, the oldest first."""
        entries = self.entries
        if fold.lasts == "entry":
            entries = entries[-1:]
        elif fold.lasts == "status":
            others = [index for index, entry in enumerate(entries, 1) if entry.status is not self.status]
            entries = entries[others[-1] :] if others else entries
        if fold.ends_with:
            ends = [index for index, entry in enumerate(entries) if getattr(entry, fold.ends_with)]
            entries = entries[ends[-1] :] if ends else entries
        return entries

    def held(self, name: str) -> Any:  # noqa: ANN401  as many types as keys
        """Return the value of an entry's key as of the day: how long it lasts and whether it adds the model says."""
        field = fields_of(StatusEntry)[name]
        values = (getattr(entry, field.name) for entry in self._lasting(field.fold))
        stated = [value for value in values if value is not None and value != ()]
        if field.fold.adds:
            return tuple(one for value in stated for one in value)
        return stated[-1] if stated else field.default

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return all evidence for the status, each once; with its address or file where it was given with one too."""
        known = self.held("evidence")
        located = {one.text for one in known if one.url or one.file}
        distinct = {
            (one.text, one.url, one.file): one for one in known if one.url or one.file or one.text not in located
        }
        return tuple(distinct.values())

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the steps as last reported since the status has held, or as planned where none are."""
        return self.held("steps") or self.measure.steps

    @property
    def due(self) -> dt.date | None:
        """Give the day by which the measure is to be done: its monitoring's, its period's, or else the plan's."""
        own, period = self.measure.monitoring, self.measure.period
        if period and period.to and not (own and own.due):
            return period.to
        return self.monitoring.due if self.monitoring else None

    @property
    def percent(self) -> Decimal | None:
        """Give how far the measure is in percent: as last stated since it has stood at its status.

        Where that is not stated, done is 100, not started is 0, and under way is unknown.
        """
        stated: Decimal | None = self.held("progress")
        if stated is not None:
            return stated
        return {Status.DONE: Decimal(100), Status.NOT_STARTED: Decimal(0)}.get(self.status)

    @property
    def spent(self) -> Baht | None:
        """Return the money that has been spent in all, as last stated."""
        spent: Baht | None = self.held("spent")
        return spent

    @property
    def left(self) -> Baht | None:
        """Give what is left of the budget, below zero where more was spent; None where either is unknown."""
        budget = self.measure.budget
        return Baht(budget - self.spent) if isinstance(budget, Baht) and self.spent is not None else None

    @property
    def indicators(self) -> tuple[tuple[Indicator, IndicatorResult | None], ...]:
        """Give each indicator of the measure with its result, as last stated."""
        found = {indicator_of(self.measure, one.name): one for one in self.held("indicators")}
        return tuple((one, found.get(one)) for one in self.measure.indicators)

    def own(self, column: str) -> Any:  # noqa: ANN401  as many types as kinds of columns
        """Give the value of one of the agency's own columns: as last stated, or as planned; None where it has none."""
        stated = [entry.custom_columns[column] for entry in self._lasting(ALL_YEAR) if column in entry.custom_columns]
        return stated[-1] if stated else self.measure.custom_columns.get(column)

    @property
    def overdue(self) -> bool:
        """Say whether the due day has passed and the measure is not done; on the day itself it is not late."""
        return self.due is not None and self.due < self.as_of and self.status is not Status.DONE

    @property
    def due_soon(self) -> bool:
        """Say whether the measure is not done and due today or within the next 30 days."""
        return self.due is not None and self.status is not Status.DONE and 0 <= (self.due - self.as_of).days <= SOON


def indicator_of(measure: Measure, name: str) -> Indicator | None:
    """Give the measure's indicator of a name, or of a number from 1; None where it has none."""
    by_name = {one.name: one for one in measure.indicators}
    by_number = {str(number): one for number, one in enumerate(measure.indicators, 1)}
    return by_name.get(name) or by_number.get(to_arabic(name))


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


def counted(entries: Sequence[StatusEntry], year: int | None) -> tuple[StatusEntry, ...]:
    """Return the entries that do not lie before a fiscal year; one whose day could not be read may be of any."""
    return tuple(entry for entry in entries if "date" in entry.invalid_fields or not is_before(entry.date, year))


def progress(plan: Plan, history: History, as_of: dt.date) -> Progress:
    """Return the state of every measure as of a day, the day itself included.

    Entries of the fiscal years before the plan's do not count: they tell how far last year's measures were.
    """
    states, year = [], fiscal_year_of(plan)
    for number, measure in enumerate(plan.measures, 1):
        written = history.entries.get(measure.id, ())
        counting = counted(written, year)
        known = [entry for entry in counting if entry.date <= as_of]
        entries = tuple(sorted(known, key=lambda entry: entry.date))
        states.append(
            State(measure, measure.monitoring or plan.monitoring, entries, as_of, number, len(written) - len(counting))
        )
    return Progress(as_of, tuple(states))
