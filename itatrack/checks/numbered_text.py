"""W523: one list item contains several numbered steps.

Lines that are pasted below a `- ` are read as one text, so two steps would be printed as one.

Wrong: `- 1. จัดทำประกาศ 2. เผยแพร่`, on one line or on two.
Right: `- จัดทำประกาศ` and `- เผยแพร่`, each on a line of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan

# A number before a part of a text: 1. or 1) or (1), with a blank behind it.
_NUMBER = r"(?:^|\s)\(?([0-9]+)[.)](?=\s)"


def check(plan: Plan, history: History) -> Iterator[Finding]:
    """Yield a finding for every step or result that holds the numbers 1 and 2 before its parts."""
    records = [(measure, "steps") for measure in plan.measures]
    entries = [entry for of_measure in history.entries.values() for entry in of_measure]
    for record, name in [*records, *((entry, name) for entry in entries for name in ("steps", "result"))]:
        for index, text in enumerate(getattr(record, name)):
            numbers = re.findall(_NUMBER, to_arabic(text))
            if numbers[:2] == ["1", "2"] and re.match(_NUMBER, to_arabic(text)):
                yield finding("W523", record.location.value(name, index), key=name)
