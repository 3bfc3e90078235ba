"""Tables of the agency's own: their rows, columns as of rounds, cells of several lines, and sums."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pypdfium2
import pytest
from rendering import make, report_request
from support import ROOT, documents

from itatrack.model.records import Group, Measure, Period, Plan
from itatrack.model.tables import TableColumn, TableDefinition, Tables
from itatrack.progress.rounds import ReportRound
from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.context import report_context
from itatrack.report.formats.registry import usual_template
from itatrack.storage.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.report.context import ReportContext
    from itatrack.report.request import FormatName

DAY = dt.date(2024, 3, 31)
EXAMPLE = Workspace(ROOT / "examples" / "risk-plan")
PLAN, HISTORY = load(*documents(EXAMPLE), DAY, EXAMPLE.has_file).complete()
YEAR = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]
SECOND = ReportRound("ไตรมาสที่ 2", DAY)


def alone(
    table: str, as_of: dt.date = DAY, round_: ReportRound | None = None, plan: Plan = PLAN, format_: FormatName = "md"
) -> ReportContext:
    """Return what a table alone is filled from."""
    request = report_request(format_, form="table", table=table, date=as_of, round=round_)
    return report_context(plan, progress(plan, HISTORY, as_of), request)


def texts(context: ReportContext, table: str) -> list[list[str]]:
    """Return the cells of a table, the items of each joined by `|`."""
    rows = context.tables[table].rows
    return [
        ["|".join([*filter(None, [cell.mark]), *(item.text for item in cell.items)]) for cell in row] for row in rows
    ]


def test_rows_are_chosen_and_numbered() -> None:
    """A table has the measures of its group, numbered from 1, and no heading that all of them would share."""
    rows = texts(alone("calendar"), "calendar")
    assert [row[:2] for row in rows] == [
        ["1", "ประชุมคณะกรรมการบริหารความเสี่ยง"],
        ["2", "อบรมการประเมินความเสี่ยงแก่บุคลากร"],
        ["3", "เผยแพร่รายงานความเสี่ยงบนเว็บไซต์"],
    ]


@pytest.mark.parametrize(
    ("as_of", "round_", "quarters"),
    [
        (dt.date(2023, 12, 31), None, ["ประชุมครั้งที่ 1 เห็นชอบแผน", "", "", ""]),
        (dt.date(2023, 12, 30), None, ["", "", "", ""]),
        (DAY, None, ["ประชุมครั้งที่ 1 เห็นชอบแผน", "ประชุมครั้งที่ 2 ติดตามผล", "", ""]),
        # In the middle of the round that is reported on, what is known by the day.
        (dt.date(2024, 3, 20), SECOND, ["ประชุมครั้งที่ 1 เห็นชอบแผน", "ประชุมครั้งที่ 1 เห็นชอบแผน", "", ""]),
        (dt.date(2024, 3, 21), SECOND, ["ประชุมครั้งที่ 1 เห็นชอบแผน", "ประชุมครั้งที่ 2 ติดตามผล", "", ""]),
        (dt.date(2024, 3, 21), None, ["ประชุมครั้งที่ 1 เห็นชอบแผน", "", "", ""]),
    ],
)
def test_columns_as_of_rounds(as_of: dt.date, round_: ReportRound | None, quarters: list[str]) -> None:
    """Each quarter shows what was known on its last day; one that has not ended shows nothing."""
    assert texts(alone("calendar", as_of, round_), "calendar")[0][3:] == quarters


def test_later_entries_do_not_change_an_earlier_round() -> None:
    """The first quarter is the same in every later report."""
    early, late = (texts(alone("calendar", day), "calendar") for day in (dt.date(2023, 12, 31), dt.date(2024, 9, 30)))
    assert [row[3] for row in early] == [row[3] for row in late]


def test_a_cell_of_several_columns() -> None:
    """Its lines follow each other, those with a heading behind it, and a list item by item."""
    *_, travel = (row for row in texts(alone("register"), "register") if "เบิกค่าเดินทาง" in "".join(row))
    assert travel[1] == (
        "เบิกค่าเดินทางไปราชการไม่ตรงความจริง|มาตรการ: สอบทานการเบิกค่าเดินทางทุกเดือน|ขั้นตอน: สุ่มตรวจเดือนละสิบรายการ"
    )
    price = texts(alone("register"), "register")[1]
    assert price[1].split("|")[2:] == ["ขั้นตอน:", "- สืบราคาจากท้องตลาด", "- เปิดเผยที่มาของราคากลาง"]


def test_levels_are_printed() -> None:
    """Likelihood, impact, their product and its level stand beside each other."""
    shown = [row[2:6] for row in texts(alone("register"), "register")[:-1] if len(row) > 1]
    levels = [("4", "4", "16", "สูงมาก"), ("3", "4", "12", "สูง"), ("2", "3", "6", "ปานกลาง"), ("2", "2", "4", "ต่ำ")]
    assert [tuple(row) for row in shown] == [*levels, ("3", "2", "6", "ปานกลาง")]


def test_sums_of_groups_and_of_all() -> None:
    """Each group ends with its sums, and the table with those of all measures; the share is that of the sums."""
    rows = [row for row in texts(alone("spending"), "spending") if row[1:] and row[1].startswith("รวม")]
    assert rows == [
        ["", "รวม ความเสี่ยงด้านการเงินและพัสดุ", "63,500.50", "21,750.25", "41,750.25", "34.25"],
        ["", "รวม ความเสี่ยงด้านการบริหารงานบุคคล", "140,000", "18,000", "122,000", "12.86"],
        ["", "รวม ปฏิทิน", "68,000", "31,500", "36,500", "46.32"],
        ["", "รวม", "271,500.50", "71,250.25", "200,250.25", "26.24"],
    ]


def test_words_are_counted() -> None:
    """At the foot stands how often each word stands above, in the order of the words; a tick counts too."""
    assert texts(alone("register"), "register")[-1][1:] == ["รวม", "", "", "", "ต่ำ 1|ปานกลาง 2|สูง 1|สูงมาก 1", ""]
    answers = texts(alone("answers"), "answers")
    counts = ["เพียงพอ 2|ควรปรับปรุง 1", "เพียงพอ 1|ควรปรับปรุง 1"]
    statuses = "ยังไม่ดำเนินการ 1|อยู่ระหว่างดำเนินการ 3|ดำเนินการเสร็จเรียบร้อยแล้ว 1"
    assert answers[-1] == ["", "รวม", *counts, statuses, ""]
    definition = PLAN.definitions["answers"]
    ticks = [type(definition.columns[0])(location=PLAN.location, column=name) for name in ("title", "statuses")]
    own = {"ticks": TableDefinition(**{**vars(definition), "columns": tuple(ticks), "totals": ("statuses",)})}
    plan = Plan(**{**vars(PLAN), "tables": Tables(location=PLAN.location, custom_columns=own)})
    assert texts(alone("ticks", plan=plan), "ticks")[-1] == ["รวม", "1", "3", "1"]


def test_evidence_of_the_plan() -> None:
    """What simply exists is printed before what the history gives, whatever the status and the day."""
    before, after = (
        [row[-1] for row in texts(alone("answers", day), "answers") if len(row) > 1] for day in (DAY.replace(2023), DAY)
    )
    order, criteria = "คำสั่งที่ 12/2566 เรื่อง แต่งตั้งคณะกรรมการกำหนดราคากลาง", "หลักเกณฑ์การโยกย้าย"
    assert before == [order, "-", "-", criteria, "-", ""]
    assert after == [order, "-", "-", f"{criteria}|ประกาศหลักเกณฑ์การโยกย้าย", "-", ""]


def test_a_name_that_a_part_of_the_memo_has(
    make_project: Callable[..., Path], load_project: Callable[[Path], object]
) -> None:
    """A table of the agency's own may be called as a part of the memo is, and has its own title."""
    plan = own("  summary: {title: สรุปของหน่วยงาน, columns: [title]}\n", make_project, load_project)
    text = make(
        usual_template("table", "md"), report_request("md"), alone("summary", plan=plan), EXAMPLE.templates(None)
    )
    assert isinstance(text, str)
    assert text.startswith("# สรุปของหน่วยงาน")


