"""`itatrack status list`: where every measure stands as of a day."""

from __future__ import annotations

from typing import Annotated

import typer

from itatrack.cli import completing, options
from itatrack.cli.loading import load_complete
from itatrack.cli.output import print_json, print_lines
from itatrack.cli.talk import tell
from itatrack.language import say, say_count


def list_(
    as_of: options.AsOf = "today",
    statuses: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="Only measures at this status; may be given several times.",
            autocompletion=completing.statuses,
        ),
    ] = None,
    units: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            metavar="UNIT",
            help="Only measures of this unit; may be given several times.",
            autocompletion=completing.units,
        ),
    ] = None,
    *,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only measures that are past due and not done.")] = False,
    as_json: options.AsJson = False,
    project: options.Project = None,
) -> None:
    """List the measures with their states, and how far each unit is."""
    from itatrack.overview import listing
    from itatrack.progress.state import progress

    day = options.day(as_of, "--as-of")
    plan, history = load_complete(project, say("nothing is listed over data with errors"))
    options.warn_of_day_to_come(day)
    chosen = frozenset(options.status_of(word, "--status", lambda: plan.status_words) for word in statuses or ())
    named = frozenset(options.known(unit, plan.units, "--unit", say("unknown unit {names}")) for unit in units or ())
    choice = listing.Choice(chosen, named, overdue)
    states = progress(plan, history, day)
    shared, listed = choice.of_units(states), choice.listed(states)
    shown_units = [unit for unit in plan.units if not named or unit in named]
    if as_json:
        from itatrack.overview.envelope import list_envelope

        print_json(list_envelope(shared, listed, shown_units))
        return
    if listed:
        print_lines(lambda width: listing.measure_lines(listed, width))
        print_lines(lambda _: [[]])
    print_lines(lambda width: listing.progress_lines(shared, shown_units, width))
    if len(listed) < len(states.states):
        shown = say_count(
            len(states.states),
            "{listed} of {number} measure listed",
            "{listed} of {number} measures listed",
            listed=len(listed),
        )
        tell(shown)
