"""The columns that a table may have: those of every plan, and the agency's custom columns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.model.status import Status
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from itatrack.model.records import Measure, Plan
    from itatrack.model.tables import Column, ColumnUse, RowChoice, TableColumn

# The tables of measures that come with the tool; those of the agency's own have other names.
TABLES: Final = ("plan", "result", "bs4")
# The tables that are none of measures, whose columns are not chosen.
ASSESSMENT: Final = "assessment"
WEAK_POINTS: Final = "weak_points"
# That of what was done since the round before, and the part of the body that prints it.
CHANGES: Final = "changes"

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
    "answers": "ประเด็นที่ต้องพัฒนา",
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
    "measures": "จำนวนมาตรการ",
    "months": "เดือนที่ดำเนินการ",
    "quarters": "ไตรมาสที่ดำเนินการ",
}
# The columns that are a column for each month or quarter of the fiscal year, each with a sign in those of the period:
# the name of each part, in the order of the year, and its heading.
PARTS_OF_THE_YEAR: Final = {
    "months": {f"month-{at + 1}": calendar.SHORT_MONTHS[(at + 9) % 12] for at in range(12)},
    "quarters": {f"quarter-{at}": str(at) for at in range(1, 5)},
}
# The columns that are several, and so stand under a heading of their own.
SEVERAL: Final = (STATUSES, *PARTS_OF_THE_YEAR)
# The columns by whose texts a table may be a summary, besides those of the agency's own.
GROUPING: Final = ("group", "issue", "project", "responsible", "ita_indicator", "answers", "rounds", "status")

# The columns that print what entries say under keys that no usual table of the memo has; the first is that of the key.
_COLUMNS_OF: Final = {
    "progress": ("progress",),
    "result": ("result",),
    "indicators": ("indicator_results",),
    "problems": ("problems", "problems_and_remedy"),
    "remedy": ("remedy", "problems_and_remedy"),
}

# What stands beside the status of a recurring measure, and in the place of its due date.
RECURRING: Final = "ดำเนินการต่อเนื่อง"
# What stands before the reason of a cancellation.
REASON: Final = "เหตุผล: "


class HeadedColumn(NamedTuple):
    """A column of a table, and its heading.

    Its cells are as of the cut-off date of `round`, where it names one, and lists in them have the `numbering`. Where
    it has `lines`, each of its cells holds what those columns show, one below the other.
    """

    column: str
    heading: str
    round: str | None = None
    lines: tuple[HeadedColumn, ...] = ()
    numbering: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns that it shows."""
        return tuple(line.column for line in self.lines) or (self.column,)


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


def column_groups(plan: Plan, table: str, *, has_cancelled: bool = False) -> tuple[ColumnGroup, ...]:
    """Return the columns of a table under their headings: those that the plan chooses, or the usual ones.

    Args:
        plan: the plan; a name that is no column is passed over, as a check reports it.
        table: the table's name: one of `TABLES`, or of the agency's own.
        has_cancelled: among the statuses stands cancelled too, which most plans never need.
    """
    statuses = [status for status in Status if has_cancelled or status is not Status.CANCELLED]
    definition = plan.tables.of(table) if plan.tables else None
    if definition is None or not definition.columns:
        return tuple(_expanded(plan, group, statuses) for group in _USUAL.get(table, ()))
    headings = HEADINGS | {each.name: each.heading for column in plan.columns for each in (column, *column.parts)}
    series = {column.name: column for column in plan.columns if column.each}
    groups = []
    for column in definition.columns:
        heading = column.heading or headings.get(column.column or "", "")
        if column.columns:
            groups.append(ColumnGroup(heading, _headed(column, column.columns, headings, series)))
        elif column.lines:
            lines = _headed(column, column.lines, dict.fromkeys(headings, ""), series)
            groups.append(ColumnGroup(heading, (HeadedColumn("", heading, lines=lines),)))
        elif column.column in series:
            groups.append(ColumnGroup(heading, _parts(series[column.column], column.round, column.numbering)))
        elif column.column in headings:
            shown = HeadedColumn(column.column, heading, column.round, numbering=column.numbering)
            groups.append(_expanded(plan, ColumnGroup(heading, (shown,)), statuses))
    return tuple(groups)


class PrintedTable(NamedTuple):
    """Which measures a printed table lists, all where it chooses none, and the names of its columns."""

    rows: RowChoice | None
    columns: frozenset[str]


def printed_tables(plan: Plan) -> list[PrintedTable]:
    """Return the tables that are printed: those of the memo, and the agency's own."""
    parts = plan.memo.body
    of_memo = [
        name for name in ("plan", "result") if not parts or any(name in (part.part, part.table) for part in parts)
    ]
    tables = []
    for name in [*(of_memo if plan.has_memo else ()), *(plan.tables.own if plan.tables else ())]:
        definition = plan.tables.of(name) if plan.tables else None
        tables.append(PrintedTable(definition.rows if definition else None, _names_in(plan, name)))
    return tables


