"""Checks of percentages, money, and the results of indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.findings.message import message
from itatrack.findings.suggest import nearest
from itatrack.model.amounts import Baht
from itatrack.model.columns import printed_columns, prints_summary
from itatrack.model.status import Status
from itatrack.progress.state import indicator_of
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan, StatusEntry


_ALL = 100


def progress_percent(history: History) -> Iterator[Finding]:
    """W514: percent and status of an entry disagree.

    Wrong: `status: done` with `progress: 80`, or `status: in-progress` with `progress: 100`.
    Right: `status: done` with `progress: 100`, or without it.
    """
    for name, entries in history.entries.items():
        for entry in entries:
            percent = entry.progress
            if percent is None or "status" in entry.invalid_fields:
                continue
            begun_only = entry.status is Status.NOT_STARTED and percent > 0
            if (entry.status is Status.DONE) is not (percent == _ALL) or begun_only:
                yield finding(
                    "W514",
                    entry.location.value("progress"),
                    id=name,
                    status=message(entry.status.code),
                    percent=percent,
                )


def spent_less(history: History) -> Iterator[Finding]:
    """W521: the total spent is less than on an earlier day.

    `spent` is the total spent up to the day, not the amount of one payment. It falls only if money was returned, and
    the entry's `note` says so.

    Wrong: `spent: 5000`, and on a later day `spent: 2000`.
    Right: the later entry with `spent: 7000`, or with `note: ส่งคืนเงินยืม 3,000 บาท`.
    """
    for name, entries in history.entries.items():
        before: StatusEntry | None = None
        for entry in entries:
            if entry.invalid_fields & {"date", "spent"} or entry.spent is None:
                continue
            falls = before and before.spent is not None and before.date < entry.date and entry.spent < before.spent
            if before and falls and not entry.note and "note" not in entry.invalid_fields:
                yield finding(
                    "W521",
                    entry.location.value("spent"),
                    (Related(message("the larger sum is here"), before.location.value("spent")),),
                    id=name,
                    spent=entry.spent,
                    before=before.spent,
                    day=calendar.iso(before.date),
                )
            before = entry


def over_budget(plan: Plan, history: History) -> Iterator[Finding]:
    """W515: a measure spent more than its budget, or money although it needs none.

    This is checked if the memo prints what was spent: in the columns `spent` and `left`, and in the part `summary`.

    Wrong: `spent: 12000` where the measure has `budget: 10000`, or `budget: ไม่ใช้งบประมาณ`.
    Right: the amounts as they are in the agency's books; an entry states a new `budget` from its day on.
    """
    if not (printed_columns(plan) & {"spent", "left"} or prints_summary(plan)):
        return
    for measure in plan.measures:
        budget = measure.budget
        for entry in history.entries.get(measure.id, ()):
            budget = budget if entry.budget is None else entry.budget
            if budget is None or entry.spent is None or "budget" in entry.invalid_fields:
                continue
            if entry.spent > (budget if isinstance(budget, Baht) else Baht(0)):
                span = entry.location.value("spent")
                wording = "W515" if isinstance(budget, Baht) else "W515.none"
                yield finding(wording, span, id=measure.id, spent=entry.spent, budget=budget)


def unknown_indicator(plan: Plan, history: History) -> Iterator[Finding]:
    """E308: an entry gives the result of an indicator that the measure does not have.

    Wrong: `indicators: [{name: 3, result: 90}]` where the measure has two indicators.
    Right: the name of one of the measure's `indicators`, or its number from 1.
    """
    for measure in plan.measures:
        if "indicators" in measure.invalid_fields or any(indicator.invalid_fields for indicator in measure.indicators):
            continue
        names = [indicator.name for indicator in measure.indicators]
        for entry in history.entries.get(measure.id, ()):
            for result in entry.indicators:
                name = result.name
                if "name" not in result.invalid_fields and indicator_of(measure, name) is None:
                    known = ", ".join(names)
                    meant = nearest(name, names)
                    wording = "E308" if names else "E308.none"
                    span = result.location.value("name")
                    yield finding(wording, span, name=name, known=known, id=measure.id, meant=meant)
