"""E302: a measure names a responsible unit that is not in `units`.

A unit spelt in two ways would be counted as two.

Wrong: `responsible: [กองคลงั]`, where `units` has `กองคลัง`, or `responsible: [กองคลัง/สำนักปลัด]`.
Right: `responsible: [กองคลัง]`, or `responsible: [กองคลัง, สำนักปลัด]`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import MAX_LISTED, Suggester

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan

# What stands between units that were written as one. The words and blanks of the second stand in names too.
_SIGNS = r"\s*[/,，、;+&\\]\s*|\s+[-–]\s+"
_WORDS = rf"{_SIGNS}|\s*(?:ร่วมกับ|และ|กับ)\s*|\s+"


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for every responsible unit that is not among the plan's units."""
    known = dict.fromkeys(plan.units)
    suggester = Suggester(known)
    first = ", ".join(plan.units[:MAX_LISTED])
    for measure in plan.measures:
        for index, unit in enumerate(measure.responsible):
            if unit in known:
                continue
            span = measure.location.value("responsible", index)
            parts = _parts(unit, known)
            if parts:
                yield finding("E302.several", span, unit=unit, apart=", ".join(f"`{part}`" for part in parts))
            else:
                yield finding("E302", span, unit=unit, known=first, meant=suggester.nearest(unit))


def _parts(unit: str, known: Container[str]) -> list[str]:
    """Return the units that were written as one, or none where it is one."""
    for between, enough in ((_SIGNS, any), (_WORDS, all)):
        parts = [part for part in re.split(between, unit) if part]
        if len(parts) > 1 and enough(part in known for part in parts):
            return parts
    return []
