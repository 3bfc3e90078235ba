"""`itatrack report`: the memo as of a day."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, get_args

import typer

from itatrack.cli import completing, options
from itatrack.cli.loading import load_or_exit
from itatrack.cli.output import print_findings
from itatrack.cli.talk import detail, patience, tell
from itatrack.language import reason, say, say_count

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.memo.tables import Picture
    from itatrack.model import Plan
    from itatrack.project import Project
    from itatrack.rounds import ReportRound
    from itatrack.workspace import Workspace

NARROWEST = 40
WIDEST = 1000
_OTHER_FORMATS = {".doc", ".odt", ".rtf"}

DocumentFormat = Literal["md", "txt", "html", "docx", "pdf"]
FormName = Literal["memo", "bs4"]
# Display cells of a line of plain text: an upright page, and one on its side.
WIDTHS: dict[FormName, int] = {"memo": 80, "bs4": 132}


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
    from itatrack.workspace import Workspace

    day = None if as_of is None else options.day(as_of, "--as-of")
    memo_date = None if date is None else options.day(date, "--date")
    chosen = _chosen(form, template, output)
    workspace = Workspace(options.project_folder(project))
    _refuse_wrong_output(output, form, workspace, template)
    _refuse_missing(chosen, output)
    loaded = load_or_exit(workspace, say("no report is made over data with errors"))
    round_found = None if round_ is None else _round(round_, loaded.complete()[0], day)
    day = day or (round_found and round_found.cut_off) or options.today()
    wanted = Wanted(day, memo_date or day, round_found, kind, chosen, digits, width or WIDTHS[kind], template)
    document = _render(loaded, workspace, wanted)
    _deliver(document, output)
    _tell_left_over(workspace)
    if loaded.findings:
        warnings = say_count(
            len(loaded.findings),
            "{number} warning in the data: itatrack validate shows it",
            "{number} warnings in the data: itatrack validate shows them",
        )
        tell(warnings)


def _tell_left_over(workspace: Workspace) -> None:
    """Say which words of a new project were printed as they came."""
    from itatrack.scaffold import left_over
    from itatrack.workspace import PLAN

    content = workspace.file(PLAN).content
    words = left_over(content.decode(errors="replace")) if isinstance(content, bytes) else []
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


def _round(word: str, plan: Plan, day: dt.date | None) -> ReportRound:
    """Find the round that is meant; its day must be known where none is given."""
    from itatrack.findings.catalogue import clean
    from itatrack.rounds import find_rounds, rounds_of

    rounds = rounds_of(plan)
    found = find_rounds(word, rounds)
    if len(found) != 1:
        problem = say("'{word}' is no round of the plan", word=clean(word))
        if found:
            problem = say("'{word}' may be more than one round", word=clean(word))
        names = ", ".join(f"'{one.name}'" for one in found or rounds)
        raise typer.BadParameter(problem + say("; there are: {known}", known=names), param_hint="'--round'")
    if found[0].cut_off is None and day is None:
        raise typer.BadParameter(
            say(
                "the last day of '{name}' is not known: write fiscal_year in data/measures.yaml, or give --as-of",
                name=found[0].name,
            ),
            param_hint="'--round'",
        )
    return found[0]


def _format_of(path: Path | None) -> DocumentFormat | None:
    """Give the format that a file's name ends in, `.j2` aside; a Typst template makes PDF."""
    ending = path.name.removesuffix(".j2").rpartition(".")[2].lower() if path else ""
    ending = {"htm": "html", "typ": "pdf"}.get(ending, ending)
    return next((form for form in get_args(DocumentFormat) if form == ending), None)


def _chosen(form: DocumentFormat | None, template: Path | None, output: Path | None) -> DocumentFormat:
    """Give the format that is asked for, or that the names of template and output agree on."""
    from itatrack.memo.formats import FORMATS

    by_template, by_output = _format_of(template), _format_of(output)
    chosen = form or by_output or by_template or "md"
    if by_template and by_template != chosen:
        is_jinja = all(FORMATS[one].template.endswith(".j2") for one in (by_template, chosen))
        if not (form and is_jinja):
            problem = say("a template of {kind} cannot make {format}", kind=by_template, format=chosen)
            raise typer.BadParameter(problem, param_hint="'--template'")
    return chosen


def _refuse_wrong_output(
    output: Path | None, form: DocumentFormat | None, workspace: Workspace, template: Path | None
) -> None:
    if output is None:
        return
    if workspace.is_own(output) or (template and os.path.realpath(output) == os.path.realpath(template)):
        problem = say("the memo would be written over a file it is made from")
        raise typer.BadParameter(problem, param_hint="'--output'")
    if form is None and output.suffix.lower() in _OTHER_FORMATS:
        raise typer.BadParameter(
            say(
                "a memo cannot be written as {ending}: name a file in .docx, .pdf, .html, .md or .txt",
                ending=output.suffix,
            ),
            param_hint="'--output'",
        )


def _render(loaded: Project, workspace: Workspace, wanted: Wanted) -> str | bytes:
    from itatrack.memo import formats
    from itatrack.memo.views import Occasion, context
    from itatrack.progress import progress

    plan, history = loaded.complete()
    states = progress(plan, history, wanted.as_of)
    name = wanted.template.name if wanted.template else f"{wanted.kind}.{formats.FORMATS[wanted.form].template}"
    occasion = Occasion(wanted.date, wanted.round, wanted.kind, _garuda(plan, workspace))
    templates = workspace.templates(wanted.template)
    with patience(say("making the memo")):
        made = formats.document(
            name,
            formats.Wanted(wanted.form, wanted.digits == "thai", wanted.width),
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


def _refuse_missing(form: DocumentFormat, output: Path | None) -> None:
    """Refuse a format that needs a package that is not there, and bytes on a terminal."""
    from itatrack.memo.formats import FORMATS

    kind = FORMATS[form]
    if kind.extra and not kind.is_installed:
        command = f"pip install {_packages(kind.extra[0])}"
        missing = say("{format} needs a package that is not installed: {command}", format=form, command=command)
        typer.echo(missing, err=True)
        raise typer.Exit(2)
    if kind.is_binary and (output is None or str(output) == "-") and sys.stdout.isatty():
        problem = say("{format} is no text for a terminal: name a file with -o", format=form)
        raise typer.BadParameter(problem, param_hint="'--format'")


def _packages(extra: str) -> str:
    """Give what `pip` is asked for, by the package's own word: it need not be in any index itself."""
    from importlib.metadata import requires

    wanted = [one.partition(";") for one in requires("itatrack") or []]
    found = [f"'{name.strip()}'" for name, _, where in wanted if extra in where.replace("'", '"').split('"')]
    return " ".join(found) or f"'itatrack[{extra}]'"


def _garuda(plan: Plan, workspace: Workspace) -> Picture | None:
    from itatrack.memo.tables import Picture

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
            sys.stdout.write(document)
        sys.stdout.flush()
        return
    from itatrack.files import write

    try:
        write(output, document if isinstance(document, bytes) else document.encode())
    except OSError as error:
        typer.echo(say("{path} cannot be written: {reason}", path=output, reason=reason(error)), err=True)
        raise typer.Exit(2) from None
    tell(say("wrote {path}", path=output))
