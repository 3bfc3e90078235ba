"""Options that commands share, and how their values are read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

Project = Annotated[
    Path | None,
    typer.Option(
        "--project",
        "-C",
        metavar="DIR",
        help="The project's folder; else this one or the nearest above that holds data/measures.yaml.",
        exists=True,
        file_okay=False,
    ),
]

DATE_FORMS = "2564-03-31, 31/3/2564, '31 มี.ค. 2564', '31 มีนาคม 2564' or today; Thai digits too"


def day(text: str, option: str) -> dt.date:
    """Read a day of the command line, given for an option, in any of the forms of `DATE_FORMS`.

    Raises:
        typer.BadParameter: it is no day, with what was probably meant.
    """
    from itatrack.findings.catalogue import clean
    from itatrack.thai import calendar

    if text.strip().lower() in {"today", "วันนี้"}:
        return today()
    found = calendar.parse_date(text)
    if isinstance(found, dt.date):
        return found
    meant = f"; did you mean {calendar.iso(found.meant)}?" if found.meant else ""
    problem = _PROBLEMS[found.kind].format(text=clean(text))
    raise typer.BadParameter(f"{problem}{meant}", param_hint=f"'{option}'")


_PROBLEMS = {
    "form": f"'{{text}}' is not a date: write it as {DATE_FORMS}",
    "no-such-day": "there is no such day as '{text}'",
    "common-era": "the year of '{text}' looks like the common era; years are of the Buddhist era",
    "before-2484": "'{text}' lies before 2484: until then the Thai year began on 1 April, "
    "so the date cannot be converted safely",
    "after-2700": "the year of '{text}' lies after 2700",
}


def today() -> dt.date:
    """Read the clock."""
    return dt.datetime.now().astimezone().date()


def project_folder(project: Path | None) -> Path:
    """Give the project's folder: the one named, or the nearest above the current one.

    Raises:
        typer.BadParameter: no folder above holds a project.
    """
    from itatrack.workspace import find_project

    if project:
        return project
    try:
        found = find_project(Path.cwd())
    except FileNotFoundError:
        found = None  # the current folder is gone
    if found is None:
        raise typer.BadParameter(
            "there is no data/measures.yaml in this folder or any above it; name the project's folder with -C",
            param_hint="'--project' / '-C'",
        )
    return found
