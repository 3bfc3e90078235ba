"""The format, the file and the round that `itatrack report` is asked for, and what it refuses of them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, get_args

import typer

from itatrack.cli.console import print_error, print_warning
from itatrack.cli.language import _
from itatrack.report.request import FormatName, ReportFormatName

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from itatrack.model.records import Plan
    from itatrack.progress.rounds import ReportRound
    from itatrack.storage.workspace import Workspace


def chosen_format(format_: ReportFormatName | None, template: Path | None, output: Path | None) -> ReportFormatName:
    """Return the format that is asked for, or that the names of template and output agree on."""
    from itatrack.report.formats.registry import TABLE_FORMATS, is_binary

    by_template, by_output = _format_of(template), _format_of(output)
    chosen = format_ or by_output or by_template or "md"
    # Markdown is plain text too, which any program opens by either ending.
    if output and by_output and by_output != chosen and {by_output, chosen} != {"md", "txt"}:
        problem = _("{format} cannot be written to a file ending in {ending}", ending=output.suffix, format=chosen)
        raise typer.BadParameter(problem, param_hint="'--output'")
    if template and (chosen in TABLE_FORMATS or by_template in TABLE_FORMATS):
        raise typer.BadParameter(_("csv and xlsx are made without a template"), param_hint="'--template'")
    if by_template and by_template != chosen:
        is_jinja = not is_binary(by_template) and not is_binary(chosen)
        if not (format_ and is_jinja):
            problem = _("a template of {kind} cannot make {format}", kind=by_template, format=chosen)
            raise typer.BadParameter(problem, param_hint="'--template'")
    return chosen


def refuse_wrong_output(output: Path | None, workspace: Workspace, template: Path | None) -> None:
    """Refuse a file that the memo is made from, and one whose ending is that of no format."""
    if output is None:
        return
    if workspace.is_project_file(output) or (template and os.path.realpath(output) == os.path.realpath(template)):
        problem = _("the memo would be written over a file it is made from")
        raise typer.BadParameter(problem, param_hint="'--output'")
    if output.suffix and _format_of(output) is None:
        raise typer.BadParameter(
            _(
                "a memo cannot be written as {ending}: name a file in .docx, .pdf, .html, .md, .txt, .csv or .xlsx",
                ending=output.suffix,
            ),
            param_hint="'--output'",
        )


def refuse_changed(format_: ReportFormatName, output: Path | None, *, can_force: bool = True) -> None:
    """Refuse to write over a Word document that holds the work of somebody's hand."""
    if format_ != "docx" or output is None or not output.is_file():
        return
    from itatrack.report.formats.word_seal import is_untouched

    try:
        content = output.read_bytes()
    except OSError:
        return  # the same will be said when it is written
    if content and not is_untouched(content):
        problem = _(
            "{path} was changed since it was written, or was not written by this command: name another file, or"
            " overwrite it with --force",
            path=output,
        )
        if not can_force:
            problem = _(
                "{path} was changed since it was written, or was not written by this command: name another file",
                path=output,
            )
        raise typer.BadParameter(problem, param_hint="'--output'")


def refuse_missing(format_: ReportFormatName, output: Path | None) -> None:
    """Refuse a format that needs a package that is not there, and bytes on a terminal."""
    from itatrack.report.formats.registry import is_binary, missing_extra

    extra = missing_extra(format_)
    if extra:
        command = f"pip install {extra_packages(extra)}"
        missing = _("{format} needs a package that is not installed: {command}", format=format_, command=command)
        print_error(missing)
        raise typer.Exit(2)
    if is_binary(format_) and (output is None or str(output) == "-") and sys.stdout.isatty():
        problem = _("{format} cannot be shown on a terminal: name a file with -o", format=format_)
        raise typer.BadParameter(problem, param_hint="'--format'")


