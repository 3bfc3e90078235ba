"""What is to be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.model import Evidence, Status
    from itatrack.yamltext.writing import Data


class Wanted(NamedTuple):
    """The state of measures from a day on.

    `evidence` is as the history writes it: a text, or a mapping with `url` or `file`. Evidence and steps are
    added to those of the day; a note takes the place of the day's note.
    """

    ids: tuple[str, ...]
    status: Status
    date: dt.date
    evidence: tuple[Data, ...] = ()
    steps: tuple[str, ...] = ()
    note: str | None = None

    def entry(self) -> dict[str, Data]:
        """Give the entry as it stands in the history where the day has none."""
        entry: dict[str, Data] = {"date": calendar.iso(self.date), "status": self.status.code}
        if self.evidence:
            entry["evidence"] = list(self.evidence)
        if self.steps:
            entry["steps"] = list(self.steps)
        if self.note is not None:
            entry["note"] = self.note
        return entry


def is_known(one: Data, evidence: tuple[Evidence, ...]) -> bool:
    """Say whether a piece of evidence, as the history writes it, is among those of an entry."""
    if isinstance(one, dict):
        return any(all(getattr(known, key) == value for key, value in one.items()) for known in evidence)
    return any(known.text == one for known in evidence)
