"""The tables of `itatrack report` alone, and as files of data, CSV and Excel."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import typer

from itatrack.cli.console import print_error
from itatrack.cli.language import _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from itatrack.model.records import Plan
    from itatrack.progress.rounds import ReportRound
    from itatrack.project import Project
    from itatrack.report.request import FormName, TableFormatName


class TableRequest(NamedTuple):
    """Which tables are asked for: the one named, or those of the form, in a format, with a byte order mark or not."""

    format: TableFormatName
    form: FormName
    table: str | None
    bom: bool


def refuse_mark(format_: str, *, bom: bool) -> None:
    """Refuse a byte order mark in what is no CSV."""
    if bom and format_ != "csv":
        raise typer.BadParameter(_("only csv has a byte order mark"), param_hint="'--bom'")


def table_of(name: str | None, form: FormName, plan: Plan) -> str:
    """Return the table that is asked for, or nothing where the memo or the form is.

    Raises:
        typer.BadParameter: the plan has no such table, no memo, or a form is asked for too.
    """
    from itatrack.cli.lookup import known
    from itatrack.report.data_tables import table_names

    if name is None and form == "memo" and not plan.has_memo:
        problem = _("the plan has no memo; name a table: {known}", known=", ".join(table_names(plan)))
        raise typer.BadParameter(problem, param_hint="'--table'")
    if name is None:
        return ""
    if form != "memo":
        raise typer.BadParameter(_("a table alone has no form: leave out one of the two"), param_hint="'--table'")
    return known(name, table_names(plan), "--table", _("unknown table {names}"))


def table_file(
    loaded: Project, as_of: dt.date, memo_date: dt.date, report_round: ReportRound | None, request: TableRequest
) -> bytes:
    """Return the file of the tables that are asked for.

    Raises:
        typer.BadParameter: the plan has no such table.
        typer.Exit: a text is longer than Excel takes.
    """
    from itatrack.cli.lookup import known
    from itatrack.progress.state import progress
    from itatrack.report.data_tables import data_table, table_names, usual_tables

    plan, history = loaded.complete()
    names = usual_tables(plan, request.form)
    if request.table is not None:
        names = [known(request.table, table_names(plan), "--table", _("unknown table {names}"))]
    if request.format == "csv":
        from itatrack.report.sheets.csv_file import csv_file

        states = progress(plan, history, as_of)
        return csv_file(data_table(plan, states, names[0], report_round and report_round.name), bom=request.bom)
    from itatrack.report.sheets.xlsx_file import SheetAbout, xlsx_file
    from itatrack.thai import calendar

    states = progress(plan, history, as_of)
    tables = [data_table(plan, states, name, report_round and report_round.name) for name in names]
    title = f"{plan.memo.subject or plan.title} ข้อมูล ณ วันที่ {calendar.full(as_of)}"
    with told_of_excel():
        return xlsx_file(tables, SheetAbout(title, plan.agency.name, memo_date))


@contextmanager
def told_of_excel() -> Iterator[None]:
    """Print what of a table is longer than Excel takes, and exit.

    Raises:
        typer.Exit: a text is longer.
    """
    try:
        yield
    except ValueError as error:
        from itatrack.report.sheets.xlsx_file import MAX_LETTERS, TooLongError

        if not isinstance(error, TooLongError):
            raise
        problem = _(
            "row {row} of the table '{table}' has more than {limit} letters in '{column}', which Excel does not take: "
            "use --format csv",
            row=error.row,
            table=error.table,
            limit=f"{MAX_LETTERS:,}",
            column=error.column,
        )
        print_error(problem)
        raise typer.Exit(1) from None
