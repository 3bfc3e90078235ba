"""The words that stand in a new project for what nobody was asked for: the one table of them.

`new_project` and the import of old memos write them; the check W524 finds those that nobody has replaced. They stand in
brackets, so that no text of an agency's own holds them by chance.
"""

from __future__ import annotations

from typing import Final

AGENCY: Final = "(ชื่อหน่วยงาน)"
HEAD: Final = "(ตำแหน่งหัวหน้าหน่วยงาน)"
NAME: Final = "(ชื่อ นามสกุล)"
POSITION: Final = "(ตำแหน่ง)"
MEASURE: Final = "(ชื่อมาตรการแรก)"
STEP: Final = "(ขั้นตอนแรก)"
LEVEL: Final = "(ระดับที่ประกาศ)"
# Those of a draft that is made of an old memo, for what the memo did not say.
FROM: Final = "(ส่วนราชการ)"
SUBJECT: Final = "(เรื่อง)"
SECTION: Final = "(งานหรือฝ่ายที่รายงาน)"
TITLE: Final = "(ชื่อแผน)"
UNIT: Final = "(หน่วยงานที่รับผิดชอบ)"

# The comment beside a score that the next year's plan has from the year before: no text stands for a number.
OLD_SCORE: Final = "ตรวจสอบ: ยังเป็นคะแนนของปีก่อน"
# What a comment begins with that names a doubt about what was read of an old memo.
DOUBT: Final = "ตรวจสอบ: "

PLACEHOLDERS: Final = (AGENCY, HEAD, NAME, POSITION, MEASURE, STEP, LEVEL, FROM, SUBJECT, SECTION, TITLE, UNIT)
