"""What entries change of the plan: each value holds from its day on, and never before."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from itatrack.model.amounts import Baht
from itatrack.model.fields import content_of
from itatrack.model.kinds import NO_VALUE, WithdrawableKind, Withdrawn
from itatrack.model.number_kinds import NO_BUDGET, DayKind
from itatrack.model.records import REVISABLE, Measure, Monitoring, Period, StatusEntry
from itatrack.model.status import Status
from itatrack.progress.state import State
from itatrack.progress.values import changes_between

AT = cast("Any", SimpleNamespace())
FIRST = dt.date(2023, 10, 1)
DAYS = st.integers(0, 9).map(lambda days: FIRST + dt.timedelta(days))
VALUES = {
    "responsible": st.sampled_from([("กองคลัง",), ("กองคลัง", "กองช่าง")]),
    "period": st.builds(Period, location=st.just(AT), to=DAYS),
    "budget": st.sampled_from([Baht(0), Baht(8000), NO_BUDGET]),
    "monitoring": st.builds(Monitoring, location=st.just(AT), text=st.just("รายงาน"), due=DAYS),
}
ENTRIES = st.lists(
    st.builds(
        lambda day, stated: StatusEntry(location=AT, date=day, status=Status.IN_PROGRESS, **stated),
        DAYS,
        st.fixed_dictionaries({}, optional=VALUES),
    ),
    unique_by=lambda entry: entry.date,
).map(lambda entries: tuple(sorted(entries, key=lambda entry: entry.date)))
PLANNED = Measure(location=AT, id="m", title="ม", budget=Baht(10000), responsible=("สำนักปลัด",))


@given(ENTRIES, DAYS)
def test_a_value_holds_from_its_day_on(entries: tuple[StatusEntry, ...], day: dt.date) -> None:
    """As of a day a measure is what the last entry until then says of each key, or the plan where none does."""
    state = State.of(PLANNED, None, entries, FIRST + dt.timedelta(9)).at(day)
    for key in REVISABLE:
        stated = [getattr(entry, key) for entry in entries if entry.date <= day]
        last = next((value for value in reversed(stated) if value not in (None, ())), getattr(PLANNED, key))
        assert content_of(getattr(state.measure, key)) == content_of(last)
    due = state.measure.monitoring.due if state.measure.monitoring else None
    assert state.due == (due or (state.measure.period.to if state.measure.period else None))


@given(ENTRIES, DAYS)
def test_later_entries_change_nothing_of_an_earlier_day(entries: tuple[StatusEntry, ...], day: dt.date) -> None:
    """What is known as of a day is the same before and after later entries were made."""
    then = State.of(PLANNED, None, tuple(entry for entry in entries if entry.date <= day), day)
    later = State.of(PLANNED, None, entries, FIRST + dt.timedelta(9)).at(day)
    assert changes_between(then, later) == []
    assert content_of(then.measure) == content_of(later.measure)


def test_a_change_is_told_from_what_was_planned() -> None:
    """The comparison of two days names the planned value and the new one; what nobody changed is not named."""
    entry = StatusEntry(location=AT, date=FIRST, status=Status.NOT_STARTED, budget=Baht(8000))
    before, after = (State.of(PLANNED, None, entries, FIRST) for entries in ((), (entry,)))
    assert changes_between(before, after) == [("budget", Baht(10000), Baht(8000))]
    assert (before.left, str(after._replace(entries=(entry,)).measure.budget)) == (10000, "8,000")


def test_a_value_is_taken_back() -> None:
    """After `ไม่มี` a column has no value, not even the planned one, until an entry states it anew."""
    planned = Measure(location=AT, id="m", title="ม", custom_columns={"closed_on": FIRST})
    days = [FIRST, FIRST + dt.timedelta(1), FIRST + dt.timedelta(2)]
    values: list[object] = [days[0], Withdrawn(NO_VALUE), days[2]]
    entries = tuple(
        StatusEntry(location=AT, date=day, status=Status.DONE, custom_columns={"closed_on": value})
        for day, value in zip(days, values, strict=True)
    )
    state = State.of(planned, None, entries, days[2])
    assert [state.at(day).custom_value("closed_on") for day in days] == [days[0], None, days[2]]


def test_the_word_is_a_value_where_a_column_allows_it() -> None:
    """Where the kind itself takes the word, it is that value; else it is written as it was read."""
    kind = WithdrawableKind(DayKind())
    assert isinstance(kind.read(NO_VALUE), Withdrawn)
    assert kind.write(kind.read(NO_VALUE)) == NO_VALUE
    assert kind.write(kind.read("2567-03-31")) == "2567-03-31"
