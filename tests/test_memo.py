"""The memo from the real data, and from data that means harm."""

from __future__ import annotations

import html
import re
from collections import Counter
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rendering import TEXT_FORMATS, make, report_request
from support import ROOT, TESTS, TODAY, documents

from itatrack.model.columns import HEADINGS, PARTS_OF_THE_YEAR
from itatrack.model.memo import Agency, Memo, Signature
from itatrack.model.number_kinds import NO_BUDGET
from itatrack.model.records import Evidence, Indicator, IndicatorResult, Measure, Monitoring, Period, Plan, StatusEntry
from itatrack.model.status import Status
from itatrack.model.tables import Column, TableColumn, TableDefinition, Tables
from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.context import report_context
from itatrack.storage.workspace import Workspace
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from itatrack.model.records import History

WORKSPACE = Workspace(ROOT)
REAL = load(*documents(WORKSPACE), TODAY, WORKSPACE.has_file)


def memo(plan: Plan, history: History, name: str, *, as_of: date = TODAY, **setting: Any) -> str:  # noqa: ANN401
    """Render the packaged template for a plan; `setting` is width and thai."""
    states = progress(plan, history, as_of)
    context = report_context(plan, states, report_request(date=as_of))
    document = make(f"memo.{name}.j2", report_request(name, **setting), context, WORKSPACE.templates(None), ())
    assert isinstance(document, str), document
    return document


def real(name: str, *, width: int = 80, thai: bool = True) -> str:
    """Render the real memo."""
    return memo(*REAL.complete(), name, width=width, thai=thai)


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_the_real_memo(name: str, golden: Callable[[Path, str], None]) -> None:
    """The memo of 31 March 2564 is the one that a Thai reader has read and would sign."""
    golden(TESTS / "golden" / f"memo-2564-03-31.{name}", real(name))


def test_both_formats_say_the_same() -> None:
    """Markdown and plain text have the same words outside their tables, so neither template drifts from the other."""

    def words(text: str) -> str:
        lines = [line for line in text.splitlines() if line[:1] not in {"|", "│", "┌", "├", "└"}]
        return re.sub(r"[\s#*]+|<br>|\.{5,}", "", "".join(lines))

    assert words(real("txt", width=300)) == words(real("md"))


class _Tables(HTMLParser):
    """Gathers the tables of a page as rows of cells."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self._in_cell = True
        elif tag == "br" and self._in_cell:
            self.tables[-1][-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.tables[-1][-1][-1] += data


def tables(markdown: str) -> list[list[list[str]]]:
    """Read a document's tables with GitHub's own parser."""
    return _Tables(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)).tables


def test_markdown_tables_of_the_real_memo() -> None:
    """GitHub's parser finds twelve rows of four and twelve of five columns, each done with a tick and evidence."""
    plan, result = tables(real("md", thai=False))
    measures = REAL.complete()[0].measures
    assert [len(row) for row in plan] == [4] * 13
    assert [len(row) for row in result] == [5] * 13
    assert [row[0] for row in plan[1:]] == [row[0] for row in result[1:]] == [measure.title for measure in measures]
    assert [row[2:] for row in result[1:]] == [["-", "-", "✓ ตรวจสอบข้อมูลที่เว็บไซต์ของหน่วยงาน"]] * 12
    assert plan[11][2] == ""
    assert "รณรงค์" in result[3][1]
    assert "รณรงค์" not in plan[3][1]


def squeezed(text: str) -> str:
    """Drop all blanks."""
    return re.sub(r"\s+", "", text)


PARTS = [*"|*_<>&{}[]()~`\\#+-.!:=$\"'/@ \n1aกำ่✓│", "<br>", "&amp;", "https://", "www.", "{{", "}}", "{%", "%}"]
HOSTILE = (
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=12)
    .map(lambda parts: "\n".join(line.strip() for line in "".join(parts).strip().splitlines()))
    .filter(bool)
)


def hostile_plan(texts: list[str]) -> Plan:
    """Put texts into the keys of the real plan."""
    plan, _ = REAL.complete()
    title, step, unit, name, subject, monitoring = texts
    content = vars(plan)
    measure = Measure(
        location=plan.location, id="a", title=title, steps=(step, title), responsible=(unit,), monitoring=None
    )
    agency = Agency(location=plan.location, name=name, district=None, province=None)
    signature = Signature(location=plan.location, name=name, position=unit)
    memo_part = type(plan.memo)(**{**vars(plan.memo), "subject": subject, "closing": title, "signed_by": signature})
    changed = {
        "agency": agency,
        "memo": memo_part,
        "measures": (measure,) * 12,
        "monitoring": Monitoring(location=plan.location, text=monitoring, due=None),
    }
    return Plan(**{**content, **changed})


