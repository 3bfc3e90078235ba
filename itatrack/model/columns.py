"""The columns that a table may have: those of every plan, and the agency's custom columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from itatrack.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.model.records import ColumnUse, Plan, TableColumn

TableName = Literal["plan", "result", "bs4"]

# The columns of the statuses, under one heading.
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
    "continues": "ความต่อเนื่อง",
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

# What stands beside the status of a recurring measure, and in the place of its due date.
RECURRING: Final = "ดำเนินการต่อเนื่อง"
# What stands before the reason of a cancellation.
REASON: Final = "เหตุผล: "


class HeadedColumn(NamedTuple):
    """A column of a table, and its heading."""

    column: str
    heading: str


class ColumnGroup(NamedTuple):
    """A column of a table, or several under one heading."""

    heading: str
    columns: tuple[HeadedColumn, ...]

    @property
    def is_single(self) -> bool:
        """Check whether it is one column with nothing above its heading."""
        return len(self.columns) == 1 and self.columns[0].heading == self.heading


def _single(column: str, heading: str | None = None) -> ColumnGroup:
    heading = heading or HEADINGS[column]
    return ColumnGroup(heading, (HeadedColumn(column, heading),))


# Where no headings may stand among the rows.
GROUP_COLUMN: Final = _single("group")

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


def column_groups(plan: Plan, table: TableName, *, has_cancelled: bool = False) -> tuple[ColumnGroup, ...]:
    """Return the columns of a table under their headings: those that the plan chooses, or the usual ones.

    Args:
        plan: the plan; a name that is no column is passed over, as a check reports it.
        table: the table.
        has_cancelled: among the statuses stands cancelled too, which most plans never need.
    """
    statuses = [status for status in Status if has_cancelled or status is not Status.CANCELLED]
    chosen: tuple[TableColumn, ...] = getattr(plan.tables, table) if plan.tables else ()
    if not chosen:
        return tuple(_with_statuses(plan, group, statuses) for group in _USUAL[table])
    headings = HEADINGS | {column.name: column.heading for column in plan.columns}
    groups = []
    for column in chosen:
        if column.columns:
            below = tuple(_headed(use, headings) for use in column.columns if use.column in headings)
            groups.append(ColumnGroup(column.heading or "", below))
        elif column.column in headings:
            heading = column.heading or headings[column.column]
            groups.append(_with_statuses(plan, ColumnGroup(heading, (HeadedColumn(column.column, heading),)), statuses))
    return tuple(groups)


def printed_columns(plan: Plan) -> set[str]:
    """Return the columns of the tables that the memo prints."""
    parts = plan.memo.body
    tables: list[TableName] = ["plan", "result"]
    printed = [name for name in tables if not parts or any(name in (part.part, part.table) for part in parts)]
    return {column.column for name in printed for group in column_groups(plan, name) for column in group.columns}


def prints_summary(plan: Plan) -> bool:
    """Check whether the memo has the paragraph of numbers and sums."""
    return not plan.memo.body or any(part.part == "summary" for part in plan.memo.body)


def _headed(use: ColumnUse, headings: dict[str, str]) -> HeadedColumn:
    return HeadedColumn(use.column, use.heading or headings[use.column])


def _with_statuses(plan: Plan, group: ColumnGroup, statuses: Sequence[Status]) -> ColumnGroup:
    """Return the column of the statuses as one for each, with the agency's word over each."""
    if group.columns[0].column != STATUSES:
        return group
    return ColumnGroup(group.heading, tuple(HeadedColumn(status.code, word_for(plan, status)) for status in statuses))


def word_for(plan: Plan, status: Status) -> str:
    """Return the agency's word for a status, or the usual one of memos where it has none."""
    words = plan.status_words
    return (words.of(status) if words else None) or status.label
