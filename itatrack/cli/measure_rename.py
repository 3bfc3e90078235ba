"""`itatrack measure rename`: another id for a measure."""

from __future__ import annotations

from typing import Annotated

import typer

from itatrack.cli import options
from itatrack.cli.language import _


def rename(
    name: options.MeasureId,
    new_name: Annotated[str, typer.Argument(metavar="NEW_ID", help="Its new id: a-z, 0-9 and -.", show_default=False)],
    *,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Rename a measure: change its id in plan and history together, and print the change as a diff."""
    from itatrack.cli.writing import print_change, print_done, write_change
    from itatrack.recording.measures import MeasureRename
    from itatrack.storage.workspace import PLAN, Workspace

    workspace = Workspace(options.project_folder(project))
    request = MeasureRename(options.text(name, "ID"), options.text(new_name, "NEW_ID"))
    change = write_change(workspace, PLAN, request, dry_run=dry_run)
    if not print_change(change):
        return
    renamed = _("{id} is now {new_id}, in plan and history", id=request.id, new_id=request.new_id)
    print_done(renamed, dry_run=dry_run)