def _names_in(plan: Plan, table: str) -> frozenset[str]:
    """Return the names of the columns of a table."""
    definition = plan.tables.of(table) if plan.tables else None
    if definition is None or not definition.columns:
        return _usual_names(table)
    return frozenset(name for group in column_groups(plan, table) for use in group.columns for name in use.names)


@cache
def _usual_names(table: str) -> frozenset[str]:
    """Return the names of the columns that a table has where the plan chooses none; all plans share them."""
    names = {column.column for group in _USUAL.get(table, ()) for column in group.columns}
    if STATUSES in names:
        names ^= {STATUSES, *(status.code for status in Status if status is not Status.CANCELLED)}
    return frozenset(names)


def printed_columns(plan: Plan) -> set[str]:
    """Return the columns of all tables that are printed."""
    return {column for table in printed_tables(plan) for column in table.columns}


def unprinted(plan: Plan, keys: Iterable[str]) -> dict[str, str]:
    """Return those keys of entries whose values no table prints, each with the column that would."""
    # What was done since the last report is told with all that was recorded.
    if any(part.part == CHANGES for part in plan.memo.body):
        return {}
    printed = printed_columns(plan)
    if "bs4" in plan.definitions or not plan.has_memo:
        printed |= _names_in(plan, "bs4")
    return {key: _COLUMNS_OF[key][0] for key in keys if key in _COLUMNS_OF and not printed & {*_COLUMNS_OF[key]}}


def may_have_row(rows: RowChoice | None, measure: Measure) -> bool:
    """Check whether a measure has what a table chooses its rows by, its status aside."""
    return rows is None or all(
        not wanted or {*wanted} & {*values}
        for wanted, values in (
            (rows.group, (*measure.group, " ".join(measure.group))),
            (rows.issue, (measure.issue,)),
            (rows.project, (measure.project,)),
            (rows.responsible, measure.responsible),
        )
    )


def prints_summary(plan: Plan) -> bool:
    """Check whether the memo has the paragraph of numbers and sums."""
    return plan.has_memo and (not plan.memo.body or any(part.part == "summary" for part in plan.memo.body))


def uses_of(columns: Sequence[TableColumn]) -> Iterator[TableColumn | ColumnUse]:
    """Yield each column of a table, and those under its heading or in its lines."""
    for column in columns:
        yield column
        yield from (*column.columns, *column.lines)


def table_uses(plan: Plan) -> Iterator[TableColumn | ColumnUse]:
    """Yield each column of the plan's tables, and those under its heading or in its lines."""
    for definition in plan.definitions.values():
        yield from uses_of(definition.columns)


def column_names(columns: Iterable[Column]) -> list[str]:
    """Return the names of columns, after that of a series those of its parts."""
    return list(dict.fromkeys(each.name for column in columns for each in (column, *column.parts)))


def _headed(
    group: TableColumn, uses: Sequence[ColumnUse], headings: dict[str, str], series: dict[str, Column]
) -> tuple[HeadedColumn, ...]:
    """Return the columns of a group under their headings; a series is its parts.

    The round and the numbering of the group are those of each column that has none of its own.
    """
    columns: list[HeadedColumn] = []
    for use in uses:
        round_name, numbering = use.round or group.round, use.numbering or group.numbering
        if use.column in series:
            columns += _parts(series[use.column], round_name, numbering, use.heading)
        elif use.column in headings:
            heading = use.heading or headings[use.column]
            columns.append(HeadedColumn(use.column, heading, round_name, numbering=numbering))
    return tuple(columns)


def _parts(
    series: Column, round_name: str | None, numbering: str | None, heading: str | None = None
) -> tuple[HeadedColumn, ...]:
    """Return the columns of a series, each under the name of its part."""
    before = f"{heading} " if heading else ""
    parts = zip(series.parts, series.each, strict=True)
    return tuple(HeadedColumn(part.name, before + name, round_name, numbering=numbering) for part, name in parts)


def _expanded(plan: Plan, group: ColumnGroup, statuses: Sequence[Status]) -> ColumnGroup:
    """Return a column that is several as these: that of the statuses with the agency's word over each."""
    column = group.columns[0]
    if column.column in PARTS_OF_THE_YEAR:
        parts = PARTS_OF_THE_YEAR[column.column].items()
        return ColumnGroup(group.heading, tuple(HeadedColumn(name, part, column.round) for name, part in parts))
    if column.column != STATUSES:
        return group
    shown = (column._replace(column=status.code, heading=word_for(plan, status)) for status in statuses)
    return ColumnGroup(group.heading, tuple(shown))


def word_for(plan: Plan, status: Status) -> str:
    """Return the agency's word for a status, or the usual one of memos where it has none."""
    words = plan.status_words
    return (words.of(status) if words else None) or status.label
