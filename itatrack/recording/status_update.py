"""The status of measures that is to be recorded."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from itatrack.model.fields import fields_of
from itatrack.model.records import StatusEntry
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from itatrack.model.status import Status
    from itatrack.yamltext.edit.emitter import Data


class StatusUpdate(NamedTuple):
    """The status of measures from a day on.

    `evidence` is as the history writes it: a text, or a mapping with `url` or `file`. Evidence and steps are added to
    those of the day. `values` are single values of other keys as they are written: a text joins the day's texts where
    the key may have several, and any other value replaces the day's.
    """

    ids: tuple[str, ...]
    status: Status
    date: dt.date
    evidence: tuple[Data, ...] = ()
    steps: tuple[str, ...] = ()
    values: Mapping[str, str] = MappingProxyType({})

    def entry(self) -> dict[str, Data]:
        """Return the entry as the history writes it where the day has none, its keys in the order of the model."""
        stated: dict[str, Data] = {"date": calendar.iso(self.date), "status": self.status.code, **self.values}
        if self.evidence:
            stated["evidence"] = list(self.evidence)
        if self.steps:
            stated["steps"] = list(self.steps)
        return {key: stated[key] for key in fields_of(StatusEntry) if key in stated}
