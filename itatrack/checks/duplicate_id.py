"""E303: two measures have the same id.

The history could not tell them apart.

Wrong: `- id: e-service` twice in `measures`.
Right: `- id: e-service` and `- id: e-service-web`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.findings.message import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Measure, Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for every measure whose id an earlier one has."""
    first: dict[str, Measure] = {}
    for measure in plan.measures:
        if "id" in measure.invalid_fields:
            continue
        if measure.id in first:
            related = Related(message("the first one is here"), first[measure.id].location.value("id"))
            yield finding("E303", measure.location.value("id"), (related,), id=measure.id)
        first.setdefault(measure.id, measure)