@pytest.mark.slow
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[HOSTILE] * 6).map(list))
def test_hostile_values_in_markdown(texts: list[str]) -> None:
    """Whatever the values hold, both tables keep their shape and every value reads back, executed by nobody."""
    title, step, unit, name, subject, monitoring = texts
    document = memo(hostile_plan(texts), REAL.complete()[1], "md", thai=False)
    plan, result = tables(document)
    assert [len(row) for row in plan] == [4] * 13
    assert [len(row) for row in result] == [5] * 13
    row = [squeezed(cell) for cell in plan[1]]
    assert row == [squeezed(title), squeezed(f"- {step}- {title}"), squeezed(unit), squeezed(monitoring)]
    page = cmarkgfm.github_flavored_markdown_to_html(document, Options.CMARK_OPT_UNSAFE)
    shown = squeezed(html.unescape(re.sub(r"<[^>]*>", "", page)))
    assert squeezed(f"เรื่อง {subject}") in shown
    assert squeezed(f"ของ{name}") in shown


def plan_of_all_columns(texts: list[str]) -> tuple[Plan, History]:
    """Put texts into every key that a column shows, and choose every column there is, and one of the agency's own."""
    plan, history = REAL.complete()
    text, other, third = texts
    measure = Measure(
        location=plan.location,
        id="a",
        title=text,
        steps=(other,),
        custom_columns={"risk": (third,)},
        code=text,
        issue=other,
        project=third,
        period=Period(location=plan.location, text=text),
        budget=NO_BUDGET,
        indicators=tuple(
            Indicator(location=plan.location, name=name, target=third, unit=None) for name in (other, "ฮ")
        ),
        ita_indicator=("3",),
        rounds=(text,),
        responsible=(third,),
    )
    entry = StatusEntry(
        location=plan.location,
        date=TODAY,
        status=Status.DONE,
        result=(text, other),
        indicators=(IndicatorResult(location=plan.location, name="2", result=text, met=True),),
        evidence=(Evidence(location=plan.location, text=other),),
        problems=(third,),
        remedy=(text,),
        note=other,
    )
    columns = tuple(TableColumn(location=plan.location, column=name) for name in [*HEADINGS, "risk"])
    changed = {
        "tables": Tables(location=plan.location, plan=TableDefinition(location=plan.location, columns=columns)),
        "columns": (Column(location=plan.location, name="risk", heading=third),),
        "measures": (measure,),
    }
    entries = {measure.id: (entry,)}
    return Plan(**{**vars(plan), **changed}), type(history)(location=history.location, entries=entries)


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[HOSTILE] * 3).map(list))
def test_hostile_values_in_every_column(texts: list[str]) -> None:
    """Whatever they hold, all columns side by side read back from Markdown, and stacked in text no line is too wide."""
    plan, history = plan_of_all_columns(texts)
    text, other, third = (squeezed(one) for one in texts)
    head, row = ([squeezed(cell) for cell in line] for line in tables(memo(plan, history, "md", thai=False))[0])
    several = [3, *map(len, PARTS_OF_THE_YEAR.values())]  # the statuses are three columns
    assert len(head) == len(row) == len(HEADINGS) - len(several) + sum(several) + 1
    cells_by_head = dict(zip(head, row, strict=True))
    assert cells_by_head["มาตรการ"] == cells_by_head["รหัส"] == cells_by_head["ระยะเวลา"] == text
    assert cells_by_head["ผลการดำเนินงาน"] == f"-{text}-{other}"
    assert cells_by_head["ตัวชี้วัด"] == f"1){other}2)ฮ"
    assert cells_by_head["ผลตามตัวชี้วัด"] == f"1)-2){text}(บรรลุ)"
    assert cells_by_head["หมายเหตุ"] == cells_by_head["เอกสาร/หลักฐาน"] == other
    assert head[-1] == row[-1] == third
    document = memo(plan, history, "txt", thai=False)
    assert max(map(cells, document.splitlines())) <= 80
    assert not Counter(squeezed("".join([text * 4, other * 4, third * 3]))) - Counter(squeezed(document))


@pytest.mark.slow
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[HOSTILE] * 6).map(list), st.integers(40, 120))
def test_hostile_values_in_text(texts: list[str], width: int) -> None:
    """Whatever the values hold, no line is wider than the page and nothing is lost outside the tables."""
    document = memo(hostile_plan(texts), REAL.complete()[1], "txt", width=width, thai=False)
    assert max(map(cells, document.splitlines())) <= width
    assert squeezed(f"เรื่อง  {texts[4]}") in squeezed(document)
    assert squeezed(f"{texts[3]}\n{texts[2]}") in squeezed(document)


def column_text(document: str, table: int, column: int) -> str:
    """Read a column of a drawn table back: its cells' lines, joined without blanks."""
    drawn = re.findall(r"┌[^┘]*┘", document)[table]
    lines = [line.split("│") for line in drawn.splitlines() if line.startswith("│")]
    return squeezed("".join(line[column + 1] for line in lines if len(line) > column + 2))


@pytest.mark.parametrize("width", [40, 50, 60])
def test_nothing_is_lost_where_columns_are_stacked(width: int) -> None:
    """On a narrow page each cell that has no place beside the others stands below them, behind its heading."""
    document = real("txt", width=width, thai=False)
    assert max(map(cells, document.splitlines())) <= width
    data = [
        text
        for state in progress(*REAL.complete(), TODAY).states
        for text in (state.measure.title, *state.measure.steps, *state.steps, *state.measure.responsible)
    ]
    data += ["รายงานความก้าวหน้าและสรุปผล ณ 31 มีนาคม 2564", "✓ ตรวจสอบข้อมูลที่เว็บไซต์ของหน่วยงาน"] * 12
    assert not Counter(squeezed("".join(data))) - Counter(squeezed(document))
    assert document.count("การกำกับติดตาม:") == 12
    assert document.count("✓") == 12


