"""The tables that `publish` writes as open data, and those of them that its page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.cli.console import info, print_warning
from itatrack.cli.language import _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress
    from itatrack.report.request import ReportFormatName
    from itatrack.report.tables import Table


def published_tables(plan: Plan, progress: Progress, copies: Mapping[str, str]) -> dict[str, Table]:
    """Return the tables that are published: where each measure stands, what the memo prints, and the evidence.

    Without a memo all tables of the agency's own are.

    Args:
        plan: the plan.
        progress: the states of its measures.
        copies: the paths of evidence that is published, by the path in the project.
    """
    from itatrack.publishing.evidence import evidence_table
    from itatrack.publishing.measures import measures_table
    from itatrack.publishing.open_data import as_data
    from itatrack.report.data_tables import data_table, usual_tables

    own = plan.tables.own if plan.tables and not plan.has_memo else ()
    names = dict.fromkeys(["plan", *usual_tables(plan, "memo"), *own])
    tables = {name: as_data(data_table(plan, progress, name, None)) for name in names}
    evidence = evidence_table(progress, copies)
    ends = {name_of("evidence", plan): evidence} if evidence.rows else {}
    return {name_of("measures", plan): measures_table(plan, progress), **tables, **ends}


def name_of(name: str, plan: Plan) -> str:
    """Return the name of a table's files, which one of the agency's own may have already."""
    return f"{name}-list" if plan.tables and name in plan.tables.own else name


def on_page(plan: Plan, tables: Mapping[str, Table]) -> dict[str, Table]:
    """Return the tables as the page shows them.

    The usual table of results says nothing there that the one of measures does not, so it has files only.
    """
    from itatrack.publishing.measures import for_people

    result = plan.definitions.get("result")
    measures = name_of("measures", plan)
    shown = {**tables, measures: for_people(tables[measures])}
    return shown if result and result.columns else {**shown, "result": shown["result"]._replace(rows=())}


def workbook(plan: Plan, tables: Mapping[str, Table], day: dt.date) -> dict[str, bytes]:
    """Return the workbook of the tables, or nothing where what it needs is not installed or Excel cannot hold it."""
    from itatrack.report.formats.registry import missing_extra

    if missing_extra("xlsx"):
        tell_left_out("xlsx")
        return {}
    from itatrack.report.sheets.xlsx_file import SheetAbout, TooLongError, xlsx_file

    try:
        return {"data/tables.xlsx": xlsx_file([*tables.values()], SheetAbout(plan.title, plan.agency.name, day))}
    except TooLongError as error:
        problem = _(
            "left out xlsx: '{column}' in row {row} of '{table}' is longer than Excel takes",
            column=error.column,
            row=error.row,
            table=error.table,
        )
        print_warning(problem)
        return {}


def tell_left_out(format_: ReportFormatName) -> None:
    """Show that a format needs packages that are not installed."""
    from itatrack.cli.report_options import extra_packages
    from itatrack.report.formats.registry import missing_extra

    extra = missing_extra(format_) or ""
    info(_("left out {format}: it needs {packages}", format=format_, packages=extra_packages(extra)))
