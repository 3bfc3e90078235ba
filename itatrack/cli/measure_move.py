"""`itatrack measure move`: another place for a measure in the plan."""

from __future__ import annotations

from typing import Annotated

import typer

from itatrack.cli import completions, options
from itatrack.cli.language import _


def move(
    name: options.MeasureId,
    before: Annotated[
        str | None,
        typer.Option(
            "--before",
            metavar="ID",
            help="The measure that it is moved before.",
            autocompletion=completions.measure_ids,
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="ID",
            help="The measure that it is moved after.",
            autocompletion=completions.measure_ids,
        ),
    ] = None,
    *,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Move a measure before or after another one of the plan, with its comments, and print the change as a diff."""
    from itatrack.cli.writing import print_change, print_done, write_change
    from itatrack.recording.measures import MeasureMove
    from itatrack.storage.workspace import PLAN, Workspace

    if (before is None) == (after is None):
        raise typer.BadParameter(_("name one other measure, with --before or --after"))
    workspace = Workspace(options.project_folder(project))
    option, other = ("--before", before) if before is not None else ("--after", after or "")
    request = MeasureMove(options.text(name, "ID"), options.text(other, option), option == "--after")
    change = write_change(workspace, PLAN, request, dry_run=dry_run)
    if not print_change(change, _("nothing to change: {id} is there already", id=request.id)):
        return
    ids = [measure.id for measure in change.after.plan.measures] if change.after.plan else []
    moved = _("{id} is now measure {number} of {all}", id=request.id, number=ids.index(request.id) + 1, all=len(ids))
    print_done(moved, dry_run=dry_run)
