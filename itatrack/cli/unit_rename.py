"""`itatrack unit rename`: another name for a responsible unit, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import completions, options
from itatrack.cli.console import info
from itatrack.cli.language import _

if TYPE_CHECKING:
    from itatrack.yamltext.document import Document


def rename(
    unit: Annotated[
        str,
        typer.Argument(metavar="UNIT", help="The unit's name.", show_default=False, autocompletion=completions.units),
    ],
    new_unit: Annotated[str, typer.Argument(metavar="NEW_UNIT", help="Its new name.", show_default=False)],
    *,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Rename a unit, among the units and in every measure, and print the change as a diff."""
    from itatrack.cli.writing import print_change, print_done, write_change
    from itatrack.recording.measures import UnitRename
    from itatrack.storage.workspace import PLAN, Workspace

    workspace = Workspace(options.project_folder(project))
    request = UnitRename(options.text(unit, "UNIT"), options.text(new_unit, "NEW_UNIT"))
    change = write_change(workspace, PLAN, request, dry_run=dry_run)
    if not print_change(change):
        return
    renamed = _("{unit} is now {new_unit}", unit=request.unit, new_unit=request.new_unit)
    print_done(renamed, dry_run=dry_run)
    lines = _lines_with(change.after.plan_document, request.unit, request.new_unit)
    if lines:
        left = _(
            "{unit} is also named in other texts, which stay as they are: {path}, line {lines}",
            unit=request.unit,
            path=change.after.plan_document.path,
            lines=", ".join(map(str, lines)),
        )
        info(left)


def _lines_with(document: Document, name: str, new_name: str) -> list[int]:
    """Return the lines of texts that hold a name and are not the new one."""
    from itatrack.reading.scalars import plain_text
    from itatrack.yamltext.nodes import scalars

    nodes = scalars(document.root) if document.root else ()
    texts = [(plain_text(node), node.start_mark.index) for node in nodes]
    return sorted({document.source.position(index)[0] for text, index in texts if name in text and text != new_name})
