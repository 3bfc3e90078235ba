"""W503: a step is repeated, word for word or nearly so, under another measure.

This usually happens when a row is copied, and the step of one measure is left under the next.

A step under three or more measures is a way of working, such as แต่งตั้งคณะทำงาน, and not a mistake.

Wrong: `จัดทำประกาศ … ให้ทราบ` under two measures.
Right: under each measure the step that carries it out.
"""

from __future__ import annotations

from collections import Counter
from os.path import commonprefix
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.findings.message import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Measure, Plan

# Steps are compared in full only where they begin alike: else a large plan takes quadratic time.
_BEGINNING = 20
_ALIKE = 0.9
_MAX_COMPARED = 5
_WAY_OF_WORKING = 3  # measures with the same step


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for every step that an earlier measure has already, but for a few letters."""
    seen: dict[str, list[tuple[Measure, int, str]]] = {}
    times = Counter(text for measure in plan.measures for text in {_bare(step) for step in measure.steps})
    for measure in plan.measures:
        if "id" in measure.invalid_fields:
            continue
        steps_of_this = []
        for index, step in enumerate(measure.steps):
            text = _bare(step)
            if times[text] >= _WAY_OF_WORKING:
                continue
            group = seen.setdefault(text[:_BEGINNING], [])
            for other, position, other_text in group[:_MAX_COMPARED]:
                if _alike(text, other_text):
                    related = Related(message("the same step is here"), other.location.value("steps", position))
                    span = measure.location.value("steps", index)
                    yield finding("W503", span, (related,), id=measure.id, other=other.id)
                    break
            steps_of_this.append((group, (measure, index, text)))
        for group, step_of_this in steps_of_this:
            group.append(step_of_this)


def _bare(step: str) -> str:
    return "".join(step.split())


def _alike(text: str, other: str) -> bool:
    """Check whether two texts are the same but for one short stretch, in time linear in their length."""
    same = len(commonprefix([text, other]))  # noqa: RUF071  letters are compared, no paths
    same += len(commonprefix([text[same:][::-1], other[same:][::-1]]))  # noqa: RUF071  the same
    return same >= _ALIKE * max(len(text), len(other))
