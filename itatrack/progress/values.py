"""What a measure shows as of a day, key by key, so that two states of it can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.model.fields import content_of, fields_of
from itatrack.model.records import REVISABLE, StatusEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.progress.state import State


class ValueChange(NamedTuple):
    """A key whose value differs between two states; in the agency's own columns the key is the column's name.

    Attributes:
        key: the key, as the files have it.
        before: the value before.
        after: the value after.
    """

    key: str
    before: object
    after: object

    @property
    def added(self) -> tuple[object, ...]:
        """Return the items that only the later list has."""
        return _only(self.after, self.before)

    @property
    def gone(self) -> tuple[object, ...]:
        """Return the items that only the earlier list has."""
        return _only(self.before, self.after)


def _only(items: object, others: object) -> tuple[object, ...]:
    known = [content_of(item) for item in _listed(others)]
    return tuple(item for item in _listed(items) if content_of(item) not in known)


def _listed(value: object) -> Sequence[object]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def values_of(state: State) -> dict[str, object]:
    """Return what a state shows by key: the status and what has been stated with it, as long as each holds."""
    values: dict[str, object] = {"status": state.status}
    for key, field in fields_of(StatusEntry).items():
        if key not in {"date", "status", "evidence", "progress"}:
            values[key] = state.held(field.name)
    values |= {key: getattr(state.measure, key) for key in REVISABLE}
    values["progress"], values["evidence"] = state.percent, state.evidence
    values["indicators"] = tuple(result for _, result in state.indicators if result)
    for column in dict.fromkeys(name for entry in state.entries for name in entry.custom_columns):
        values[column] = state.custom_value(column)
    order = ("status", *(key for key in fields_of(StatusEntry) if key not in {"date", "status"}))
    return {key: values[key] for key in (*order, *(key for key in values if key not in order))}


def changes_between(before: State, after: State, *others: State) -> list[ValueChange]:
    """Return the keys whose values differ between two states of a measure.

    Args:
        before: the earlier state.
        after: the later state.
        others: the states with which these two are compared besides, so that all changes together lead to the last.
    """
    old, new = values_of(before), values_of(after)
    if all(state.held("progress") is None for state in (before, after, *others)):
        old["progress"] = new["progress"] = None  # what follows from the status says no more than that
    for key in REVISABLE:
        if before.held(key) == after.held(key) == fields_of(StatusEntry)[key].default:
            old[key] = new[key] = None  # what only the plan says is no matter of entries
    return [
        ValueChange(key, old.get(key), new.get(key))
        for key in {**old, **new}
        if _comparable(old.get(key)) != _comparable(new.get(key))
    ]


def _comparable(value: object) -> object:
    return None if value == () else content_of(value)
