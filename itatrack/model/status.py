"""The statuses of a measure, and every word that people use for them."""

from __future__ import annotations

from enum import Enum
from typing import Final

from itatrack.thai.spelling import normalise


class Status(Enum):
    """How far a measure is: its code, its label in the memo, a short label, and what else people write for it."""

    NOT_STARTED = (0, "not-started", "ยังไม่ดำเนินการ", "ยังไม่เริ่ม", "ยังไม่ได้ดำเนินการ", "ยังไม่ได้เริ่ม")
    IN_PROGRESS = (
        1, "in-progress", "อยู่ระหว่างดำเนินการ", "กำลังทำ",
        "กำลังดำเนินการ", "ระหว่างดำเนินการ", "อยู่ระหว่างทำ",
    )  # fmt: skip
    DONE = (
        2, "done", "ดำเนินการเสร็จเรียบร้อยแล้ว", "เสร็จ",
        "เสร็จแล้ว", "แล้วเสร็จ", "เสร็จสิ้น", "ดำเนินการแล้ว", "ดำเนินการแล้วเสร็จ", "ดำเนินการเสร็จแล้ว",
    )  # fmt: skip
    CANCELLED = (
        -1, "cancelled", "ยกเลิก", "ยกเลิก",
        "ยกเลิกแล้ว", "ยกเลิกมาตรการ", "ยกเลิกการดำเนินการ", "canceled",
    )  # fmt: skip

    def __init__(self, rank: int, code: str, label: str, short: str, *others: str) -> None:
        # From not started (0) to done (2). A cancelled measure is further back than one that is not started.
        self.rank = rank
        self.code = code
        self.label = label
        self.short = short
        self.words = tuple(dict.fromkeys((code, label, short, *others)))

    @property
    def is_final(self) -> bool:
        """Check whether nothing more is expected of a measure: it is done or cancelled."""
        return self is Status.DONE or self is Status.CANCELLED

    def needs_reason(self, before: Status) -> bool:
        """Check whether an auditor asks why: at a step back, a cancellation, and where a cancelled measure goes on."""
        return self.rank < before.rank or (before is Status.CANCELLED and self is not before)


# Only the code is written in the files; the other words are understood on the command line and in suggestions.
BY_CODE: Final = {status.code: status for status in Status}
BY_WORD: Final = {word: status for status in Status for word in status.words}


def as_word(typed: str) -> str:
    """Return a word as the table above has it: `In Progress` becomes `in-progress`."""
    return normalise(typed).lower().replace(" ", "-").replace("_", "-")
