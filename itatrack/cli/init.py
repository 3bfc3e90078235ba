"""`itatrack init`: begin a project."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from itatrack.cli import options
from itatrack.cli.console import info, print_error
from itatrack.cli.interruption import interruptible
from itatrack.cli.language import _
from itatrack.cli.new_files import create_project, write_new

if TYPE_CHECKING:
    from collections.abc import Callable

    from itatrack.scaffold.new_project import Answers

T = TypeVar("T")


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The project's folder; it may be new.", callback=options.named)
    ] = Path(),
    agency: Annotated[str | None, typer.Option("--agency", metavar="NAME", help="The agency's name.")] = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="NAME", help="The section that reports, such as สำนักปลัด.")
    ] = None,
    fiscal_year: Annotated[
        str | None, typer.Option("--fiscal-year", metavar="YEAR", help="The plan's fiscal year, such as 2567.")
    ] = None,
    *,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask no questions; leave placeholders to be replaced.")
    ] = False,
    example: Annotated[bool, typer.Option("--example", help="Start with the data of a real memo.")] = False,
    checks: Annotated[
        bool,
        typer.Option(
            "--checks",
            help="Add a pre-commit configuration that checks the data before each commit, to an existing project too.",
        ),
    ] = False,
    checks_from: Annotated[
        str | None,
        typer.Option(
            "--checks-from",
            metavar="ADDRESS",
            help="Add a workflow too that has it checked on GitHub, by the itatrack at git+https://…@ and a commit.",
        ),
    ] = None,
) -> None:
    """Create a project: a plan with comments, an empty history and the templates. Nothing is overwritten."""
    from itatrack.scaffold import new_project
    from itatrack.storage.template_folders import packaged_data
    from itatrack.storage.workspace import PLAN

    source = _pinned(checks_from) if checks_from else None
    if (folder / PLAN).exists():
        if not (checks or source) or example or agency or section or fiscal_year:
            raise typer.BadParameter(
                _("there is a project already, which --checks alone adds to: {path}", path=folder / PLAN),
                param_hint="'DIR'",
            )
        with interruptible():
            _write_checks(folder, source)
        return
    if example:
        data = {f"data/{path.name}": path.read_bytes() for path in sorted(packaged_data().iterdir())}
    else:
        with interruptible():
            data = new_project.data_files(_answers(folder, agency, section, fiscal_year, ask=not yes))
    with interruptible():
        if checks or source:
            _write_checks(folder, source)
        create_project(folder, data, new_project.git_files())
    commands = ", ".join(f"`{options.command(name, folder)}`" for name in ("validate", "report"))
    info(_("now change {path}, then type {commands}", path=folder / PLAN, commands=commands))


def _write_checks(folder: Path, source: str | None) -> None:
    """Write the files that have the data checked, where git and the forge look for them: in the repository's root.

    A file that is there may hold other checks, and stays: what belongs into it is shown.
    """
    from itatrack.scaffold import new_project
    from itatrack.storage.files import shown
    from itatrack.storage.workspace import repository_of

    root = repository_of(folder)
    inside = "" if root is None else Path(os.path.relpath(os.path.realpath(folder), root)).as_posix().removeprefix(".")
    start = Path(shown(root)) if root and inside else folder
    for name, content in new_project.check_files(source, inside).items():
        if not write_new(start / name, content) and not _holds_command(start / name, content):
            info(_("add what is missing in it:"))
            info(content.decode().rstrip())


def _holds_command(path: Path, content: bytes) -> bool:
    """Check whether a file has the check already that its usual content has, among others perhaps."""
    line = next(line for line in reversed(content.splitlines()) if b"itatrack validate" in line)
    try:
        return line.strip() in map(bytes.strip, path.read_bytes().splitlines())
    except OSError:
        return False


def _answers(folder: Path, agency: str | None, section: str | None, fiscal_year: str | None, *, ask: bool) -> Answers:
    """Return the answers: as given, else asked for until they are right, else placeholders."""
    from itatrack.scaffold import placeholders
    from itatrack.scaffold.new_project import Answers
    from itatrack.thai import calendar

    this_year = str(calendar.fiscal_year(options.today()))
    if ask and None in {agency, section, fiscal_year}:
        info(_("the project will be written to {path}", path=os.path.realpath(folder)))

    def answer(given: str | None, question: str, otherwise: str, read: Callable[[str], T]) -> T:
        if given is not None or not ask:
            return read(otherwise if given is None else given)
        while True:
            try:
                return read(typer.prompt(question, default=otherwise, err=True))
            except typer.BadParameter as error:
                print_error(_("Error: {message}", message=error.message))

    return Answers(
        answer(agency, _("Agency"), placeholders.AGENCY, lambda text: options.text(text, "--agency")),
        answer(section, _("Section that reports"), "สำนักปลัด", lambda text: options.text(text, "--section")),
        answer(fiscal_year, _("Fiscal year"), this_year, lambda text: _year(options.text(text, "--fiscal-year"))),
    )


def _pinned(address: str) -> str:
    """Return the address that a program is installed from, where nobody else can put another program there.

    A tag or a branch can be moved, and a bare name belongs to whoever registers it.
    """
    if not re.fullmatch(r"git\+https://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~-]+)+@[0-9a-f]{40}", address):
        problem = _(
            "'{text}' is not a pinned address: write git+https://…, @ and the 40 digits of a commit", text=address
        )
        raise typer.BadParameter(problem, param_hint="'--checks-from'")
    return address


def _year(text: str) -> int:
    """Return a fiscal year; one of two digits, or with words around it, is taken where it can mean one year only.

    Raises:
        typer.BadParameter: it is none, with what was probably meant.
    """
    from itatrack.model.number_kinds import YearKind
    from itatrack.thai import calendar
    from itatrack.thai.digits import to_arabic

    year = YearKind().read(text)
    if isinstance(year, int):
        return year
    short = re.fullmatch("[0-9]{2}", to_arabic(text))
    day = calendar.parse_date(f"1/1/{short[0]}") if short else None
    if isinstance(day, calendar.DateProblem) and day.meant and day.other:
        years = {"one": calendar.be_year(day.meant), "other": calendar.be_year(day.other)}
        problem = _("the year '{text}' has only two digits: {one} or {other}?", text=text, **years)
        raise typer.BadParameter(problem, param_hint="'--fiscal-year'")
    meant = year.values.get("meant")
    if meant and year.wording == "E207.year":
        return int(str(meant))
    problem = _("'{text}' is not a year of the Buddhist era", text=text)
    raise typer.BadParameter(problem + (options.meant(str(meant)) if meant else ""), param_hint="'--fiscal-year'")
