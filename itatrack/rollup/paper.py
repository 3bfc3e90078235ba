"""A roll-up on paper, as Word and PDF: a titled document by the template of a table, or a memo where its head is known.

What is printed is Thai, as every document is; pages, letters and tables are those of the memo of one agency.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from itatrack.findings.finding import Span
from itatrack.model.memo import Agency, Memo, Part, Signature
from itatrack.model.records import Plan
from itatrack.progress.state import Progress
from itatrack.report.context import report_context
from itatrack.report.formats.registry import usual_template
from itatrack.report.render import render
from itatrack.report.tables import EMPTY_MARK, Cell, Heading, Item, Table
from itatrack.report.values import Absent, Verbatim
from itatrack.report.views import View
from itatrack.rollup import tables
from itatrack.rollup.remarks import title_of
from itatrack.thai import calendar

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Translator
    from itatrack.model.agency_list import AgencyList, MemoHead
    from itatrack.model.fields import Record
    from itatrack.model.memo import Style
    from itatrack.report.context import ReportContext
    from itatrack.report.render import Rendered
    from itatrack.report.request import ReportRequest
    from itatrack.report.values import Picture
    from itatrack.rollup.rollup import GroupBy, Rollup

R = TypeVar("R", bound="Record")

_TITLE: Final = "สรุปผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสของหน่วยงาน"
_ALL: Final = "หน่วยงาน {} แห่ง"
_NUMBER: Final = "ที่"
# Of all tables; a PDF of so many has a hundred pages, and was laid out in half a minute.
MAX_ROWS: Final = 2000
_TO_CALL: Final = "หน่วยงานที่ต้องติดตาม"
# Written like the texts of a plan, so that no word of an agency is taken for a tag.
_SUMMARY: Final = (
    "ณ วันที่ {{ summary.day }}"
    "{% if summary.running %} ซึ่งรอบการรายงานยังไม่สิ้นสุด (สิ้นสุดวันที่ {{ summary.running }}){% endif %}"
    " มีหน่วยงานทั้งหมด {{ summary.agencies }} แห่ง"
    " นับรวมได้ {{ summary.counted }} แห่ง"
    "{% if summary.silent %} ในจำนวนนี้ไม่มีการบันทึกผล {{ summary.silent }} แห่ง{% endif %}"
    "{% if summary.uncounted %} และนับรวมไม่ได้ {{ summary.uncounted }} แห่ง ซึ่งต้องติดตามข้อมูล{% endif %}"
    " หน่วยงานที่นับรวมได้มีมาตรการทั้งหมด {{ summary.measures }} มาตรการ"
    " ดำเนินการเสร็จเรียบร้อยแล้ว {{ summary.done }} มาตรการ คิดเป็นร้อยละ {{ summary.percent }}"
    " อยู่ระหว่างดำเนินการ {{ summary.in_progress }} มาตรการ ยังไม่ดำเนินการ {{ summary.not_started }} มาตรการ"
    "{% if summary.cancelled %} ยกเลิก {{ summary.cancelled }} มาตรการ{% endif %}"
    "{% if summary.overdue %} เกินกำหนด {{ summary.overdue }} มาตรการ{% else %} ไม่มีมาตรการเกินกำหนด{% endif %}"
    "{% if summary.money %} งบประมาณ {{ summary.money }} บาท{% endif %}"
    "{% if summary.paid %} เบิกจ่ายแล้ว {{ summary.paid }} บาท{% endif %}"
)
_EACH: Final = " รายละเอียดของแต่ละหน่วยงานอยู่ในตารางต่อไป"
_HEADING: Final = "{{ title }}"
_OPENING: Final = (
    "ตามที่หน่วยงานได้กำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใส ตามแนวทางการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน"
    "ของหน่วยงานภาครัฐ (ITA) นั้น {{ memo.section }} ได้ติดตามผลการดำเนินการตามมาตรการดังกล่าวแล้ว ขอรายงานผล ดังนี้"
)


class TooManyRowsError(ValueError):
    """The tables have too many `rows` for paper."""

    def __init__(self, rows: int) -> None:
        super().__init__(rows)
        self.rows = rows


class _Nowhere:
    """The place of what stands in no file."""

    def value(self, *path: str | int) -> Span:
        """Return a span of nothing."""
        del path
        return Span("", 1, 1, 1, 1, "")

    def within(self, name: str, word: str) -> Span:
        """Return a span of nothing."""
        return self.value(name, word)

    def key(self, name: str) -> Span:
        """Return a span of nothing."""
        return self.value(name)


_NOWHERE: Final = _Nowhere()


class PaperList(NamedTuple):
    """A list that says what its document has of a memo's head and style: what it holds, its name, bytes and garuda."""

    listed: AgencyList
    path: str
    content: bytes
    garuda: Picture | None = None


def on_paper(
    rollup: Rollup, by: GroupBy, translate: Translator, request: ReportRequest, source: PaperList | None
) -> Rendered | Finding:
    """Return a roll-up as a document: a memo with a head, or else a titled document.

    Args:
        rollup: the agencies.
        by: what they are grouped by.
        translate: into Thai.
        request: which format it is, with the day of the document; the form and its template follow from the head.
        source: the list with the head of the memo and the style.

    Raises:
        TooManyRowsError: nobody would read so many, and laying them out takes minutes.
    """
    head = source.listed.memo if source else None
    request = request._replace(form="memo" if head else "table", garuda=source.garuda if source else None)
    request = request._replace(template=usual_template(request.form, request.format))
    plan = _plan(rollup, head, source.listed.style if source else None)
    context = report_context(plan, Progress(day_of(rollup, request.date), ()), request)
    filled = _filled(context, rollup, by, translate, head)
    rows = sum(len(table.rows) for table in filled.tables.values())
    if rows > MAX_ROWS:
        raise TooManyRowsError(rows)
    return render(request if head else request._replace(table="agencies"), filled)


