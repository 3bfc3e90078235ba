"""`itatrack measure add`: a new measure at the end of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import completions, options
from itatrack.cli.language import _

if TYPE_CHECKING:
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
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--answers",
            metavar="ID",
            help="A weak point of the plan that it answers; may be repeated.",
            autocompletion=completions.weak_points,
        ),
    ] = None,
    code: Annotated[str | None, typer.Option("--code", metavar="TEXT", help="Its code, printed as it is.")] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="TEXT", help="The group it belongs to.")] = None,
    *,
    recurring: Annotated[
        bool, typer.Option("--recurring", help="It is carried out all year, and never overdue.")
    ] = False,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Add a measure at the end of data/measures.yaml, and print the change as a diff."""
    from itatrack.cli.writing import print_change, print_done, write_change
    from itatrack.recording.measures import NewMeasure
    from itatrack.storage.workspace import PLAN, Workspace

    workspace = Workspace(options.project_folder(project))
    given: dict[str, Data] = {"id": options.text(name, "ID"), "title": options.text(title, "--title")}
    for key, option, texts in (
        ("steps", "--step", steps),
        ("responsible", "--unit", units),
        ("answers", "--answers", answers),
    ):
        if texts:
            given[key] = [options.text(text, option) for text in dict.fromkeys(texts)]
    for key, text in (("code", code), ("group", group)):
        if text is not None:
            given[key] = options.text(text, f"--{key}")
    if recurring:
        given["recurring"] = "yes"

    change = write_change(workspace, PLAN, NewMeasure(str(given["id"]), given), dry_run=dry_run)
    print_change(change)
    plan = change.after.plan
    added = _("{id} added: now {number} measures", id=str(given["id"]), number=len(plan.measures) if plan else 0)
    print_done(added, dry_run=dry_run)
