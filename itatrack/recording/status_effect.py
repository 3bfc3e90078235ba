"""What a change of the history does to the states of measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from itatrack.model.fields import fields_of
from itatrack.model.records import REVISABLE, Evidence, StatusEntry
from itatrack.progress.state import Progress, progress

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from itatrack.progress.state import State
    from itatrack.project import Project
    from itatrack.recording.change import Change


class StatusEffect(NamedTuple):
    """What a change of the history does to the states of measures.

    `before` and `after` are as of the day recorded, `today` is after the change as of today. `lost` has, by the id of a
    measure, key and text of what its state no longer has on either day.
    """

    before: Progress
    after: Progress
    today: Progress
    lost: Mapping[str, list[tuple[str, str]]]


def status_effect(ids: Collection[str], date: dt.date, change: Change, today: dt.date) -> StatusEffect:
    """Return what a change of entries of a date does to the states of their measures."""
    before, after = ([_progress(project, day) for day in (date, today)] for project in (change.before, change.after))
    lost: dict[str, list[tuple[str, str]]] = {}
    for was, now in zip(before, after, strict=True):
        for old, new in zip(was.states, now.states, strict=True):
            if old.measure.id in ids:
                lost.setdefault(old.measure.id, []).extend(_lost_values(old, new))
    distinct = {name: list(dict.fromkeys(values)) for name, values in lost.items() if values}
    return StatusEffect(before[0], after[0], after[1], distinct)


def _progress(project: Project, day: dt.date) -> Progress:
    """Return where the measures of a project stand; errors that leave plan and history readable do not matter.

    Raises:
        ValueError: the plan or the history could not be read, and then no change of entries is made.
    """
    if project.plan is None or project.history is None:
        raise ValueError("a project without plan or history has no states")
    return progress(project.plan, project.history, day)


def _lost_values(before: State, after: State) -> Iterator[tuple[str, str]]:
    """Yield key and text of what a state had before a change and no longer has.

    A number and what changes of the plan are replaced by the next one, and a key that holds for its entry alone ends
    with it; all are expected, so they are left out. Where the entry itself is changed, its texts are named too.
    """
    same_entry = before.entry is not None and after.entry is not None and before.entry.date == after.entry.date
    for name, fold in after.folds.items():
        if fold.lasts != "entry" or same_entry:
            stated = {*_items(after.custom_value(name))}
            yield from ((name, text) for text in _items(before.custom_value(name)) if text not in stated)
    for name, field in fields_of(StatusEntry).items():
        if name not in REVISABLE and (field.fold.lasts != "entry" or same_entry):
            kept = {*_texts(after, name)}
            yield from ((name, text) for text in _texts(before, name) if text not in kept)


def _texts(state: State, name: str) -> Iterator[str]:
    """Yield the texts of a key of a state, each item of a list by itself."""
    if name == "indicators":  # a new result of an indicator takes the old one's place, and no other goes
        return
    for item in _items(state.evidence if name == "evidence" else state.held(name)):
        yield next(iter(item.names), "") if isinstance(item, Evidence) else item


def _items(value: object) -> Iterator[Any]:
    """Yield the items of a list, or a text alone; of numbers and days nothing."""
    yield from value if isinstance(value, tuple) else [value] if isinstance(value, str) else []
