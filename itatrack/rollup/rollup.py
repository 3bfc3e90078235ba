"""Rows of agencies rolled up: the year they are of, their sums, groups, and what is stuck."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from itatrack.findings.message import message
from itatrack.model.amounts import Baht
from itatrack.thai.spelling import normalise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from itatrack.findings.message import Message
    from itatrack.rollup.agency_row import AgencyRow, OverdueMeasure

GroupBy = Literal["group", "district", "province"]
# From how many agencies on a measure of the same title is one that many share.
MIN_SHARED: Final = 3
# What is counted of the measures of an agency, and summed.
COUNTS: Final = (
    "measures",
    "not_started",
    "in_progress",
    "done",
    "cancelled",
    "overdue",
    "evidence",
    "unproven",
)


class Totals(NamedTuple):
    """The sums of agencies; figures are of those that count."""

    agencies: int
    counted: int
    silent: int
    measures: int
    not_started: int
    in_progress: int
    done: int
    cancelled: int
    overdue: int
    evidence: int
    unproven: int
    budget: Baht | None
    spent: Baht | None
    errors: int
    warnings: int
    done_at: tuple[int, ...]

    @property
    def percent(self) -> Decimal:
        """Return the share of measures that are done, in percent with two decimals at most."""
        return percent_of(self.done, self.measures)


class SharedMeasure(NamedTuple):
    """A measure that many agencies have under one title, and how many of them have done it."""

    title: str
    agencies: int
    done: int


class Rollup(NamedTuple):
    """All rows in their order, with the fiscal year that is looked at, and the measures that many share."""

    rows: tuple[AgencyRow, ...]
    fiscal_year: int
    shared: tuple[SharedMeasure, ...]

    @property
    def totals(self) -> Totals:
        """Return the sums of all agencies."""
        return totals_of(self.rows)

    @property
    def running_until(self) -> dt.date | None:
        """Return the last day of the round, of several the latest, where it is still to come."""
        return max(
            (row.round_end for row in self.rows if row.counts and row.is_running and row.round_end), default=None
        )

    @property
    def usual_year(self) -> int:
        """Return the fiscal year that most plans are of: the one that is looked at, unless more are of another."""
        years = Counter(row.fiscal_year for row in self.rows if row.has_figures and row.fiscal_year)
        return max(years, key=lambda year: (years[year], year == self.fiscal_year), default=self.fiscal_year)

    @property
    def has_troubles(self) -> bool:
        """Check whether any agency does not count."""
        return not all(row.counts for row in self.rows)

    @property
    def to_call(self) -> list[AgencyRow]:
        """Return the agencies to be called, first those of which nothing is known, then those most behind."""
        known = {_agency(row) for row in self.rows if row.counts}
        behind = [row for row in self.rows if row.trouble or row.is_silent or row.overdue]
        # Whose plan of the year is here need not be called for that of another.
        called = [row for row in behind if row.trouble != "other-year" or _agency(row) not in known]
        return sorted(called, key=_urgency)

    @property
    def overdue(self) -> list[tuple[AgencyRow, OverdueMeasure]]:
        """Return the overdue measures of the agencies that count, the oldest first."""
        known = [(row, measure) for row in self.rows if row.counts for measure in row.overdue_measures]
        return sorted(known, key=lambda pair: pair[1].due)

    def groups(self, by: GroupBy) -> dict[str, list[AgencyRow]]:
        """Return the agencies of each group in order, those without one under an empty name; none where none has."""
        found: dict[str, list[AgencyRow]] = {}
        for row in self.rows:
            found.setdefault(getattr(row, by), []).append(row)
        return found if any(found) else {}


def roll_up(rows: Iterable[AgencyRow], year: int) -> Rollup:
    """Return rows rolled up, as they come; their titles are counted and given up.

    The figures of an agency that comes again in the same year do not count, whatever a list calls it, nor those of a
    folder that comes again under another name, nor those of another year.

    Args:
        rows: the rows.
        year: the fiscal year that they should be of.
    """
    kept: list[AgencyRow] = []
    first: dict[tuple[str | int | None, ...], str] = {}
    titles: dict[str, list[int]] = {}
    spelt = cache(normalise)  # few of the titles are of one agency alone
    for row in rows:
        found = row
        if row.has_figures:
            who = (*_agency(row), row.fiscal_year)
            where = (row.real_path,)
            if where in first:
                found = row._replace(trouble="duplicate", detail=message("this folder was named before"))
            elif who in first:
                found = row._replace(trouble="duplicate", detail=_same_as(row, first[who]))
            else:
                first[who] = first[where] = row.path
                if row.fiscal_year != year:
                    found = row._replace(trouble="other-year", detail=_year_of(row))
                else:
                    _count_titles(titles, row, spelt)
        kept.append(found._replace(titles=()))
    return Rollup(tuple(kept), year, _shared(titles))


def _agency(row: AgencyRow) -> tuple[str, str, str]:
    return row.own_name, row.district, row.province


def _same_as(row: AgencyRow, path: str) -> Message:
    if row.name == row.own_name:
        return message("the same agency as in {path}", path=path)
    return message(
        "its plan is that of {name}, as in {path}: correct `agency` in the plan that is another's",
        name=row.own_name,
        path=path,
    )


def _year_of(row: AgencyRow) -> Message:
    if row.fiscal_year is None:
        return message("its plan does not say of which fiscal year it is")
    return message("its plan is of the fiscal year {year}", year=row.fiscal_year)


def _count_titles(counts: dict[str, list[int]], row: AgencyRow, spelt: Callable[[str], str]) -> None:
    done: dict[str, bool] = {}
    for title, is_done in row.titles:
        name = spelt(title)
        done[name] = done.get(name, True) and is_done
    for name, is_done in done.items():
        count = counts.setdefault(name, [0, 0])
        count[0] += 1
        count[1] += is_done


def _shared(counts: dict[str, list[int]]) -> tuple[SharedMeasure, ...]:
    """Return the measures that many agencies share and fewer than half have done, where most is left to do first."""
    few = (
        SharedMeasure(title, agencies, done)
        for title, (agencies, done) in counts.items()
        if agencies >= MIN_SHARED and 2 * done < agencies
    )
    return tuple(sorted(few, key=lambda measure: (measure.done - measure.agencies, measure.title)))


def totals_of(rows: Sequence[AgencyRow]) -> Totals:
    """Return the sums of some agencies."""
    counted = [row for row in rows if row.counts]
    quarters = min((len(row.done_at) for row in counted), default=0)
    return Totals(
        **{name: sum(getattr(row, name) for row in counted) for name in COUNTS},
        agencies=len(rows),
        counted=len(counted),
        silent=sum(row.is_silent for row in counted),
        budget=_sum(row.budget for row in counted),
        spent=_sum(row.spent for row in counted),
        errors=sum(row.errors for row in counted),
        warnings=sum(row.warnings for row in counted),
        done_at=tuple(sum(row.done_at[index] for row in counted) for index in range(quarters)),
    )


def _sum(amounts: Iterable[Baht | None]) -> Baht | None:
    known = [amount for amount in amounts if amount is not None]
    return Baht(sum(known)) if known else None


def percent_of(part: int, whole: int) -> Decimal:
    """Return a share in percent, rounded half up to two decimals."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else Decimal(0)


def _urgency(row: AgencyRow) -> tuple[object, ...]:
    """Return what sorts the agencies to be called: the trouble, the silence, then the overdue measures."""
    return (not row.trouble, not row.is_silent, -row.overdue)
