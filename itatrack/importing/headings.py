"""What a column means, by the words of its heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.importing.grid import one_line
from itatrack.model.columns import HEADINGS
from itatrack.model.status import Status
from itatrack.thai.calendar import month_number

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a column of a table may be besides those of `HEADINGS`.
MONTH: Final = "month"  # a part of the year, ticked where something is planned
PERIOD_FROM: Final = "period_from"
PERIOD_TO: Final = "period_to"
CUSTOM: Final = "custom"  # none that the tool knows

# The first that matches a heading without blanks and marks; the order matters, as headings name several things.
_RULES: Final = (
    ("number", r"(ลำดับ|ที่|ข้อ|no|#)(ที่)?"),
    ("id", r"ชื่อย่อ|id"),
    ("code", r"รหัส.*"),
    ("continues", r"ความต่อเนื่อง"),
    ("rounds", r"รอบการรายงาน"),
    ("ita_indicator", r".*ตัวชี้วัด(ที่|ข้อ|การประเมิน)*(ita|iit|eit|oit|moit).*|(ข้อ)?(ita|oit|moit)"),
    ("indicator_results", r"ผล(การ|ตาม|งาน|สำเร็จ).*ตัวชี้วัด.*"),
    ("issue", r"(ประเด็น|ข้อบกพร่อง|จุดอ่อน|ข้อค้นพบ).*"),
    ("title", r"(ชื่อ)?มาตรการ.*|.*(โครงการ|กิจกรรม)มาตรการ"),
    ("targets", r"(ค่า)?เป้าหมาย.*"),
    ("indicators", r"(ชื่อ)?ตัวชี้วัด.*|ตัวบ่งชี้.*|.*kpi.*|ผลผลิตตัวชี้วัด.*"),
    ("problems_and_remedy", r".*(ปัญหา|อุปสรรค|ข้อจำกัด).*(แก้ไข|เสนอแนะ|แก้ปัญหา).*"),
    ("remedy", r".*(แก้ไข|ข้อเสนอแนะ|วิธีแก้).*"),
    ("problems", r".*(ปัญหา|อุปสรรค|ข้อจำกัด).*"),
    ("left", r".*คงเหลือ.*"),
    ("spent", r".*(เบิกจ่าย|ใช้จ่าย|ใช้จริง|ใช้ไป|จ่ายจริง).*"),
    ("custom", r"แหล่ง.*(งบ|เงิน).*"),
    ("budget", r".*(งบประมาณ|วงเงิน|จำนวนเงิน|ค่าใช้จ่าย).*|งบ.{0,4}"),
    ("progress", r".*(ร้อยละ|%|เปอร์เซ็น|percent).*"),
    ("responsible", r".*(รับผิดชอบ|เจ้าภาพ).*|ผู้ดำเนินการ|หน่วยงาน(ดำเนินการ)?|ส่วนราชการ|กองฝ่าย|สำนักกอง"),
    ("due", r"กำหนด(วัน)?(ส่ง|แล้วเสร็จ|เสร็จ|รายงาน).*|วันครบกำหนด"),
    ("since", r"ตั้งแต่วันที่|(วันที่|วันเดือนปี)(ที่)?(ดำเนินการ|ดำเนินงาน|แล้วเสร็จ|เสร็จ|รายงาน|เผยแพร่|สิ้นสุด)?.{0,3}"),
    ("period", r"(ห้วง|ช่วง)?(ระยะ)?เวลา.*|.*(ระยะเวลา|ห้วงเวลา|ช่วงเวลา|กำหนดเวลา|ปฏิทิน).*|กำหนดการ"),
    ("status", r".*สถานะ.*|ความ(คืบหน้า|ก้าวหน้า).*"),
    ("result", r"(รายงาน|สรุป|รายละเอียด)?ผล.*"),
    ("monitoring", r".*(ติดตาม|กำกับ).*|การรายงาน.*"),
    ("evidence", r".*(หลักฐาน|เอกสาร|อ้างอิง|ลิงก์|ลิงค์|link|url).*"),
    ("steps", r".*(ขั้นตอน|วิธี|กระบวนการ).*|(แนวทาง)?(การ)?(ดำเนินการ|ดำเนินงาน|ปฏิบัติ).*|แนวทาง(การ)?(ปฏิบัติ|ดำเนิน).*"),
    ("note", r"หมายเหตุ.*"),
    ("title", r".*มาตรการ.*"),
    ("project", r".*(โครงการ|กิจกรรม|แผนงาน).*"),
    ("group", r"(ด้าน|มิติ|หมวด|กลุ่ม|ยุทธศาสตร์).*"),
    ("title", r"แนวทาง.*|เรื่อง|รายการ|หัวข้อ|งาน"),
    ("steps", r"รายละเอียด.*"),
)
# Other headings that leave no doubt; those of `HEADINGS` do not either.
_SURE: Final = (
    "ที่|ข้อ|ลำดับที่|มาตรการ/กิจกรรม|ขั้นตอน|วิธีดำเนินการ|ขั้นตอนการดำเนินงาน|ขั้นตอนการดำเนินการ|"
    "วิธีการดำเนินการ|แนวทางการดำเนินงาน|แนวทางปฏิบัติ|วิธีปฏิบัติ|ระยะเวลาดำเนินการ|ระยะเวลาดำเนินงาน|"
    "ระยะเวลาการดำเนินงาน|ระยะเวลาในการดำเนินการ|หน่วยงานที่รับผิดชอบ|หน่วยงานรับผิดชอบ|ผู้รับผิดชอบหลัก|"
    "งบประมาณ|วงเงินงบประมาณ|เป้าหมาย|โครงการ|กิจกรรม|ผลการดำเนินการ|ผลการดำเนินงาน|หลักฐาน|เอกสารหลักฐาน|"
    "หลักฐานเชิงประจักษ์|เอกสาร/หลักฐานอ้างอิง|ปัญหา/อุปสรรค|ปัญหาอุปสรรค|ข้อเสนอแนะ|เบิกจ่าย|คงเหลือ|"
    "ผลการเบิกจ่าย|ร้อยละ|สถานะการดำเนินการ|การติดตาม|การกำกับติดตามและรายงานผล"
)
_STATUSES: Final = (
    (None, r"(ไม่ดำเนินการ|ชะลอ|เลื่อน).*"),
    (Status.CANCELLED, r"ยกเลิก.*"),
    (Status.NOT_STARTED, r"(ยังไม่|ไม่ได้)(ได้)?(เริ่ม)?(ดำเนินการ|ดำเนินงาน|เริ่ม).*"),
    (Status.IN_PROGRESS, r"(อยู่)?(ใน)?ระหว่าง.*|กำลัง.*|(ยัง)?ไม่(แล้ว)?เสร็จ.*"),
    (Status.DONE, r"(ดำเนินการ|ดำเนินงาน)?(ได้)?(แล้ว)?(เสร็จ|เรียบร้อย|สำเร็จ).*|(ได้)?(ดำเนินการ|ดำเนินงาน)แล้ว.*"),
)
_PERIOD_PARENT: Final = r"เวลา|ปฏิทิน|แผนการดำเนิน|แผนปฏิบัติ|เดือน|ไตรมาส|พศ|25[0-9]{2}|ปีงบประมาณ"
_BUDGET_PARTS: Final = (
    ("spent", r".*(จ่าย|ใช้).*"),
    ("left", r".*เหลือ.*"),
    ("budget", r".*(ตั้ง|ได้รับ|จัดสรร|อนุมัติ|แผน|จำนวน).*"),
)


class Heading(NamedTuple):
    """The heading of a column: its words from the top down, what they are taken for, and whether that is certain.

    `status` is the status of a column that ticks it; `month` is the text of a part of the year.
    """

    words: tuple[str, ...]
    column: str
    is_sure: bool
    status: Status | None = None

    @property
    def text(self) -> str:
        """Return the words as one text."""
        return ": ".join(self.words)


def squeezed(text: str) -> str:
    """Return a text as headings are compared: without blanks, points and slashes, in small letters."""
    return re.sub(r"[^\w%#\u0e31-\u0e4e]|_", "", one_line(text)).lower()


def heading(words: Sequence[str]) -> Heading:
    """Return what a column is, by its heading's words from the top down."""
    path = tuple(dict.fromkeys(one_line(text) for text in words if text.strip()))
    if not path:
        return Heading((), CUSTOM, is_sure=False)
    leaf, above = squeezed(path[-1]), "".join(map(squeezed, path[:-1]))
    if above or leaf not in _EXACT:
        special = _special(path, leaf, above)
        if special:
            return special
    column = _EXACT.get(leaf) or _by_rule(leaf) or (_by_rule(above) if above else None)
    is_sure = leaf in _EXACT or leaf in _SURE_SQUEEZED
    return Heading(path, column or CUSTOM, is_sure and column is not None)


