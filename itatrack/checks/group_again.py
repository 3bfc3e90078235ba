"""W517: a group is interrupted by measures of another one.

Its heading is printed before each run of its measures, so it would be printed twice; usually a measure is in the
wrong place, or the name of the group in between is misspelt.

Wrong: `group: ด้านที่ 1`, `group: ด้านที่ 2`, and `group: ด้านที่ 1` again.
Right: the measures of a group one after the other.
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
    """Yield a finding for every measure that takes up a group, or a group within it, that had come to its end."""
    last: dict[tuple[str, ...], Measure] = {}
    before: Measure | None = None
    for measure in plan.measures:
        for level in range(1, len(measure.group) + 1):
            group = measure.group[:level]
            if group in last and last[group] is not before:
                related = Related(message("it was here before"), last[group].location.value("group", level - 1))
                yield finding("W517", measure.location.value("group", level - 1), (related,), group=group[-1])
                break
        for level in range(1, len(measure.group) + 1):
            last[measure.group[:level]] = measure
        before = measure