@pytest.mark.parametrize("width", [80, 100, 140])
def test_nothing_is_lost_in_text(width: int) -> None:
    """Joined again, the wrapped cells are the data, and no line is wider than the page."""
    document = real("txt", width=width, thai=False)
    plan, history = REAL.complete()
    bulleted = [step if len(measure.steps) == 1 else f"-{step}" for measure in plan.measures for step in measure.steps]
    assert max(map(cells, document.splitlines())) <= width
    assert column_text(document, 0, 0) == squeezed("มาตรการ" + "".join(one.title for one in plan.measures))
    assert column_text(document, 0, 1) == squeezed("ขั้นตอนหรือวิธีปฏิบัติ" + "".join(bulleted))
    reported = [state.steps for state in progress(plan, history, TODAY).states]
    steps = "".join(step if len(one) == 1 else f"-{step}" for one in reported for step in one)
    assert column_text(document, 1, 1).endswith(squeezed(steps))
    evidence = "✓ตรวจสอบข้อมูลที่เว็บไซต์ของหน่วยงาน" * 12
    assert column_text(document, 1, 4).endswith(evidence)


@pytest.mark.slow
def test_the_shared_monitoring_is_one_cell() -> None:
    """The monitoring that all measures share is drawn once; a measure's own divides it."""
    plan, history = REAL.complete()
    assert real("txt").count("รายงาน     │") + real("txt").count("ความก้าวหน้า") == 2
    own = Measure(
        **{**vars(plan.measures[5]), "monitoring": Monitoring(location=plan.location, text="ทุกเดือน", due=None)}
    )
    divided = Plan(**{**vars(plan), "measures": (*plan.measures[:5], own, *plan.measures[6:])})
    assert memo(divided, history, "txt").count("ความก้าวหน้า") == 2
    assert memo(divided, history, "txt").count("ทุกเดือน") == 1


def test_before_the_first_entry_nothing_is_started() -> None:
    """A day before every entry counts all measures as not started, the tick in that column."""
    plan, history = REAL.complete()
    before = TODAY.replace(day=30)
    document = memo(plan, history, "md", as_of=before)
    assert "ยังไม่ดำเนินการ ๑๒ มาตรการ คิดเป็นร้อยละ ๑๐๐" in document
    assert [row[2:] for row in tables(document)[1][1:]] == [["✓", "-", "-"]] * 12


def test_percent_is_rounded_half_up() -> None:
    """Shares are given in percent with two decimals, rounded half up."""
    plan, history = REAL.complete()
    entries = {one.id: history.entries[one.id] for one in plan.measures[:1]}
    one_of_twelve = type(history)(location=history.location, entries=entries)
    states = progress(plan, one_of_twelve, TODAY)
    assert [states.percent(status) for status in Status] == [
        Decimal(share) for share in ("91.67", "0.00", "8.33", "0.00")
    ]
    assert "๑ มาตรการ คิดเป็นร้อยละ ๘.๓๓" in memo(plan, one_of_twelve, "md")


def test_arabic_digits() -> None:
    """Without Thai numerals every value stands as the data has it."""
    document = real("md", thai=False)
    assert "0-4301-9915" in document
    assert not set("๐๑๒๓๔๕๖๗๘๙") & set(document)


def test_thai_numerals_stay_out_of_names() -> None:
    """The memo in Thai numerals holds no Arabic digit, since its only Latin words have none."""
    assert not set("0123456789") & set(real("md"))


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_the_electronic_mail_is_beside_the_telephone(name: str) -> None:
    """The address for electronic mail is in the line of the agency as it was typed, its digits too."""
    plan, history = REAL.complete()
    head = Memo(**{**vars(plan.memo), "email": "clerk-1@example.go.th"})
    printed = memo(Plan(**{**vars(plan), "memo": head}), history, name)
    assert "๙๙๑๕ ไปรษณีย์อิเล็กทรอนิกส์ clerk-1@example.go.th" in " ".join(re.sub("<[^>]*>", "", printed).split())
    assert "ไปรษณีย์อิเล็กทรอนิกส์" not in memo(plan, history, name)


def test_the_optional_parts_may_be_left_out(
    make_project: Callable[..., Path], load_project: Callable[[Path], object]
) -> None:
    """A plan without assessment, telephone, number, reference and opinions still makes a whole memo."""
    project = load_project(make_project(TESTS / "cases" / "valid" / "without-assessment"))
    document = memo(*project.complete(), "txt")
    assert "ตามที่งานบริหารงานทั่วไป ได้กำหนดมาตรการส่งเสริมคุณธรรม มีรายละเอียด ดังนี้" in document
    assert "จึงเรียนมาเพื่อโปรดทราบ" in document
