"""What a template sees: the plan's keys under their own names, and each measure with its state."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.model import ita
from itatrack.model.amounts import alike
from itatrack.model.columns import ASSESSMENT, CHANGES, GROUP_COLUMN, WEAK_POINTS, column_groups, word_for
from itatrack.model.memo import Part, Style
from itatrack.model.status import Status
from itatrack.model.tables import TableDefinition
from itatrack.progress.rounds import day_before, fiscal_year_of, rounds_of
from itatrack.report.rows import rows_of
from itatrack.report.tables import EMPTY_MARK, Cell, Heading, Item, Table
from itatrack.report.values import Absent, Day
from itatrack.report.views import Measures, View, measure_view, shown_value, view
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from itatrack.model.amounts import Baht
    from itatrack.model.memo import Assessment
    from itatrack.model.records import Plan
    from itatrack.progress.rounds import ReportRound
    from itatrack.progress.state import Progress
    from itatrack.report.request import ReportRequest
    from itatrack.report.values import Picture

# The table of แบบ บส. ๔, and the form's title.
_FORM: Final = "bs4"
_FORM_TITLE: Final = "แบบรายงานผลการดำเนินการตามมาตรการ"
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
    years = [view(assessment, "assessment") for assessment in _by_year(plan)]
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
        fiscal_year=_year_of_report(plan, progress.as_of),
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
    tables = _tables(plan, progress, request)
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


def _by_year(plan: Plan) -> list[Assessment]:
    return sorted(plan.assessments, key=lambda assessment: assessment.fiscal_year)


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


def _year_of_report(plan: Plan, as_of: dt.date) -> int:
    """Return the fiscal year that a report is on: the plan's, or where nothing says it that of the day."""
    return fiscal_year_of(plan) or calendar.fiscal_year(as_of)


def _items(plan: Plan, as_of: dt.date) -> list[View]:
    """Return the ITA items that are known for certain."""
    items = (item for item in ita_items(plan, as_of) if item.is_verified)
    return [View(**{name: value for name, value in item._asdict().items() if name != "is_verified"}) for item in items]


def ita_items(plan: Plan, as_of: dt.date) -> list[ita.Item]:
    """Return the ITA items about the measures of the plan's year and their results, as far as they are known."""
    return ita.items(_year_of_report(plan, as_of), plan.agency.programme)


def _tables(plan: Plan, progress: Progress, request: ReportRequest) -> dict[str, Table]:
    """Return the tables of the document by name."""
    round_name = request.round.name if request.round else None
    names = dict.fromkeys([*_names_of(plan, request), ASSESSMENT, WEAK_POINTS])
    tables = {name: table_of(plan, progress, name, round_name) for name in names}
    if request.form == "memo" and (_may_ask(plan, request) or any(part.part == CHANGES for part in plan.memo.body)):
        from itatrack.report.changes import changes_table

        since = day_before(plan, progress.as_of, request.round)
        tables[CHANGES] = changes_table(plan, progress, since)
    return tables


def _names_of(plan: Plan, request: ReportRequest) -> tuple[str, ...]:
    """Return which tables a document may print: all of the agency's own only where a template may ask for them."""
    if request.form != "memo":
        return (request.table or _FORM,)
    own = plan.tables.own if plan.tables else ()
    printed = {part.table for part in plan.memo.body}
    may_ask = own and _may_ask(plan, request)
    return ("plan", "result", *(name for name in own if may_ask or name in printed))


def _may_ask(plan: Plan, request: ReportRequest) -> bool:
    """Check whether a template of the project's own, or a text with a tag in it, may ask for any table."""
    return not request.templates.is_packaged or any("{" in (part.text or "") for part in plan.memo.body)


def table_of(
    plan: Plan, progress: Progress, name: str, round_name: str | None, *, groups_in_column: bool = False
) -> Table:
    """Return a table by its name; one that the plan has nothing for has no rows.

    Args:
        plan: the plan.
        progress: the states of its measures.
        name: the table.
        round_name: the round that is reported on, if it is one.
        groups_in_column: whether the group of a measure stands in the first column, and not as a heading among the
            rows, where any measure has one; then there are no sums either.
    """
    if name == ASSESSMENT:
        return assessment_table(plan)
    if name == WEAK_POINTS:
        if not plan.weak_points:
            return Table((), (), name=name)
        from itatrack.report.weak_points import weak_points_table

        return weak_points_table(plan, progress, round_name)
    definition = plan.tables.of(name) if plan.tables else None
    groups = column_groups(plan, name, has_cancelled=progress.count(Status.CANCELLED) > 0)
    columns = {name for group in groups for column in group.columns for name in column.names}
    is_by_measure = not (definition and definition.each)
    if groups_in_column and is_by_measure and "group" not in columns and any(each.group for each in plan.measures):
        groups = (GROUP_COLUMN, *groups)
    headings = tuple(
        Heading(group.heading, () if group.is_single else tuple(column.heading for column in group.columns))
        for group in groups
    )
    shown = definition
    if definition and groups_in_column:
        shown = TableDefinition(**{**vars(definition), "totals": ()})
    rows = rows_of(plan, progress, groups, round_name, shown)
    title = (definition and definition.title) or (_FORM_TITLE if name == _FORM else "")
    return Table(headings, rows, name=name, title=title, page=(definition and definition.page) or "")


def assessment_table(plan: Plan) -> Table:
    """Return a row a year, where there are several years or scores of the instruments; else no rows."""
    years = _by_year(plan)
    detailed = any(score is not None for year in years for score in (year.iit, year.eit, year.oit))
    rows = tuple(
        tuple(
            Cell((Item(str(value)),), names_row=place == 0, value=_number_of(value))
            if value is not None
            else Cell(mark=EMPTY_MARK)
            for place, value in enumerate(
                (
                    year.fiscal_year,
                    year.score,
                    year.level,
                    *((year.iit, year.eit, year.oit) if detailed else ()),
                )
            )
        )
        for year in years
    )
    titles = ["ปีงบประมาณ พ.ศ.", "คะแนนรวม", "ระดับ", *(["IIT", "EIT", "OIT"] if detailed else [])]
    return Table(tuple(map(Heading, titles)), rows if detailed or len(years) > 1 else (), name="assessment")


def _number_of(value: Decimal | int | str) -> Decimal | None:
    return None if isinstance(value, str) else Decimal(value)


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
