"""E307: a measure gives an unknown ITA indicator.

Wrong: `ita_indicator: 11`, or `ita_indicator: การใช้อำนาด`.
Right: `ita_indicator: 3`, or `ita_indicator: การใช้อำนาจ`, or a list of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import nearest
from itatrack.model import ita

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield a finding for every indicator that is neither a number nor a name of the ITA's."""
    names = ita.indicators()
    known = ", ".join(f"{number} {name}" for number, name in names.items())
    for measure in plan.measures:
        for index, word in enumerate(measure.ita_indicator):
            if ita.indicator(word) is None:
                span = measure.location.value("ita_indicator", index)
                yield finding("E307", span, name=word, known=known, meant=nearest(word, names.values()))
