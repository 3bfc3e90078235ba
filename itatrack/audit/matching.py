"""Which entry of a version is which entry of the version before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from itatrack.model.fields import content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from itatrack.audit.versions import Contents
    from itatrack.model.records import Measure, StatusEntry

T = TypeVar("T")


class Known(NamedTuple):
    """An entry that is known already: what tells which it is, and its values."""

    identity: int
    entry: StatusEntry


def matches(known: Sequence[Known], entries: Sequence[StatusEntry]) -> list[int | None]:
    """Return for each entry the place of the known one that it is, or None for a new one.

    An entry with the same values is the same; then one with the same day, which no other entry of a measure may have;
    then one that differs in its day only, or in nothing but what was added to it while its day was put right.
    """
    found: list[int | None] = [None] * len(entries)
    free = dict.fromkeys(range(len(known)))
    keys: tuple[Callable[[StatusEntry], object], ...] = (
        content_of,
        lambda entry: entry.date,
        _but_the_day,
    )
    for key in keys:
        places: dict[object, list[int]] = {}
        for place in free:
            places.setdefault(key(known[place].entry), []).append(place)
        for number, entry in enumerate(entries):
            same = places.get(key(entry)) if found[number] is None else None
            if same:
                found[number] = place = same.pop(0)
                taken = known[place].identity
                for other in [other for other in free if known[other].identity == taken]:
                    del free[other]
                    for listed in places.values():
                        if other in listed:
                            listed.remove(other)
    return found


def _but_the_day(entry: StatusEntry) -> object:
    content = content_of(entry)
    return content[1:] if isinstance(content, tuple) else content


def renamed(before: Contents, after: Contents) -> dict[str, str]:
    """Return the new ids of measures by those that they had before.

    A measure was renamed where an id is gone from both files and another one is new in both, and they have the same
    title, or most of the entries.
    """
    old, new = before.entries or {}, after.entries or {}
    gone = [id_ for id_ in _ids(before) if id_ not in _ids(after)]
    come = [id_ for id_ in _ids(after) if id_ not in _ids(before)]
    pairs = [
        (
            _likeness(before.measures, after.measures, (first, second), old.get(first, ()), new.get(second, ())),
            first,
            second,
        )
        for first in gone
        for second in come
    ]
    names: dict[str, str] = {}
    for likeness, first, second in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness > 0 and first not in names and second not in names.values():
            names[first] = second
    return names


def _ids(contents: Contents) -> dict[str, None]:
    return dict.fromkeys((*(contents.measures or ()), *(contents.entries or ())))


def _likeness(
    before: Mapping[str, Measure] | None,
    after: Mapping[str, Measure] | None,
    ids: tuple[str, str],
    old: Iterable[StatusEntry],
    new: Iterable[StatusEntry],
) -> float:
    """Return how much two measures are alike, 0 where they are not the same one."""
    first, second = (before or {}).get(ids[0]), (after or {}).get(ids[1])
    contents, others = [content_of(entry) for entry in old], [content_of(entry) for entry in new]
    share = sum(content in others for content in contents) / len(contents) if contents else 0.0
    if first and second and first.title == second.title:
        return 2 + share
    if first and second and first.steps and first.steps == second.steps:
        return 1 + share
    return share if share > _MOST else 0


_MOST = 0.5
