"""`itatrack status set`: record where measures stand."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import completions, options
from itatrack.cli.console import info, print_error
from itatrack.cli.language import _
from itatrack.cli.loading import read_document
from itatrack.findings.message import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from itatrack.model.status import Status
    from itatrack.recording.status import StatusEffect
    from itatrack.recording.status_update import StatusUpdate
    from itatrack.storage.workspace import Workspace
    from itatrack.yamltext.edit.emitter import Data


def set_(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="ID... STATUS",
            help="Ids of measures, followed by their status: not-started, in-progress or done.",
            show_default=False,
            autocompletion=completions.ids_and_statuses,
        ),
    ],
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", help=f"Effective date of the status: {options.DATE_FORMS}.")
    ] = "today",
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            metavar="TEXT|URL|FILE",
            help="Evidence: a web address, a file of the project, or a text; may be repeated.",
        ),
    ] = None,
    steps: Annotated[
        list[str] | None,
        typer.Option(
            "--step",
            metavar="TEXT",
            help="A step as it was actually done, if it differs from the plan; may be repeated.",
        ),
    ] = None,
    progress: Annotated[str | None, typer.Option("--progress", metavar="PERCENT", help="Progress in percent.")] = None,
    result: Annotated[str | None, typer.Option("--result", metavar="TEXT", help="The result.")] = None,
    spent: Annotated[str | None, typer.Option("--spent", metavar="BAHT", help="Total spent up to that date.")] = None,
    problems: Annotated[str | None, typer.Option("--problems", metavar="TEXT", help="Problems and obstacles.")] = None,
    remedy: Annotated[str | None, typer.Option("--remedy", metavar="TEXT", help="Corrective action.")] = None,
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="A note; required, with the reason, when a status steps back."),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change and write nothing.")] = False,
    project: options.Project = None,
) -> None:
    """Record the status of measures and its effective date, and print the change of data/status.yaml as a diff."""
    from itatrack.cli.writing import print_change, write_change
    from itatrack.recording.status import StatusRequest, status_effect
    from itatrack.recording.status_update import StatusUpdate
    from itatrack.storage.workspace import HISTORY, Workspace

    workspace = Workspace(options.project_folder(project))
    update = StatusUpdate(
        *_ids_and_status(words, workspace),
        _past_day(date),
        tuple(_evidence(item, workspace) for item in dict.fromkeys(evidence or ())),
        tuple(dict.fromkeys(options.text(step, "--step") for step in steps or ())),
        _values(progress=progress, result=result, spent=spent, problems=problems, remedy=remedy, note=note),
    )
    change = write_change(workspace, HISTORY, StatusRequest(update), dry_run=dry_run)
    if change.is_empty:
        info(_("nothing to change: all of this is recorded already"))
        return
    print_change(change)
    effect = status_effect(update, change, options.today())
    info(_summary(update, effect) + (_(" (dry run: nothing was written)") if dry_run else ""))
    for line in _lost_lines(effect):
        info(line)
    errors = change.after.errors
    if errors:
        others = counted(
            len(errors),
            "{number} error elsewhere in the files: {command} shows it",
            "{number} errors elsewhere in the files: {command} shows them",
            command=options.command("validate", project),
        )
        print_error(_(others))


def _ids_and_status(words: list[str], workspace: Workspace) -> tuple[tuple[str, ...], Status]:
    """Return the ids and the status that are named.

    Raises:
        typer.BadParameter: ids or status are missing, stand in the other order, or there is no such status.
    """
    from itatrack.reading.plan_history import read_plan
    from itatrack.storage.workspace import PLAN

    *ids, word = words
    if options.is_status(word):
        if not ids:
            raise typer.BadParameter(_("there is no measure id before {status}", status=word), param_hint="'ID'")
        return tuple(dict.fromkeys(ids)), options.status_of(word, "STATUS")
    if ids and options.is_status(ids[0]):
        raise typer.BadParameter(_("the status stands behind the ids"), param_hint="'STATUS'")
    plan = read_plan(read_document(workspace, PLAN))[0]
    if plan and word in {measure.id for measure in plan.measures}:
        problem = _("there is no status behind {id}", id=word) + options.known_statuses()
        raise typer.BadParameter(problem, param_hint="'STATUS'")
    status = options.status_of(word, "STATUS", lambda: plan.status_words if plan else None)
    if not ids:
        raise typer.BadParameter(_("there is no measure id before {status}", status=word), param_hint="'ID'")
    return tuple(dict.fromkeys(ids)), status


def _values(**given: str | None) -> dict[str, str]:
    """Return the options that hold a single text, as the history writes them."""
    from itatrack.model.kinds import Problem
    from itatrack.model.records import MONEY, PERCENT

    values = {name: options.text(value, f"--{name}") for name, value in given.items() if value is not None}
    if "progress" in values:
        percent = PERCENT.read(values["progress"])
        if isinstance(percent, Problem):
            problem = _("'{text}' is no percent from 0 to 100", text=values["progress"])
            raise typer.BadParameter(problem, param_hint="'--progress'")
        values["progress"] = PERCENT.write(percent)
    if "spent" in values:
        amount = MONEY.read(values["spent"])
        if isinstance(amount, Problem):
            problem = _("'{text}' is no amount: write baht such as 12500 or 12,500.50", text=values["spent"])
            raise typer.BadParameter(problem, param_hint="'--spent'")
        values["spent"] = MONEY.write(amount)
    return values


def _past_day(text: str) -> dt.date:
    day = options.day(text, "--date")
    if day > options.today():
        from itatrack.thai import calendar

        raise typer.BadParameter(_("{day} is still to come", day=calendar.iso(day)), param_hint="'--date'")
    return day


def _evidence(given: str, workspace: Workspace) -> Data:
    """Return evidence as the history writes it: a web address, a file of the project, or else a text."""
    from itatrack.model.kinds import Problem
    from itatrack.model.records import URL

    text = options.text(given, "--evidence")
    if re.match(r"https?://", text):
        if isinstance(URL.read(text), Problem):
            problem = _("'{text}' is no web address: it holds a blank", text=text)
            raise typer.BadParameter(problem, param_hint="'--evidence'")
        return {"url": text}
    file = workspace.relative(Path(given))
    if file is not None:
        return {"file": file}
    if re.fullmatch(r"www\.\S+|[A-Za-z0-9._~:-]*[/\\]\S*|\S*/\S*\.\w+|\S+\.(?:pdf|docx?|xlsx?|jpe?g|png)", text):
        told = _("'{text}' is recorded as a text: it is no file of the project and no http(s):// address", text=text)
        info(told)
    return text


def _lost_lines(effect: StatusEffect) -> Iterator[str]:
    """Yield a line for each measure whose state has lost something by the change."""
    from itatrack.findings.message import clean

    for name, lost in effect.lost.items():
        by_key = groupby(lost, lambda value: value[0])
        texts = [_(key) + " " + ", ".join(f"“{clean(text)}”" for _key, text in values) for key, values in by_key]
        yield _(
            "{id}: no longer reported: {texts}; to keep a text, state it in this entry too",
            id=name,
            texts=", ".join(texts),
        )


def _summary(update: StatusUpdate, effect: StatusEffect) -> str:
    """Return in one line which status each measure had and has, and how many measures are done now."""
    from itatrack.model.status import Status
    from itatrack.thai import calendar

    moves = []
    for before, after, now in zip(effect.before.states, effect.after.states, effect.today.states, strict=True):
        if after.measure.id in update.ids:
            move = _("still {status}", status=_(after.status.code))
            if before.status is not after.status:
                move = f"{_(before.status.code)} → {_(after.status.code)}"
            if now.status is not after.status:
                move += _(" (today {status})", status=_(now.status.code))
            moves.append(f"{after.measure.id}: {move}")
    return _(
        "{moves} as of {day}; now {done} of {number} measures done",
        moves=", ".join(moves),
        day=calendar.iso(update.date),
        done=effect.today.count(Status.DONE),
        number=len(effect.today.states),
    )