def own(
    tables: str, make_project: Callable[..., Path], load_project: Callable[[Path], object], **measures: str
) -> Plan:
    """Return the plan of the corpus' base with tables, and a group or other keys for its measures."""
    text = (ROOT / "tests" / "cases" / "base" / "measures.yaml").read_text(encoding="utf-8")
    for name, keys in measures.items():
        text = text.replace(f"  - id: {name.replace('_', '-')}\n", f"  - id: {name.replace('_', '-')}\n{keys}")
    project = load_project(make_project(measures=text.replace("title: มาตรการ", f"tables:\n{tables}title: มาตรการ", 1)))
    return project.complete()[0]  # type: ignore[attr-defined]


def test_nested_groups_end_the_innermost_first(
    make_project: Callable[..., Path], load_project: Callable[[Path], object]
) -> None:
    """A group within another has its own sums, before those of the other."""
    plan = own(
        "  money: {columns: [title, budget], totals: budget, group_totals: yes}\n",
        make_project,
        load_project,
        property="    group: [ก, ก1]\n    budget: 100\n",
        e_service="    group: [ก, ก2]\n    budget: 20.50\n",
    )
    names = [row[0] for row in texts(alone("money", plan=plan), "money")]
    assert names == ["ก", "ก1", "การใช้ทรัพย์สินของราชการ", "รวม ก1", "ก2", "E-Service", "รวม ก2", "รวม ก", "รวม"]
    assert texts(alone("money", plan=plan), "money")[-1] == ["รวม", "120.50"]


