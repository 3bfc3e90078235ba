"""Find which measure of the plan a row of another table speaks of."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from itatrack.importing.headings import squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

# How alike two wordings of one measure are: the reference memo's own are 0.8 and more alike, others of it under 0.6.
_ALIKE = 0.65
_MAX_COMPARED = 20_000


class Named(NamedTuple):
    """What tells a measure or a row from others: its number in the table, and the texts that name it."""

    number: str
    texts: tuple[str, ...]


def matches(rows: Sequence[Named], measures: Sequence[Named], *, is_exact: bool = False) -> list[int | None]:
    """Return for each row the measure it speaks of, or None; no measure is spoken of twice.

    Equal names come first, then names that are nearly alike, then equal numbers; the last two not where `is_exact`.
    """
    found: list[int | None] = [None] * len(rows)
    free = dict.fromkeys(range(len(measures)))
    names = [{squeezed(text) for text in each.texts if text} for each in measures]
    by_name: dict[str, list[int]] = {}
    for index, texts in enumerate(names):
        for text in texts:
            by_name.setdefault(text, []).append(index)
    for position, row in enumerate(rows):
        same = [index for text in row.texts if text for index in by_name.get(squeezed(text), ()) if index in free]
        if same:
            # Of several measures of one name the one in the same place.
            found[position] = min(same, key=lambda index: abs(index - position))
            del free[found[position] or 0]
    if is_exact:
        return found
    _match_alike(rows, measures, found, free)
    by_number = {measures[index].number: index for index in free if measures[index].number}
    for position, row in enumerate(rows):
        if found[position] is None and row.number in by_number and len(rows) == len(measures):
            found[position] = by_number.pop(row.number)
    return found


def _match_alike(
    rows: Sequence[Named], measures: Sequence[Named], found: list[int | None], free: dict[int, None]
) -> None:
    """Find the measures whose names are nearly those of rows, the most alike first."""
    left = [position for position, match in enumerate(found) if match is None]
    if len(left) * len(free) <= _MAX_COMPARED:
        pairs = sorted(
            ((-_ratio(rows[position], measures[index]), position, index) for position in left for index in free),
        )
        for ratio, position, index in pairs:
            if -ratio >= _ALIKE and index in free and found[position] is None:
                found[position] = index
                del free[index]


def _ratio(row: Named, measure: Named) -> float:
    return max(
        (
            SequenceMatcher(None, squeezed(one)[:300], squeezed(other)[:300], autojunk=False).ratio()
            for one in row.texts[:1]
            for other in measure.texts[:1]
            if one and other
        ),
        default=0.0,
    )
