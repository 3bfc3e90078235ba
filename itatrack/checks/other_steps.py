"""W504: a measure was reported with steps that differ from the plan.

The memo prints the steps as reported; whoever signs should know that they differ.

Wrong: planned `จัดทำประกาศ`, reported `steps: [รณรงค์ผ่านสื่อสังคมออนไลน์]`.
Right: the planned steps carried out, or the plan changed before the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.findings.message import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan


def check(plan: Plan, history: History) -> Iterator[Finding]:
    """Yield a finding for every entry whose steps are not the planned ones."""
    measures = {measure.id: measure for measure in plan.measures if "steps" not in measure.invalid_fields}
    for name, entries in history.entries.items():
        measure = measures.get(name)
        for entry in entries:
            if measure and entry.steps and _bare(entry.steps) != _bare(measure.steps):
                related = Related(message("planned here"), measure.location.value("steps", 0))
                yield finding("W504", entry.location.value("steps", 0), (related,), id=name)


def _bare(steps: tuple[str, ...]) -> list[str]:
    return ["".join(step.split()) for step in steps]
