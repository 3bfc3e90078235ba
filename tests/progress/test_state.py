"""The state of a measure as of a day, the day itself included."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest
from support import ROOT

from itatrack.model.amounts import Baht
from itatrack.model.fields import fields_of
from itatrack.model.number_kinds import NO_BUDGET
from itatrack.model.records import (
    Evidence,
    History,
    Indicator,
    IndicatorResult,
    Measure,
    Monitoring,
    Period,
    Plan,
    StatusEntry,
)
from itatrack.model.status import Status
from itatrack.model.tables import Column
from itatrack.progress.state import Progress, State, progress

NOWHERE = cast("Any", SimpleNamespace())
PLANNED, REPORTED = ("แผน",), ("ทำจริง",)


def entry(day: date, status: Status, steps: tuple[str, ...] = ()) -> StatusEntry:
    """Make an entry without evidence."""
    return StatusEntry(location=NOWHERE, date=day, status=status, evidence=(), steps=steps, note=None)


HISTORY = History(
    location=NOWHERE,
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
    own = Monitoring(location=NOWHERE, text="ก", due=own_due) if own_due else None
    measure = Measure(location=NOWHERE, id="a", title="ก", steps=PLANNED, responsible=(), monitoring=own)
    shared = Monitoring(location=NOWHERE, text="ข", due=due)
    return plan_of(measure, monitoring=shared, fiscal_year=2564)


def plan_of(
    *measures: Measure,
    monitoring: Monitoring | None = None,
    fiscal_year: int | None = None,
    columns: tuple[Column, ...] = (),
) -> Plan:
    """Make a plan as far as the state of its measures needs one."""
    content = {
        "measures": measures,
        "monitoring": monitoring,
        "fiscal_year": fiscal_year,
        "invalid_fields": frozenset(),
        "columns": columns,
        "single_columns": columns,
    }
    return cast("Plan", SimpleNamespace(**content))


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
    (later,) = progress(plan(), HISTORY, date(2021, 9, 30)).states
    assert later.status_at(day) is later.at(day).status is status


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


def test_spells_join_entries_of_one_status() -> None:
    """A status lasts from its first entry to the first one with another status, or to the day asked for."""
    entries = (
        entry(date(2021, 1, 1), Status.IN_PROGRESS),
        entry(date(2021, 2, 1), Status.IN_PROGRESS),
        entry(date(2021, 3, 1), Status.DONE),
    )
    history = History(location=NOWHERE, entries={"a": entries})
    state = progress(plan(), history, date(2021, 3, 11)).states[0]
    assert [(one.status, one.since, one.until) for one in state.status_periods] == [
        (Status.IN_PROGRESS, date(2021, 1, 1), date(2021, 3, 1)),
        (Status.DONE, date(2021, 3, 1), None),
    ]
    assert [one.days(state.as_of) for one in state.status_periods] == [59, 10]
    assert state.since == date(2021, 3, 1)
    assert progress(plan(), history, date(2021, 2, 15)).states[0].since == date(2021, 1, 1)
    assert progress(plan(), history, date(2020, 1, 1)).states[0].since is None


def test_what_is_never_late() -> None:
    """A cancelled measure and a recurring one are neither overdue nor due soon, the recurring one without due date."""
    due = date(2021, 6, 30)
    cancelled = History(location=NOWHERE, entries={"a": (entry(date(2021, 1, 1), Status.CANCELLED),)})
    period = Period(location=NOWHERE, from_=date(2021, 1, 1), to=due)
    recurring = Measure(location=NOWHERE, id="a", title="ก", recurring=True, period=period)
    for day in (due - timedelta(days=1), due + timedelta(days=1)):
        (state,) = progress(plan(due), cancelled, day).states
        assert (state.due, state.overdue, state.due_soon, state.percent) == (due, False, False, None)
        monitoring = Monitoring(location=NOWHERE, text="ข", due=due)
        (state,) = progress(
            plan_of(recurring, monitoring=monitoring), History(location=NOWHERE, entries={}), day
        ).states
        assert (state.due, state.overdue, state.due_soon) == (None, False, False)


def test_the_reason_of_a_cancellation() -> None:
    """It is the last note since the measure has been cancelled; a measure that goes on has none."""
    first = said(2, Status.CANCELLED, note="ไม่มีงบ")
    assert state_of(said(1, Status.DONE, note="ก"), first, said(3, Status.CANCELLED)).cancellation == "ไม่มีงบ"
    assert state_of(said(1, Status.DONE, note="ก"), said(2, Status.CANCELLED)).cancellation is None
    assert state_of(first, said(3, Status.IN_PROGRESS, note="ได้รับงบแล้ว")).cancellation is None


@pytest.mark.parametrize(("days", "soon"), [(-1, False), (0, True), (30, True), (31, False)])
def test_due_soon_is_today_and_the_next_thirty_days(days: int, soon: bool) -> None:  # noqa: FBT001  the expected value
    """A measure is due soon from thirty days before its day up to the day itself, unless it is done."""
    due = date(2021, 6, 30)
    history = History(location=NOWHERE, entries={})
    assert progress(plan(due), history, due - timedelta(days=days)).states[0].due_soon is soon
    done = History(location=NOWHERE, entries={"a": (entry(date(2021, 1, 1), Status.DONE),)})
    assert progress(plan(due), done, due - timedelta(days=days)).states[0].due_soon is False


def said(day: int, status: Status, **values: Any) -> StatusEntry:  # noqa: ANN401  any key of an entry
    """Make an entry of a day of March 2564."""
    return StatusEntry(location=NOWHERE, date=date(2021, 3, day), status=status, **values)


def state_of(*entries: StatusEntry, **values: Any) -> State:  # noqa: ANN401  any key of a measure
    """Return the state of a measure with some entries at the end of March 2564."""
    measure = Measure(location=NOWHERE, id="a", title="ก", steps=PLANNED, **values)
    return progress(plan_of(measure), History(location=NOWHERE, entries={"a": entries}), date(2021, 3, 31)).states[0]


def test_what_holds_as_long_as_the_status() -> None:
    """Evidence, steps, result, percent and problems hold until the status changes; a note belongs to its entry."""
    proof = (Evidence(location=NOWHERE, text="ภาพ"),)
    first = said(1, Status.DONE, evidence=proof, steps=REPORTED, result=("ดี",), problems=("ฝน",), progress=Decimal(100))
    added = state_of(first, said(2, Status.DONE, note="เพิ่มเติม"))
    assert (added.evidence, added.steps, added.held("result"), added.percent) == (proof, REPORTED, ("ดี",), 100)
    assert (added.held("problems"), added.held("note")) == (("ฝน",), "เพิ่มเติม")
    assert state_of(first, said(2, Status.DONE, note="เพิ่มเติม"), said(3, Status.DONE)).held("note") is None
    reopened = state_of(first, said(3, Status.IN_PROGRESS, note="แก้ไข"))
    assert (reopened.evidence, reopened.steps, reopened.held("result"), reopened.percent) == ((), PLANNED, (), None)
    assert reopened.held("problems") == ()


def proofs(*given: str) -> tuple[Evidence, ...]:
    """Make evidence, a text each, with an address behind `@`."""
    parts = [one.partition("@") for one in given]
    return tuple(Evidence(location=NOWHERE, text=text or None, url=url or None) for text, _, url in parts)


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ([("ก",), ("ข",)], ["ก", "ข"]),
        ([("ก",), (), ("ข", "ก")], ["ก", "ข"]),
        ([("ก",), ("ก@1",)], ["ก@1"]),
        ([("ก@1",), ("ก",)], ["ก@1"]),
        ([("ก@1",), ("ก@2",), ("@1",)], ["ก@1", "ก@2", "@1"]),
    ],
)
def test_evidence_adds_up(days: list[tuple[str, ...]], shown: list[str]) -> None:
    """What shows a status today shows it with what showed it before; the same is there once, in its fullest form."""
    state = state_of(*(said(day, Status.DONE, evidence=proofs(*given)) for day, given in enumerate(days, 1)))
    assert [f"{one.text or ''}{f'@{one.url}' if one.url else ''}" for one in state.evidence] == shown


def test_a_remedy_is_of_its_problem() -> None:
    """A remedy holds as long as its problem: what is done about one says nothing of the next."""
    first = said(1, Status.IN_PROGRESS, problems=("ฝน",), remedy=("เลื่อน",))
    assert state_of(first, said(2, Status.IN_PROGRESS, remedy=("เต็นท์",))).held("problems") == ("ฝน",)
    assert state_of(first, said(2, Status.IN_PROGRESS, remedy=("เต็นท์",))).held("remedy") == ("เต็นท์",)
    other = state_of(first, said(2, Status.IN_PROGRESS, problems=("รถ",)))
    assert (other.held("problems"), other.held("remedy")) == (("รถ",), ())
    late = state_of(said(1, Status.IN_PROGRESS, remedy=("เต็นท์",)), said(2, Status.IN_PROGRESS))
    assert late.held("remedy") == ("เต็นท์",)


def test_a_status_that_comes_again_begins_anew() -> None:
    """What was stated when the measure stood at the status before holds no longer."""
    entries = (
        said(1, Status.IN_PROGRESS, result=("ดี",), evidence=proofs("ก")),
        said(2, Status.DONE, evidence=proofs("ข")),
        said(3, Status.IN_PROGRESS, note="เปิดใหม่"),
    )
    assert (state_of(*entries).held("result"), state_of(*entries).evidence) == ((), ())
    assert state_of(*entries[:2]).evidence != ()


def test_the_documented_table_is_the_model_s() -> None:
    """docs/format.md says of every key of an entry how long it holds, as the model has it."""
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    section = text.partition("### How long a value holds")[2]
    rows = re.findall(r"(?m)^\| `(\w+)` \| (.*) \| (.*) \|$", section)
    words = {"entry": "for its own entry", "status": "as long as the status", "year": "all year"}
    folds = {name: field.fold for name, field in fields_of(StatusEntry).items() if name not in {"date", "status"}}
    assert [name for name, _, _ in rows] == list(folds)
    for name, holds, later in rows:
        fold = folds[name]
        assert holds == words[fold.lasts] + (f" and its `{fold.ends_with}`" if fold.ends_with else "")
        assert later.startswith("is added" if fold.adds else "replaces it")


@pytest.mark.parametrize(
    ("status", "percent"), [(Status.NOT_STARTED, 0), (Status.IN_PROGRESS, None), (Status.DONE, 100)]
)
def test_percent_where_none_is_stated(status: Status, percent: int | None) -> None:
    """Done is 100 percent and not started is 0; how far work under way is nobody knows."""
    assert state_of(said(1, status)).percent == percent


def test_money_is_as_last_stated() -> None:
    """What has been spent holds through every status, and what is left may be below nothing."""
    entries = (said(1, Status.IN_PROGRESS, spent=Baht("700.50")), said(9, Status.DONE))
    assert (state_of(*entries).spent, state_of(*entries).left) == (Baht("700.50"), None)
    assert str(state_of(*entries, budget=Baht(500)).left) == "-200.50"
    assert str(state_of(*entries, budget=NO_BUDGET).left) == "-700.50"
    assert state_of(budget=NO_BUDGET).left is None


def test_results_of_indicators_and_own_columns() -> None:
    """Each indicator has its latest result, by name or number; a column has the latest value, or the planned one."""
    indicators = tuple(Indicator(location=NOWHERE, name=name) for name in ("ก", "ข", "ค"))
    one, two, three = (
        IndicatorResult(location=NOWHERE, name=name, result=str(index)) for index, name in enumerate(["ก", "๒", "ก"])
    )
    state = state_of(
        said(1, Status.IN_PROGRESS, indicators=(one, two), custom_columns={"risk": "สูง"}),
        said(2, Status.DONE, indicators=(three,)),
        indicators=indicators,
        custom_columns={"risk": "ต่ำ", "plan": "เดิม"},
    )
    assert [found and found.result for _, found in state.indicators] == ["2", "1", None]
    assert [state.custom_value(name) for name in ("risk", "plan", "other")] == ["สูง", "เดิม", None]


@pytest.mark.parametrize(
    ("lasts", "values"),
    [("year", ["ก", "ก", "ก"]), ("status", ["ก", "ก", "แผน"]), ("entry", ["ก", "แผน", "แผน"])],
)
def test_how_long_a_custom_column_lasts(lasts: str, values: list[str]) -> None:
    """A value of a custom column holds all year, as long as the status, or for its own entry; then the plan's holds."""
    column = Column(location=NOWHERE, name="seen", heading="ก", lasts=lasts)
    measure = Measure(location=NOWHERE, id="a", title="ก", custom_columns={"seen": "แผน"})
    plan = plan_of(measure, columns=(column,))
    days = [date(2021, 1, day) for day in (1, 2, 3)]
    statuses = [Status.IN_PROGRESS, Status.IN_PROGRESS, Status.DONE]
    entries = tuple(
        StatusEntry(location=NOWHERE, date=day, status=status, custom_columns={} if number else {"seen": "ก"})
        for number, (day, status) in enumerate(zip(days, statuses, strict=True))
    )
    history = History(location=NOWHERE, entries={"a": entries})
    assert [progress(plan, history, day).states[0].custom_value("seen") for day in days] == values


