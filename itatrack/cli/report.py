"""`itatrack report`: the memo as of a day."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from itatrack.cli import completions, options, report_options, report_tables
from itatrack.cli.console import debug, info, print_error, print_findings
from itatrack.cli.interruption import interruptible
from itatrack.cli.language import _
from itatrack.cli.loading import load_or_exit, tell_left_over, tell_of_warnings
from itatrack.cli.revisions import Rev, project_files
from itatrack.cli.spinner import spinner
from itatrack.findings.finding import Finding
from itatrack.findings.message import reason
from itatrack.report.request import FormName, ReportFormatName
from itatrack.thai.width import visible

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.project import Project
    from itatrack.report.pipeline import FinishedDocument
    from itatrack.report.request import ReportRequest

NARROWEST = 40
WIDEST = 1000


def report(
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help=f"The cut-off date of the memo: {options.DATE_FORMS}.  [default: today]"
        ),
    ] = None,
    round_: Annotated[
        str | None,
        typer.Option(
            "--round",
            metavar="ROUND",
            help="The reporting round, such as 6; --as-of is then its last day by default.",
            autocompletion=completions.rounds,
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The date of the memo, if it differs from --as-of.")
    ] = None,
    form: Annotated[FormName, typer.Option("--form", help="The memo, or the follow-up form (แบบ บส. ๔).")] = "memo",
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            metavar="NAME",
            help="A table alone: plan, result, bs4, assessment, weak_points, or one of the plan's `tables`; without it"
            " csv has result, and xlsx all of the form.",
            autocompletion=completions.tables,
        ),
    ] = None,
    format_: Annotated[
        ReportFormatName | None,
        typer.Option("--format", help="The format; by default from the extension of --output or --template, else md."),
    ] = None,
    output: options.Output = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="PATH",
            help="A custom template.",
            dir_okay=False,
            callback=options.named,
        ),
    ] = None,
    digits: Annotated[
        Literal["thai", "arabic"],
        typer.Option(
            "--digits", help="Thai numerals, or digits as the data has them; csv and xlsx always have the latter."
        ),
    ] = "thai",
    width: Annotated[
        int | None,
        typer.Option(
            "--width",
            metavar="CELLS",
            min=NARROWEST,
            max=WIDEST,
            help="Width of plain text in cells; by default 80, or 132 for bs4.",
        ),
    ] = None,
    *,
    bare: Annotated[bool, typer.Option("--bare", help="Leave out the data that the document was made from.")] = False,
    bom: options.Bom = False,
    rev: Rev = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a Word document that was changed by hand.")] = False,
    project: options.Project = None,
) -> None:
    """Write the progress memo as of a day, the follow-up form of a round, or a table alone."""
    from itatrack.cli.documents import report_request
    from itatrack.storage.workspace import Workspace

    if template and rev is None and not template.exists():
        problem = _("File {path} does not exist.", path=f"'{template}'")
        raise typer.BadParameter(problem, param_hint="'--template'")
    day = None if as_of is None else options.day(as_of, "--as-of")
    memo_date = None if date is None else options.day(date, "--date")
    chosen = report_options.chosen_format(format_, template, output)
    report_tables.refuse_mark(chosen, bom=bom)
    workspace = project_files(project, rev)
    report_options.refuse_wrong_output(output, Workspace(workspace.folder), template)
    report_options.refuse_missing(chosen, output)
    if not force:
        report_options.refuse_changed(chosen, output)
    loaded = load_or_exit(workspace, with_digests=True)
    round_found = None if round_ is None else report_options.round_of(round_, loaded.complete()[0], day)
    day = day or (round_found and round_found.cut_off) or options.today()
    report_options.refuse_wrong_days(day, memo_date or day, round_found, loaded.complete()[0])
    if chosen == "csv" or chosen == "xlsx":  # noqa: PLR1714  the type checker follows it
        tables = report_tables.TableRequest(chosen, form, table, bom)
        deliver(report_tables.table_file(loaded, day, memo_date or day, round_found, tables), output)
        tell_of_warnings(loaded, project, rev)
        return
    alone = report_tables.table_of(table, form, loaded.complete()[0])
    request = report_request(loaded, workspace, memo_date or day, ("table" if alone else form, chosen, template))
    if isinstance(request, Finding):
        _refuse(request)
    # On a terminal people read it, and nobody takes the data out.
    bare = bare or (_is_to_stdout(output) and sys.stdout.isatty())
    request = request._replace(
        round=round_found, thai=digits == "thai", width=width or request.width, table=alone, bare=bare
    )
    document = _document(loaded, day, request)
    deliver(document.content, output)
    print_findings(document.warnings, "full", sys.stderr)
    tell_left_over(loaded)
    tell_of_warnings(loaded, project, rev)


def _document(loaded: Project, as_of: dt.date, request: ReportRequest) -> FinishedDocument:
    """Return the document that is asked for; with an error print it and exit with 1.

    Raises:
        typer.Exit: a template is wrong.
    """
    from itatrack.progress.state import progress
    from itatrack.report.pipeline import make_document

    plan, history = loaded.complete()
    with spinner(_("making the memo")):
        document = make_document(plan, progress(plan, history, as_of), request)
    for path in request.templates.used:
        debug(_("template: {path}", path=path))
    if isinstance(document, Finding):
        _refuse(document)
    return document


def _refuse(finding: Finding) -> NoReturn:
    print_findings([finding], "full", sys.stderr)
    raise typer.Exit(1)


def _is_to_stdout(output: Path | None) -> bool:
    return output is None or str(output) == "-"


def deliver(document: str | bytes, output: Path | None) -> None:
    """Write a document to a file, or to standard output where none or `-` is named."""
    if output is None or _is_to_stdout(output):
        if isinstance(document, bytes):
            sys.stdout.buffer.write(document)
        else:
            sys.stdout.write(visible(document) if sys.stdout.isatty() else document)
        sys.stdout.flush()
        return
    from itatrack.cli.writing import unconfirmed
    from itatrack.storage.atomic import UnconfirmedError, write

    try:
        with interruptible():
            write(output, document if isinstance(document, bytes) else document.encode())
    except UnconfirmedError as error:
        print_error(unconfirmed(output, error))
        raise typer.Exit(2) from None
    except OSError as error:
        print_error(_("{path} cannot be written: {reason}", path=output, reason=reason(error)))
        raise typer.Exit(2) from None
    info(_("wrote {path}", path=output))
