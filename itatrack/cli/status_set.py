"""`itatrack status set`: record where measures stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import completions, entry_options, entry_values, lookup, options
from itatrack.cli.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.model.records import Plan
    from itatrack.model.status import Status
    from itatrack.storage.workspace import Workspace
    from itatrack.yamltext.edit.emitter import Data


def set_(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="ID... STATUS",
            help="Ids of measures, followed by their status: not-started, in-progress, done or cancelled.",
            show_default=False,
            autocompletion=completions.ids_and_statuses,
        ),
    ],
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", help=f"Effective date of the status: {options.DATE_FORMS}.")
    ] = "today",
    evidence: entry_options.Evidence = None,
    steps: entry_options.Steps = None,
    progress: entry_options.Percent = None,
    result: entry_options.Result = None,
    spent: entry_options.Spent = None,
    problems: entry_options.Problems = None,
    remedy: entry_options.Remedy = None,
    note: Annotated[
        str | None,
        typer.Option(
            "--note",
            metavar="TEXT",
            help="A note; required, with the reason, when a status steps back or a measure is cancelled.",
        ),
    ] = None,
    columns: entry_options.Columns = None,
    indicators: entry_options.Indicators = None,
    *,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Record the status of measures and its effective date, and print the change of data/status.yaml as a diff."""
    from itatrack.cli.status_effects import print_effect, print_other_errors
    from itatrack.cli.writing import print_change, write_change
    from itatrack.recording.status_update import StatusUpdate
    from itatrack.storage.workspace import HISTORY, Workspace

    workspace = Workspace(options.project_folder(project))
    values: dict[str, Data] = dict(
        entry_values.single_values(
            progress=progress, result=result, spent=spent, problems=problems, remedy=remedy, note=note
        )
    )
    if columns:
        values |= entry_values.column_values(columns, entry_values.read_plan(workspace))
    results = entry_values.indicator_values(indicators or ())
    _refuse_empty(values, results)
    update = StatusUpdate(
        *_ids_and_status(words, workspace),
        entry_values.past_day(date, "--date"),
        entry_values.evidence_items(evidence or (), workspace),
        entry_values.step_texts(steps or ()),
        values,
        results,
    )
    change = write_change(workspace, HISTORY, update, dry_run=dry_run)
    if not print_change(change):
        return
    recorded = [*values, *(["indicators"] if results else [])]
    print_effect(update.ids, update.date, change, dry_run=dry_run, recorded=recorded)
    print_other_errors(change, project)


def _is_id(word: str, plan: Plan | None) -> bool:
    """Check whether the last word is an id, so that no status follows the ids: one of the plan, or a word like one."""
    from itatrack.findings.suggest import nearest
    from itatrack.model.status import BY_WORD, Status

    if plan and word in {measure.id for measure in plan.measures}:
        return True
    custom = [plan.status_words.of(status) for status in Status] if plan and plan.status_words else []
    is_written_like_one = re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", word) is not None
    return is_written_like_one and nearest(word, [*BY_WORD, *filter(None, custom)]) is None


def _refuse_empty(values: Mapping[str, Data], results: Mapping[str, str]) -> None:
    for option, given in (("--set", values), ("--indicator", results)):
        if "" in given.values():
            raise typer.BadParameter(_("the text is empty"), param_hint=f"'{option}'")


def _ids_and_status(words: list[str], workspace: Workspace) -> tuple[tuple[str, ...], Status]:
    """Return the ids and the status that are named.

    Raises:
        typer.BadParameter: ids or status are missing, stand in the other order, or there is no such status.
    """
    *ids, word = words
    if lookup.is_status(word):
        if not ids:
            raise typer.BadParameter(_("there is no measure id before {status}", status=word), param_hint="'ID'")
        return tuple(dict.fromkeys(ids)), lookup.status_of(word, "STATUS")
    if ids and lookup.is_status(ids[0]):
        raise typer.BadParameter(_("the status comes after the ids"), param_hint="'STATUS'")
    plan = entry_values.read_plan(workspace)
    if _is_id(word, plan):
        problem = _("there is no status after {id}", id=word) + lookup.known_statuses()
        raise typer.BadParameter(problem, param_hint="'STATUS'")
    status = lookup.status_of(word, "STATUS", lambda: plan.status_words if plan else None)
    if not ids:
        raise typer.BadParameter(_("there is no measure id before {status}", status=word), param_hint="'ID'")
    return tuple(dict.fromkeys(ids)), status
