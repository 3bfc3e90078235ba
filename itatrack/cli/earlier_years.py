"""Find the history that a measure has in the projects of earlier years, each in the folder named after its year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.cli import options
from itatrack.cli.language import _
from itatrack.cli.loading import read_document

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.model.records import Plan
    from itatrack.progress.state import State
    from itatrack.storage.workspace import ProjectFiles

_WHOLE_YEAR = 12


class EarlierYears(NamedTuple):
    """The states of a measure in earlier years by what their successor `continues`, the latest year first.

    `gap` says which year before them is not shown, and why; None where the measure began in the last one.
    """

    states: dict[str, State]
    gap: str | None


def earlier_years(files: ProjectFiles, plan: Plan, state: State) -> EarlierYears:
    """Return where a measure stood in each earlier year, as of the day of its state or the end of that year's history.

    A year is looked for beside the project's folder, in the folder `2566` for example, and nowhere else: a project of
    another year, or one that does not have the measure, is not taken for it.

    Args:
        files: the project's files.
        plan: its plan.
        state: the state of one of its measures.
    """
    from itatrack.progress.rounds import fiscal_year_of

    states: dict[str, State] = {}
    year, measure = fiscal_year_of(plan), state.measure
    while measure.continues:
        name = measure.continues
        number, _slash, measure_id = name.partition("/")
        if year is not None and int(number) >= year:
            return EarlierYears(states, _("{name} is not shown: it is not a year before {year}", name=name, year=year))
        year = int(number)
        found = _state_in(files.beside(number), year, measure_id, state.as_of)
        if isinstance(found, str):
            return EarlierYears(states, _("{name} is not shown: {reason}", name=name, reason=found))
        states[name], measure = found, found.measure
    return EarlierYears(states, None)


def _state_in(files: ProjectFiles, year: int, measure_id: str, as_of: dt.date) -> State | str:
    """Return the state of a measure in the project of a year, or why it is not known."""
    from itatrack.progress.rounds import fiscal_year_of
    from itatrack.progress.state import progress
    from itatrack.project import load
    from itatrack.storage.workspace import HISTORY, PLAN
    from itatrack.thai import calendar

    folder = files.folder
    if not files.has_file(PLAN):
        return _("there is no project in the folder {folder}", folder=folder)
    documents = read_document(files, PLAN), read_document(files, HISTORY)
    loaded = load(*documents, options.today(), files.has_file)
    if loaded.has_errors:
        return _(
            "there are errors in the folder {folder}: {command}",
            folder=folder,
            command=options.command("validate", folder),
        )
    plan, history = loaded.complete()
    if fiscal_year_of(plan) != year:
        return _("the plan in the folder {folder} is not of that fiscal year", folder=folder)
    if measure_id not in {measure.id for measure in plan.measures}:
        return _("the plan in the folder {folder} has no measure {id}", folder=folder, id=measure_id)
    # How long a status lasted is told up to the end of the year: the next plan tells what came then.
    days = [entry.date for entry in history.entries.get(measure_id, ())]
    last = max([calendar.fiscal_month_end(year, _WHOLE_YEAR), *days])
    states = progress(plan, history, min(as_of, last)).states
    return next(state for state in states if state.measure.id == measure_id)
