"""`itatrack measure move`: another place for a measure in the plan."""

from __future__ import annotations

from typing import Annotated

import typer

from itatrack.cli import completions, entry_options, options
from itatrack.cli.console import info
from itatrack.cli.language import _


def move(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The measure's id.", show_default=False, autocompletion=completions.measure_ids
        ),
    ],
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="ID",
            help="The measure that it is to stand before.",
            autocompletion=completions.measure_ids,
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="ID",
            help="The measure that it is to stand after.",
            autocompletion=completions.measure_ids,
        ),
    ] = None,
    *,
    dry_run: entry_options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Move a measure before or after another one of the plan, with its comments, and print the change as a diff."""
    from itatrack.cli.writing import print_change, write_change
    from itatrack.recording.measures import MeasureMove
    from itatrack.storage.workspace import PLAN, Workspace

    if (before is None) == (after is None):
        raise typer.BadParameter(_("name one other measure, with --before or --after"))
    workspace = Workspace(options.project_folder(project))
    option, other = ("--before", before) if before is not None else ("--after", after or "")
    request = MeasureMove(options.text(name, "ID"), options.text(other, option), option == "--after")
    change = write_change(workspace, PLAN, request, dry_run=dry_run)
    if change.is_empty:
        info(_("nothing to change: {id} stands there already", id=request.id))
        return
    print_change(change)
    ids = [measure.id for measure in change.after.plan.measures] if change.after.plan else []
    moved = _("{id} is now measure {number} of {all}", id=request.id, number=ids.index(request.id) + 1, all=len(ids))
    info(moved + (_(" (dry run: nothing was written)") if dry_run else ""))
