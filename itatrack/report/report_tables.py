"""The tables of a report by their names: which a document may print, and what each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.model.columns import ASSESSMENT, CHANGES, GROUP_COLUMN, WEAK_POINTS, column_groups
from itatrack.model.status import Status
from itatrack.model.tables import TableDefinition
from itatrack.progress.rounds import day_before
from itatrack.report.assessment import assessment_table, weak_points_table
from itatrack.report.rows import rows_of
from itatrack.report.tables import Heading, Table

if TYPE_CHECKING:
    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress
    from itatrack.report.request import ReportRequest

# The table of แบบ บส. ๔, and the form's title.
_FORM: Final = "bs4"
_FORM_TITLE: Final = "แบบรายงานผลการดำเนินการตามมาตรการ"


def tables_of(plan: Plan, progress: Progress, request: ReportRequest) -> dict[str, Table]:
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