def _special(path: tuple[str, ...], leaf: str, above: str) -> Heading | None:
    """Return the heading of a column that its place under another one tells."""
    status = status_of(leaf)
    if status and (above or len(leaf) <= len(squeezed(Status.DONE.label)) + 6):
        return Heading(path, "statuses", is_sure=not leaf.startswith(("ไม่", "ยังไม่แล้ว", "ยังไม่เสร็จ")), status=status)
    if month(path[-1]) or _is_quarter(leaf, above):
        return Heading(path, MONTH, is_sure=True)
    if re.search("เวลา|กำหนด", above):
        if re.match("เริ่ม|วันเริ่ม|วันที่เริ่ม|ตั้งแต่|จาก", leaf):
            return Heading(path, PERIOD_FROM, is_sure=True)
        if re.match("สิ้นสุด|วันสิ้นสุด|วันที่สิ้นสุด|ถึง|แล้วเสร็จ", leaf):
            return Heading(path, PERIOD_TO, is_sure=True)
    if re.search("งบ|เงิน|บาท", above):
        found = next((column for column, rule in _BUDGET_PARTS if re.fullmatch(rule, leaf)), None)
        if found:
            return Heading(path, found, is_sure=True)
    return None


def _is_quarter(leaf: str, above: str) -> bool:
    """Check whether a heading is a quarter's; a number alone is one only where it says so above."""
    if re.fullmatch("[1-4]", leaf):
        return "ไตรมาส" in above
    return re.fullmatch(r"q[1-4]|ไตรมาส(ที่)?[1-4].*", leaf) is not None and re.search(_PERIOD_PARENT, above) is not None


def month(text: str) -> int | None:
    """Return the number of the month that a heading names alone, perhaps with its year."""
    return month_number(re.sub(r"[^ก-๎]", "", text))


def status_of(text: str) -> Status | None:
    """Return the status that a text begins to tell, or None."""
    bare = squeezed(text)
    return next((status for status, rule in _STATUSES if re.fullmatch(rule, bare)), None)


def _by_rule(text: str) -> str | None:
    return next((column for column, rule in _RULES if re.fullmatch(rule, text)), None)


# `steps` stands before `reported_steps`; which of them a column is, its table tells.
_EXACT: Final = {squeezed(text): column for column, text in reversed(HEADINGS.items())} | {
    squeezed(HEADINGS["reported_steps"]): "steps"
}
_SURE_SQUEEZED: Final = frozenset(map(squeezed, _SURE.split("|")))
