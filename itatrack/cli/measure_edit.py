"""`itatrack measure edit`: other texts of a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import completions, options
from itatrack.cli.common_options import may_be_empty
from itatrack.cli.language import _

if TYPE_CHECKING:
    from itatrack.yamltext.edit.emitter import Data


@may_be_empty("steps", "units", "answers", "code", "group")
def edit(
    name: options.MeasureId,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The title of the measure.")] = None,
    steps: Annotated[
        list[str] | None,
        typer.Option("--step", metavar="TEXT", help="A step, in place of those that it has; may be repeated."),
    ] = None,
    units: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            metavar="UNIT",
            help="A responsible unit of the plan, in place of those that it has; may be repeated.",
            autocompletion=completions.units,
        ),
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--answers",
            metavar="ID",
            help="A weak point of the plan that it answers, in place of those that it has; may be repeated.",
            autocompletion=completions.weak_points,
        ),
    ] = None,
    code: Annotated[str | None, typer.Option("--code", metavar="TEXT", help="Its code, printed as it is.")] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="TEXT", help="The group it belongs to.")] = None,
    *,
    recurring: Annotated[
        bool | None,
        typer.Option(
            "--recurring/--not-recurring", help="It is carried out all year, and never overdue.", show_default=False
        ),
    ] = None,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Change a measure: what is named is replaced, an empty value ('') removes it, and the rest stays."""
    from itatrack.cli.writing import print_change, print_done, write_change
    from itatrack.recording.measures import MeasureUpdate
    from itatrack.storage.workspace import PLAN, Workspace

    workspace = Workspace(options.project_folder(project))
    values: dict[str, Data | None] = {}
    for key, text in (("code", code), ("group", group), ("title", title)):
        if text is not None:
            values[key] = options.text(text, f"--{key}") if text else None
    for key, option, texts in (
        ("steps", "--step", steps),
        ("responsible", "--unit", units),
        ("answers", "--answers", answers),
    ):
        if texts:
            values[key] = [options.text(text, option) for text in dict.fromkeys(texts) if text]
    if recurring is not None:
        values["recurring"] = "yes" if recurring else None
    if not values:
        raise typer.BadParameter(_("nothing is named that is to be changed, such as --title or --step"))
    request = MeasureUpdate(options.text(name, "ID"), values)
    change = write_change(workspace, PLAN, request, dry_run=dry_run)
    if not print_change(change):
        return
    print_done(_("{id} changed", id=request.id), dry_run=dry_run)