def test_declared_groups_stand_in_their_order(
    make_project: Callable[..., Path], load_project: Callable[[Path], object]
) -> None:
    """A group without measures has its heading where it is declared, and says that there are none."""
    plan = own(
        "  all: {columns: [number, title, budget], totals: budget}\n",
        make_project,
        load_project,
        property="    group: [ข, ข1, ข1.1]\n    budget: 100\n",
        e_service="    group: [ง]\n",
    )
    names = ("ก", "ข", "ข1", "ข1.1", "ค", "ง", "จ")
    plan = type(plan)(**{**vars(plan), "groups": tuple(Group(location=plan.location, name=name) for name in names)})
    rows = texts(alone("all", plan=plan), "all")
    assert rows == [
        *(["ก"], ["", "ไม่มี", ""], ["ข"], ["ข1"], ["ข1.1"], ["1", "การใช้ทรัพย์สินของราชการ", "100"]),
        *(["ค"], ["", "ไม่มี", ""], ["ง"], ["2", "E-Service", "-"], ["จ"], ["", "ไม่มี", ""], ["", "รวม", "100"]),
    ]


def test_a_table_without_rows_says_so(
    make_project: Callable[..., Path], load_project: Callable[[Path], object]
) -> None:
    """Where no measure has the status a table is of, it says that there is none."""
    plan = own("  gone: {rows: {status: cancelled}, columns: [number, title]}\n", make_project, load_project)
    assert texts(alone("gone", plan=plan), "gone") == [["ไม่มี"]]


def test_the_memo_prints_what_its_body_names() -> None:
    """Only the tables that the body names are made where no template can ask for others."""
    context = report_context(PLAN, progress(PLAN, HISTORY, DAY), report_request(templates=EXAMPLE.templates(None)))
    assert {*context.tables} == {
        "plan",
        "result",
        "assessment",
        "weak_points",
        "register",
        "answers",
        "calendar",
        "spending",
        "revisions",
        "changes",
    }
    assert PLAN.memo.body[0].text
    body = tuple(part for part in PLAN.memo.body if part.table == "calendar")
    memo = type(PLAN.memo)(**{**vars(PLAN.memo), "body": body})
    plan = type(PLAN)(**{**vars(PLAN), "memo": memo})
    context = report_context(plan, progress(plan, HISTORY, DAY), report_request(templates=EXAMPLE.templates(None)))
    assert {*context.tables} == {"plan", "result", "assessment", "weak_points", "calendar"}
    assert context.variables()["calendar_rows"]


@pytest.mark.parametrize("table", ["plan", "result", "bs4", "register", "calendar", "spending", "revisions"])
@pytest.mark.parametrize("format_", ["md", "txt", "html"])
def test_any_table_alone(format_: FormatName, table: str) -> None:
    """Each table is a document with its title, those that come with the tool too."""
    request = report_request(format_, form="table", table=table, date=DAY, width=300, thai=False)
    name = usual_template("table", format_)
    document = make(name, request, alone(table, format_=format_), EXAMPLE.templates(None))
    assert isinstance(document, str), document
    titles = {"plan": "แผนบริหารความเสี่ยง", "result": "ผลการดำเนินการ", "bs4": "แบบรายงานผลการดำเนินการตามมาตรการ"}
    definition = PLAN.tables.of(table) if PLAN.tables else None
    title = (definition and definition.title) or titles[table]
    assert title in document
    assert "ข้อมูล ณ วันที่ 31 มีนาคม 2567" in re.sub("<wbr>|<span[^>]*>|</span>|\u00a0", " ", document).replace("  ", " ")
    assert "(ลงชื่อ)" not in document


