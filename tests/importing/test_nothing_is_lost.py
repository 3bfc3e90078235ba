"""Whatever stands in a table, in whatever columns and merged cells: each word of it stands in the draft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from old_memos import TODAY_LATE

from itatrack.findings.message import ENGLISH, message
from itatrack.importing.draft import draft_of
from itatrack.importing.grid import Cell, Table
from itatrack.importing.proving import proven

if TYPE_CHECKING:
    from itatrack.importing.grid import Block

PLAN = [
    "ที่",
    "รหัส",
    "ประเด็น",
    "โครงการ/กิจกรรม",
    "ขั้นตอน",
    "ผู้รับผิดชอบ",
    "ระยะเวลา",
    "งบประมาณ",
    "ตัวชี้วัด",
    "ค่าเป้าหมาย",
    "การกำกับติดตาม",
    "กำหนดแล้วเสร็จ",
    "วัตถุประสงค์",
    "หมายเหตุ",
    "หลักฐาน",
    "รอบการรายงาน",
    "ความต่อเนื่อง",
    "ตัวชี้วัด ITA",
    "กิจกรรม",
    "ด้าน",
    "",
]
RESULT = [
    "สถานะ",
    "ผลการดำเนินงาน",
    "ร้อยละ",
    "เอกสาร/หลักฐาน",
    "เบิกจ่าย",
    "คงเหลือ",
    "ปัญหา/อุปสรรค",
    "ข้อเสนอแนะ",
    "หมายเหตุ",
    "ยังไม่ดำเนินการ",
    "อยู่ระหว่างดำเนินการ",
    "แล้วเสร็จ",
    "ขั้นตอน",
    "วันที่แล้วเสร็จ",
    "ผลตามตัวชี้วัด",
    "งบประมาณ",
    "ผู้รับผิดชอบ",
    "ข้อสังเกต",
    "ปัญหาและแนวทางแก้ไข",
]
SHAPES = (
    "{0}",
    "- {0}\n- {1}",
    "1) {0}\n2) {1}",
    "{0}\v{1}",
    "✓ {0}",
    "{0}/{1}",
    "-",
    "",
    "/",
    "๕๐,๐๐๐.- {0}",
    "แล้วเสร็จ {0}",
    "100",
    "5,000 บาท",
    "31 มี.ค. 2564",
    "31 มี.ค. 2564 {0}",
    "☑ {0} ☐ {1}",
    "https://example.go.th/{0}",
)


@st.composite
def tables(draw: st.DrawFn) -> list[Block]:
    """Draw a plan's table and perhaps a result's, with a word of its own in every place."""
    words = iter(range(10_000))
    titles = [f"มาตรการของคำ{next(words)}ก" for _ in range(draw(st.integers(1, 5)))]
    blocks: list[Block] = []
    for number, pool in enumerate((PLAN, RESULT)[: draw(st.integers(1, 2))]):
        extra = draw(st.lists(st.sampled_from((*pool, *RESULT) if number else pool), min_size=1, max_size=6))
        place = draw(st.integers(0, len(extra)))
        heads = [*extra[:place], "มาตรการ", *extra[place:]]
        rows = [[Cell(text, 0, column) for column, text in enumerate(heads)]]
        named = draw(st.permutations(titles)) if number and draw(st.booleans()) else titles
        for title in named[: draw(st.integers(1, len(named)))]:
            row = len(rows)
            texts = [draw(st.sampled_from(SHAPES)).format(f"คำ{next(words)}ก", f"คำ{next(words)}ก") for _ in heads]
            texts[place] = title
            cells = [Cell(text, row, column) for column, text in enumerate(texts)]
            merged = draw(st.integers(0, len(heads)))  # this one goes on from the row above, in half of the tables
            if row > 1 and merged < len(heads) and merged != place:
                cells[merged] = rows[-1][merged]
            rows.append(cells)
            if draw(st.booleans()) and draw(st.booleans()):
                wide = Cell(f"หมวดของคำ{next(words)}ก", row + 1, 0)
                rows.append([wide] * len(heads))
        blocks.append(Table(message("table {number}", number=number + 1), tuple(map(tuple, rows))))
        blocks.append(f"ข้อความของคำ{next(words)}ก")
    return blocks


@settings(max_examples=100)
@given(tables())
def test_each_word_is_in_the_draft(blocks: list[Block]) -> None:
    """Each word stands in one of the two files, as data or in a comment, and the draft has no error."""
    draft = draft_of(blocks, [], TODAY_LATE)
    assume(draft is not None)
    assert draft
    text = proven(draft, ENGLISH, "memo", TODAY_LATE)
    whole = (text.plan + text.history).decode()
    source = " ".join(
        block if isinstance(block, str) else " ".join(cell.text for row in block.rows for cell in row)
        for block in blocks
    )
    # Of boxes to tick only what is ticked is the answer.
    source = re.sub("☐ คำ[0-9]+ก", "", source)
    lost = {word for word in re.findall("คำ[0-9]+ก", source) if word not in whole}
    assert lost == set()
