"""What the lists of `status` show as JSON: an envelope whose version says what a program may rely on, docs/json.md."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from itatrack import SCHEMA_VERSION
from itatrack.model.fields import Record, fields_of
from itatrack.model.status import Status
from itatrack.overview.listing import by_unit
from itatrack.overview.traces import commit_json
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from itatrack.audit.tracing import Event, Trail
    from itatrack.findings.json_reporter import Json
    from itatrack.model.records import StatusEntry
    from itatrack.progress.state import Progress, State

# What a state has besides evidence, percent, money and results of indicators.
_HELD = ("steps", "result", "problems", "remedy", "note")


def list_envelope(progress: Progress, listed: Sequence[State], units: Sequence[str]) -> dict[str, Json]:
    """Return what `status list` shows: the listed measures, and the counts of all measures of the chosen units."""
    shares: list[Json] = [{"unit": unit, **_counts(share)} for unit, share in by_unit(progress, units).items()]
    return {
        **_head("status-list", progress.as_of),
        "measures": [_measure(state) for state in listed],
        "progress": {"all": _counts(progress), "units": shares},
    }


def log_envelope(
    state: State, earlier: Mapping[str, State] = MappingProxyType({}), trail: Trail | None = None
) -> dict[str, Json]:
    """Return what `status log` shows: one measure, its entries, and how long each state lasted.

    Args:
        state: the measure as of a day.
        earlier: the measure in earlier years, the latest first, by the name that `continues` gives it.
        trail: who recorded each entry and when, where a repository tells it.
    """
    years: list[Json] = [
        {"fiscal_year": int(name.partition("/")[0]), "as_of": shown_date(earlier_state.as_of), **_log(earlier_state)}
        for name, earlier_state in earlier.items()
    ]
    return {**_head("status-log", state.as_of), **_log(state, trail), "earlier_years": years}


def _log(state: State, trail: Trail | None = None) -> dict[str, Json]:
    return {
        "measure": _measure(state),
        "entries": [
            {**_entry_json(entry), "events": _events(state.measure.id, entry, trail)} for entry in state.entries
        ],
        "states": [
            {
                "status": period.status.code,
                "since": shown_date(period.since),
                "until": shown_date(period.until),
                "days": period.days(state.as_of),
            }
            for period in state.status_periods
        ],
    }


def _head(kind: str, as_of: dt.date) -> dict[str, Json]:
    return {"schema_version": SCHEMA_VERSION, "kind": kind, "as_of": shown_date(as_of)}


def _measure(state: State) -> dict[str, Json]:
    return {
        "id": state.measure.id,
        "code": state.measure.code,
        "group": list(state.measure.group),
        "title": state.measure.title,
        "units": list(state.measure.responsible),
        "status": state.status.code,
        "since": shown_date(state.since),
        "continues": state.measure.continues,
        "recurring": state.measure.recurring,
        "due": shown_date(state.due),
        "overdue": state.overdue,
        "due_soon": state.due_soon,
        "evidence": plain_json(state.evidence),
        **{name: plain_json(state.held(name)) for name in _HELD},
        "percent": json_number(state.percent),
        "budget": json_number(state.measure.budget) if isinstance(state.measure.budget, Decimal) else None,
        "spent": json_number(state.spent),
        "earlier_entries": state.earlier,
        "indicators": [
            {
                "name": indicator.name,
                "target": indicator.target,
                "unit": indicator.unit,
                "result": result.result if result else None,
                "met": result.met if result else None,
            }
            for indicator, result in state.indicators
        ],
        "own": {name: plain_json(state.custom_value(name)) for name in sorted(_custom_names(state))},
    }


def _custom_names(state: State) -> set[str]:
    """Return the names of the agency's own columns that have a value."""
    return {*state.measure.custom_columns, *(name for entry in state.entries for name in entry.custom_columns)}


def json_number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON has them; money has two decimals at most, which a float holds."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _events(id_: str, entry: StatusEntry, trail: Trail | None) -> Json:
    """Return what was done to an entry in the commits of a repository, or null where there is none."""
    if trail is None:
        return None
    trace = trail.of(id_, entry)
    return [event_json(event) for event in trace.events] if trace else []


def event_json(event: Event) -> dict[str, Json]:
    """Return what a commit did to an entry."""
    return {
        "kind": event.kind,
        "recorded": commit_json(event.commit),
        "or_earlier": event.is_cut,
        "id": event.measure,
        "before": _entry_json(event.before) if event.before else None,
        "after": _entry_json(event.after) if event.after else None,
    }


def _entry_json(entry: StatusEntry) -> dict[str, Json]:
    """Return every key of an entry, whether it states it or not, and the agency's own columns that it states."""
    return {**_keys(entry), "own": {name: plain_json(value) for name, value in sorted(entry.custom_columns.items())}}


def _keys(record: Record) -> dict[str, Json]:
    return {name: plain_json(getattr(record, field.name)) for name, field in fields_of(type(record)).items()}


def plain_json(value: object) -> Json:
    """Return a value of the model as JSON has it; a record is an object with all of its keys."""
    if isinstance(value, Record):
        return _keys(value)
    if isinstance(value, tuple):
        return [plain_json(item) for item in value]
    if isinstance(value, Status):
        return value.code
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, dt.date):
        return shown_date(value)
    return value if isinstance(value, str | int | None) else str(value)


def _counts(progress: Progress) -> dict[str, int]:
    by_status = {status.code.replace("-", "_"): progress.count(status) for status in Status}
    overdue = sum(state.overdue for state in progress.states)
    return {"measures": len(progress.states), **by_status, "overdue": overdue}


def shown_date(day: dt.date | None) -> dict[str, str] | None:
    """Return a day in both eras."""
    return {"gregorian": day.isoformat(), "buddhist": calendar.iso(day)} if day else None
