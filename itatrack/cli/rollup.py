"""`itatrack rollup`: many agencies at one look."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import options
from itatrack.cli.console import print_findings, print_json, print_lines, print_warning
from itatrack.cli.language import _, translator
from itatrack.cli.revisions import revision_name
from itatrack.findings.message import Message
from itatrack.findings.suggest import MAX_LISTED
from itatrack.rollup.formats import FORMATS, RollupFormat
from itatrack.rollup.rollup import GroupBy

if TYPE_CHECKING:
    from itatrack.cli.rollup_reading import AgencySource
    from itatrack.rollup.formats import DataFormat
    from itatrack.rollup.paper import PaperList
    from itatrack.rollup.rollup import Rollup

# A list file by its ending; anything else that is named is a project.
_LISTS = (".yaml", ".yml")


def _print_schema(value: bool) -> None:  # noqa: FBT001  Typer calls it so
    """Print the schema of a list, where it is asked for."""
    if value:
        from itatrack.model.schema import agencies_schema

        print_json(agencies_schema())
        raise typer.Exit


def rollup(
    agencies: Annotated[
        list[Path],
        typer.Argument(
            metavar="DIR...",
            help="Folders of projects, bare repositories, or lists of them such as agencies.yaml.",
            show_default=False,
        ),
    ],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help=f"The date whose state is shown: {options.DATE_FORMS}."),
    ] = None,
    round_: Annotated[
        str | None,
        typer.Option(
            "--round",
            metavar="ROUND",
            help="The reporting round, such as 6; --as-of is then its last day by default, or today until that comes.",
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="YEAR", help="The fiscal year of the plans.  [default: that of --as-of, or of today]"
        ),
    ] = None,
    group_by: Annotated[
        GroupBy, typer.Option("--group-by", help="What agencies are grouped by: a key of the list, or of the plans.")
    ] = "group",
    format_: Annotated[
        RollupFormat | None,
        typer.Option("--format", help="The format; by default from the extension of --output, else txt."),
    ] = None,
    output: options.Output = None,
    *,
    rev: Annotated[
        str | None,
        typer.Option("--rev", metavar="REV", help="Read the data of each agency from a commit of its repository."),
    ] = None,
    list_schema: Annotated[  # noqa: ARG001  its callback answers
        bool,
        typer.Option(
            "--list-schema",
            help="Print the JSON Schema by which an editor completes a list of agencies, and exit.",
            callback=_print_schema,
            is_eager=True,
        ),
    ] = False,
    bare: Annotated[
        bool, typer.Option("--bare", help="Leave out of docx and pdf the rows that they were made from.")
    ] = False,
    bom: options.Bom = False,
    cache: Annotated[
        Path | None,
        typer.Option(
            "--cache",
            metavar="DIR",
            help="Where results are kept for the next run.  [default: the user's cache folder]",
            callback=options.named,
        ),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read everything again, and keep nothing.")] = False,
) -> None:
    """Show how far many agencies are: a row for each, those to call first, and what is stuck."""
    from itatrack.cli.report import deliver
    from itatrack.cli.rollup_pool import agency_rows, with_bar
    from itatrack.cli.rollup_reading import AgencyReader
    from itatrack.rollup.agency_row import RollupRequest
    from itatrack.rollup.rollup import roll_up
    from itatrack.storage.result_cache import code_digest, user_cache_folder
    from itatrack.thai import calendar

    day = None if as_of is None else options.day(as_of, "--as-of")
    chosen = _chosen_format(format_, output, bom=bom)
    if day and day > options.today():
        problem = _("{day} is in the future: give today or a day before it", day=calendar.iso(day))
        raise typer.BadParameter(problem, param_hint="'--as-of'")
    request = RollupRequest(options.today(), day, round_)
    folder = None if no_cache else (cache or user_cache_folder()) / "rollup"
    name = None if rev is None else revision_name(rev)
    reader = AgencyReader(request, name, folder, b"" if no_cache else code_digest())
    named = [_sources(path) for path in agencies]
    sources = [source for some, _head in named for source in some]
    head = next((head for _some, head in named if head), None)
    wanted = _buddhist(year) or calendar.fiscal_year(day or options.today())
    rolled = roll_up(with_bar(agency_rows(reader, sources), len(sources)), wanted)
    if not any(row.has_figures for row in rolled.rows):
        _refuse_question(rolled, round_, rev)
    _warn(rolled, is_year_asked=year is not None)
    if chosen == "docx" or chosen == "pdf":  # noqa: PLR1714  the type checker follows it
        from itatrack.cli.rollup_paper import rollup_on_paper

        deliver(rollup_on_paper(rolled, group_by, chosen, head, bare=bare), output)
    else:
        _show(rolled, group_by, chosen, output, bom=bom)
    if rolled.has_troubles:
        raise typer.Exit(1)


def _refuse_question(rolled: Rollup, round_: str | None, rev: str | None) -> None:
    """Refuse a round or a commit that no agency has: it is the question that is wrong, and nobody is to be called.

    Raises:
        typer.BadParameter: it is so.
    """
    rows = [(row, row.detail) for row in rolled.rows if isinstance(row.detail, Message)]
    rounds = [str(detail.values["known"]) for row, detail in rows if row.trouble == "no-round"]
    if round_ is not None and rounds:
        known = "; ".join(dict.fromkeys(rounds))
        problem = _(
            "no agency has the round '{round}' with its last day; there are: {known}", round=round_, known=known
        )
        raise typer.BadParameter(problem, param_hint="'--round'")
    commits = [_(detail) for row, detail in rows if row.trouble == "no-revision"]
    if rev is not None and commits:
        said = "; ".join(dict.fromkeys(commits[:MAX_LISTED]))
        raise typer.BadParameter(_("no agency has this commit: {said}", said=said), param_hint="'--rev'")


def _buddhist(year: int | None) -> int | None:
    """Return a fiscal year of the command line.

    Raises:
        typer.BadParameter: it is none of the Buddhist era.
    """
    from itatrack.model.common_kinds import YEAR

    read = None if year is None else YEAR.read(str(year))
    if read is None or isinstance(read, int):
        return read
    guess = read.values.get("meant")
    problem = _("'{text}' is not a year of the Buddhist era", text=year)
    raise typer.BadParameter(problem + (options.meant(str(guess)) if guess else ""), param_hint="'--year'")


def _warn(rolled: Rollup, *, is_year_asked: bool) -> None:
    """Warn of a round that is not over, and of a year that most plans are not of, where nobody asked for it."""
    from itatrack.thai import calendar

    if rolled.running_until:
        last = calendar.iso(rolled.running_until)
        print_warning(_("the round is not over until {last}: this is what has been recorded so far", last=last))
    usual, shown = rolled.usual_year, rolled.fiscal_year
    if usual != shown and not is_year_asked:
        warning = _(
            "most plans are of the fiscal year {usual}, not of {shown}: --year {usual} shows them",
            usual=usual,
            shown=shown,
        )
        print_warning(warning)


def _sources(path: Path) -> tuple[list[AgencySource], PaperList | None]:
    """Return the agencies of a list file with the head of the memo over them, or the agency in a folder.

    Raises:
        typer.BadParameter: it is no list, or there is none.
        typer.Exit: the list has errors.
    """
    from itatrack.cli.rollup_reading import AgencySource
    from itatrack.storage.workspace import HISTORY, PLAN

    if path.suffix.lower() not in _LISTS or path.is_dir():
        return [AgencySource(str(path))], None
    if path.parts[-2:] in {Path(PLAN).parts, Path(HISTORY).parts}:
        problem = _("{path} is the data of one agency: name its folder: {folder}", path=path, folder=path.parents[1])
        raise typer.BadParameter(problem, param_hint="'DIR...'")
    if not path.exists():
        raise typer.BadParameter(_("File {path} does not exist.", path=f"'{path}'"), param_hint="'DIR...'")
    from itatrack.rollup.agency_list import read_agency_list
    from itatrack.storage.files import read
    from itatrack.yamltext.document import Document

    name, content = read(path)
    listed, findings = read_agency_list(Document.read(name, content))
    if findings or listed is None:
        print_findings(findings, "full", sys.stderr)
        raise typer.Exit(1)
    sources = [
        AgencySource(
            str(path.parent / each.path),
            each.name or "",
            each.group or "",
            each.phone or "",
            f"{path}:{each.location.value('path').line}",
        )
        for each in listed.agencies
    ]
    if not (listed.memo or listed.style) or not isinstance(content, bytes):
        return sources, None
    from itatrack.cli.rollup_paper import garuda_of
    from itatrack.rollup.paper import PaperList

    return sources, PaperList(listed, path.name, content, garuda_of(listed, path.parent))


def _chosen_format(format_: RollupFormat | None, output: Path | None, *, bom: bool) -> RollupFormat:
    from itatrack.cli.report_tables import refuse_mark

    ending = output.suffix.lower().removeprefix(".") if output else ""
    by_output = next((each for each in FORMATS if each == ending), None)
    if ending and by_output is None:
        known = ", ".join(f".{each}" for each in FORMATS)
        problem = _("a roll-up cannot be written as {ending}: name a file in {known}", ending=f".{ending}", known=known)
        raise typer.BadParameter(problem, param_hint="'--output'")
    chosen = format_ or by_output or "txt"
    if by_output and by_output != chosen and {by_output, chosen} != {"md", "txt"}:
        problem = _("{format} cannot be written to a file ending in {ending}", ending=f".{ending}", format=chosen)
        raise typer.BadParameter(problem, param_hint="'--output'")
    refuse_mark(chosen, bom=bom)
    if chosen in {"xlsx", "docx", "pdf"}:
        from itatrack.cli.report_options import refuse_changed, refuse_missing

        refuse_missing(chosen, output)
        refuse_changed(chosen, output, can_force=False)
    return chosen


def _show(rolled: Rollup, by: GroupBy, format_: DataFormat, output: Path | None, *, bom: bool) -> None:
    """Write a roll-up to a file or to the terminal; what is read there is in the language of messages."""
    from itatrack.cli.report import deliver
    from itatrack.cli.report_tables import told_of_excel
    from itatrack.rollup import text
    from itatrack.rollup.formats import document

    if format_ == "txt" and output is None:
        print_lines(lambda _width: text.text_lines(rolled, by, _))
    elif format_ == "json" and output is None:
        from itatrack.rollup.rollup_json import envelope

        print_json(envelope(rolled, by))
    else:
        # Texts are read by the one who asks; other files are handed on, and are Thai as every document is.
        language = _ if format_ in {"txt", "md"} else translator("th")
        with told_of_excel():
            made = document(rolled, by, format_, language, bom=bom)
        deliver(made, output)
