"""E302: a measure names a responsible unit that is not in `units`.

A unit spelt in two ways would be counted as two.

Wrong: `responsible: [กองคลงั]`, where `units` has `กองคลัง`.
Right: `responsible: [กองคลัง]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import MOST_NAMED, Suggester

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Give a finding for every responsible unit that is not among the plan's units."""
    if "units" in plan.unread:
        return
    known = dict.fromkeys(plan.units)
    suggester = Suggester(known)
    first = ", ".join(plan.units[:MOST_NAMED])
    for measure in plan.measures:
        for index, unit in enumerate(measure.responsible):
            if unit not in known:
                yield finding(
                    "E302",
                    measure.at.value("responsible", index),
                    unit=unit,
                    known=first,
                    meant=suggester.nearest(unit),
                )
