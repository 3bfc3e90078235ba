"""The format, the file and the round that `itatrack report` is asked for, and what it refuses of them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal, get_args

import typer

from itatrack.cli.talk import complain
from itatrack.language import say

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from itatrack.model import Plan
    from itatrack.rounds import ReportRound
    from itatrack.workspace import Workspace

_OTHER_FORMATS = {".doc", ".odt", ".rtf"}

DocumentFormat = Literal["md", "txt", "html", "docx", "pdf"]
FormName = Literal["memo", "bs4"]
# Display cells of a line of plain text: an upright page, and one on its side.
WIDTHS: dict[FormName, int] = {"memo": 80, "bs4": 132}


def chosen_format(form: DocumentFormat | None, template: Path | None, output: Path | None) -> DocumentFormat:
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


def refuse_wrong_output(
    output: Path | None, form: DocumentFormat | None, workspace: Workspace, template: Path | None
) -> None:
    """Refuse a file that the memo is made from, and one whose ending promises another format."""
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


def refuse_missing(form: DocumentFormat, output: Path | None) -> None:
    """Refuse a format that needs a package that is not there, and bytes on a terminal."""
    from itatrack.memo.formats import FORMATS

    kind = FORMATS[form]
    if kind.extra and not kind.is_installed:
        command = f"pip install {_packages(kind.extra[0])}"
        missing = say("{format} needs a package that is not installed: {command}", format=form, command=command)
        complain(missing)
        raise typer.Exit(2)
    if kind.is_binary and (output is None or str(output) == "-") and sys.stdout.isatty():
        problem = say("{format} is no text for a terminal: name a file with -o", format=form)
        raise typer.BadParameter(problem, param_hint="'--format'")


def _packages(extra: str) -> str:
    """Give what `pip` is asked for, by the package's own word: it need not be in any index itself.

    In double quotes, which the Command Prompt of Windows takes too.
    """
    from importlib.metadata import requires

    wanted = [one.partition(";") for one in requires("itatrack") or []]
    found = [f'"{name.strip()}"' for name, _, where in wanted if extra in where.replace("'", '"').split('"')]
    return " ".join(found) or f'"itatrack[{extra}]"'


def round_of(word: str, plan: Plan, day: dt.date | None) -> ReportRound:
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
