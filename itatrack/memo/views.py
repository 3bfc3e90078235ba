"""What a template sees: the plan's keys under their own names, and each measure with its state."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateRuntimeError

from itatrack.keys import Record, fields_of
from itatrack.memo.tables import evidence_item, plan_rows, result_rows
from itatrack.memo.undefined import Absent
from itatrack.model import Status
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.model import Plan
    from itatrack.progress import Progress, State


def context(plan: Plan, progress: Progress, date: dt.date) -> dict[str, Any]:
    """Give every variable of a template; `docs/templates.md` lists them.

    Args:
        plan: the plan, without errors.
        progress: its state as of the day of the report.
        date: the memo's own date.
    """
    agency = view(plan.agency, "agency")
    names = (plan.agency.name, plan.agency.district, plan.agency.province)
    agency.full_name = " ".join(name for name in names if name)
    return {
        **vars(view(plan, "")),
        "agency": agency,
        "measures": [_measure(state, number) for number, state in enumerate(progress.states, 1)],
        "as_of": progress.as_of,
        "date": date,
        "fiscal_year": calendar.fiscal_year(progress.as_of),
        "summary": _summary(progress),
        "plan_rows": plan_rows(progress),
        "result_rows": result_rows(progress),
    }


class View(SimpleNamespace):
    """A record as a template sees it; it has parts, and no text of its own."""

    def __str__(self) -> str:
        raise TemplateRuntimeError("a record cannot be printed as it is: print its parts")


def view(record: Record, path: str) -> View:
    """Show a record's keys by their names in YAML; a key that was left out is falsy and cannot be printed."""
    fields = fields_of(type(record))
    dot = f"{path}." if path else ""
    return View(**{key: _shown(getattr(record, field.name), dot + key) for key, field in fields.items()})


def _shown(value: Any, path: str) -> Any:  # noqa: ANN401  as many types as kinds
    if value is None:
        return Absent(path)
    if isinstance(value, Record):
        return view(value, path)
    if isinstance(value, Status):
        return value.code
    if isinstance(value, tuple):
        return [_shown(item, path) for item in value]
    return value


def _measure(state: State, number: int) -> View:
    shown = view(state.measure, "measure")
    shown.number = number
    shown.monitoring = (
        view(state.monitoring, "measure.monitoring") if state.monitoring else Absent("measure.monitoring")
    )
    shown.status = state.status.code
    shown.label = state.status.label
    shown.since = state.since or Absent("measure.since")
    shown.due = state.due or Absent("measure.due")
    shown.overdue = state.overdue
    shown.reported_steps = list(state.steps)
    shown.evidence = [evidence_item(one) for one in state.entry.evidence] if state.entry else []
    shown.entry = view(state.entry, "measure.entry") if state.entry else Absent("measure.entry")
    return shown


def _summary(progress: Progress) -> View:
    """Count the measures in all and by status; the names are the statuses' codes with `_` for `-`."""
    counts = {status.code.replace("-", "_"): _count(progress, status) for status in Status}
    return View(total=len(progress.states), **counts)


def _count(progress: Progress, status: Status) -> View:
    percent = str(progress.percent(status)).removesuffix(".00")
    return View(count=progress.count(status), percent=percent, label=status.label)