def day_of(rollup: Rollup, today: dt.date) -> dt.date:
    """Return the last day whose state any agency shows, or today where no agency counts."""
    return max((row.as_of for row in rollup.rows if row.counts and row.as_of), default=today)


def _title(rollup: Rollup) -> str:
    rounds = sorted({row.round for row in rollup.rows if row.counts and row.round})
    return " ".join(filter(None, (_TITLE, f"ปีงบประมาณ พ.ศ. {rollup.fiscal_year}", " / ".join(rounds[:2]))))


def _plan(rollup: Rollup, head: MemoHead | None, style: Style | None) -> Plan:
    """Return a plan without measures, whose memo has the head."""
    nobody = _record(Signature, name="", position="")
    memo = _record(Memo, from_="", subject=_title(rollup), to="", section="", signed_by=nobody)
    if head:
        own = {name: value for name, value in vars(head).items() if value is not None}
        memo = Memo(**{**vars(memo), "section": head.from_, **own})
    agency = _record(Agency, name=memo.from_ or _ALL.format(len(rollup.rows)))
    year = rollup.fiscal_year
    own = {"agency": agency, "memo": memo, "style": style, "title": _title(rollup), "fiscal_year": year}
    return _record(Plan, units=(), measures=(), **own)


def _record(kind: type[R], **content: Any) -> R:  # noqa: ANN401  the values of any record
    return kind(**{"location": _NOWHERE, **content})


def _filled(
    context: ReportContext, rollup: Rollup, by: GroupBy, translate: Translator, head: MemoHead | None
) -> ReportContext:
    """Return a context with the tables of a roll-up and what is said of them."""
    agencies = tables.agency_table(rollup, by, translate, in_full=False)
    # Whom to call first; so the first page of a memo is filled, too, where the agencies lie on their side.
    shown = {
        # Without the last column, a folder or an id, which means nothing on paper.
        "to-call": tables.follow_up_table(rollup, translate)._replace(caption=_TO_CALL),
        "agencies": _numbered(agencies, len(rollup.rows)),
        "groups": tables.group_table(rollup, by, translate),
        "overdue": _without_last(tables.overdue_table(rollup, translate)),
        "shared": tables.shared_table(rollup, translate),
    }
    folders = {row.path for row in rollup.rows if title_of(row) == row.path}
    shown = {name: _printed(table, name, folders) for name, table in shown.items() if table.rows}
    texts = [{"text": _OPENING}, {"text": _SUMMARY + _EACH}] if head else [{"heading": _HEADING, "text": _SUMMARY}]
    closing = [{"part": "closing"}] if head else []
    parts = tuple(_record(Part, **part) for part in (*texts, *({"table": name} for name in shown), *closing))
    summary = _summary(context, rollup)
    return context._replace(values=context.values._replace(summary=summary), tables=shown, parts=parts)


def _summary(context: ReportContext, rollup: Rollup) -> View:
    """Return the sums for the summary, beside the names that the wording of a memo asks for."""
    totals = rollup.totals
    days = sorted({row.as_of for row in rollup.rows if row.counts and row.as_of})
    ends = dict.fromkeys(calendar.full(day) for day in (days[:1] + days[-1:])) or [str(context.values.as_of)]
    usual = {name: getattr(context.values.summary, name) for name in ("total", "statuses")}
    amounts = {"money": totals.budget, "paid": totals.spent}
    counts = {name: f"{value:,}" for name, value in totals._asdict().items() if isinstance(value, int)}
    zero = {name: "" for name, value in totals._asdict().items() if value == 0 and name in _LEFT_OUT}
    return View(
        **usual,
        **{**counts, **zero},
        **{name: Absent(name) if amount is None else amount for name, amount in amounts.items()},
        uncounted=totals.agencies - totals.counted,
        percent=f"{totals.percent:f}".removesuffix(".00"),
        day=" ถึง ".join(ends),
        running=calendar.full(rollup.running_until) if rollup.running_until else "",
    )


# What the summary does not speak of where there is none.
_LEFT_OUT: Final = ("silent", "cancelled", "overdue")


def _numbered(table: Table, rows: int) -> Table:
    """Return the table of agencies with their numbers before them; the sums have none."""
    numbers = [Cell((Item(str(number)),), align="right") for number in range(1, rows + 1)]
    numbers += [Cell()] * (len(table.rows) - rows)
    joined = tuple((number, *row) for number, row in zip(numbers, table.rows, strict=True))
    return table._replace(headings=(Heading(_NUMBER), *table.headings), rows=joined)


def _without_last(table: Table) -> Table:
    return table.part(range(len(table.headings) - 1))


def _printed(table: Table, name: str, folders: set[str]) -> Table:
    """Return a table as it is read on paper: days in Thai, folders as written, a dash for what is not known."""

    def printed(cell: Cell) -> Cell:
        if isinstance(cell.value, dt.date):
            return cell._replace(items=(Item(calendar.short(cell.value)),))
        if not cell.items:
            return Cell(mark=EMPTY_MARK)
        return cell._replace(items=tuple(Item(_kept(item.text, folders)) for item in cell.items))

    rows = tuple(tuple(map(printed, row)) for row in table.rows)
    if name == "agencies":  # whose last row has the sums, with nothing where there is none
        rows = (*rows[:-1], table.rows[-1])
    return table._replace(rows=rows, name=name, title=table.caption, caption="")


def _kept(text: str, folders: set[str]) -> str:
    return Verbatim(text) if text in folders else text
