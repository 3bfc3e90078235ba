"""`itatrack status remove`: take an entry away."""

from __future__ import annotations

from typing import Annotated

import typer

from itatrack.cli import options


def remove(
    name: options.MeasureId,
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="The date of the entry.", show_default=False)],
    *,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Remove an entry that should not be there from data/status.yaml, and print the change as a diff."""
    from itatrack.cli.status_effects import print_effect, print_entries, print_other_errors
    from itatrack.cli.writing import print_change, write_change
    from itatrack.model.fields import fields_of
    from itatrack.model.records import StatusEntry
    from itatrack.recording.entry_changes import EntryRemoval
    from itatrack.storage.workspace import HISTORY, Workspace

    workspace = Workspace(options.project_folder(project))
    removal = EntryRemoval(options.text(name, "ID"), options.day(date, "--date"))
    change = write_change(workspace, HISTORY, removal, dry_run=dry_run)
    print_entries(change.before, removal.id, removal.date)
    print_change(change)
    print_effect([removal.id], removal.date, change, dry_run=dry_run, named=fields_of(StatusEntry))
    print_other_errors(change, project)
