"""The life of each entry: in which commit it was recorded, changed, removed and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from itatrack.audit.matching import Known, matches, renamed
from itatrack.audit.versions import Contents, VersionReader
from itatrack.model.fields import content_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from itatrack.model.commits import Commit, Version
    from itatrack.model.records import Measure, StatusEntry

EventKind = Literal["recorded", "changed", "removed", "restored"]


class Event(NamedTuple):
    """What a commit did to an entry.

    Attributes:
        kind: what it did.
        commit: the commit; None where it is not committed yet.
        measure: the id of the measure at that time.
        before: the entry until then.
        after: the entry from then on; None where it was removed.
        is_cut: whether it may have happened earlier, in commits that are not in the repository.
    """

    kind: EventKind
    commit: Commit | None
    measure: str
    before: StatusEntry | None
    after: StatusEntry | None
    is_cut: bool = False


class Trace:
    """The life of an entry: its events in the order of the commits."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.events: list[Event] = []

    @property
    def recorded(self) -> Event:
        """Return the event by which it was recorded first."""
        return self.events[0]

    @property
    def last(self) -> Event:
        """Return what was done to it last."""
        return self.events[-1]


class Trail(NamedTuple):
    """The lives of all entries that ever were.

    Attributes:
        traces: the entries, those recorded first first.
        current: of each measure in the last version its entries that are there, with their lives.
        names: the id of a measure in the last version, by each id that it ever had.
        unreadable: the commits whose history could not be read, or not all of it.
        planned: every measure that was ever in the plan, by its id then, as the plan had it last.
        has_merges: whether branches were merged, whose entries were recorded before the others knew them.
    """

    traces: Sequence[Trace]
    current: Mapping[str, Sequence[tuple[StatusEntry, Trace]]]
    names: Mapping[str, str]
    unreadable: Sequence[Commit]
    planned: Mapping[str, Measure]
    has_merges: bool = False

    @property
    def measures(self) -> list[str]:
        """Return the ids of all measures that ever had an entry, each by its last one."""
        last = (trace.last.measure for trace in self.traces)
        return [*dict.fromkeys(self.names.get(id_, id_) for id_ in last)]

    def of(self, measure: str, entry: StatusEntry) -> Trace | None:
        """Return the life of an entry of the last version, or None where that has no such entry."""
        content = content_of(entry)
        return next((trace for known, trace in self.current.get(measure, ()) if content_of(known) == content), None)


class _Point(NamedTuple):
    """What is known at a version: what it says, of each measure its entries, and the entries that were removed."""

    contents: Contents
    entries: Mapping[str, tuple[Known, ...]]
    removed: Mapping[int, tuple[str, StatusEntry]]


_NOTHING = _Point(Contents({}, {}), {}, {})


def trail(versions: Iterable[Version]) -> Trail:
    """Return the lives of all entries, by the versions of the history, each after those that it was made of."""
    tracer = _Tracer()
    for version in versions:
        tracer.add(version)
    return tracer.trail()


