"""`itatrack init`: begin a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import options
from itatrack.cli.talk import complain, tell
from itatrack.language import reason, say

if TYPE_CHECKING:
    from itatrack.scaffold import Answers


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The project's folder; it may be new.")] = Path(),
    agency: Annotated[str | None, typer.Option("--agency", metavar="NAME", help="The agency's name.")] = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="NAME", help="The section that reports, such as สำนักปลัด.")
    ] = None,
    fiscal_year: Annotated[
        str | None, typer.Option("--fiscal-year", metavar="YEAR", help="The plan's fiscal year, such as 2567.")
    ] = None,
    *,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing: what is not given is left to be changed.")
    ] = False,
    example: Annotated[bool, typer.Option("--example", help="Begin with the data of a real memo.")] = False,
    checks: Annotated[
        bool, typer.Option("--checks", help="Add files that have the data checked by pre-commit and on GitHub.")
    ] = False,
) -> None:
    """Begin a project: a plan with comments, an empty history and the templates. Nothing is overwritten."""
    from itatrack import scaffold
    from itatrack.workspace import PLAN, packaged_data, packaged_templates

    if (folder / PLAN).exists():
        raise typer.BadParameter(say("there is a project already: {path}", path=folder / PLAN), param_hint="'DIR'")
    if example:
        data = {f"data/{path.name}": path.read_bytes() for path in sorted(packaged_data().iterdir())}
    else:
        data = scaffold.data_files(_answers(agency, section, fiscal_year, ask=not yes))
    others = scaffold.git_files() | (scaffold.check_files() if checks else {})
    for name, content in {**data, **scaffold.schema_files(), **others}.items():
        if _create(folder / name, content):
            tell(say("wrote {path}", path=folder / name))
    templates = {path.name: path.read_bytes() for path in sorted(packaged_templates().iterdir())}
    written = sum(_create(folder / "templates" / name, content) for name, content in templates.items())
    tell(say("wrote {path}: {number} files", path=folder / "templates", number=written))
    where = "" if folder == Path() else f" -C {folder}"
    commands = f"itatrack validate{where}, itatrack report{where}"
    tell(say("now change data/measures.yaml, then: {commands}", commands=commands))


def _answers(agency: str | None, section: str | None, fiscal_year: str | None, *, ask: bool) -> Answers:
    """Give the answers: as given, else asked for, else words to be changed."""
    from itatrack.scaffold import Answers
    from itatrack.thai import calendar

    this_year = str(calendar.fiscal_year(options.today()))

    def answer(given: str | None, question: str, otherwise: str, option: str) -> str:
        if given is None and ask:
            given = typer.prompt(question, default=otherwise, err=True)
        return options.text(otherwise if given is None else given, option)

    return Answers(
        answer(agency, say("Agency"), "หน่วยงานของเรา", "--agency"),
        answer(section, say("Section that reports"), "สำนักปลัด", "--section"),
        _year(answer(fiscal_year, say("Fiscal year"), this_year, "--fiscal-year")),
    )


def _year(text: str) -> int:
    from itatrack.thai import calendar
    from itatrack.thai.digits import to_arabic

    found = calendar.parse_iso(f"{to_arabic(text)}-01-01")
    if isinstance(found, calendar.DateProblem):
        meant = options.meant(calendar.be_year(found.meant)) if found.meant else ""
        problem = say("'{text}' is no year of the Buddhist era", text=text)
        raise typer.BadParameter(problem + meant, param_hint="'--fiscal-year'")
    return calendar.be_year(found)


def _create(path: Path, content: bytes) -> bool:
    """Write a new file, and leave one alone that is there; say whether it was written."""
    is_new = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            is_new = True
            file.write(content)
    except FileExistsError:
        tell(say("kept {path}: it is there already", path=path))
        return False
    except OSError as error:
        if is_new:
            path.unlink()  # half a file would pass for one of the user's
        complain(say("{path} cannot be written: {reason}", path=path, reason=reason(error)))
        raise typer.Exit(2) from None
    return True
