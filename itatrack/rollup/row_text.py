"""A row as text that is kept, and the row of such a text: the same values."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

from itatrack.findings.message import Message
from itatrack.model.amounts import Baht
from itatrack.rollup.agency_row import AgencyRow, OverdueMeasure

_DAYS = ("as_of", "round_end", "last_entry")
_AMOUNTS = ("budget", "spent")


def text_of_row(row: AgencyRow) -> str:
    """Return a row as JSON; what is said of its trouble is a message without values, if anything is."""
    return json.dumps(row._asdict(), default=_plain, ensure_ascii=False)


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def row_of_text(text: str) -> AgencyRow:
    """Return the row of a text that `text_of_row` returned."""
    values = json.loads(text)
    values |= {name: values[name] and dt.date.fromisoformat(values[name]) for name in _DAYS}
    values |= {name: values[name] and Baht(values[name]) for name in _AMOUNTS}
    values["detail"] = values["detail"] and Message(values["detail"][0])
    values["done_at"] = tuple(values["done_at"])
    values["titles"] = tuple((title, is_done) for title, is_done in values["titles"])
    values["overdue_measures"] = tuple(
        OverdueMeasure(id_, title, dt.date.fromisoformat(due)) for id_, title, due in values["overdue_measures"]
    )
    return AgencyRow(**values)
