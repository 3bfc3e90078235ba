"""W518: a measure has no steps, and a table of the memo shows them.

Wrong: a measure without `steps`, in a plan whose tables have the usual columns.
Right: `steps: [จัดทำประกาศ]`, or `tables` without the columns `steps` and `reported_steps`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model.columns import printed_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for every measure without steps where they are to be printed."""
    if not printed_columns(plan) & {"steps", "reported_steps"}:
        return
    for measure in plan.measures:
        if not measure.steps and not measure.invalid_fields & {"id", "steps"}:
            yield finding("W518", measure.location.value("id"), id=measure.id)
