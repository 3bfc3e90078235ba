"""`itatrack report`: the memo as of a day."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from itatrack.cli import completing, options, report_options
from itatrack.cli.interrupts import raised
from itatrack.cli.loading import load_or_exit
from itatrack.cli.output import print_findings
from itatrack.cli.report_options import WIDTHS, DocumentFormat, FormName
from itatrack.cli.talk import complain, detail, patience, tell
from itatrack.language import reason, say, say_count
from itatrack.thai.width import visible

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.model.records import Plan
    from itatrack.progress.rounds import ReportRound
    from itatrack.project import Project
    from itatrack.report.tables import Picture
    from itatrack.storage.workspace import Workspace

NARROWEST = 40
WIDEST = 1000


def report(
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help=f"The day the memo speaks of: {options.DATE_FORMS}.  [default: today]"
        ),
    ] = None,
    round_: Annotated[
        str | None,
        typer.Option(
            "--round",
            metavar="ROUND",
            help="The round reported on, such as 6; the day is then its last.",
            autocompletion=completing.rounds,
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The memo's own date, if it is another day.")
    ] = None,
    kind: Annotated[FormName, typer.Option("--form", help="The memo, or the follow-up form (แบบ บส. ๔).")] = "memo",
    form: Annotated[
        DocumentFormat | None,
        typer.Option("--format", help="Else by the ending of --output or --template, or md."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of the terminal."),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="PATH", help="A template of your own.", exists=True, dir_okay=False),
    ] = None,
    digits: Annotated[
        Literal["thai", "arabic"], typer.Option("--digits", help="Thai numerals, or digits as the data has them.")
    ] = "thai",
    width: Annotated[
        int | None,
        typer.Option(
            "--width",
            metavar="CELLS",
            min=NARROWEST,
            max=WIDEST,
            help="Width of plain text in cells; else 80, or 132 for bs4.",
        ),
    ] = None,
    project: options.Project = None,
) -> None:
    """Write the progress memo as of a day, or the follow-up form of a round."""
    from itatrack.storage.workspace import Workspace

    day = None if as_of is None else options.day(as_of, "--as-of")
    memo_date = None if date is None else options.day(date, "--date")
    chosen = report_options.chosen_format(form, template, output)
    workspace = Workspace(options.project_folder(project))
    report_options.refuse_wrong_output(output, workspace, template)
    report_options.refuse_missing(chosen, output)
    loaded = load_or_exit(workspace, say("no report is made over data with errors"))
    round_found = None if round_ is None else report_options.round_of(round_, loaded.complete()[0], day)
    day = day or (round_found and round_found.cut_off) or options.today()
    report_options.refuse_wrong_days(day, memo_date or day, round_found, loaded.complete()[0])
    wanted = Wanted(day, memo_date or day, round_found, kind, chosen, digits, width or WIDTHS[kind], template)
    document = _render(loaded, workspace, wanted)
    _deliver(document, output)
    _tell_left_over(loaded)
    if loaded.findings:
        warnings = say_count(
            len(loaded.findings),
            "{number} warning in the data: itatrack validate shows it",
            "{number} warnings in the data: itatrack validate shows them",
        )
        tell(warnings)


def _tell_left_over(loaded: Project) -> None:
    """Say which words of a new project were printed as they came."""
    from itatrack.scaffold import left_over

    words = left_over(loaded.plan_document.source.text)
    if words:
        tell(say("still to be filled in in data/measures.yaml: {words}", words=", ".join(words)))


class Wanted(NamedTuple):
    """What the options ask of a memo."""

    as_of: dt.date
    date: dt.date
    round: ReportRound | None
    kind: FormName
    form: DocumentFormat
    digits: Literal["thai", "arabic"]
    width: int
    template: Path | None


def _render(loaded: Project, workspace: Workspace, wanted: Wanted) -> str | bytes:
    from itatrack.progress.state import progress
    from itatrack.report.context import Occasion, context
    from itatrack.report.formats import registry

    plan, history = loaded.complete()
    states = progress(plan, history, wanted.as_of)
    name = wanted.template.name if wanted.template else f"{wanted.kind}.{registry.FORMATS[wanted.form].template}"
    occasion = Occasion(wanted.date, wanted.round, wanted.kind, _garuda(plan, workspace))
    templates = workspace.templates(wanted.template)
    with patience(say("making the memo")):
        made = registry.document(
            name,
            registry.Wanted(wanted.form, wanted.digits == "thai", wanted.width),
            context(plan, states, occasion),
            templates,
            plan.memo.body,
        )
    for path in templates.used:
        detail(say("template: {path}", path=path))
    if isinstance(made, str | bytes):
        return made
    print_findings([made], "full", sys.stderr)
    raise typer.Exit(1)


def _garuda(plan: Plan, workspace: Workspace) -> Picture | None:
    from itatrack.report.tables import Picture

    file = plan.memo.garuda
    if file is None:
        return None
    content = workspace.file(file).content
    if isinstance(content, bytes):
        return Picture(file, content)
    print_findings([content], "full", sys.stderr)
    raise typer.Exit(1)


def _deliver(document: str | bytes, output: Path | None) -> None:
    if output is None or str(output) == "-":
        if isinstance(document, bytes):
            sys.stdout.buffer.write(document)
        else:
            sys.stdout.write(visible(document) if sys.stdout.isatty() else document)
        sys.stdout.flush()
        return
    from itatrack.cli.writing import unconfirmed
    from itatrack.storage.replacing import UnconfirmedError, write

    try:
        with raised():
            write(output, document if isinstance(document, bytes) else document.encode())
    except UnconfirmedError as error:
        complain(unconfirmed(output, error))
        raise typer.Exit(2) from None
    except OSError as error:
        complain(say("{path} cannot be written: {reason}", path=output, reason=reason(error)))
        raise typer.Exit(2) from None
    tell(say("wrote {path}", path=output))
