"""Words that stay on one line: an era and its year, a day and its month, a number and its unit."""

from __future__ import annotations

import re
from typing import Final

from itatrack.thai.calendar import FULL_MONTHS, SHORT_MONTHS

_DIGIT: Final = "[0-9๐-๙]"
_MULTIPLES: Final = "ร้อย|พัน|หมื่น|แสน|ล้าน"
# Classifiers and measures of plans and reports; a longer list would keep more together than reads well.
_UNITS: Final = (
    "บาท สตางค์ คน ราย ท่าน ครั้ง เดือน ปี วัน คืน ชั่วโมง ชม. นาที สัปดาห์ ไตรมาส รอบ รุ่น คะแนน ระดับ เปอร์เซ็นต์ เท่า "
    "มาตรการ โครงการ กิจกรรม เรื่อง ข้อ ประเด็น ตัวชี้วัด ขั้นตอน หน้า ฉบับ เล่ม ชุด แผ่น แห่ง จุด หน่วยงาน ส่วนราชการ "
    "กอง ระบบ ช่องทาง หลักสูตร คู่มือ ชิ้น อัน เครื่อง คัน หลัง ตำบล อำเภอ จังหวัด หมู่บ้าน ชุมชน ครัวเรือน ครอบครัว "
    "เมตร กิโลเมตร กม. ตร.ม. ไร่ กิโลกรัม กก. ลิตร ตัน น."
)
_NUMBER: Final = re.compile(rf"(?<![A-Za-z0-9๐-๙,.]){_DIGIT}[0-9๐-๙,.]*%?$")
_ROUND_NUMBER: Final = re.compile(rf"{_DIGIT}\s?(?:{_MULTIPLES})+$")
_BEFORE_NUMBER: Final = re.compile(r"(?:[พค]\.ศ\.|โทร\.|โทรศัพท์|โทรสาร|ร้อยละ|ข้อ)$")
_AT: Final = re.compile(r"(?:^|[\s(])ณ$")
_STARTS_WITH_NUMBER: Final = re.compile(rf"\(?{_DIGIT}")
_UNIT: Final = re.compile(f"(?:{_MULTIPLES})*(?:{_MULTIPLES}|{'|'.join(map(re.escape, _UNITS.split()))})")
_MONTHS: Final = (*FULL_MONTHS, *SHORT_MONTHS)
_FARTHEST: Final = 20  # letters before a place that are looked at


def is_one_phrase(text: str, end: int, start: int, word: str) -> bool:
    """Check whether the word at `start` has to stay on the line of what ends at `end`, spaces or nothing between."""
    before = text[max(end - _FARTHEST, 0) : end]
    if _NUMBER.search(before):
        is_unit = _UNIT.fullmatch(word) is not None or text.startswith(_MONTHS, start)
        return is_unit or (start > end and word[0].isdecimal())
    if _ROUND_NUMBER.search(before):
        return _UNIT.fullmatch(word) is not None
    if _BEFORE_NUMBER.search(before):
        return _STARTS_WITH_NUMBER.match(word) is not None
    return _AT.search(before) is not None
