"""The status of measures that is to be recorded."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from itatrack.model.fields import fields_of
from itatrack.model.records import StatusEntry
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from itatrack.model.status import Status
    from itatrack.yamltext.edit.emitter import Data

T = TypeVar("T")


class StatusUpdate(NamedTuple):
    """The status of measures from a day on.

    `evidence` is as the history writes it: a text, or a mapping with `url` or `file`. Evidence and steps are added to
    those of the day. `values` are single values of other keys, the agency's columns among them, as they are written: a
    text joins the day's texts where the key may have several, and any other value replaces the day's. `indicators` are
    results by the name or the number of their indicator.
    """

    ids: tuple[str, ...]
    status: Status
    date: dt.date
    evidence: tuple[Data, ...] = ()
    steps: tuple[str, ...] = ()
    values: Mapping[str, str] = MappingProxyType({})
    indicators: Mapping[str, str] = MappingProxyType({})

    def entry(self) -> dict[str, Data]:
        """Return the entry as the history writes it where the day has none, its keys in the order of the model."""
        stated: dict[str, Data] = {"date": calendar.iso(self.date), "status": self.status.code, **self.values}
        if self.evidence:
            stated["evidence"] = list(self.evidence)
        if self.steps:
            stated["steps"] = list(self.steps)
        if self.indicators:
            stated["indicators"] = [{"name": name, "result": result} for name, result in self.indicators.items()]
        return in_order(stated)


def in_order(values: Mapping[str, T]) -> dict[str, T]:
    """Return the keys of an entry in the order of the model, the agency's columns after them, with their values."""
    return {key: values[key] for key in dict.fromkeys((*fields_of(StatusEntry), *values)) if key in values}
