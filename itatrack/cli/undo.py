"""`itatrack undo`: take back the last change that the tool made."""

from __future__ import annotations

import typer

from itatrack.cli import options
from itatrack.cli.console import print_error
from itatrack.cli.language import _
from itatrack.findings.message import reason


def undo(
    *,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Undo the last change that itatrack made, a whole command; run it again for the one before."""
    from itatrack.cli import change_log
    from itatrack.cli.writing import print_change, print_done, write_change
    from itatrack.findings.message import clean
    from itatrack.recording.undo import Undo
    from itatrack.storage.workspace import HISTORY, Workspace

    workspace = Workspace(options.project_folder(project))
    try:
        request = Undo(change_log.read_changes(workspace.real_folder(HISTORY)))
    except OSError as error:
        print_error(_(reason(error)))
        raise typer.Exit(1) from None
    change = write_change(workspace, HISTORY, request, dry_run=dry_run)
    print_change(change)
    last = request.last(tuple(document.content for document in change.before.documents))
    if last:
        undone = _("undone: {command} ({time})", command=clean(last.command), time=clean(last.time))
        print_done(undone, dry_run=dry_run)
