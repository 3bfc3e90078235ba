"""`itatrack next-year`: begin the next fiscal year's project from this year's."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import options
from itatrack.cli.console import info, print_error, print_findings
from itatrack.cli.interruption import interruptible
from itatrack.cli.language import _
from itatrack.cli.loading import load_or_exit
from itatrack.cli.new_files import create_file
from itatrack.findings.message import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.project import Project
    from itatrack.recording.next_year import NextYear
    from itatrack.storage.workspace import Workspace
    from itatrack.yamltext.edit.emitter import Data


def next_year(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help="The new project's folder, such as ../2570.",
            show_default=False,
            callback=options.named,
        ),
    ],
    project: options.Project = None,
) -> None:
    """Begin the next fiscal year in a new folder: what is not done continues, and this year's project stays."""
    from itatrack.storage.workspace import HISTORY, PLAN, Workspace

    workspace = Workspace(options.project_folder(project))
    if (folder / PLAN).exists():
        raise typer.BadParameter(_("there is a project already: {path}", path=folder / PLAN), param_hint="'DIR'")
    loaded = load_or_exit(workspace)
    year = _made(loaded)
    _refuse_errors(year, loaded, workspace)
    with interruptible():
        for name, content in _others(loaded, workspace):
            create_file(folder / name, content)
        create_file(folder / HISTORY, year.history)
        # The plan comes last, as it makes a folder a project: where this was interrupted, the same command goes on.
        if create_file(folder / PLAN, year.plan.content or b""):
            info(_("wrote {path}", path=folder / PLAN))
    _print_summary(year, folder)


def _made(loaded: Project) -> NextYear:
    """Return the next year of a project.

    Raises:
        typer.BadParameter: nobody knows which year it is.
        typer.Exit: 1, the layout of the plan forbids it.
    """
    from itatrack.recording.next_year import NextYear, Words, next_year
    from itatrack.scaffold import placeholders

    first: dict[str, Data] = {"id": "first-measure", "title": placeholders.MEASURE, "steps": [placeholders.STEP]}
    made = next_year(loaded, options.today(), Words(placeholders.LEVEL, placeholders.OLD_SCORE, first))
    if made is None:
        raise typer.BadParameter(_("the plan does not say its fiscal year: add fiscal_year to it"))
    if not isinstance(made, NextYear):
        line, column = loaded.plan_document.source.position(made.start)
        place = f"{loaded.plan_document.path}:{line}:{column}"
        print_error(
            _("{place}: the next year cannot be made from this layout: {reason}", place=place, reason=made.reason)
        )
        raise typer.Exit(1)
    return made


def _refuse_errors(year: NextYear, loaded: Project, workspace: Workspace) -> None:
    """Exit with 1 where the new plan would have errors."""
    from itatrack.project import load
    from itatrack.yamltext.document import Document

    history = Document.read(loaded.history_document.path, year.history)
    errors = load(year.plan, history, options.today(), workspace.has_file).errors
    if errors:
        print_findings(errors, "full", sys.stderr)
        print_error(_("the change would cause these errors: nothing was written"))
        raise typer.Exit(1)


def _others(loaded: Project, workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files that go into the new project as they are."""
    plan = loaded.plan
    folder = workspace.folder
    paths = [
        folder / ".gitignore",
        *sorted((folder / "data" / ".schema").glob("*")),
        *sorted(folder.glob("templates/*")),
    ]
    if plan and plan.memo.garuda:
        paths.append(folder / plan.memo.garuda)
    for path in paths:
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _print_summary(year: NextYear, folder: Path) -> None:
    from itatrack.storage.workspace import PLAN

    going_on = counted(
        len(year.carried),
        "{number} measure continues in {year}: {names}",
        "{number} measures continue in {year}: {names}",
        year=year.year,
        names=", ".join(year.carried),
    )
    if year.carried:
        info(_(going_on))
    if year.done:
        done = counted(
            len(year.done),
            "{number} measure is done, and is kept in the plan as a comment: {names}",
            "{number} measures are done, and are kept in the plan as comments: {names}",
            names=", ".join(year.done),
        )
        info(_(done))
    if year.cancelled:
        cancelled = counted(
            len(year.cancelled),
            "{number} measure was cancelled, and is left out: {names}",
            "{number} measures were cancelled, and are left out: {names}",
            names=", ".join(year.cancelled),
        )
        info(_(cancelled))
    if year.to_fill_in:
        lines = ", ".join(map(str, year.to_fill_in))
        info(
            _(
                "look at {path}, line {lines}: they name the old year, or hold the old result",
                path=folder / PLAN,
                lines=lines,
            )
        )
    info(_("then: {commands}", commands=options.command("validate", folder)))