def test_which_day_a_measure_is_due() -> None:
    """Its own monitoring's day comes first, then the end of its period, then the plan's."""
    to = Period(location=NOWHERE, to=date(2021, 3, 20))
    own = Monitoring(location=NOWHERE, text="ก", due=date(2021, 3, 10))
    assert state_of(period=to).due == date(2021, 3, 20)
    assert state_of(period=to, monitoring=own).due == date(2021, 3, 10)
    assert state_of(period=to, monitoring=Monitoring(location=NOWHERE, text="ก")).due == date(2021, 3, 20)
    assert state_of(period=Period(location=NOWHERE, text="ตลอดปี")).due is None


def test_measures_are_numbered_from_one() -> None:
    """A measure's number is its place in the plan, and all states are of the day asked for."""
    two = plan_of(*plan().measures * 2)
    found = progress(two, HISTORY, date(2021, 3, 31))
    assert [(state.number, state.as_of) for state in found.states] == [(1, date(2021, 3, 31)), (2, date(2021, 3, 31))]
    assert found.as_of == date(2021, 3, 31)


@pytest.mark.parametrize(
    ("done", "others", "percent"),
    [(1, 2, "33.33"), (2, 1, "66.67"), (1, 7, "12.50"), (3, 0, "100.00"), (0, 3, "0.00"), (1, 31, "3.13")],
)
def test_the_share_of_a_status(done: int, others: int, percent: str) -> None:
    """The share of the measures at a status is rounded half up to two decimals; the others count for the whole."""
    states = [SimpleNamespace(status=status) for status in [Status.DONE] * done + [Status.IN_PROGRESS] * others]
    found = Progress(date(2021, 1, 1), tuple(states))  # type: ignore[arg-type]  # only the status is asked for
    assert str(found.percent(Status.DONE)) == percent
