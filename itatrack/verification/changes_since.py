"""What the project says today that a document's own data does not: measure by measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.model.fields import Record
from itatrack.progress.state import progress

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from itatrack.model.records import History, Plan
    from itatrack.progress.state import State


class ChangesSince(NamedTuple):
    """The ids of measures by what became of them since a document was made.

    Attributes:
        recorded_later: what the project says today of the document's own day is not what the document says.
        happened_since: entries were added that are dated after it.
        added: the plan did not have them.
        removed: the plan no longer has them.
    """

    recorded_later: tuple[str, ...]
    happened_since: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def changes_since(then: tuple[Plan, History], now: tuple[Plan, History], as_of: dt.date) -> ChangesSince:
    """Return what changed between the data of a document and that of the project.

    Args:
        then: the plan and the history that the document carries.
        now: those of the project.
        as_of: the day that the document speaks of.
    """
    before, after = (_states(*data, as_of) for data in (then, now))
    both = [name for name in before if name in after]
    later = [name for name in both if _content(before[name]) != _content(after[name])]
    entries = [{name: _plain(history.entries.get(name, ())) for name in both} for _, history in (then, now)]
    grown = [name for name in both if entries[0][name] != entries[1][name] and name not in later]
    return ChangesSince(
        tuple(later),
        tuple(grown),
        tuple(name for name in after if name not in before),
        tuple(name for name in before if name not in after),
    )


def _states(plan: Plan, history: History, as_of: dt.date) -> Mapping[str, State]:
    return {state.measure.id: state for state in progress(plan, history, as_of).states}


def _content(state: State) -> object:
    return _plain(state.measure), _plain(state.entries)


def _plain(value: object) -> object:
    """Return a value without where it stands in its file."""
    if isinstance(value, Record):
        content = vars(value) | {"location": None, "invalid_fields": None}
        return type(value).__name__, {name: _plain(part) for name, part in content.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return dict(value) if hasattr(value, "keys") else value  # type: ignore[call-overload]
