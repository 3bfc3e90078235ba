"""The state of a measure as of a day, the day itself included."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from itatrack.model import History, Measure, Monitoring, Plan, Status, StatusEntry
from itatrack.progress import Progress, progress

NOWHERE = cast("Any", SimpleNamespace())
PLANNED, REPORTED = ("แผน",), ("ทำจริง",)


def entry(day: date, status: Status, steps: tuple[str, ...] = ()) -> StatusEntry:
    """Make an entry without evidence."""
    return StatusEntry(at=NOWHERE, date=day, status=status, evidence=(), steps=steps, note=None)


HISTORY = History(
    at=NOWHERE,
    entries={
        "a": (
            entry(date(2020, 12, 31), Status.IN_PROGRESS, REPORTED),
            entry(date(2021, 3, 31), Status.DONE),
            entry(date(2021, 4, 30), Status.IN_PROGRESS),
        )
    },
)


def plan(due: date | None = None, own_due: date | None = None) -> Plan:
    """Make a plan of one measure."""
    own = Monitoring(at=NOWHERE, text="ก", due=own_due) if own_due else None
    measure = Measure(at=NOWHERE, id="a", title="ก", steps=PLANNED, responsible=(), monitoring=own)
    shared = Monitoring(at=NOWHERE, text="ข", due=due)
    return cast("Plan", SimpleNamespace(measures=(measure,), monitoring=shared))


@pytest.mark.parametrize(
    ("day", "status", "since", "steps"),
    [
        (date(2020, 12, 30), Status.NOT_STARTED, None, PLANNED),
        (date(2020, 12, 31), Status.IN_PROGRESS, date(2020, 12, 31), REPORTED),
        (date(2021, 3, 30), Status.IN_PROGRESS, date(2020, 12, 31), REPORTED),
        (date(2021, 3, 31), Status.DONE, date(2021, 3, 31), PLANNED),
        (date(2021, 4, 30), Status.IN_PROGRESS, date(2021, 4, 30), PLANNED),
    ],
)
def test_the_last_entry_counts(day: date, status: Status, since: date | None, steps: tuple[str, ...]) -> None:
    """The last entry dated on or before the day gives the state; before the first one nothing is started."""
    (state,) = progress(plan(), HISTORY, day).states
    assert (state.status, state.entry and state.entry.date, state.steps) == (status, since, steps)


@pytest.mark.parametrize(
    ("due", "own", "day", "overdue"),
    [
        (None, None, date(2021, 2, 1), False),
        (date(2021, 1, 31), None, date(2021, 1, 31), False),
        (date(2021, 1, 31), None, date(2021, 2, 1), True),
        (date(2021, 1, 31), None, date(2021, 3, 31), False),
        (date(2021, 1, 31), date(2021, 2, 28), date(2021, 2, 1), False),
        (date(2021, 12, 31), date(2021, 1, 31), date(2021, 2, 1), True),
        (date(2021, 1, 31), None, date(2021, 4, 30), True),
    ],
)
def test_overdue(due: date | None, own: date | None, day: date, overdue: bool) -> None:  # noqa: FBT001  a table's column
    """A measure is late from the day after its due day, its own before the plan's, unless it is done."""
    (state,) = progress(plan(due, own), HISTORY, day).states
    assert state.overdue is overdue


def test_no_measures_are_no_percent() -> None:
    """A plan without measures has no share of anything."""
    assert Progress(date(2021, 1, 1), ()).percent(Status.DONE) == 0
