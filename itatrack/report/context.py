"""What a template sees: the plan's keys under their own names, and each measure with its state."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.model import ita
from itatrack.model.amounts import alike
from itatrack.model.columns import word_for
from itatrack.model.memo import Part, Style
from itatrack.model.status import Status
from itatrack.progress.rounds import day_before, fiscal_year_of, rounds_of
from itatrack.report.assessment import assessments_by_year
from itatrack.report.report_tables import tables_of
from itatrack.report.values import Absent, Day
from itatrack.report.views import Measures, View, measure_view, shown_value, view
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from itatrack.model.amounts import Baht
    from itatrack.model.records import Plan
    from itatrack.progress.rounds import ReportRound
    from itatrack.progress.state import Progress
    from itatrack.report.request import ReportRequest
    from itatrack.report.tables import Table
    from itatrack.report.values import Picture

# แบบ บส. ๔ has boxes for 3, 6 and 12 months.
_MONTHS_NOT_ON_THE_FORM = {9}


class TemplateValues(NamedTuple):
    """The variables of a template besides its tables and its body, as `docs/templates.md` lists them."""

    agency: View
    memo: View
    units: list[str]
    title: str
    monitoring: View | Absent
    assessments: list[View]
    assessment: View | Absent
    style: View
    garuda: Picture | Absent
    landscape: bool
    as_of: Day
    date: Day
    fiscal_year: int
    plan_fiscal_year: int | Absent
    round: str | Absent
    rounds: list[View]
    head: View | Absent
    ita_items: list[View]
    measures: Sequence[View]
    changes_since: Day | Absent
    summary: View
    reference: str | Absent


class ReportContext(NamedTuple):
    """What a document is filled from.

    Attributes:
        values: the variables besides tables and body.
        tables: the tables by name; a template sees `plan` as `plan_rows` and `plan_headings`.
        parts: what the plan puts in the place of the memo's usual body, or the one part of a table alone.
        style: sizes and margins.
        outline: which of the bodies that come with the tool the memo has where there are no parts.
        is_alone: whether the one part is a table alone, which has a heading in any case.
    """

    values: TemplateValues
    tables: Mapping[str, Table]
    parts: tuple[Part, ...]
    style: Style
    outline: str = "usual"
    is_alone: bool = False

    def variables(self) -> dict[str, object]:
        """Return the variables of a template by name, but for `body`."""
        rows = {f"{name}_rows": table.rows for name, table in self.tables.items()}
        headings = {f"{name}_headings": table.written_headings for name, table in self.tables.items()}
        return {**self.values._asdict(), **rows, **headings}


def report_context(plan: Plan, progress: Progress, request: ReportRequest) -> ReportContext:
    """Return what a template sees.

    Args:
        plan: the plan, without errors.
        progress: its state as of the day of the report.
        request: what the document is written for; the rows of a table are made for the form that has it.
    """
    style = plan.style or Style(location=plan.location)
    before = day_before(plan, progress.as_of, request.round)
    years = [view(assessment, "assessment") for assessment in assessments_by_year(plan)]
    values = TemplateValues(
        agency=_agency(plan),
        memo=_memo(plan),
        units=[*plan.units],
        title=plan.title,
        monitoring=view(plan.monitoring, "monitoring") if plan.monitoring else Absent("monitoring"),
        assessments=years,
        assessment=years[-1] if years else Absent("assessment"),
        style=view(style, "style"),
        garuda=request.garuda or Absent("garuda"),
        landscape=_is_landscape(plan, request),
        as_of=Day(progress.as_of),
        date=Day(request.date),
        fiscal_year=year_of_report(plan, progress.as_of),
        plan_fiscal_year=plan.fiscal_year or Absent("plan_fiscal_year"),
        round=request.round.name if request.round else Absent("round"),
        rounds=_rounds(plan, request.round, progress.as_of),
        head=_head(plan),
        ita_items=_items(plan, progress.as_of),
        measures=Measures(lambda state: measure_view(plan, state), progress.states),
        changes_since=Day(before) if before else Absent("changes_since"),
        summary=_summary(plan, progress),
        reference=_reference(plan, progress.as_of, request),
    )
    parts = (_part_of(plan, request.table),) if request.table else plan.memo.body
    tables = tables_of(plan, progress, request)
    return ReportContext(values, tables, parts, style, plan.memo.outline, is_alone=bool(request.table))


def _is_landscape(plan: Plan, request: ReportRequest) -> bool:
    """Check whether all pages lie on their side: those of แบบ บส. ๔, and of a table alone unless the plan says else."""
    definition = plan.tables.of(request.table) if plan.tables and request.table else None
    return request.form == "bs4" or (request.form == "table" and (not definition or definition.page != "portrait"))


def _part_of(plan: Plan, table: str) -> Part:
    return Part(location=plan.location, part=None, heading=None, text=None, table=table)


def _agency(plan: Plan) -> View:
    agency = view(plan.agency, "agency")
    del agency.programme  # ita_items follow it
    names = (plan.agency.name, plan.agency.district, plan.agency.province)
    agency.full_name = " ".join(name for name in names if name)
    return agency


def _memo(plan: Plan) -> View:
    memo = view(plan.memo, "memo")
    del memo.body, memo.outline, memo.garuda, memo.reference, memo.changes_since  # a template has no use for them
    if not plan.has_memo:
        memo.subject = plan.title
    return memo


def _reference(plan: Plan, as_of: dt.date, request: ReportRequest) -> str | Absent:
    if not plan.memo.reference or request.sources is None:
        return Absent("reference")
    from itatrack.report.reference import reference

    round_name = request.round.name if request.round else None
    return reference((as_of, request.date), round_name, request.form + request.table, request.sources.digests)


def _rounds(plan: Plan, chosen: ReportRound | None, as_of: dt.date) -> list[View]:
    """Return the rounds, and which is chosen: the one reported on, or else the one that ends on the day."""
    ticked = [each for each in rounds_of(plan) if (each.name == chosen.name if chosen else each.cut_off == as_of)]

    def is_on_form(each: ReportRound) -> bool:
        return calendar.fiscal_months(each.name) not in _MONTHS_NOT_ON_THE_FORM

    shown = [each for each in rounds_of(plan) if plan.rounds or each in ticked or is_on_form(each)]
    return [View(name=each.name, cut_off=shown_value(each.cut_off, "cut_off"), chosen=each in ticked) for each in shown]


def _head(plan: Plan) -> View | Absent:
    """Return who signs for the agency: its head, or else the last of those whose opinion the memo asks for."""
    opinions = plan.memo.opinions
    signature = plan.agency.head or (opinions[-1] if opinions else None)
    return View(name=signature.name, position=signature.position) if signature else Absent("head")


def year_of_report(plan: Plan, as_of: dt.date) -> int:
    """Return the fiscal year that a report is on: the plan's, or where nothing says it that of the day."""
    return fiscal_year_of(plan) or calendar.fiscal_year(as_of)


