"""`itatrack status edit`: correct an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import completions, entry_options, entry_values, lookup, options
from itatrack.cli.common_options import may_be_empty
from itatrack.cli.language import _

if TYPE_CHECKING:
    from itatrack.yamltext.edit.emitter import Data


@may_be_empty("evidence", "steps", "progress", "result", "spent", "problems", "remedy", "note")
def edit(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="ID", help="The measure's id.", show_default=False, autocompletion=completions.measure_ids
        ),
    ],
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="The date of the entry; by default the latest entry is corrected."),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="Its right status: not-started, in-progress, done or cancelled.",
            autocompletion=completions.statuses,
        ),
    ] = None,
    to_date: Annotated[str | None, typer.Option("--to-date", metavar="DATE", help="Its right date.")] = None,
    evidence: entry_options.Evidence = None,
    removed_evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--remove-evidence",
            metavar="TEXT|URL|FILE",
            help="Evidence to remove, as the entry has it; may be repeated.",
        ),
    ] = None,
    steps: entry_options.Steps = None,
    progress: entry_options.Percent = None,
    result: entry_options.Result = None,
    spent: entry_options.Spent = None,
    problems: entry_options.Problems = None,
    remedy: entry_options.Remedy = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note.")] = None,
    columns: entry_options.Columns = None,
    indicators: entry_options.Indicators = None,
    *,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Correct an entry: what is named is replaced, an empty value ('') removes it, and the rest stays."""
    from itatrack.cli.status_effects import print_effect, print_other_errors
    from itatrack.cli.writing import print_change, write_change
    from itatrack.recording.entry_changes import ALL, EntryUpdate
    from itatrack.storage.workspace import HISTORY, Workspace

    workspace = Workspace(options.project_folder(project))
    plan = entry_values.read_plan(workspace) if columns or status else None
    values: dict[str, Data | None] = {
        key: value or None
        for key, value in {
            **entry_values.single_values(
                progress=progress, result=result, spent=spent, problems=problems, remedy=remedy, note=note
            ),
            **entry_values.column_values(columns or (), plan),
        }.items()
    }
    if steps:
        values["steps"] = list(entry_values.step_texts([step for step in steps if step]))
    removed = tuple(options.text(text, "--remove-evidence") for text in removed_evidence or ())
    update = EntryUpdate(
        _only_id(names),
        options.day(date, "--date") if date else None,
        lookup.status_of(status, "--status", lambda: plan.status_words if plan else None) if status else None,
        entry_values.past_day(to_date, "--to-date") if to_date else None,
        values,
        entry_values.evidence_items([text for text in evidence or () if text], workspace),
        ALL if "" in (evidence or ()) else removed,
        entry_values.indicator_values(indicators or ()),
    )
    if update == EntryUpdate(update.id, update.date):
        problem = _("nothing is named that is to be corrected, such as --status, --to-date or --evidence")
        raise typer.BadParameter(problem)
    change = write_change(workspace, HISTORY, update, dry_run=dry_run)
    if not print_change(change):
        return
    named = [*values, *(["evidence"] if update.evidence or update.removed_evidence else [])]
    recorded = [key for key, value in values.items() if value]
    recorded += ["indicators"] if any(update.indicators.values()) else []
    day = update.date_in(change.after)
    print_effect([update.id], day, change, dry_run=dry_run, named=named, recorded=recorded)
    print_other_errors(change, project)


def _only_id(names: list[str]) -> str:
    """Return the id of the measure, which stands alone.

    Raises:
        typer.BadParameter: more is named, such as the status that is an option here.
    """
    name, *others = names
    if others and lookup.is_status(others[0]):
        problem = _("the right status is an option here: write --status {status}", status=others[0])
        raise typer.BadParameter(problem, param_hint="'--status'")
    if others:
        problem = _("entries are corrected one by one: {names} is too much", names=", ".join(others))
        raise typer.BadParameter(problem, param_hint="'ID'")
    return options.text(name, "ID")
