"""The three statuses of a measure, and every word that people use for them."""

from __future__ import annotations

from enum import Enum
from typing import Final

from itatrack.thai.spelling import normalise


class Status(Enum):
    """How far a measure is: its code, its label in the memo, a short label, and what else people write for it."""

    NOT_STARTED = ("not-started", "ยังไม่ดำเนินการ", "ยังไม่เริ่ม", "ยังไม่ได้ดำเนินการ", "ยังไม่ได้เริ่ม")
    IN_PROGRESS = (
        "in-progress", "อยู่ระหว่างดำเนินการ", "กำลังทำ",
        "กำลังดำเนินการ", "ระหว่างดำเนินการ", "อยู่ระหว่างทำ",
    )  # fmt: skip
    DONE = (
        "done", "ดำเนินการเสร็จเรียบร้อยแล้ว", "เสร็จ",
        "เสร็จแล้ว", "แล้วเสร็จ", "เสร็จสิ้น", "ดำเนินการแล้ว", "ดำเนินการแล้วเสร็จ", "ดำเนินการเสร็จแล้ว",
    )  # fmt: skip

    def __init__(self, code: str, label: str, short: str, *others: str) -> None:
        self.code = code
        self.label = label
        self.short = short
        self.words = (code, label, short, *others)
        # From not started (0) to done (2): the members before this one.
        self.rank = len(type(self).__members__)


# Only the code is written in the files; the other words are understood on the command line and in suggestions.
BY_CODE: Final = {status.code: status for status in Status}
BY_WORD: Final = {word: status for status in Status for word in status.words}


def as_word(typed: str) -> str:
    """Return a word as the table above has it: `In Progress` becomes `in-progress`."""
    return normalise(typed).lower().replace(" ", "-").replace("_", "-")