def _items(plan: Plan, as_of: dt.date) -> list[View]:
    """Return the ITA items that are known for certain."""
    items = (item for item in ita_items(plan, as_of) if item.is_verified)
    return [View(**{name: value for name, value in item._asdict().items() if name != "is_verified"}) for item in items]


def ita_items(plan: Plan, as_of: dt.date) -> list[ita.Item]:
    """Return the ITA items about the measures of the plan's year and their results, as far as they are known."""
    return ita.items(year_of_report(plan, as_of), plan.agency.programme)


def _summary(plan: Plan, progress: Progress) -> View:
    """Count the measures in all and by status, and the money; the names are the statuses' codes with `_` for `-`.

    Numbers that stand in one sentence have decimals alike: the shares of the statuses, and the amounts.
    """
    shares = {status: progress.percent(status) for status in Status}
    places = 0 if all(share == int(share) for share in shares.values()) else 2
    counts = {
        status: View(
            status=status.code,
            count=progress.count(status),
            percent=f"{share:.{places}f}",
            label=word_for(plan, status),
            recurring=sum(state.measure.recurring for state in progress.states if state.status is status),
        )
        for status, share in shares.items()
    }
    return View(
        total=len(progress.states),
        statuses=[counts[status] for status in sorted(Status, key=_from_done_on) if counts[status].count],
        **_money(progress),
        **{status.code.replace("-", "_"): count for status, count in counts.items()},
    )


def _from_done_on(status: Status) -> int:
    return -status.rank


def _money(progress: Progress) -> dict[str, Baht | Absent]:
    """Return the sums of what is planned, what is spent and what is left, as far as they are known."""
    amounts = alike([progress.budget, progress.spent, progress.left])
    sums = zip(("budget", "spent", "left"), amounts, strict=True)
    return {name: Absent(f"summary.{name}") if amount is None else amount for name, amount in sums}
