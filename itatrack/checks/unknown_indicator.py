"""E308: an entry gives the result of an indicator that the measure does not have.

Wrong: `indicators: [{name: 3, result: 90}]` where the measure has two indicators.
Right: the name of one of the measure's `indicators`, or its number from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import nearest
from itatrack.progress.state import indicator_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan


def check(plan: Plan, history: History) -> Iterator[Finding]:
    """Yield a finding for every result whose indicator the measure does not have."""
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
