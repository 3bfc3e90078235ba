"""The state of every measure as of a day, and how many stand at each status."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from itatrack.model.amounts import Baht
from itatrack.model.fields import Fold, fields_of
from itatrack.model.kinds import Withdrawn
from itatrack.model.records import ALL_YEAR, StatusEntry, revised
from itatrack.model.status import Status
from itatrack.progress.rounds import fiscal_year_of
from itatrack.thai import calendar
from itatrack.thai.digits import to_arabic

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from itatrack.model.records import Evidence, History, Indicator, IndicatorResult, Measure, Monitoring, Plan


# A measure that is due within as many days is due soon.
MAX_DAYS_DUE_SOON = 30


class StatusPeriod(NamedTuple):
    """A time that a measure spent at one status: from a day on, until the day of the next status if there is one."""

    status: Status
    since: dt.date
    until: dt.date | None

    def days(self, as_of: dt.date) -> int:
        """Count the days that it lasted, or has lasted as of a day."""
        return ((self.until or as_of) - self.since).days


def lasting(entries: Sequence[StatusEntry], fold: Fold) -> Sequence[StatusEntry]:
    """Return the entries whose values still hold as of the last of some, the oldest first."""
    if len(entries) <= 1:
        return entries
    if fold.lasts == "entry":
        entries = entries[-1:]
    elif fold.lasts == "status":
        others = [index for index, entry in enumerate(entries, 1) if entry.status is not entries[-1].status]
        entries = entries[others[-1] :] if others else entries
    if fold.ends_with:
        ends = [index for index, entry in enumerate(entries) if getattr(entry, fold.ends_with)]
        entries = entries[ends[-1] :] if ends else entries
    return entries


class State(NamedTuple):
    """Where one measure stands as of a day.

    `planned` is what the plan says of it, and `revision` that with what entries have stated anew, where they have.
    `shared_monitoring` is the plan's, for measures without their own. `entries` are those dated on or before the day,
    the oldest first; a measure without any is not started. `number` is the measure's place in the plan, from 1.
    `earlier` counts the entries before the plan's fiscal year, which say nothing of it. `folds` says of custom columns
    how long their values hold, where that is not all year.
    """

    planned: Measure
    shared_monitoring: Monitoring | None
    entries: tuple[StatusEntry, ...]
    as_of: dt.date
    number: int = 1
    earlier: int = 0
    folds: Mapping[str, Fold] = MappingProxyType({})
    revision: Measure | None = None

    @classmethod
    def of(
        cls, planned: Measure, monitoring: Monitoring | None, entries: tuple[StatusEntry, ...], as_of: dt.date
    ) -> State:
        """Return the state of a measure after some entries."""
        return cls(planned, monitoring, entries, as_of, revision=_revision(planned, entries))

    @property
    def measure(self) -> Measure:
        """Return the measure as the plan has it, with what entries have stated anew."""
        return self.revision or self.planned

    @property
    def monitoring(self) -> Monitoring | None:
        """Return how the measure is followed up: its own way, or else the plan's."""
        return self.measure.monitoring or self.shared_monitoring

    def at(self, day: dt.date) -> State:
        """Return the state as of an earlier day."""
        known = tuple(entry for entry in self.entries if entry.date <= day)
        return self._replace(entries=known, as_of=day, revision=_revision(self.planned, known))

    @property
    def entry(self) -> StatusEntry | None:
        """Return the last entry, which gives the status of the measure."""
        return self.entries[-1] if self.entries else None

    @property
    def status_periods(self) -> tuple[StatusPeriod, ...]:
        """Return how long each status lasted; entries that repeat the status continue it."""
        changes = [
            entry
            for index, entry in enumerate(self.entries)
            if index == 0 or entry.status is not self.entries[index - 1].status
        ]
        ends = [entry.date for entry in changes[1:]] + [None] * bool(changes)
        return tuple(StatusPeriod(entry.status, entry.date, end) for entry, end in zip(changes, ends, strict=True))

    @property
    def since(self) -> dt.date | None:
        """Return the day since which the measure has had its status, or None without entries."""
        return self.status_periods[-1].since if self.entries else None

    @property
    def status(self) -> Status:
        """Return the status of the last entry, or not started without entries."""
        return self.entries[-1].status if self.entries else Status.NOT_STARTED

    def status_at(self, day: dt.date) -> Status:
        """Return the status as of an earlier day."""
        known = [entry for entry in self.entries if entry.date <= day]
        return known[-1].status if known else Status.NOT_STARTED

    def held(self, name: str) -> Any:  # noqa: ANN401  as many types as keys
        """Return the value of an entry's key as of the day: how long it lasts and whether it adds the model says."""
        field = fields_of(StatusEntry)[name]
        if not self.entries:
            return field.default
        values = (getattr(entry, field.name) for entry in lasting(self.entries, field.fold))
        stated = [value for value in values if value is not None and value != ()]
        if field.fold.adds:
            return tuple(item for value in stated for item in value)
        return stated[-1] if stated else field.default

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return all evidence of the measure and for its status, each once, with its address or file if any."""
        known = (*self.measure.evidence, *self.held("evidence"))
        if len(known) <= 1:
            return known
        located = {evidence.text for evidence in known if evidence.url or evidence.file}
        distinct: dict[tuple[str | None, ...], Evidence] = {}
        for evidence in known:
            place = evidence.text, evidence.url, evidence.file
            if evidence.url or evidence.file or evidence.text not in located:
                # What was checked once is not forgotten where it is given again.
                is_checked = place in distinct and not evidence.checked and distinct[place].checked
                distinct[place] = distinct[place] if is_checked else evidence
        return tuple(distinct.values())

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the steps as last reported since the status has held, or as planned where none are."""
        return self.held("steps") or self.measure.steps

    @property
    def due(self) -> dt.date | None:
        """Return the due date of a measure that does not recur: its monitoring's, its period's, or else the plan's."""
        measure = self.measure
        if measure.recurring:
            return None
        monitoring, period = measure.monitoring, measure.period
        if period and period.to and not (monitoring and monitoring.due):
            return period.to
        followed_up = monitoring or self.shared_monitoring
        return followed_up.due if followed_up else None

    @property
    def percent(self) -> Decimal | None:
        """Return the progress of the measure in percent: as last stated since it has had its status.

        If it is not stated, done is 100, not started is 0, and all else is unknown.
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
        """Return what is left of the budget, below zero if more was spent; None if it is unknown.

        Where nothing is recorded as spent, all is left, as the books have it: so columns of money add up.
        """
        budget = self.measure.budget
        if budget is None or (self.spent is None and not isinstance(budget, Baht)):
            return None
        return Baht((budget if isinstance(budget, Baht) else 0) - (self.spent or 0))

    @property
    def indicators(self) -> tuple[tuple[Indicator, IndicatorResult | None], ...]:
        """Return each indicator of the measure with its result, as last stated."""
        results = {indicator_of(self.measure, result.name): result for result in self.held("indicators")}
        return tuple((indicator, results.get(indicator)) for indicator in self.measure.indicators)

    def custom_value(self, column: str) -> object:
        """Return the value of a custom column: as last stated for as long as it lasts, or as planned; None without."""
        entries = lasting(self.entries, self.folds.get(column, ALL_YEAR)) if self.entries else ()
        stated = [entry.custom_columns[column] for entry in entries if column in entry.custom_columns]
        value = stated[-1] if stated else self.measure.custom_columns.get(column)
        return None if isinstance(value, Withdrawn) else value

    @property
    def cancellation(self) -> str | None:
        """Return why the measure is cancelled, as last noted since it has been; None where it is not."""
        if self.status is not Status.CANCELLED:
            return None
        notes = [entry.note for entry in lasting(self.entries, Fold("status")) if entry.note]
        return notes[-1] if notes else None

    @property
    def overdue(self) -> bool:
        """Check whether the due date has passed and the measure is open; on the day itself it is not overdue."""
        due = self.due
        return due is not None and due < self.as_of and not self.status.is_final

    @property
    def due_soon(self) -> bool:
        """Check whether the measure is open, and due today or within the next 30 days."""
        return (
            self.due is not None and not self.status.is_final and 0 <= (self.due - self.as_of).days <= MAX_DAYS_DUE_SOON
        )


def _revision(planned: Measure, entries: Sequence[StatusEntry]) -> Measure | None:
    """Return a measure with what entries have stated anew, or None where they have not."""
    changed = revised(planned, entries)
    return None if changed is planned else changed


def indicator_of(measure: Measure, name: str) -> Indicator | None:
    """Return the measure's indicator of a name, or of a number from 1; None if it has none."""
    by_name = {indicator.name: indicator for indicator in measure.indicators}
    by_number = {str(number): indicator for number, indicator in enumerate(measure.indicators, 1)}
    return by_name.get(name) or by_number.get(to_arabic(name))