@pytest.mark.slow
def test_paper_lies_as_the_plan_says() -> None:
    """Word and PDF hold every cell, on pages on their side, or upright where the plan says so."""
    for page, is_lying in ((None, True), ("landscape", True), ("portrait", False)):
        spending = type(PLAN.tables.own["spending"])(**{**vars(PLAN.tables.own["spending"]), "page": page})  # type: ignore[union-attr]
        tables = type(PLAN.tables)(**{**vars(PLAN.tables), "custom_columns": {"spending": spending}})
        plan = type(PLAN)(**{**vars(PLAN), "tables": tables})
        formats: tuple[FormatName, ...] = ("docx", "pdf")
        for format_ in formats:
            request = report_request(format_, form="table", table="spending", date=DAY, thai=False)
            context = alone("spending", plan=plan, format_=format_)
            content = make(usual_template("table", format_), request, context, EXAMPLE.templates(None))
            assert isinstance(content, bytes), content
            size, text = _word(content) if format_ == "docx" else _pdf(content)
            assert (size[0] > size[1]) is is_lying
            for cell in ("งบประมาณและการเบิกจ่าย", "271,500.50", "200,250.25", "26.24", "รวม"):
                assert re.sub(r"\s", "", cell) in re.sub(r"\s", "", text)


def _word(content: bytes) -> tuple[tuple[float, float], str]:
    document = docx.Document(BytesIO(content))
    (section,) = document.sections
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert section.page_width is not None
    assert section.page_height is not None
    return (section.page_width, section.page_height), "\n".join([*paragraphs, *cells])


def _pdf(content: bytes) -> tuple[tuple[float, float], str]:
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    return document[0].get_size(), document[0].get_textpage().get_text_range()


def with_year(**keys: Any) -> Plan:  # noqa: ANN401  keys of a measure
    """Return a plan of one measure with a table of its months and quarters."""
    measure = Measure(**{**vars(PLAN.measures[0]), **keys})
    columns = [TableColumn(location=PLAN.location, column=name) for name in ("title", "months", "quarters")]
    own = {"year": TableDefinition(location=PLAN.location, columns=tuple(columns))}
    tables = Tables(location=PLAN.location, custom_columns=own)
    return Plan(**{**vars(PLAN), "tables": tables, "measures": (measure,), "groups": ()})


@pytest.mark.parametrize(
    ("period", "months", "quarters"),
    [
        ({"from_": dt.date(2023, 11, 30), "to": dt.date(2024, 1, 1)}, "พ.ย. ธ.ค. ม.ค.", "1 2"),
        ({"to": dt.date(2023, 12, 31)}, "ต.ค. พ.ย. ธ.ค.", "1"),
        ({"from_": dt.date(2024, 9, 1)}, "ก.ย.", "4"),
        ({"from_": dt.date(2022, 1, 1), "to": dt.date(2023, 9, 30)}, "", ""),
        ({"from_": dt.date(2024, 10, 1)}, "", ""),
        ({"from_": dt.date(2023, 3, 1), "to": dt.date(2025, 1, 1)}, " ".join(YEAR), "1 2 3 4"),
        ({"text": "ไตรมาส 2"}, "ม.ค. ก.พ. มี.ค.", "2"),
        ({"text": "ธ.ค. 2566 - ม.ค. 2567"}, "ธ.ค. ม.ค.", "1 2"),
        ({"text": "ไตรมาส 2/2568"}, "", ""),
        ({"text": "ไตรมาส 2", "to": dt.date(2023, 10, 1)}, "ต.ค.", "1"),
    ],
)
def test_months_and_quarters(period: dict[str, Any], months: str, quarters: str) -> None:
    """A sign stands in each month and quarter that a period reaches into, by its days or else its words."""
    context = alone("year", plan=with_year(period=Period(location=PLAN.location, **period)))
    *_, row = texts(context, "year")
    names = [name for heading in context.tables["year"].headings for name in heading.parts]
    marked = [name for name, cell in zip(names, row[1:], strict=True) if cell == "/"]
    assert names == [*YEAR, "1", "2", "3", "4"]
    assert marked == [*months.split(), *quarters.split()]
    assert {*row[1:]} <= {"/", ""}


def test_what_is_carried_out_all_year_is_marked_in_each_month() -> None:
    """So is a recurring measure, unless its period says when."""
    plan = with_year(period=None, recurring=True)
    assert texts(alone("year", plan=plan), "year")[-1][1:] == ["/"] * 16
    plan = with_year(period=Period(location=PLAN.location, text="ไตรมาส 4"), recurring=True)
    assert texts(alone("year", plan=plan), "year")[-1][1:] == [*[""] * 9, *["/"] * 3, *[""] * 3, "/"]
