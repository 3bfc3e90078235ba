"""The reasons why a change is refused, as values; `cli` words them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from itatrack.findings.finding import Finding
    from itatrack.model.status import Status


class UnknownIds(NamedTuple):
    """Ids that the plan does not have, and the ids that it has."""

    ids: list[str]
    known: list[str]


class DuplicateId(NamedTuple):
    """The id of a new measure, which another measure has already."""

    id: str


class LastMeasure(NamedTuple):
    """A measure that cannot be removed, as the plan has no other."""

    id: str


class UnknownUnit(NamedTuple):
    """A unit that the plan does not have, and those that it has."""

    unit: str
    known: list[str]


class DuplicateUnit(NamedTuple):
    """The new name of a unit, which another unit has already."""

    unit: str


class NoEntry(NamedTuple):
    """A measure that has no entry, or none of a date, and the dates of those that it has."""

    id: str
    date: dt.date | None
    dates: list[dt.date]


class DuplicateEntry(NamedTuple):
    """A date to which an entry cannot be moved, as the measure has one of that date."""

    id: str
    date: dt.date


class UnknownEvidence(NamedTuple):
    """Evidence to remove that an entry does not have, and what it has."""

    unknown: list[str]
    known: list[str]


class AmbiguousEvidence(NamedTuple):
    """Evidence to remove whose name several pieces of an entry have, and names that only one of them has."""

    name: str
    choices: list[str]


class MissingReason(NamedTuple):
    """Measures that would go back, be cancelled, or go on after that without a note.

    Each has the status that it has; `new` is the one that it would get.
    """

    statuses: Mapping[str, Status]
    new: Status


class BeforeFiscalYear(NamedTuple):
    """A date before the plan's fiscal year, on which an entry would not count; it is the new date of one, or not."""

    date: dt.date
    year: int
    is_new: bool = False


class NothingToUndo(NamedTuple):
    """There is no change that could be undone."""


class ChangedSince(NamedTuple):
    """A change that cannot be undone: its command and time, and the file that was changed since."""

    command: str
    time: str
    path: str


class InvalidData(NamedTuple):
    """Errors of the data as it is, beside which nothing can be changed."""

    findings: list[Finding]


class InvalidResult(NamedTuple):
    """Errors that the data would have after the change."""

    findings: list[Finding]


class EditRefused(NamedTuple):
    """A layout in which the change cannot be made; the finding says what to write by hand."""

    finding: Finding


Refusal = (
    UnknownIds
    | DuplicateId
    | LastMeasure
    | UnknownUnit
    | DuplicateUnit
    | NoEntry
    | DuplicateEntry
    | UnknownEvidence
    | AmbiguousEvidence
    | MissingReason
    | BeforeFiscalYear
    | NothingToUndo
    | ChangedSince
    | InvalidData
    | InvalidResult
    | EditRefused
)
