"""Options that commands share, and how their values are read."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import completions
from itatrack.cli.console import print_warning
from itatrack.cli.language import _

if TYPE_CHECKING:
    from itatrack.thai import calendar


def named(path: Path | None) -> Path | None:
    """Return a file or folder of the command line.

    Raises:
        typer.BadParameter: its name cannot be seen: it has nothing but blanks.
    """
    from itatrack.thai.spelling import normalise

    if path is not None and path.name and not normalise(path.name):
        raise typer.BadParameter(_("the name is blank: give one that can be seen"))
    return path


Project = Annotated[
    Path | None,
    typer.Option(
        "--project",
        "-C",
        metavar="DIR",
        help="The project's folder; by default the current one or the nearest above it with data/measures.yaml.",
        exists=True,
        file_okay=False,
        callback=named,
    ),
]

MeasureId = Annotated[
    str,
    typer.Argument(metavar="ID", help="The measure's id.", show_default=False, autocompletion=completions.measure_ids),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change and write nothing.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of the terminal.", callback=named),
]
Bom = Annotated[bool, typer.Option("--bom", help="Begin csv with the byte order mark by which Excel recognises UTF-8.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, as docs/json.md describes it.")]

DATE_FORMS = "2564-03-31, 31/3/2564, '31 มี.ค. 2564', '31 มีนาคม 2564', today or yesterday; Thai digits too"

AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help=f"The date whose state is shown: {DATE_FORMS}.")]


def day(text: str, option: str) -> dt.date:
    """Read a day of the command line, given for an option, in any of the forms of `DATE_FORMS`.

    A year of two digits is taken where it can only be one of the Buddhist era.

    Raises:
        typer.BadParameter: it is no day, with what was probably meant.
    """
    from itatrack.thai import calendar

    word = text.strip().lower()
    if word in _DAYS_AGO:
        return today() - dt.timedelta(days=_DAYS_AGO[word])
    parsed = calendar.parse_date(text)
    if isinstance(parsed, dt.date):
        return parsed
    if parsed.kind == "short-year" and parsed.meant and not parsed.other:
        return parsed.meant
    raise typer.BadParameter(_no_day(text, parsed), param_hint=f"'{option}'")


def _no_day(text: str, problem: calendar.DateProblem) -> str:
    """Return what is wrong with a day, and what was probably meant."""
    from itatrack.findings.message import clean
    from itatrack.thai import calendar

    said = _(PROBLEMS[problem.kind], text=clean(text), forms=_(DATE_FORMS))
    if problem.kind == "short-year":
        days = [calendar.iso(day) for day in (problem.meant, problem.other) if day]
        return said + (_(": {one} or {other}?", one=days[0], other=days[1]) if len(days) > 1 else "")
    if problem.days:
        said += _(": that month has {days} days", days=problem.days)
    return said + (meant(calendar.iso(problem.meant)) if problem.meant else "")


# Words for a day, and how long ago it was.
_DAYS_AGO = {
    "today": 0,
    "วันนี้": 0,
    "yesterday": 1,
    "เมื่อวาน": 1,
    "เมื่อวานนี้": 1,
    "วานนี้": 1,
    "เมื่อวานซืน": 2,
    "วานซืน": 2,
}

PROBLEMS = {
    "form": "'{text}' is not a date: write it as {forms}",
    "short-year": "the year of '{text}' has only two digits: write all four",
    "no-such-day": "there is no such day as '{text}'",
    "common-era": "the year of '{text}' looks like the common era; years are of the Buddhist era",
    "before-2484": "'{text}' lies before 2484: until then the Thai year began on 1 April, "
    "so the date cannot be converted safely",
    "after-2700": "the year of '{text}' lies after 2700",
}


def meant(guess: str | int) -> str:
    """Return what was probably meant, to stand behind what is wrong."""
    return _("; did you mean {guess}?", guess=guess)


def warn_of_day_to_come(day: dt.date) -> None:
    """Warn that a day has not come, so that nobody takes what is recorded so far for what will be."""
    if day > today():
        from itatrack.thai import calendar

        warning = _("{day} is in the future: this is what has been recorded so far", day=calendar.iso(day))
        print_warning(warning)


def today() -> dt.date:
    """Read the clock."""
    # Not with `datetime`, which refuses a day's offset from UTC or more, as `TZ=UTC+200` sets it.
    now = time.localtime()
    return dt.date(now.tm_year, now.tm_mon, now.tm_mday)


def command(name: str, project: Path | None, rev: str | None = None) -> str:
    """Return a command as a person types it for the project and the revision that this one was asked to take."""
    import shlex

    return f"itatrack {name}{in_folder(project)}" + (f" --rev {shlex.quote(rev)}" if rev else "")


def in_folder(project: Path | None) -> str:
    """Return the option, after a blank, by which a command here and git are told the project; none for the nearest."""
    import shlex

    return f" -C {shlex.quote(str(project))}" if project and project != Path() else ""


def unshallow(project: Path | None) -> str:
    """Return the command that brings the commits which a shallow clone lacks."""
    return f"git{in_folder(project)} fetch --unshallow"


def project_folder(project: Path | None) -> Path:
    """Return the project's folder: the one named, or the nearest above the current one.

    Raises:
        typer.BadParameter: no folder above holds a project.
    """
    from itatrack.storage.workspace import find_project

    if project:
        return project
    try:
        folder = find_project(Path.cwd())
    except FileNotFoundError:
        folder = None  # the current folder is gone
    if folder is None:
        raise typer.BadParameter(
            _("there is no data/measures.yaml in this folder or any above it; name the project's folder with -C"),
            param_hint="'--project' / '-C'",
        )
    return folder


def text(given: str, option: str) -> str:
    """Return a text of the command line as the files hold it, in the spelling that all texts are compared in.

    Raises:
        typer.BadParameter: it is empty or too long, holds a character that the files may not hold, or its bytes are
            no UTF-8.
    """
    from itatrack.textfile.source import MAX_VALUE, forbidden_in_value
    from itatrack.thai.spelling import normalise

    if len(given) > MAX_VALUE:
        problem = _("the text is longer than {limit} characters", limit=f"{MAX_VALUE:,}")
        raise typer.BadParameter(problem, param_hint=f"'{option}'")
    try:
        given.encode()
    except UnicodeEncodeError:
        raise typer.BadParameter(_("the text is not UTF-8"), param_hint=f"'{option}'") from None
    normalised = normalise(given)
    if not normalised:
        raise typer.BadParameter(_("the text is empty"), param_hint=f"'{option}'")
    forbidden = forbidden_in_value(normalised)
    if forbidden:
        problem = _("the text contains the character {character}, which is not allowed", character=forbidden[1])
        raise typer.BadParameter(problem, param_hint=f"'{option}'")
    return normalised
