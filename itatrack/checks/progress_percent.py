"""W514: percent and status of an entry disagree.

Wrong: `status: done` with `progress: 80`, or `status: in-progress` with `progress: 100`.
Right: `status: done` with `progress: 100`, or without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.message import message
from itatrack.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History

_ALL = 100


def check(history: History) -> Iterator[Finding]:
    """Yield a finding for every entry that is done below 100 percent, at 100 and not done, or begun and not started."""
    for name, entries in history.entries.items():
        for entry in entries:
            percent = entry.progress
            if percent is None or "status" in entry.invalid_fields:
                continue
            begun_only = entry.status is Status.NOT_STARTED and percent > 0
            if (entry.status is Status.DONE) is not (percent == _ALL) or begun_only:
                yield finding(
                    "W514",
                    entry.location.value("progress"),
                    id=name,
                    status=message(entry.status.code),
                    percent=percent,
                )
