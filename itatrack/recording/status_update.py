"""What is to be recorded."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from itatrack.model.fields import fields_of
from itatrack.model.records import StatusEntry
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from itatrack.model.records import Evidence
    from itatrack.model.status import Status
    from itatrack.yamltext.edit.emitter import Data


class Wanted(NamedTuple):
    """The state of measures from a day on.

    `evidence` is as the history writes it: a text, or a mapping with `url` or `file`. Evidence and steps are added to
    those of the day. `values` are one value of other keys, as it is written: a text joins the day's where the key may
    have several, and any other value takes the place of the day's.
    """

    ids: tuple[str, ...]
    status: Status
    date: dt.date
    evidence: tuple[Data, ...] = ()
    steps: tuple[str, ...] = ()
    values: Mapping[str, str] = MappingProxyType({})

    def entry(self) -> dict[str, Data]:
        """Give the entry as it stands in the history where the day has none, its keys in the order of the model."""
        said: dict[str, Data] = {"date": calendar.iso(self.date), "status": self.status.code, **self.values}
        if self.evidence:
            said["evidence"] = list(self.evidence)
        if self.steps:
            said["steps"] = list(self.steps)
        return {key: said[key] for key in fields_of(StatusEntry) if key in said}


def is_said(key: str, value: str, entry: StatusEntry) -> bool:
    """Say whether an entry says a value of `Wanted.values` already."""
    said = getattr(entry, key)
    if isinstance(said, tuple):
        return value in said
    return bool(said == (Decimal(value) if isinstance(said, Decimal) else value))


def is_known(one: Data, evidence: tuple[Evidence, ...]) -> bool:
    """Say whether a piece of evidence, as the history writes it, is among those of an entry."""
    if isinstance(one, dict):
        return any(all(getattr(known, key) == value for key, value in one.items()) for known in evidence)
    return any(known.text == one for known in evidence)
