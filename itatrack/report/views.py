"""Records as a template sees them: the plan's keys under their own names, and each measure with its state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, overload

from itatrack.findings.message import message
from itatrack.model.columns import word_for
from itatrack.model.fields import Record, fields_of
from itatrack.model.status import Status
from itatrack.progress.computed import Values
from itatrack.report.phrases import continues_text, evidence_items, indicator_text, period_text
from itatrack.report.values import Absent, Day, RefusedError, Verbatim

if TYPE_CHECKING:
    from collections.abc import Callable

    from itatrack.model.records import Indicator, IndicatorResult, Plan
    from itatrack.progress.state import State


class View(SimpleNamespace):
    """A record as a template sees it; it has parts, and no text of its own."""

    def __str__(self) -> str:
        raise RefusedError(message("{kind} cannot be printed as it is: print its parts", kind=message("a record")))


class Measures(Sequence[View]):
    """The measures as a template sees them, each made when it is asked for: most templates ask for rows only."""

    def __init__(self, make: Callable[[State], View], states: Sequence[State]) -> None:
        self._make, self._states = make, states
        self._made: dict[int, View] = {}

    def __len__(self) -> int:
        return len(self._states)

    def __reduce__(self) -> tuple[type[list[View]], tuple[list[View]]]:
        return list, ([*self],)  # in another process all are made already

    @overload
    def __getitem__(self, place: int) -> View: ...

    @overload
    def __getitem__(self, place: slice) -> list[View]: ...

    def __getitem__(self, place: int | slice) -> View | list[View]:
        if isinstance(place, slice):
            return [self[index] for index in range(*place.indices(len(self)))]
        index = range(len(self))[place]
        if index not in self._made:
            self._made[index] = self._make(self._states[index])
        return self._made[index]


def view(record: Record, path: str) -> View:
    """Show a record's keys by their names in YAML; a key that was left out is falsy and cannot be printed."""
    fields = fields_of(type(record))
    dot = f"{path}." if path else ""
    return View(**{key: shown_value(getattr(record, field.name), dot + key) for key, field in fields.items()})


def shown_value(value: object, path: str) -> object:
    """Return a value as a template sees it; one that was left out is falsy and fails when it is printed."""
    if value is None:
        return Absent(path)
    if isinstance(value, Record):
        return view(value, path)
    if isinstance(value, Status):
        return value.code
    if isinstance(value, dt.date):
        return Day(value)
    if isinstance(value, tuple):
        return [shown_value(item, path) for item in value]
    return value


def measure_view(plan: Plan, state: State) -> View:
    """Return a measure with its state, under the names that `docs/templates.md` lists."""
    shown = view(state.measure, "measure")
    shown.number = state.number
    shown.id = Verbatim(state.measure.id)
    shown.code = Verbatim(state.measure.code) if state.measure.code else Absent("measure.code")
    shown.monitoring = (
        view(state.monitoring, "measure.monitoring") if state.monitoring else Absent("measure.monitoring")
    )
    period = state.measure.period
    shown.period = period_text(period) if period else Absent("measure.period")
    shown.continues = shown_value(continues_text(state.measure), "measure.continues")
    shown.ita_indicator = [indicator_text(word) for word in state.measure.ita_indicator]
    shown.indicators = [_indicator(indicator, result) for indicator, result in state.indicators]
    shown.status = state.status.code
    shown.label = word_for(plan, state.status)
    shown.overdue = state.overdue
    shown.reported_steps = list(state.steps)
    shown.evidence = [*evidence_items(plan, state)]
    for name in ("result", "problems", "remedy", "note"):
        setattr(shown, name, shown_value(state.held(name), f"measure.{name}"))
    shown.entry = view(state.entry, "measure.entry") if state.entry else Absent("measure.entry")
    for name in ("since", "due", "percent", "spent", "left"):
        setattr(shown, name, shown_value(getattr(state, name), f"measure.{name}"))
    values = Values(plan)
    for column in plan.columns:
        single = [shown_value(values.of(state, part.name), f"measure.{part.name}") for part in column.parts]
        setattr(shown, column.name, dict(zip(column.each, single, strict=True)) if column.each else single[0])
    return shown


def _indicator(indicator: Indicator, result: IndicatorResult | None) -> View:
    shown = view(indicator, "indicator")
    shown.result = shown_value(result.result if result else None, "indicator.result")
    shown.met = shown_value(result.met if result else None, "indicator.met")
    return shown
