"""The same as JSON: an envelope whose version says what a program may rely on; see `docs/json.md`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from itatrack.model import Status
from itatrack.overview.listing import by_unit
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from itatrack.model import Evidence, StatusEntry
    from itatrack.progress import Progress, State

# Raised when a key is taken away or means something else; new keys may come at any time.
SCHEMA_VERSION = 1


def list_envelope(progress: Progress, listed: Sequence[State], units: Sequence[str]) -> dict[str, Any]:
    """Give what `status list` shows: the listed measures, and the counts of all measures of the chosen units."""
    shares = [{"unit": unit, **_counts(one)} for unit, one in by_unit(progress, units).items()]
    return {
        **_head("status-list", progress.as_of),
        "measures": [_measure(state) for state in listed],
        "progress": {"all": _counts(progress), "units": shares},
    }


def log_envelope(state: State) -> dict[str, Any]:
    """Give what `status log` shows: one measure, its entries, and how long each state lasted."""
    return {
        **_head("status-log", state.as_of),
        "measure": _measure(state),
        "entries": [_entry(entry) for entry in state.entries],
        "states": [
            {
                "status": spell.status.code,
                "since": _date(spell.since),
                "until": _date(spell.until),
                "days": spell.days(state.as_of),
            }
            for spell in state.spells
        ],
    }


def _head(kind: str, as_of: dt.date) -> dict[str, Any]:
    return {"schema_version": SCHEMA_VERSION, "kind": kind, "as_of": _date(as_of)}


def _measure(state: State) -> dict[str, Any]:
    return {
        "id": state.measure.id,
        "code": state.measure.code,
        "group": list(state.measure.group),
        "title": state.measure.title,
        "units": list(state.measure.responsible),
        "status": state.status.code,
        "since": _date(state.since),
        "due": _date(state.due),
        "overdue": state.overdue,
        "due_soon": state.due_soon,
        "evidence": [_evidence(one) for one in state.evidence],
        "percent": _number(state.percent),
        "budget": _number(state.measure.budget) if isinstance(state.measure.budget, Decimal) else None,
        "spent": _number(state.spent),
        "indicators": [
            {
                "name": one.name,
                "target": one.target,
                "unit": one.unit,
                "result": found.result if found else None,
                "met": found.met if found else None,
            }
            for one, found in state.indicators
        ],
        "own": {name: _own(state.own(name)) for name in sorted(own_names(state))},
    }


def own_names(state: State) -> set[str]:
    """Give the names of the agency's own columns that have a value."""
    return {*state.measure.own, *(name for entry in state.entries for name in entry.own)}


def _own(value: Any) -> Any:  # noqa: ANN401  as many types as kinds of columns
    if isinstance(value, tuple):
        return list(value)
    return _number(value) if isinstance(value, Decimal) else value if isinstance(value, str) else _date(value)


def _number(value: Decimal | None) -> int | float | None:
    """Give a number as JSON has them; money has two decimals at most, which a float holds."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _entry(entry: StatusEntry) -> dict[str, Any]:
    return {
        "date": _date(entry.date),
        "status": entry.status.code,
        "evidence": [_evidence(one) for one in entry.evidence],
        "steps": list(entry.steps),
        "progress": _number(entry.progress),
        "result": list(entry.result),
        "spent": _number(entry.spent),
        "problems": list(entry.problems),
        "remedy": list(entry.remedy),
        "note": entry.note,
    }


def _evidence(one: Evidence) -> dict[str, str | None]:
    return {"text": one.text, "url": one.url, "file": one.file}


def _counts(progress: Progress) -> dict[str, int]:
    by_status = {status.code.replace("-", "_"): progress.count(status) for status in Status}
    overdue = sum(state.overdue for state in progress.states)
    return {"measures": len(progress.states), **by_status, "overdue": overdue}


def _date(day: dt.date | None) -> dict[str, str] | None:
    return {"gregorian": day.isoformat(), "buddhist": calendar.iso(day)} if day else None
