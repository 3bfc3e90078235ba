"""W502: an entry records done, and neither it nor an earlier one since then gives evidence.

An assessor believes what can be looked up, preferably at a stable address. A memo whose tables show neither `evidence`
nor `statuses` needs none.

Wrong: `status: done` alone.
Right: `status: done` with `evidence: [{text: ประกาศ, url: "https://www.example.go.th/notice"}]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model.columns import printed_columns
from itatrack.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History, Plan


def check(plan: Plan, history: History) -> Iterator[Finding]:
    """Yield a finding for every done entry without evidence, where the memo prints it."""
    # Without a column of its own it stands in that of the status.
    if not printed_columns(plan) & {"evidence", Status.DONE.code}:
        return
    for name, entries in history.entries.items():
        has_evidence = False
        for entry in entries:
            # Evidence holds as long as the status does, so a later entry that only adds a note needs none.
            has_evidence = entry.status is Status.DONE and (
                has_evidence or bool(entry.evidence) or "evidence" in entry.invalid_fields
            )
            if entry.status is Status.DONE and not has_evidence:
                yield finding("W502", entry.location.value("status"), id=name)
