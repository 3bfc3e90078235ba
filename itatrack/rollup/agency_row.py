"""The row of an agency: how far its measures are as of a day, or why that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from itatrack.findings.message import message
from itatrack.model.status import Status
from itatrack.progress.rounds import find_rounds, first_day_of, fiscal_year_of, rounds_of
from itatrack.progress.state import Progress, progress
from itatrack.thai import calendar
from itatrack.thai.digits import to_arabic

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Message
    from itatrack.model.amounts import Baht
    from itatrack.model.records import Plan
    from itatrack.progress.rounds import ReportRound
    from itatrack.project import Project

# Why the figures of an agency do not count, the first that holds.
Trouble = Literal["", "missing", "empty", "broken", "no-round", "no-revision", "duplicate", "other-year"]
# The ends of the quarters of a fiscal year, in months: the usual rounds, which all agencies share.
QUARTERS: Final = (3, 6, 9, 12)
# An agency that has recorded nothing for so many days, with measures open, is quiet.
DAYS_QUIET: Final = 30
NO_PLAN: Final = message("the folder has no plan in data/measures.yaml")


class RollupRequest(NamedTuple):
    """What is asked of every project.

    Attributes:
        today: the day that entries are compared with.
        as_of: the day whose state is shown, which has come; None for the last one of the round, or else today.
        round: the round that is reported on, by its name or a part of it.
    """

    today: dt.date
    as_of: dt.date | None = None
    round: str | None = None


class OverdueMeasure(NamedTuple):
    """A measure that is past due and open."""

    id: str
    title: str
    due: dt.date


class AgencyRow(NamedTuple):
    """What is shown of an agency; small, as thousands are held at once.

    Attributes:
        path: its folder, as it was named.
        real_path: where that folder is, by which it is known again under another name.
        name: what it is called: in the list, or else in its plan; empty where neither is known.
        own_name: what it is called in its plan.
        group: its group in the list.
        district: as in its plan.
        province: as in its plan.
        phone: that of its memo.
        trouble: why its figures do not count.
        detail: what is said of the trouble: the first finding, or a message.
        fiscal_year: that of its plan.
        as_of: the day whose state is shown.
        round: the round's name in its plan.
        round_end: the last day of that round, where it is known.
        measures: how many it has; the next four are how many stand at a status.
        overdue: how many are past due and open.
        evidence: how many measures have evidence.
        unproven: how many are done without evidence.
        budget: the sum of the measures' budgets, None where none states an amount.
        spent: the same of what was spent.
        last_entry: the day of the last entry.
        reported: whether any entry is of the round so far, or without a round of the fiscal year.
        errors: how many findings forbid a report.
        warnings: how many other findings there are.
        done_at: how many measures were done at the end of each quarter that is over.
        overdue_measures: those that are overdue.
        titles: the title of each measure, and whether it is done; given up when they have been counted.
    """

    path: str = ""
    real_path: str = ""
    name: str = ""
    own_name: str = ""
    group: str = ""
    district: str = ""
    province: str = ""
    phone: str = ""
    trouble: Trouble = ""
    detail: Finding | Message | None = None
    fiscal_year: int | None = None
    as_of: dt.date | None = None
    round: str = ""
    round_end: dt.date | None = None
    measures: int = 0
    not_started: int = 0
    in_progress: int = 0
    done: int = 0
    cancelled: int = 0
    overdue: int = 0
    evidence: int = 0
    unproven: int = 0
    budget: Baht | None = None
    spent: Baht | None = None
    last_entry: dt.date | None = None
    reported: bool = False
    errors: int = 0
    warnings: int = 0
    done_at: tuple[int, ...] = ()
    overdue_measures: tuple[OverdueMeasure, ...] = ()
    titles: tuple[tuple[str, bool], ...] = ()

    @property
    def has_figures(self) -> bool:
        """Check whether its state is known, though it may not count."""
        return self.trouble in {"", "duplicate", "other-year"}

    @property
    def counts(self) -> bool:
        """Check whether its figures count in the sums."""
        return not self.trouble

    @property
    def open(self) -> int:
        """Return how many measures are neither done nor cancelled."""
        return self.measures - self.done - self.cancelled

    @property
    def is_silent(self) -> bool:
        """Check whether measures are open and nothing was recorded of any in a round that is over.

        Without a round it is the fiscal year, once that is a month old.
        """
        if not self.counts or self.reported or not self.open or self.is_running:
            return False
        return bool(self.round) or self.days_quiet >= DAYS_QUIET

    @property
    def is_running(self) -> bool:
        """Check whether the last day of the round is still to come."""
        return bool(self.round_end and self.as_of and self.round_end > self.as_of)

    @property
    def days_quiet(self) -> int:
        """Return for how many days nothing has been recorded, in the fiscal year, though measures are open."""
        if not self.as_of or not self.open:
            return 0
        begin = self.fiscal_year and calendar.fiscal_month_end(self.fiscal_year, 0)
        since = self.last_entry or begin
        return (self.as_of - since).days if since else 0


def agency_row(project: Project, request: RollupRequest) -> AgencyRow:
    """Return the row of a project that was read, without its path and group."""
    row = _identity(project)
    if project.has_errors or project.plan is None or project.history is None:
        document = project.plan_document
        is_missing = any(finding.code == "E101" for finding in document.findings)
        if is_missing or (document.root is None and document.is_readable):
            return row._replace(trouble="empty", detail=NO_PLAN, errors=0)
        return row._replace(trouble="broken", detail=project.errors[0]._replace(related=(), fix=None))
    plan, history = project.complete()
    report_round = _round_of(plan, request)
    if request.round is not None and report_round is None:
        known = ", ".join(each.name for each in rounds_of(plan))
        said = message("its plan has no such round, or not its last day; there are: {known}", known=known)
        return row._replace(trouble="no-round", detail=said)
    last_day = report_round.cut_off if report_round else None
    # What will be on a day to come nobody knows.
    as_of = request.as_of or min(last_day or request.today, request.today)
    states = progress(plan, history, as_of)
    first_day = _first_day(plan, report_round, request)
    days = [entry.date for state in states.states for entry in state.entries]
    overdue = tuple(
        OverdueMeasure(state.measure.id, state.measure.title, state.due)
        for state in states.states
        if state.overdue and state.due
    )
    proven = [bool(state.evidence) for state in states.states]
    done = [state.status is Status.DONE for state in states.states]
    return row._replace(
        as_of=as_of,
        round=report_round.name if report_round else "",
        round_end=last_day,
        measures=len(states.states),
        not_started=states.count(Status.NOT_STARTED),
        in_progress=states.count(Status.IN_PROGRESS),
        done=sum(done),
        cancelled=states.count(Status.CANCELLED),
        overdue=len(overdue),
        evidence=sum(proven),
        unproven=sum(is_done and not is_proven for is_done, is_proven in zip(done, proven, strict=True)),
        budget=states.budget,
        spent=states.spent,
        last_entry=max(days, default=None),
        reported=any(first_day is None or day >= first_day for day in days),
        done_at=_done_at(plan, states),
        overdue_measures=overdue,
        titles=tuple((state.measure.title, is_done) for state, is_done in zip(states.states, done, strict=True)),
    )


def _identity(project: Project) -> AgencyRow:
    """Return what is known of the agency itself, as far as its plan could be read, and of the findings."""
    errors = len(project.errors)
    row = AgencyRow(errors=errors, warnings=len(project.findings) - errors)
    if project.plan is None:
        return row
    agency, memo = project.plan.agency, project.plan.memo
    return row._replace(
        name=agency.name,
        own_name=agency.name,
        district=agency.district or "",
        province=agency.province or "",
        phone=memo.phone or "",
        fiscal_year=fiscal_year_of(project.plan),
    )


def _round_of(plan: Plan, request: RollupRequest) -> ReportRound | None:
    """Return the one round that is meant and whose last day is known, or None.

    A number means months before it means a part of a name: among many agencies `3` must not be the first quarter of one
    and the third of another.
    """
    if request.round is None:
        return None
    rounds = rounds_of(plan)
    of_months = tuple(each for each in rounds if _is_of_months(each, request))
    matches = of_months or find_rounds(request.round, rounds)
    return matches[0] if len(matches) == 1 and (matches[0].cut_off or request.as_of) else None


def _is_of_months(report_round: ReportRound, request: RollupRequest) -> bool:
    """Check whether a round is asked for by the months of the fiscal year after which it ends."""
    months = to_arabic((request.round or "").strip())
    return str(calendar.fiscal_months(report_round.name)) == months


def _first_day(plan: Plan, report_round: ReportRound | None, request: RollupRequest) -> dt.date | None:
    """Return the first day that is asked about, or None for all of the fiscal year.

    A number of months begins with the fiscal year whatever an agency calls its round: all are asked the same.
    """
    if report_round is None or _is_of_months(report_round, request):
        return None
    return first_day_of(plan, report_round)


def _done_at(plan: Plan, states: Progress) -> tuple[int, ...]:
    """Return how many measures were done at the end of each quarter up to the day of the states."""
    year = fiscal_year_of(plan)
    if year is None:
        return ()
    ends = (calendar.fiscal_month_end(year, months) for months in QUARTERS)
    over = (day for day in ends if day <= states.as_of)
    return tuple(sum(state.status_at(day) is Status.DONE for state in states.states) for day in over)
