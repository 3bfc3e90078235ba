"""E405, E406: the entries of a measure are not in the order of their days.

Each day has one entry, and the oldest stands first, so that the history can be read and its diff in git shows
what is new.

Wrong: `- date: 2564-03-31` before `- date: 2563-12-31`, or the same day twice.
Right: `- date: 2563-12-31` before `- date: 2564-03-31`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.language import say
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, StatusEntry


def check(history: History) -> Iterator[Finding]:
    """Give a finding for every entry dated before an earlier one in the file, or on its day."""
    for entries in history.entries.values():
        latest: StatusEntry | None = None
        seen: dict[object, StatusEntry] = {}
        for entry in entries:
            if "date" in entry.invalid_fields:
                continue
            if entry.date in seen:
                yield _finding("E406", entry, seen[entry.date], say("the first one is here"))
            elif latest and entry.date < latest.date:
                yield _finding("E405", entry, latest, say("this one is later"))
            seen.setdefault(entry.date, entry)
            if latest is None or entry.date > latest.date:
                latest = entry


def _finding(code: str, entry: StatusEntry, other: StatusEntry, message: str) -> Finding:
    related = Related(message, other.location.value("date"))
    return finding(code, entry.location.value("date"), (related,), day=calendar.iso(entry.date))
