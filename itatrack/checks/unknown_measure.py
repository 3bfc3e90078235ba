"""E301: the history contains a measure that is not in the plan.

Its entries would never reach the memo.

Wrong: `e-servise:` in `status.yaml`, where the plan has `e-service`.
Right: `e-service:`, if that measure is meant; put `#` before entries of a measure that is no longer in the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import MAX_LISTED, Suggester

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan


def check(plan: Plan, history: History) -> Iterator[Finding]:
    """Yield a finding for every measure id of the history that is not in the plan."""
    known = {measure.id: None for measure in plan.measures}
    # A measure that has entries of its own is not meant by others.
    suggester = Suggester(name for name in known if name not in history.entries)
    first = ", ".join(list(known)[:MAX_LISTED])
    path = plan.location.value().path
    for name in history.entries:
        if name not in known:
            yield finding(
                "E301",
                history.location.key(name),
                id=name,
                path=path,
                known=first,
                meant=suggester.nearest(name),
            )