class Progress(NamedTuple):
    """The states of all measures as of a day, in the order of the plan."""

    as_of: dt.date
    states: tuple[State, ...]

    def count(self, status: Status) -> int:
        """Count the measures that stand at a status."""
        return sum(state.status is status for state in self.states)

    def percent(self, status: Status) -> Decimal:
        """Return the share of measures at a status in percent, rounded half up to two decimals."""
        if not self.states:
            return Decimal(0)
        share = Decimal(100 * self.count(status)) / len(self.states)
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def budget(self) -> Baht | None:
        """Return the sum of the measures' budgets, or None where no measure states an amount."""
        return _sum(state.measure.budget for state in self.states)

    @property
    def spent(self) -> Baht | None:
        """Return the sum of what has been spent, or None where no measure states it."""
        return _sum(state.spent for state in self.states)

    @property
    def left(self) -> Baht | None:
        """Return what is left of all budgets, below zero if more was spent; None if either is unknown."""
        return None if self.budget is None or self.spent is None else Baht(self.budget - self.spent)


def _sum(amounts: Iterable[Baht | str | None]) -> Baht | None:
    known = [amount for amount in amounts if isinstance(amount, Baht)]
    return Baht(sum(known)) if known else None


def of_fiscal_year(entries: Sequence[StatusEntry], year: int | None) -> tuple[StatusEntry, ...]:
    """Return the entries that are not before a fiscal year; one whose date could not be read may be of any."""
    if year is None:
        return tuple(entries)
    day_before = calendar.fiscal_month_end(year, 0)
    return tuple([entry for entry in entries if entry.date > day_before or "date" in entry.invalid_fields])


def progress(plan: Plan, history: History, as_of: dt.date) -> Progress:
    """Return the state of every measure as of a day, the day itself included.

    Entries of the fiscal years before the plan's do not count: they tell how far last year's measures were.
    """
    states, year = [], fiscal_year_of(plan)
    folds = {column.name: column.field.fold for column in plan.single_columns if column.lasts != ALL_YEAR.lasts}
    for number, measure in enumerate(plan.measures, 1):
        written = history.entries.get(measure.id, ())
        counting = of_fiscal_year(written, year)
        known = [entry for entry in counting if entry.date <= as_of]
        entries = tuple(sorted(known, key=lambda entry: entry.date))
        earlier, revision = len(written) - len(counting), _revision(measure, entries)
        states.append(State(measure, plan.monitoring, entries, as_of, number, earlier, folds, revision))
    return Progress(as_of, tuple(states))