class _Tracer:
    def __init__(self) -> None:
        self._reader = VersionReader()
        self._points: dict[str, _Point] = {}
        self._last = _NOTHING
        self._traces: list[Trace] = []
        self._names: dict[str, str] = {}
        self._unreadable: list[Commit] = []
        self._planned: dict[str, Measure] = {}
        self._has_merges = False

    def add(self, version: Version) -> None:
        """Take in a version; one that was taken in before says nothing new."""
        if version.commit and version.commit.id in self._points:
            return
        parents = [self._points[parent] for parent in version.parents if parent in self._points]
        parents = parents or ([self._last] if version.commit is None else [])
        self._has_merges = self._has_merges or len(version.parents) >= _SEVERAL
        contents = self._reader.read(version)
        self._planned |= contents.measures or {}
        if version.commit and (contents.entries is None or contents.unreadable):
            self._unreadable.append(version.commit)
        self._last = self._compared(version, parents or [_NOTHING], contents)
        if version.commit:
            self._points[version.commit.id] = self._last

    def _compared(self, version: Version, parents: Sequence[_Point], contents: Contents) -> _Point:
        """Return what is known at a version, and note what it did to each entry."""
        first = parents[0]
        if contents.entries is None:  # what cannot be read says nothing
            return first
        names: dict[str, str] = {}
        for parent in parents:
            names |= renamed(parent.contents, contents)
        self._names = {old: names.get(new, new) for old, new in self._names.items()} | names
        known = _known(parents, names)
        removed = {number: held for parent in parents for number, held in parent.removed.items()}
        entries: dict[str, tuple[Known, ...]] = {}
        for id_ in dict.fromkeys((*contents.entries, *known)):
            before = known.get(id_, [])
            if id_ in contents.unreadable:
                entries[id_] = tuple({each.identity: each for each in before}.values())
                continue
            entries[id_] = self._of_measure(version, id_, before, contents.entries.get(id_, ()), removed)
        return _Point(
            _filled(contents, first.contents), {id_: found for id_, found in entries.items() if found}, removed
        )

    def _of_measure(
        self,
        version: Version,
        id_: str,
        known: Sequence[Known],
        entries: Sequence[StatusEntry],
        removed: dict[int, tuple[str, StatusEntry]],
    ) -> tuple[Known, ...]:
        places = matches(known, entries)
        result: list[Known] = []
        for entry, place in zip(entries, places, strict=True):
            if place is None:
                result.append(Known(self._new(version, id_, entry, removed), entry))
                continue
            number = known[place].identity
            if removed.pop(number, None):  # on another branch
                self._note(number, _event("restored", version, id_, None, known[place].entry))
            values = [each.entry for each in known if each.identity == number]
            if content_of(entry) not in [content_of(value) for value in values]:
                self._note(number, _event("changed", version, id_, values[0], entry))
            result.append(Known(number, entry))
        there = {each.identity for each in result}
        contents = [content_of(entry) for entry in entries]
        for each in known:
            if each.identity in there or each.identity in removed:
                continue
            removed[each.identity] = (id_, each.entry)
            # Recorded on two branches alike, it is one entry after the merge.
            if len(version.parents) < _SEVERAL or content_of(each.entry) not in contents:
                self._note(each.identity, _event("removed", version, id_, each.entry, None))
            else:
                self._join(each.identity, next(one.identity for one in result if _same(one.entry, each.entry)))
        return tuple(result)

    def _new(self, version: Version, id_: str, entry: StatusEntry, removed: dict[int, tuple[str, StatusEntry]]) -> int:
        """Return the identity of an entry that was not there: a new one, or that of an entry that was removed."""
        content = content_of(entry)
        for number, (measure, old) in removed.items():
            if self._names.get(measure, measure) == id_ and content_of(old) == content:
                del removed[number]
                self._note(number, _event("restored", version, id_, None, entry))
                return number
        self._traces.append(Trace(len(self._traces)))
        self._note(len(self._traces) - 1, _event("recorded", version, id_, None, entry))
        return len(self._traces) - 1

    def _join(self, number: int, other: int) -> None:
        """Forget an entry that is another one, and keep that it was recorded earlier, if it was."""
        mine, theirs = self._traces[number], self._traces[other]
        if mine.events and theirs.events:
            first = min((mine.recorded, theirs.recorded), key=lambda event: event.commit.time if event.commit else 0)
            theirs.events[0] = first
        mine.events.clear()

    def _note(self, number: int, event: Event) -> None:
        self._traces[number].events.append(event)

    def trail(self) -> Trail:
        """Return what was found."""
        current = {
            id_: [(each.entry, self._traces[each.identity]) for each in found]
            for id_, found in self._last.entries.items()
        }
        traces = [trace for trace in self._traces if trace.events]
        return Trail(traces, current, self._names, self._unreadable, self._planned, self._has_merges)


_SEVERAL = 2


def _event(kind: EventKind, version: Version, id_: str, before: StatusEntry | None, after: StatusEntry | None) -> Event:
    return Event(kind, version.commit, id_, before, after, version.is_cut)


def _same(entry: StatusEntry, other: StatusEntry) -> bool:
    return content_of(entry) == content_of(other)


def _known(parents: Sequence[_Point], names: Mapping[str, str]) -> dict[str, list[Known]]:
    """Return the entries of each measure in any of the versions before, by the id that it has now."""
    known: dict[str, list[Known]] = {}
    for parent in parents:
        for id_, entries in parent.entries.items():
            known.setdefault(names.get(id_, id_), []).extend(entries)
    return known


def _filled(contents: Contents, before: Contents) -> Contents:
    """Return what a version says, with the plan of the version before where its own cannot be read."""
    return contents if contents.measures is not None else contents._replace(measures=before.measures)
