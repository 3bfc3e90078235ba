"""`itatrack measure remove`: take a measure out of plan and history."""

from __future__ import annotations

from typing import Annotated

import typer

from itatrack.cli import options
from itatrack.cli.language import _


def remove(
    name: options.MeasureId,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask whether it is to be removed.")] = False,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Remove a measure from the plan and its entries from the history, after showing them."""
    from itatrack.cli.asking import confirm
    from itatrack.cli.status_effects import print_entries
    from itatrack.cli.writing import print_change, print_done, write_change
    from itatrack.findings.message import counted
    from itatrack.recording.measures import MeasureRemoval
    from itatrack.storage.workspace import PLAN, Workspace

    workspace = Workspace(options.project_folder(project))
    request = MeasureRemoval(options.text(name, "ID"))
    change = write_change(workspace, PLAN, request, dry_run=True)
    entries = change.before.history.entries.get(request.id, ()) if change.before.history else ()
    if entries:
        print_entries(change.before, request.id)
    print_change(change)
    if not (yes or dry_run):
        confirm(_("Remove {id} and its entries ({number})?", id=request.id, number=len(entries)))
    if not dry_run:
        write_change(workspace, PLAN, request, dry_run=False, seen=change)
    removed = counted(
        len(entries),
        "{id} and its {number} entry removed: now {measures} measures",
        "{id} and its {number} entries removed: now {measures} measures",
        id=request.id,
        measures=len(change.after.plan.measures) if change.after.plan else 0,
    )
    print_done(_(removed), dry_run=dry_run)
