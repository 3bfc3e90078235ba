"""`itatrack status list`: where every measure stands as of a day."""

from __future__ import annotations

from typing import Annotated

import typer

from itatrack.cli import completions, lookup, options
from itatrack.cli.comparing import ChangedSince, Known, changed_since
from itatrack.cli.console import info, print_json, print_lines
from itatrack.cli.language import _
from itatrack.cli.loading import load_or_exit
from itatrack.cli.revisions import Rev, project_files
from itatrack.findings.message import counted


def list_(
    as_of: options.AsOf = "today",
    statuses: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="Only measures with this status: not-started, in-progress, done or cancelled; may be repeated.",
            autocompletion=completions.statuses,
        ),
    ] = None,
    units: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            metavar="UNIT",
            help="Only measures of this unit; may be repeated.",
            autocompletion=completions.units,
        ),
    ] = None,
    *,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Only measures that are past due, neither done nor cancelled.")
    ] = False,
    since: ChangedSince = None,
    rev: Rev = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
) -> None:
    """List the measures with their status, and the progress of each unit."""
    from itatrack.overview import listing
    from itatrack.progress.state import progress

    day = options.day(as_of, "--as-of")
    plan, history = load_or_exit(project_files(project, rev)).complete()
    options.warn_of_day_to_come(day)
    chosen = frozenset(lookup.status_of(word, "--status", lambda: plan.status_words) for word in statuses or ())
    named = frozenset(lookup.known(unit, plan.units, "--unit", _("unknown unit {names}")) for unit in units or ())
    changed = changed_since(since, Known(day, None, plan, history)) if since else None
    choice = listing.Choice(chosen, named, overdue, changed)
    states = progress(plan, history, day)
    shared, listed = choice.of_units(states), choice.listed(states)
    shown_units = [unit for unit in plan.units if not named or unit in named]
    if as_json:
        from itatrack.overview.status_json import list_envelope

        print_json(list_envelope(shared, listed, shown_units))
        return
    if listed:
        print_lines(lambda width: listing.measure_lines(listed, _, width))
        print_lines(lambda _width: [[]])
    print_lines(lambda width: listing.progress_lines(shared, shown_units, _, width))
    if len(listed) < len(states.states):
        shown = _(
            counted(
                len(states.states),
                "{listed} of {number} measure listed",
                "{listed} of {number} measures listed",
                listed=len(listed),
            )
        )
        info(shown)
