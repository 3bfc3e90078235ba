"""What changed of each measure from one day to another, and from what was known once to what is known now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from itatrack.progress.state import State
from itatrack.progress.values import changes_between

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.model.records import Measure
    from itatrack.progress.state import Progress
    from itatrack.progress.values import ValueChange


class MeasureChange(NamedTuple):
    """What changed of a measure.

    Attributes:
        measure: the measure, as the later plan has it, or the earlier one where it was dropped.
        kind: whether it was in both plans.
        former_id: the id that it had before, where it was renamed.
        happened: what happened since the earlier day.
        corrected: what was recorded later about the earlier day.
    """

    measure: Measure
    kind: Literal["kept", "added", "dropped"]
    former_id: str | None
    happened: tuple[ValueChange, ...]
    corrected: tuple[ValueChange, ...]

    @property
    def is_empty(self) -> bool:
        """Check whether nothing changed."""
        return self.kind == "kept" and not (self.former_id or self.happened or self.corrected)


def changes_of(before: Progress, known_now: Progress, after: Progress, names: Mapping[str, str]) -> list[MeasureChange]:
    """Return the measures of which anything changed, in the order of the later plan, and then those that were dropped.

    Args:
        before: the states as of the earlier day, as they were known at the earlier time.
        known_now: the states as of the same day, as they are known at the later time.
        after: the states as of the later day, known at the later time.
        names: the ids of the later plan by those of the earlier one, where measures were renamed.
    """
    former = {new: old for old, new in names.items()}
    earlier = {names.get(state.measure.id, state.measure.id): state for state in before.states}
    changes = []
    for then, now in zip(known_now.states, after.states, strict=True):
        measure = now.measure
        known = earlier.pop(measure.id, None)
        first = known or State(measure, None, (), before.as_of)
        corrected, happened = changes_between(first, then, now), changes_between(then, now, first)
        change = MeasureChange(
            measure, "kept" if known else "added", former.get(measure.id), tuple(happened), tuple(corrected)
        )
        changes += [] if change.is_empty else [change]
    return [*changes, *(MeasureChange(state.measure, "dropped", None, (), ()) for state in earlier.values())]
