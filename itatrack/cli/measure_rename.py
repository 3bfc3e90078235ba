"""`itatrack measure rename`: another id for a measure."""

from __future__ import annotations

from typing import Annotated

import typer

from itatrack.cli import completions, entry_options, options
from itatrack.cli.console import info
from itatrack.cli.language import _


def rename(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The measure's id.", show_default=False, autocompletion=completions.measure_ids
        ),
    ],
    new_name: Annotated[str, typer.Argument(metavar="NEW_ID", help="Its new id: a-z, 0-9 and -.", show_default=False)],
    *,
    dry_run: entry_options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Give a measure another id, in plan and history together, and print the change as a diff."""
    from itatrack.cli.writing import print_change, write_change
    from itatrack.recording.measures import MeasureRename
    from itatrack.storage.workspace import PLAN, Workspace

    workspace = Workspace(options.project_folder(project))
    request = MeasureRename(options.text(name, "ID"), options.text(new_name, "NEW_ID"))
    change = write_change(workspace, PLAN, request, dry_run=dry_run)
    if change.is_empty:
        info(_("nothing to change: all of this is recorded already"))
        return
    print_change(change)
    renamed = _("{id} is now {new_id}, in plan and history", id=request.id, new_id=request.new_id)
    info(renamed + (_(" (dry run: nothing was written)") if dry_run else ""))
