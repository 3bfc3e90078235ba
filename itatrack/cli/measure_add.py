"""`itatrack measure add`: a new measure at the end of the plan."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import completions, options
from itatrack.cli.console import info, print_diff, print_error, print_findings
from itatrack.cli.language import _
from itatrack.cli.loading import read_document

if TYPE_CHECKING:
    from itatrack.storage.files import File
    from itatrack.yamltext.edit.emitter import Data


def add(
    name: Annotated[str, typer.Argument(metavar="ID", help="The measure's id: a-z, 0-9 and -.", show_default=False)],
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="The title of the measure.", show_default=False)
    ],
    steps: Annotated[list[str] | None, typer.Option("--step", metavar="TEXT", help="A step; may be repeated.")] = None,
    units: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            metavar="UNIT",
            help="A responsible unit of the plan; may be repeated.",
            autocompletion=completions.units,
        ),
    ] = None,
    code: Annotated[str | None, typer.Option("--code", metavar="TEXT", help="Its code, printed as it stands.")] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="TEXT", help="The group it belongs to.")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change and write nothing.")] = False,
    project: options.Project = None,
) -> None:
    """Add a measure at the end of data/measures.yaml, and print the change as a diff."""
    from itatrack.cli.writing import write_change
    from itatrack.recording.measures import Added, Taken
    from itatrack.recording.measures import add as added
    from itatrack.storage.workspace import HISTORY, PLAN, Workspace
    from itatrack.yamltext.document import Document

    workspace = Workspace(options.project_folder(project))
    given: dict[str, Data] = {"id": options.text(name, "ID"), "title": options.text(title, "--title")}
    for key, texts in (("steps", steps), ("responsible", units)):
        if texts:
            given[key] = [options.text(one, "--step" if key == "steps" else "--unit") for one in dict.fromkeys(texts)]
    for key, text in (("code", code), ("group", group)):
        if text is not None:
            given[key] = options.text(text, f"--{key}")

    def make(plan: File) -> object:
        documents = Document.read(*plan), read_document(workspace, HISTORY)
        return added(given, *documents, options.today(), workspace.has_file)

    found = write_change(workspace, PLAN, make, dry_run=dry_run)
    if isinstance(found, Taken):
        raise typer.BadParameter(_("there is a measure '{id}' already", id=found.id), param_hint="'ID'")
    if not isinstance(found, Added):
        print_findings(found.findings, "full", sys.stderr)  # type: ignore[attr-defined]  # what else there is
        print_error(_("that is how the plan would be: nothing was written"))
        raise typer.Exit(1)
    print_diff(found.diff)
    sys.stdout.flush()
    print_findings(found.warnings, "full", sys.stderr)
    added_one = _("{id} added: now {number} measures", id=str(given["id"]), number=found.measures)
    info(added_one + (_(" (dry run: nothing was written)") if dry_run else ""))
