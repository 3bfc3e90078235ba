"""The tables of a document that hold measures, put together again where pages part them, and the lines around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.importing.assessments import assessments_of
from itatrack.importing.grid import Table, one_line
from itatrack.importing.headings import squeezed
from itatrack.importing.heads import HeadedTable, parts_of
from itatrack.model.columns import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.importing.grid import Block
    from itatrack.importing.notes import Fields

_LONGEST_TITLE = 200
_LONGEST_CAPTION = 120
_NO_TITLE = (
    r"ตามที่|ด้วย|จึง|เรียน|เรื่อง|ส่วนราชการ|ที่ |วันที่|บันทึกข้อความ|ข้อมูล ?ณ|ณ วันที่|(ประจำ)?ปี|หน่วย|\(|ของ|"
    r"เทศบาล|องค์การ|อบต|โรงเรียน|โรงพยาบาล|สำนัก|กรม|อำเภอ|จังหวัด|มหาวิทยาลัย|วิทยาลัย|[-–—. 0-9]*$"
)


# What a table counts that sums up, and what no such table has.
_MEASURES: Final = squeezed(HEADINGS["measures"])
_SINGLE: Final = {*map(squeezed, (HEADINGS["title"], HEADINGS["project"], "โครงการ", "กิจกรรม"))}
# The first column of the table of weak points, and its last four.
_OF_WEAK_POINTS: Final = [squeezed(HEADINGS[name]) for name in ("answers", "title", "status", "result", "evidence")]


class Found(NamedTuple):
    """What a source holds: the lines outside of tables, the tables with title and line above each, and ITA results."""

    lines: list[str]
    tables: list[HeadedTable]
    titles: list[str]
    captions: list[str]
    assessments: list[Fields]


def found_in(blocks: Sequence[Block]) -> Found:
    """Return the lines and the tables of a source."""
    found = Found([], [], [], [], [])
    between = 0  # lines since the last table
    for block in blocks:
        if isinstance(block, Table) and (results := assessments_of(block)):
            found.assessments.extend(results)
            continue
        if found.tables and isinstance(block, Table) and _tells_again(block):
            found.lines.extend(" | ".join(one_line(cell.text) for cell in row) for row in block.rows)
            between = 0
            continue
        last = found.tables[-1] if found.tables else None
        for part in parts_of(block, last) if isinstance(block, Table) else [block]:
            if isinstance(part, str):
                found.lines.append(part)
                between += not re.fullmatch(r"[-–— ]*[0-9]*[-–— ]*|.{0,8}/.{0,3}", part)
            elif last and _is_continued(last, part, between):
                found.tables[-1] = last = _joined(last, part)
            else:
                found.tables.append(part)
                found.captions.append(found.lines[-1] if between and len(found.lines[-1]) <= _LONGEST_CAPTION else "")
                found.titles.append(_title(found.lines, between) if found.lines else "")
                last, between = part, 0
    return found


def _tells_again(table: Table) -> bool:
    """Check whether a table tells of measures again, by weak point or in sums; its rows stay as lines.

    Agencies name a column of their plan like one of those too, but not all of them.
    """
    heads = [squeezed(cell.text) for cell in table.rows[0]] if table.rows else []
    return heads[:1] + heads[-4:] == _OF_WEAK_POINTS or (_MEASURES in heads and not _SINGLE & {*heads})


def _is_continued(last: HeadedTable, part: HeadedTable, between: int) -> bool:
    """Check whether a table goes on with the one before on another page: it has the same columns, and no title."""
    return not between and [each.words for each in last.headings] == [each.words for each in part.headings]


def _joined(last: HeadedTable, part: HeadedTable) -> HeadedTable:
    """Return two tables as one; merged cells of the second stay apart from those of the first."""
    offset = max((cell.row for row in last.rows for cell in row), default=0) + 1
    rows = tuple(tuple(cell._replace(row=cell.row + offset) for cell in row) for row in part.rows)
    return last._replace(rows=(*last.rows, *rows))


def _title(lines: Sequence[str], between: int) -> str:
    """Return the heading that stands above a table, if any of the lines since the last table is one."""
    above = [line for line in reversed(lines[-between:] if between else ()) if len(line) <= _LONGEST_TITLE]
    above = [line for line in above if not re.match(_NO_TITLE, line)]
    named = [line for line in above if re.search("มาตรการ|แผน|โครงการ|แนวทาง", line)]
    return re.sub(r"^(?:ตาราง(?:ที่)?\s*[0-9]+\s*[:.]?|[0-9]+(?:\.[0-9]+)*[.)])\s*", "", next(iter(named), ""))
