"""The columns that a table may have: those that every plan has, and the agency's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from itatrack.model.status import Status

if TYPE_CHECKING:
    from itatrack.model.records import ColumnUse, Plan, TableColumn

TableName = Literal["plan", "result", "bs4"]

# The three columns of the statuses, under one heading.
STATUSES: Final = "statuses"

HEADINGS: Final = {
    "number": "ลำดับ",
    "id": "ชื่อย่อ",
    "code": "รหัส",
    "group": "ด้าน",
    "issue": "ประเด็น",
    "project": "โครงการ/กิจกรรม",
    "title": "มาตรการ",
    "steps": "ขั้นตอนหรือวิธีปฏิบัติ",
    "responsible": "ผู้รับผิดชอบ",
    "period": "ระยะเวลา",
    "due": "กำหนดแล้วเสร็จ",
    "budget": "งบประมาณ (บาท)",
    "indicators": "ตัวชี้วัด",
    "targets": "ค่าเป้าหมาย",
    "ita_indicator": "ตัวชี้วัด ITA",
    "rounds": "รอบการรายงาน",
    "monitoring": "การกำกับติดตาม",
    "reported_steps": "ขั้นตอนหรือวิธีการปฏิบัติ",
    STATUSES: "สถานะการดำเนินงาน",
    "status": "สถานะ",
    "since": "ตั้งแต่วันที่",
    "progress": "ร้อยละความคืบหน้า",
    "result": "ผลการดำเนินงาน",
    "indicator_results": "ผลตามตัวชี้วัด",
    "evidence": "เอกสาร/หลักฐาน",
    "spent": "เบิกจ่าย (บาท)",
    "left": "คงเหลือ (บาท)",
    "problems": "ปัญหา อุปสรรค",
    "remedy": "แนวทางแก้ไข",
    "problems_and_remedy": "ปัญหา อุปสรรค และแนวทางแก้ไข",
    "note": "หมายเหตุ",
}


class Chosen(NamedTuple):
    """A column of a table, and its heading."""

    column: str
    heading: str


class Head(NamedTuple):
    """What stands at the top of a table: a column, or a heading over several."""

    heading: str
    columns: tuple[Chosen, ...]

    @property
    def is_single(self) -> bool:
        """Say whether it is a column with nothing above its heading."""
        return len(self.columns) == 1 and self.columns[0].heading == self.heading


def _single(column: str, heading: str | None = None) -> Head:
    heading = heading or HEADINGS[column]
    return Head(heading, (Chosen(column, heading),))


# The memo's tables are those of the reference memo; แบบ บส. ๔ is the ministry's form (มท 0805.2/ว 3482, 18 August
# 2566), its columns as two programs that implement it have them.
_USUAL: Final = {
    "plan": (_single("title"), _single("steps"), _single("responsible"), _single("monitoring")),
    "result": (_single("title"), _single("reported_steps"), _single(STATUSES)),
    "bs4": (
        _single("code"),
        _single("project"),
        _single("steps", "วิธีการจัดการความเสี่ยง"),
        _single("period"),
        _single("responsible"),
        _single("result", "ผลลัพธ์/ผลการดำเนินงาน"),
        _single("evidence"),
        _single("progress"),
        _single("problems_and_remedy"),
    ),
}


def heads_of(plan: Plan, table: TableName) -> tuple[Head, ...]:
    """Give the columns of a table under their headings: those that the plan chooses, or the usual ones.

    A name that is no column is passed over: a check reports it.
    """
    chosen: tuple[TableColumn, ...] = getattr(plan.tables, table) if plan.tables else ()
    if not chosen:
        return tuple(_with_statuses(plan, head) for head in _USUAL[table])
    headings = HEADINGS | {one.name: one.heading for one in plan.columns}
    found = []
    for one in chosen:
        if one.columns:
            under = tuple(_chosen(use, headings) for use in one.columns if use.column in headings)
            found.append(Head(one.heading or "", under))
        elif one.column in headings:
            heading = one.heading or headings[one.column]
            found.append(_with_statuses(plan, Head(heading, (Chosen(one.column, heading),))))
    return tuple(found)


def printed_columns(plan: Plan) -> set[str]:
    """Return the columns of the tables that the memo prints."""
    parts = plan.memo.body
    tables: list[TableName] = ["plan", "result"]
    printed = [name for name in tables if not parts or any(name in (part.part, part.table) for part in parts)]
    return {one.column for name in printed for head in heads_of(plan, name) for one in head.columns}


def prints_summary(plan: Plan) -> bool:
    """Check whether the memo has the paragraph of numbers and sums."""
    return not plan.memo.body or any(part.part == "summary" for part in plan.memo.body)


def _chosen(use: ColumnUse, headings: dict[str, str]) -> Chosen:
    return Chosen(use.column, use.heading or headings[use.column])


def _with_statuses(plan: Plan, head: Head) -> Head:
    """Give the column of the statuses as three, a word of the agency over each."""
    if head.columns[0].column != STATUSES:
        return head
    return Head(head.heading, tuple(Chosen(status.code, word_for(plan, status)) for status in Status))


def word_for(plan: Plan, status: Status) -> str:
    """Give the agency's word for a status, or the memo's where it has none of its own."""
    words = plan.status_words
    return (words.of(status) if words else None) or status.label
