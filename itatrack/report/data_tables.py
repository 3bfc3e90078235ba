"""Which tables a project has, and they as data: each measure with its group, for CSV and Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.model.columns import ASSESSMENT, TABLES, WEAK_POINTS
from itatrack.report.assessment import assessment_table
from itatrack.report.report_tables import table_of

if TYPE_CHECKING:
    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress
    from itatrack.report.request import FormName
    from itatrack.report.tables import Table

# The tables by their names in the plan's `tables`, and what a sheet of a workbook is called.
_TITLES: Final = {
    "plan": "มาตรการ",
    "result": "ผลการดำเนินการ",
    "bs4": "แบบ บส. 4",
    ASSESSMENT: "ผลการประเมิน ITA",
    WEAK_POINTS: "ประเด็นที่ต้องพัฒนา",
}


def table_names(plan: Plan) -> list[str]:
    """Return the names of the tables that a plan has."""
    absent = {ASSESSMENT: not assessment_table(plan).rows, WEAK_POINTS: not plan.weak_points}
    return [*(name for name in _TITLES if not absent.get(name)), *(plan.tables.own if plan.tables else ())]


def usual_tables(plan: Plan, form: FormName) -> list[str]:
    """Return the names of the tables of a form, the one that says most first."""
    if form == "bs4":
        return ["bs4"]
    printed = {part.table for part in plan.memo.body}
    of_plan = (name for name in table_names(plan) if name not in TABLES)
    others = (name for name in of_plan if name in _TITLES or name in printed)
    return ["result", "plan", *others]


def data_table(plan: Plan, progress: Progress, name: str, round_name: str | None) -> Table:
    """Return a table by its name, captioned; groups of measures are a column of it.

    Args:
        plan: the plan.
        progress: the states of its measures.
        name: one of `table_names`.
        round_name: the round that is reported on, if it is one.
    """
    table = table_of(plan, progress, name, round_name, groups_in_column=True)
    return table._replace(caption=_TITLES.get(name) or table.title or name)
