"""`itatrack status log`: the history of one measure."""

from __future__ import annotations

from itatrack.cli import options
from itatrack.cli.console import info, print_json, print_lines
from itatrack.cli.language import _
from itatrack.cli.loading import load_or_exit
from itatrack.cli.revisions import Rev, project_files
from itatrack.cli.trails import known_measure, known_trail


def log(
    name: options.MeasureId,
    as_of: options.AsOf = "today",
    *,
    rev: Rev = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
) -> None:
    """Show the history of a measure, in earlier years too: how long each status lasted, and who recorded it when."""
    from itatrack.cli.earlier_years import EarlierYears, earlier_years
    from itatrack.progress.state import progress

    day = options.day(as_of, "--as-of")
    files = project_files(project, rev)
    loaded = load_or_exit(files)
    plan, history = loaded.complete()
    options.warn_of_day_to_come(day)
    trail = known_trail(files, loaded.documents)
    command = options.command("status log", project, rev)
    known = known_measure(name, [measure.id for measure in plan.measures], trail, command)
    state = next(state for state in progress(plan, history, day).states if state.measure.id == known)
    earlier = earlier_years(files, plan, state) if state.measure.continues else EarlierYears({}, None)
    if as_json:
        from itatrack.overview.status_json import log_envelope

        print_json(log_envelope(state, earlier.states, trail))
        if earlier.gap:
            info(earlier.gap)
        return
    from itatrack.overview.log import MeasureLog, log_lines

    log = MeasureLog(state, earlier.states, earlier.gap, trail)

    print_lines(lambda width: log_lines(log, _, width))
