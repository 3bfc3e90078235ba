"""E306: a measure is reported in a round that is not in the plan.

Wrong: `rounds: [รอบ 7 เดือน]` of a measure.
Right: `rounds: [รอบ 6 เดือน]`, a name of the plan's `rounds`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.progress.rounds import rounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for every round of a measure that is none of the plan's."""
    known = [round_.name for round_ in rounds_of(plan)]
    for measure in plan.measures:
        for index, name in enumerate(measure.rounds):
            if name not in known:
                span = measure.location.value("rounds", index)
                yield finding("E306", span, name=name, known=", ".join(known))