def extra_packages(extra: str) -> str:
    """Return what `pip` is asked for, by the package's own word: it need not be in any index itself.

    In double quotes, which the Command Prompt of Windows takes too.
    """
    from importlib.metadata import requires

    wanted = [requirement.partition(";") for requirement in requires("itatrack") or []]
    packages = [f'"{name.strip()}"' for name, _, where in wanted if extra in where.replace("'", '"').split('"')]
    return " ".join(packages) or f'"itatrack[{extra}]"'


def round_of(word: str, plan: Plan, day: dt.date | None) -> ReportRound:
    """Find the round that is meant; its day must be known where none is given."""
    from itatrack.findings.message import clean
    from itatrack.progress.rounds import find_rounds, rounds_of

    rounds = rounds_of(plan)
    matches = find_rounds(word, rounds)
    if len(matches) != 1:
        problem = _("'{word}' is not a round of the plan", word=clean(word))
        if matches:
            problem = _("'{word}' may be more than one round", word=clean(word))
        names = ", ".join(f"'{known_round.name}'" for known_round in matches or rounds)
        raise typer.BadParameter(problem + _("; there are: {known}", known=names), param_hint="'--round'")
    if matches[0].cut_off is None and day is None:
        raise typer.BadParameter(
            _(
                "the last day of '{name}' is not known: write fiscal_year in data/measures.yaml, or give --as-of",
                name=matches[0].name,
            ),
            param_hint="'--round'",
        )
    return matches[0]


def refuse_wrong_days(day: dt.date, memo_date: dt.date, chosen: ReportRound | None, plan: Plan) -> None:
    """Refuse a day to come, one before the round, and a memo that is dated before the day it speaks of.

    A day after the round is warned of, and one far from the plan's fiscal year: mostly the year is mistyped.
    """
    from itatrack.cli.options import today
    from itatrack.progress.rounds import fiscal_year_of, is_before, is_far, rounds_of
    from itatrack.thai import calendar

    shown = calendar.iso(day)
    if day > today():
        problem = _("{day} is in the future, and a memo reports the past: give today or an earlier date", day=shown)
        asked = "--round" if chosen and day == chosen.cut_off else "--as-of"
        raise typer.BadParameter(problem, param_hint=f"'{asked}'")
    year = fiscal_year_of(plan)
    if chosen and chosen.cut_off:
        cut_offs = [known_round.cut_off for known_round in rounds_of(plan) if known_round.cut_off]
        earlier = [cut_off for cut_off in cut_offs if cut_off < chosen.cut_off]
        last = calendar.iso(chosen.cut_off)
        problem = _("{day} is not within '{name}', which ends on {last}", day=shown, name=chosen.name, last=last)
        if is_before(day, year) or (earlier and day <= max(earlier)):
            raise typer.BadParameter(problem, param_hint="'--as-of'")
        if day > chosen.cut_off:
            print_warning(problem)  # a round is also reported on later, with what was done since
    if memo_date < day:
        dated = calendar.iso(memo_date)
        problem = _("a memo dated {date} cannot report {day}, which comes after it", date=dated, day=shown)
        raise typer.BadParameter(problem, param_hint="'--date'")
    for named in (day, memo_date):
        if year and is_far(named, year):
            far = _("{day} is far from the plan's fiscal year {year}", day=calendar.iso(named), year=year)
            print_warning(far)
            break


def template_format(path: Path) -> FormatName | None:
    """Return the format that a template makes by its name, or None for a file that is no template."""
    from itatrack.report.formats.registry import FORMATS

    return next((each for each in get_args(FormatName) if path.name.endswith(f".{FORMATS[each].template}")), None)


def _format_of(path: Path | None) -> ReportFormatName | None:
    """Return the format that a file's name ends in, `.j2` aside; a Typst template makes PDF."""
    ending = path.name.removesuffix(".j2").rpartition(".")[2].lower() if path else ""
    ending = {"htm": "html", "typ": "pdf"}.get(ending, ending)
    return next((each for each in get_args(ReportFormatName) if each == ending), None)
