"""What is printed of the parts of a measure in words: its evidence, period, monitoring, indicators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from itatrack.model import ita
from itatrack.report.tables import Item
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.model.records import Evidence, Measure, Monitoring, Period, Plan
    from itatrack.progress.state import State

_PERCENT: Final = "ร้อยละ"


def evidence_item(evidence: Evidence, as_of: dt.date | None = None) -> Item:
    """Return a piece of evidence as it is printed: its text, or its address or file where it has none.

    As of a day it tells when it was checked, unless that came later: behind its text, or else behind what it is.
    """
    text, remark = evidence.text or "", ""
    if as_of and evidence.checked and evidence.checked <= as_of:
        remark = f"(ตรวจสอบแล้ว {calendar.short(evidence.checked)})"
    if text:
        return Item(f"{text} {remark}".rstrip(), evidence.url, evidence.file)
    return Item("", evidence.url, evidence.file, remark=remark)


def evidence_items(plan: Plan, state: State) -> tuple[Item, ...]:
    """Return the evidence of a state as it is printed, with the day on which it was checked where the memo tells it."""
    as_of = state.as_of if plan.memo.evidence_checked else None
    return tuple(evidence_item(evidence, as_of) for evidence in state.evidence)


def period_text(period: Period) -> str:
    """Return a period in the agency's words, or from day to day."""
    if period.text:
        return period.text
    if period.from_ and period.to:
        return f"{calendar.short(period.from_)} - {calendar.short(period.to)}"
    if period.to:
        return f"ภายใน {calendar.short(period.to)}"
    return f"ตั้งแต่ {calendar.short(period.from_)}" if period.from_ else ""


def monitoring_text(monitoring: Monitoring) -> str:
    """Return how a measure is followed up, and by which day."""
    return monitoring.text + (f" ณ {calendar.full(monitoring.due)}" if monitoring.due else "")


def continues_text(measure: Measure) -> str | None:
    """Return which year's plan a measure goes on from, or None where it begins in this one."""
    return f"ต่อเนื่องจากปี {measure.continues.partition('/')[0]}" if measure.continues else None


def indicator_text(word: str) -> str:
    """Return an ITA indicator with its number and its name."""
    number = ita.indicator(word)
    return f"ตัวชี้วัดที่ {number} {ita.indicators()[number]}" if number else word


def with_unit(value: str | None, unit: str | None) -> str:
    """Return a target or a result with its unit behind it; ร้อยละ stands before the number: ไม่น้อยกว่าร้อยละ 80."""
    if value and unit == _PERCENT and re.search("[0-9๐-๙]", value):
        return value if _PERCENT in value else re.sub(r" *(?=[0-9๐-๙])", f"{_PERCENT} ", value, count=1)
    return " ".join(part for part in (value, unit) if part)
