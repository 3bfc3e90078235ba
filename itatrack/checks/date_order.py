"""Checks of dates and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.findings.message import message
from itatrack.model.columns import printed_columns, prints_summary
from itatrack.model.status import Status
from itatrack.progress.rounds import fiscal_year_of, is_before, is_far
from itatrack.progress.state import progress
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Message
    from itatrack.model.records import History, Measure, Monitoring, Period, Plan, StatusEntry

    DatedPart = tuple[Monitoring | Period, tuple[str, ...]]

# The columns that show how far a measure is.
_HOW_FAR: Final = frozenset(("status", Status.DONE.code, "since", "progress"))


def reversed_period(plan: Plan) -> Iterator[Finding]:
    """E409: a period ends before it begins.

    Wrong: `period: {from: 2567-03-31, to: 2567-01-01}`.
    Right: `period: {from: 2567-01-01, to: 2567-03-31}`, or words such as `period: ตลอดปีงบประมาณ`.
    """
    yield from reversed_periods((measure.id, measure.period) for measure in plan.measures)


def reversed_periods(periods: Iterable[tuple[str, Period | None]]) -> Iterator[Finding]:
    """Yield the periods that end before they begin, each with the id of a measure."""
    seen: set[int] = set()  # measures of a group may share one
    for name, period in periods:
        if id(period) in seen:
            continue
        seen.add(id(period))
        if period and period.from_ and period.to and not period.invalid_fields and period.to < period.from_:
            yield finding("E409", period.location.value("to"), id=name)


def entry_order(history: History) -> Iterator[Finding]:
    """E405, E406: the entries of a measure are not in the order of their dates, or two have the same date.

    Each day has one entry, and the oldest comes first, so that the history can be read and its diff in git shows
    what is new.

    Wrong: `- date: 2564-03-31` before `- date: 2563-12-31`, or the same day twice.
    Right: `- date: 2563-12-31` before `- date: 2564-03-31`.
    """
    for entries in history.entries.values():
        latest: StatusEntry | None = None
        first: dict[dt.date, StatusEntry] = {}
        for entry in entries:
            if "date" in entry.invalid_fields:
                continue
            if entry.date in first:
                yield _out_of_order("E406", entry, first[entry.date], message("the first one is here"))
            elif latest and entry.date < latest.date:
                yield _out_of_order("E405", entry, latest, message("this one is later"))
            first.setdefault(entry.date, entry)
            if latest is None or entry.date > latest.date:
                latest = entry


def _out_of_order(code: str, entry: StatusEntry, other: StatusEntry, why: Message) -> Finding:
    related = Related(why, other.location.value("date"))
    return finding(code, entry.location.value("date"), (related,), day=calendar.iso(entry.date))


def future_entry(history: History, today: dt.date) -> Iterator[Finding]:
    """W513: an entry is dated after today.

    An entry records what was true on its day, so its date cannot be in the future; usually the year is mistyped. A
    report as of an earlier day ignores the entry without notice.

    Wrong: `date: 2654-03-31`.
    Right: `date: 2564-03-31`.
    """
    for name, entries in history.entries.items():
        for entry in entries:
            if entry.date > today:  # one that could not be read is none
                day, last = calendar.iso(entry.date), calendar.iso(today)
                yield finding("W513", entry.location.value("date"), id=name, day=day, today=last)


def entry_of_other_year(plan: Plan, history: History, today: dt.date) -> Iterator[Finding]:
    """W520: an entry is dated before the plan's fiscal year, or more than a year after it.

    An entry before the year records the progress of last year's measure, so no list and no report counts it. One that
    is so much later counts, but mostly its year is mistyped, or the plan's is still the old one. The plan's year is its
    `fiscal_year`, or else the one in which its monitoring is due; it begins on 1 October of the previous year.

    Wrong: `fiscal_year: 2565` with `date: 2564-03-31`.
    Right: last year's entries in last year's files, and `date: 2565-03-31` here.
    """
    year = fiscal_year_of(plan)
    if not any(is_far(day, year) for day in history.days):
        return
    for name, entries in history.entries.items():
        for entry in entries:
            if "date" in entry.invalid_fields or not is_far(entry.date, year):
                continue
            day = calendar.iso(entry.date)
            if is_before(entry.date, year):
                yield finding("W520", entry.location.value("date"), id=name, day=day, year=year)
            elif entry.date <= today:  # a day to come has its own finding
                yield finding("W520.later", entry.location.value("date"), id=name, day=day, year=year)


# A plan of five years may be kept in one project; a year more is mistyped.
_YEARS_OF_A_PLAN = 5


def due_in_a_far_year(plan: Plan) -> Iterator[Finding]:
    """W529: a due date or a period lies years away from the plan's fiscal year.

    Two digits of the year are easily exchanged, and then the measure is never overdue. Plans of up to five years are
    not meant, nor what was due in the year before.

    Wrong: `due: 2576-03-31` in a plan with `fiscal_year: 2567`.
    Right: `due: 2567-03-31`.
    """
    year = fiscal_year_of(plan)
    if year is None:
        return
    whole = [(plan.monitoring, ("due",))] if plan.monitoring and plan.fiscal_year else []
    yield from far_days([*whole, *(part for measure in plan.measures for part in dated_parts(measure))], year)


def far_days(parts: Iterable[DatedPart], year: int) -> Iterator[Finding]:
    """Yield the days of monitoring and periods that lie years away from a fiscal year."""
    # What measures take over from their group is looked at once.
    for record, keys in {id(record): (record, keys) for record, keys in parts}.values():
        for key in keys:
            day: dt.date | None = getattr(record, f"{key}_" if key == "from" else key)
            is_near = day and year - 1 <= calendar.fiscal_year(day) <= year + _YEARS_OF_A_PLAN
            if day and not is_near and not record.invalid_fields:
                meant = _with_exchanged_digits(day, year)
                shown = {"day": calendar.iso(day), "meant": calendar.iso(meant) if meant else None}
                yield finding("W529", record.location.value(key), year=year, **shown)


def dated_parts(measure: Measure | StatusEntry) -> Iterator[DatedPart]:
    """Yield the parts that have days, with the keys of these."""
    if measure.monitoring:
        yield measure.monitoring, ("due",)
    if measure.period:
        yield measure.period, ("from", "to")


def _with_exchanged_digits(day: dt.date, year: int) -> dt.date | None:
    """Return the day in the fiscal year whose last two digits were exchanged, or None where there is none."""
    tens, ones = divmod(calendar.be_year(day) % 100, 10)
    try:
        meant = day.replace(year=day.year + 9 * (ones - tens))
    except ValueError:
        return None
    return meant if year <= calendar.fiscal_year(meant) <= year + 1 else None


def overdue_measure(plan: Plan, history: History, as_of: dt.date) -> Iterator[Finding]:
    """W508: a measure's due date has passed and it is not done.

    A plan without history, of which no table shows how far measures are, is published as it is and not followed up.

    Wrong: `due: 2564-03-31`, and on a later day no entry records it as done.
    Right: an entry with `status: done`, or a new due date.
    """
    ids = {measure.id for measure in plan.measures}
    has_stray = any(name not in ids for name in history.entries)
    if not history.entries and not (prints_summary(plan) or printed_columns(plan) & _HOW_FAR):
        return
    for state in progress(plan, history, as_of).states:
        if state.overdue and state.due and not _is_doubtful(state.measure, plan, history, has_stray=has_stray):
            measure = state.measure
            if measure.monitoring and measure.monitoring.due:
                span = measure.monitoring.location.value("due")
            elif measure.period and measure.period.to:
                span = measure.period.location.value("to")
            else:
                span = measure.location.value("id")
            yield finding("W508", span, id=measure.id, due=calendar.iso(state.due), status=message(state.status.code))


def _is_doubtful(measure: Measure, plan: Plan, history: History, *, has_stray: bool) -> bool:
    """Check whether what was not read may be what tells that a measure is not overdue."""
    entries = history.entries.get(measure.id, ())
    return bool(
        measure.invalid_fields & {"id", "monitoring", "period"}
        or any(part and part.invalid_fields for part in (measure.monitoring, measure.period, plan.monitoring))
        or measure.id in history.invalid_fields
        or any(entry.invalid_fields & {"date", "status", "period", "monitoring"} for entry in entries)
        # Entries under a mistyped id may be this measure's.
        or (has_stray and not entries)
    )
