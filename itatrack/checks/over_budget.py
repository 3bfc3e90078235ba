"""W515: a measure spent more than its budget, or money although it needs none.

This is checked if the memo prints what was spent: in the columns `spent` and `left`, and in the part `summary`.

Wrong: `spent: 12000` where the measure has `budget: 10000`, or `budget: ไม่ใช้งบประมาณ`.
Right: the amounts as they are in the agency's books; a change of the budget is made in the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model.amounts import Baht
from itatrack.model.columns import printed_columns, prints_summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan


def check(plan: Plan, history: History) -> Iterator[Finding]:
    """Yield a finding for every entry that has spent more than the budget of its measure."""
    if not (printed_columns(plan) & {"spent", "left"} or prints_summary(plan)):
        return
    for measure in plan.measures:
        if measure.budget is None:
            continue
        budget = measure.budget if isinstance(measure.budget, Baht) else Baht(0)
        for entry in history.entries.get(measure.id, ()):
            if entry.spent is not None and entry.spent > budget:
                span = entry.location.value("spent")
                yield finding("W515", span, id=measure.id, spent=entry.spent, budget=measure.budget)
