"""E405, E406: the entries of a measure are not in the order of their dates.

Each day has one entry, and the oldest comes first, so that the history can be read and its diff in git shows
what is new.

Wrong: `- date: 2564-03-31` before `- date: 2563-12-31`, or the same day twice.
Right: `- date: 2563-12-31` before `- date: 2564-03-31`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.findings.message import message
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Message
    from itatrack.model.records import History, StatusEntry


def check(history: History) -> Iterator[Finding]:
    """Yield a finding for every entry dated before an earlier one in the file, or on its day."""
    for entries in history.entries.values():
        latest: StatusEntry | None = None
        first: dict[dt.date, StatusEntry] = {}
        for entry in entries:
            if "date" in entry.invalid_fields:
                continue
            if entry.date in first:
                yield _finding("E406", entry, first[entry.date], message("the first one is here"))
            elif latest and entry.date < latest.date:
                yield _finding("E405", entry, latest, message("this one is later"))
            first.setdefault(entry.date, entry)
            if latest is None or entry.date > latest.date:
                latest = entry


def _finding(code: str, entry: StatusEntry, other: StatusEntry, why: Message) -> Finding:
    related = Related(why, other.location.value("date"))
    return finding(code, entry.location.value("date"), (related,), day=calendar.iso(entry.date))
