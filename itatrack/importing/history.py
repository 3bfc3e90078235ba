"""The history of a draft: what several tables say of a measure, as one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.message import message
from itatrack.importing.entries import Entry
from itatrack.importing.notes import as_text
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from itatrack.importing.notes import Fields, Notes


def joined(before: Entry, entry: Entry) -> Entry:
    """Return what two tables say of one measure; what they say differently is noted."""
    fields = {key: value for key, value in entry.fields.items() if key not in before.fields}
    lost = {key: value for key, value in entry.fields.items() if before.fields.get(key, value) != value}
    differs = entry.status and before.status and entry.status is not before.status
    doubts = [*before.doubts, *entry.doubts]
    if lost or differs:
        text = ", ".join([*([entry.status.label] if differs and entry.status else []), *map(as_text, lost.values())])
        doubts.append(message("another table has: '{text}'", text=text))
    return Entry(before.fields | fields, before.day or entry.day, before.status or entry.status, doubts)


def history_of(entries: Mapping[int, Entry], ids: Sequence[str], day: dt.date | None, notes: Notes) -> Fields:
    """Return the entries by the ids of their measures, each with a date and a status; the others are noted.

    Args:
        entries: what is known of each measure.
        ids: the ids of the measures.
        day: the day of those entries that have none of their own.
        notes: takes the doubts.
    """
    history: Fields = {}
    lacks_day = False
    for index in sorted(entries):
        entry, name = entries[index], ids[index]
        for said in entry.doubts:
            notes.doubt((name,), said, "history")
        date = entry.day or day
        if entry.status and date:
            history[name] = [{"date": calendar.iso(date), "status": entry.status.code, **entry.fields}]
        elif entry.status:
            lacks_day = True
            notes.keep((name,), f"{name}: {as_text({'status': entry.status.code, **entry.fields})}", "history")
        elif entry.fields:
            text = f"{name}: {as_text(entry.fields)}"
            notes.doubt((name,), message("no status was found, so this is not an entry: {text}", text=text), "history")
    if lacks_day:
        said = message("no date of the result was found, so the entries are comments: give it with --as-of")
        notes.doubt((), said, "history")
    return history
