"""What a template sees: the fiscal year, who signs, the summary, and codes as they are written."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from rendering import TEXT_FORMATS, GivenTemplates, make, report_request
from support import ROOT, TODAY, documents

from itatrack.findings.message import ENGLISH
from itatrack.model import ita
from itatrack.model.amounts import Baht
from itatrack.model.columns import HEADINGS, PARTS_OF_THE_YEAR, SEVERAL
from itatrack.model.fields import fields_of
from itatrack.model.memo import Agency, Opinion, Signature
from itatrack.model.number_kinds import NO_BUDGET
from itatrack.model.records import (
    Evidence,
    Indicator,
    IndicatorResult,
    Measure,
    Monitoring,
    Period,
    Plan,
    StatusEntry,
    StatusWords,
)
from itatrack.model.status import Status
from itatrack.model.tables import Column, TableColumn, TableDefinition, Tables
from itatrack.overview.cells import plain
from itatrack.overview.log import MeasureLog, log_lines
from itatrack.overview.status_json import log_envelope
from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.cells import CELLS
from itatrack.report.context import report_context
from itatrack.report.formats.registry import FORMATS
from itatrack.report.tables import Item
from itatrack.report.values import Day, NoValueError
from itatrack.storage.workspace import Workspace

if TYPE_CHECKING:
    from itatrack.model.records import History
    from itatrack.report.context import ReportContext

WORKSPACE = Workspace(ROOT)
REAL = load(*documents(WORKSPACE), TODAY, WORKSPACE.has_file).complete()
AT = REAL[0].location


def changed(**keys: Any) -> Plan:  # noqa: ANN401  any key of a plan
    """Return the real plan with some keys changed."""
    return Plan(**{**vars(REAL[0]), **keys})


def seen(plan: Plan, history: History = REAL[1], as_of: dt.date = TODAY) -> dict[str, Any]:
    """Return the variables of a memo."""
    return filled(plan, history, as_of).variables()


def filled(plan: Plan, history: History = REAL[1], as_of: dt.date = TODAY) -> ReportContext:
    """Return what a memo is filled from."""
    return report_context(plan, progress(plan, history, as_of), report_request(date=as_of))


@pytest.mark.parametrize(
    ("year", "due", "as_of", "expected"),
    [
        (None, dt.date(2021, 3, 31), dt.date(2021, 11, 1), 2564),
        (None, dt.date(2021, 3, 31), dt.date(2020, 9, 30), 2564),
        (2566, dt.date(2021, 3, 31), dt.date(2021, 3, 31), 2566),
        (2565, None, dt.date(2024, 1, 1), 2565),
        (None, None, dt.date(2021, 9, 30), 2564),
        (None, None, dt.date(2021, 10, 1), 2565),
    ],
)
def test_a_report_is_on_the_plan_s_year(year: int | None, due: dt.date | None, as_of: dt.date, expected: int) -> None:
    """A report made before or after the plan's year is on the plan's year; only without one its day decides."""
    plan = changed(fiscal_year=year, monitoring=Monitoring(location=AT, text="ก", due=due))
    assert seen(plan, as_of=as_of)["fiscal_year"] == expected


@pytest.mark.parametrize("stated", [True, False])
def test_last_year_s_state_does_not_count(stated: bool) -> None:  # noqa: FBT001  a table's column
    """With the year, or only the due day, moved on, what was done last year is not done; this year's entries count."""
    due = Monitoring(location=AT, text="ก", due=dt.date(2022, 3, 31))
    plan = changed(fiscal_year=2565 if stated else None, monitoring=due)
    states = progress(plan, REAL[1], dt.date(2022, 3, 31))
    assert (states.count(Status.DONE), states.count(Status.NOT_STARTED)) == (0, 12)
    first_day = StatusEntry(location=AT, date=dt.date(2021, 10, 1), status=Status.IN_PROGRESS)
    entries = {**REAL[1].entries, "e-service": (*REAL[1].entries["e-service"], first_day)}
    states = progress(plan, type(REAL[1])(location=AT, entries=entries), dt.date(2022, 3, 31))
    assert states.count(Status.IN_PROGRESS) == 1
    assert [state.entries for state in states.states if state.entries] == [(first_day,)]


def test_who_signs_for_the_agency() -> None:
    """The head of the agency signs, or else who writes the last opinion; without either nobody does."""
    assert seen(changed())["head"].name == "(นายกิตติธร รัตนวรรณ)"
    assert "นายกเทศมนตรี" in seen(changed())["head"].position
    opinions = tuple(Opinion(location=AT, of=name, name=name, position=f"ตำแหน่ง {name}") for name in "กขค")
    memo = type(REAL[0].memo)(**{**vars(REAL[0].memo), "opinions": opinions})
    assert (seen(changed(memo=memo))["head"].name, seen(changed(memo=memo))["head"].position) == ("ค", "ตำแหน่ง ค")
    head = Signature(location=AT, name="ฮ", position="นายก")
    agency = Agency(location=AT, name="ก", head=head)
    assert seen(changed(memo=memo, agency=agency))["head"].name == "ฮ"
    nobody = type(REAL[0].memo)(**{**vars(REAL[0].memo), "opinions": ()})
    assert not seen(changed(memo=nobody))["head"]


def sentence(*states: tuple[Status, str | None, str | None], words: StatusWords | None = None) -> str:
    """Return the sentence of the summary over measures with a status, a budget and what was spent."""
    measures, entries = [], {}
    for number, (status, budget, spent) in enumerate(states):
        amount = NO_BUDGET if budget == "-" else Baht(budget) if budget else None
        measures.append(Measure(location=AT, id=f"m{number}", title="ก", budget=amount))
        money = Baht(spent) if spent else None
        entries[f"m{number}"] = (StatusEntry(location=AT, date=TODAY, status=status, spent=money),)
    plan = changed(measures=tuple(measures), status_words=words)
    context = filled(plan, type(REAL[1])(location=AT, entries=entries))
    made = make("memo.md.j2", report_request("md", thai=False), context, WORKSPACE.templates(None), ())
    assert isinstance(made, str), made
    (found,) = re.findall(r"(?m)^สรุป ณ วันที่ 31 มีนาคม 2564 (.*)$", made)
    return str(found).replace("\\", "")


DONE, GOING, NOT = (Status.DONE, None, None), (Status.IN_PROGRESS, None, None), (Status.NOT_STARTED, None, None)


def test_the_sentence_of_the_summary() -> None:
    """A status that nobody has is not named, and shares have decimals alike."""
    label = "ดำเนินการเสร็จเรียบร้อยแล้ว"
    assert sentence(DONE) == f"มีมาตรการทั้งหมด 1 มาตรการ {label} 1 มาตรการ คิดเป็นร้อยละ 100"
    assert sentence(DONE, GOING) == (
        f"มีมาตรการทั้งหมด 2 มาตรการ {label} 1 มาตรการ คิดเป็นร้อยละ 50 และอยู่ระหว่างดำเนินการ 1 มาตรการ คิดเป็นร้อยละ 50"
    )
    eighths = sentence(*[DONE] * 4, *[GOING] * 3, NOT)
    assert re.findall(r"ร้อยละ ([0-9.]+)", eighths) == ["50.00", "37.50", "12.50"]
    assert " อยู่ระหว่างดำเนินการ 3" in eighths
    assert " และยังไม่ดำเนินการ 1" in eighths
    words = StatusWords(location=AT, not_started="ยังไม่เริ่ม", in_progress="กำลังทำ", done="เสร็จสิ้น")
    own = sentence(DONE, GOING, NOT, words=words)
    assert [own.index(word) for word in ("เสร็จสิ้น 1", "กำลังทำ 1", "และยังไม่เริ่ม 1")] == sorted(
        own.index(word) for word in ("เสร็จสิ้น 1", "กำลังทำ 1", "และยังไม่เริ่ม 1")
    )


def test_a_cancelled_measure_counts_among_all() -> None:
    """The sentence names it last, with its share of all, in the agency's word if it has one."""
    cancelled = (Status.CANCELLED, None, None)
    found = sentence(DONE, GOING, DONE, cancelled)
    assert found.startswith("มีมาตรการทั้งหมด 4 มาตรการ ")
    assert found.endswith(" และยกเลิก 1 มาตรการ คิดเป็นร้อยละ 25")
    assert "ยุติ 1" in sentence(cancelled, words=StatusWords(location=AT, cancelled="ยุติ"))


def cancelled_and_recurring(**values: Any) -> tuple[Plan, History]:  # noqa: ANN401  keys of the plan
    """Return a plan of a cancelled measure and one that is carried out all year, and its history."""
    measures = (
        Measure(location=AT, id="gone", title="ก"),
        Measure(location=AT, id="monthly", title="ข", recurring=True),
    )
    entries = {
        "gone": (StatusEntry(location=AT, date=TODAY, status=Status.CANCELLED, note="ไม่มีงบ", result=("ร่าง",)),),
        "monthly": (StatusEntry(location=AT, date=TODAY, status=Status.IN_PROGRESS),),
    }
    return changed(measures=measures, **values), type(REAL[1])(location=AT, entries=entries)


def test_a_cancelled_measure_has_a_column_with_its_reason() -> None:
    """The column stands after the other statuses, and only where a measure is cancelled; a note's column says why."""
    context = filled(*cancelled_and_recurring())
    *_, statuses = context.tables["result"].headings
    assert statuses.parts[-1] == "ยกเลิก"
    gone, monthly = context.tables["result"].rows
    assert [cell.mark for cell in gone[-4:]] == ["-", "-", "-", "✓"]
    assert [item.text for item in gone[-1].items] == ["เหตุผล: ไม่มีงบ"]
    assert [item.text for item in monthly[-3].items] == ["(ดำเนินการต่อเนื่อง)"]
    assert "ยกเลิก" not in filled(changed()).tables["result"].headings[-1].parts
    columns = tuple(TableColumn(location=AT, column=name) for name in ("title", "status", "note", "due"))
    tables = Tables(location=AT, result=TableDefinition(location=AT, columns=columns))
    gone, monthly = filled(*cancelled_and_recurring(tables=tables)).tables["result"].rows
    assert [[item.text for item in cell.items] for cell in gone[1:3]] == [["ยกเลิก"], ["ไม่มีงบ"]]
    assert [item.text for item in monthly[3].items] == ["ดำเนินการต่อเนื่อง"]


def test_a_form_without_status_says_that_a_measure_is_cancelled() -> None:
    """แบบ บส. ๔ has no column of statuses, so the result says it before what came of the measure."""
    plan, history = cancelled_and_recurring()
    context = report_context(plan, progress(plan, history, TODAY), report_request(date=TODAY, form="bs4"))
    gone, monthly = context.tables["bs4"].rows
    assert [item.text for item in gone[5].items] == ["ยกเลิก", "เหตุผล: ไม่มีงบ", "ร่าง"]
    assert (monthly[5].mark, gone[7].mark) == ("-", "-")


def test_recurring_measures_are_named_in_the_sentence() -> None:
    """The sentence says how many of those in progress are carried out all year, and only where there are any."""
    summary = seen(*cancelled_and_recurring())["summary"]
    assert (summary.in_progress.recurring, summary.cancelled.recurring, summary.cancelled.count) == (1, 0, 1)
    document = make(
        "memo.md.j2", report_request("md"), filled(*cancelled_and_recurring()), WORKSPACE.templates(None), ()
    )
    assert "คิดเป็นร้อยละ ๕๐ (ในจำนวนนี้ดำเนินการต่อเนื่อง ๑ มาตรการ) และยกเลิก ๑" in str(document).replace("\\", "")
    assert "ต่อเนื่อง" not in sentence(DONE, GOING)


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        ([("1000", None)], " งบประมาณตามแผน 1,000 บาท"),
        ([("1000", "0")], " งบประมาณตามแผน 1,000 บาท เบิกจ่ายแล้ว 0 บาท คงเหลือ 1,000 บาท"),
        ([("1000", "1000")], " งบประมาณตามแผน 1,000 บาท เบิกจ่ายแล้ว 1,000 บาท คงเหลือ 0 บาท"),
        ([("1000", "0.50"), ("200", None)], " งบประมาณตามแผน 1,200.00 บาท เบิกจ่ายแล้ว 0.50 บาท คงเหลือ 1,199.50 บาท"),
        ([("-", "5")], " เบิกจ่ายแล้ว 5 บาท"),
        ([("-", None)], ""),
    ],
)
def test_planned_spent_and_left(money: list[tuple[str, str | None]], expected: str) -> None:
    """What is planned, spent and left are three things, each where it is known, with satang alike."""
    found = sentence(*((Status.DONE, budget, spent) for budget, spent in money))
    assert found.partition("คิดเป็นร้อยละ 100")[2] == expected


CODE = "ศทส.1/2"


@pytest.mark.parametrize("file_format", TEXT_FORMATS)
@pytest.mark.parametrize("template", [None, "{{ M.code }}", "{{ 'x' ~ M.code ~ 5 }}", "{{ [M.code] | join('-') }}"])
def test_code_and_id_stand_as_they_are_written(file_format: str, template: str | None) -> None:
    """No format turns the digits of a code or an id, in a table or where a template prints them."""
    measure = Measure(location=AT, id="5-7", title="เรื่อง 9", code=CODE)
    columns = tuple(TableColumn(location=AT, column=name) for name in ("code", "id", "title"))
    plan = changed(measures=(measure,), tables=Tables(location=AT, plan=TableDefinition(location=AT, columns=columns)))
    context = filled(plan)
    templates = WORKSPACE.templates(None)
    if template:
        text = template.replace("M", "measures[0]")
        made = make("own", report_request(file_format), context, GivenTemplates({"own": text}), ())
    else:
        made = make(f"memo.{FORMATS[file_format].template}", report_request(file_format), context, templates, ())
    assert isinstance(made, str), made
    words = made.replace("<wbr>", "").replace("\\", "")
    assert CODE in words
    assert template or "เรื่อง ๙" in words
    assert template or "5-7" in words


def test_an_empty_monitoring_is_marked() -> None:
    """A measure that nobody follows up has the mark of an empty cell, like every other column."""
    rows = seen(changed(monitoring=None))["plan_rows"]
    assert {(row[3].mark, row[3].items) for row in rows} == {("-", ())}


def full_measure() -> tuple[Plan, History]:
    """Return a plan of one measure that has every key, and its history of two entries."""
    measure = Measure(
        location=AT,
        id="m",
        code="ก-1",
        group=("ด้าน", "งาน"),
        title="เรื่อง",
        steps=("แผน",),
        responsible=("หน่วย",),
        period=Period(location=AT, text="ตลอดปี"),
        budget=Baht(1000),
        indicators=(Indicator(location=AT, name="ตัว", target="5", unit="คน"), Indicator(location=AT, name="อื่น")),
        ita_indicator=("3",),
        continues="2563/m-1",
        monitoring=Monitoring(location=AT, text="ทุกเดือน", due=dt.date(2021, 3, 30)),
        custom_columns={"risk": "สูง"},
    )
    first = StatusEntry(
        location=AT, date=dt.date(2021, 1, 5), status=Status.IN_PROGRESS, result=("ผล",), spent=Baht(400)
    )
    last = StatusEntry(
        location=AT,
        date=dt.date(2021, 2, 5),
        status=Status.IN_PROGRESS,
        progress=Decimal(40),
        indicators=(IndicatorResult(location=AT, name="ตัว", result="4", met=False),),
        evidence=(Evidence(location=AT, text="ภาพ", url="https://example.go.th"),),
        steps=("ทำจริง",),
        problems=("ฝน",),
        remedy=("เลื่อน",),
        note="รอ",
    )
    columns = (Column(location=AT, name="risk", heading="เสี่ยง"), Column(location=AT, name="none", heading="ว่าง"))
    return changed(measures=(measure,), columns=columns), type(REAL[1])(location=AT, entries={"m": (first, last)})


def test_a_measure_as_a_template_sees_it() -> None:
    """Every variable of a measure has the value that docs/templates.md says."""
    (shown,) = seen(*full_measure())["measures"]
    values = {
        name: value for name, value in vars(shown).items() if isinstance(value, str | int | list | Decimal | dt.date)
    }
    indicators = [vars(one) for one in values.pop("indicators")]
    assert values == {
        "id": "m",
        "code": "ก-1",
        "group": ["ด้าน", "งาน"],
        "title": "เรื่อง",
        "steps": ["แผน"],
        "responsible": ["หน่วย"],
        "rounds": [],
        "period": "ตลอดปี",
        "budget": 1000,
        "continues": "ต่อเนื่องจากปี 2563",
        "recurring": False,
        "ita_indicator": [f"ตัวชี้วัดที่ 3 {ita.indicators()['3']}"],
        "answers": [],
        "number": 1,
        "status": "in-progress",
        "label": "อยู่ระหว่างดำเนินการ",
        "overdue": True,
        "reported_steps": ["ทำจริง"],
        "evidence": [Item("ภาพ", "https://example.go.th")],
        "result": ["ผล"],
        "problems": ["ฝน"],
        "remedy": ["เลื่อน"],
        "note": "รอ",
        "percent": 40,
        "spent": 400,
        "left": 600,
        "risk": "สูง",
    }
    assert [(one["name"], one["target"] or "", one["result"] or "", one["met"] or False) for one in indicators] == [
        ("ตัว", "5", "4", False),
        ("อื่น", "", "", False),
    ]
    assert indicators[0]["met"] is False
    assert (shown.since, shown.due) == (Day(dt.date(2021, 1, 5)), Day(dt.date(2021, 3, 30)))
    assert (shown.monitoring.text, shown.monitoring.due) == ("ทุกเดือน", Day(dt.date(2021, 3, 30)))
    assert (shown.entry.note, shown.entry.status, shown.entry.date) == ("รอ", "in-progress", Day(dt.date(2021, 2, 5)))


@pytest.mark.parametrize(
    ("variable", "path"),
    [
        ("code", "measure.code"),
        ("period", "measure.period"),
        ("monitoring", "measure.monitoring"),
        ("entry", "measure.entry"),
        ("since", "measure.since"),
        ("due", "measure.due"),
        ("spent", "measure.spent"),
        ("left", "measure.left"),
        ("note", "measure.note"),
        ("budget", "measure.budget"),
        ("none", "measure.none"),
    ],
)
def test_what_a_measure_leaves_out(variable: str, path: str) -> None:
    """What a measure does not have is false in a condition, and its path is named where it is printed."""
    plan, _ = full_measure()
    bare = changed(columns=plan.columns, measures=(Measure(location=AT, id="m", title="ก"),), monitoring=None)
    value = getattr(seen(bare, type(REAL[1])(location=AT, entries={}))["measures"][0], variable)
    assert not value
    with pytest.raises(NoValueError) as raised:
        str(value)
    assert raised.value.name == path


@pytest.mark.parametrize(
    "path",
    ["agency.district", "assessment.iit", "memo.phone", "monitoring", "garuda", "plan_fiscal_year", "round"],
)
def test_what_a_plan_leaves_out(path: str) -> None:
    """What a plan does not have is named by its path where a template prints it."""
    plan = changed(
        agency=Agency(location=AT, name="ก"),
        memo=type(REAL[0].memo)(**{**vars(REAL[0].memo), "phone": None}),
        monitoring=None,
    )
    first, *keys = path.split(".")
    value = seen(plan)[first]
    for key in keys:
        value = getattr(value, key)
    with pytest.raises(NoValueError) as raised:
        str(value)
    assert raised.value.name == path


def test_what_the_parts_of_a_measure_leave_out() -> None:
    """The parts of a measure name their missing keys by their path too."""
    plan, history = full_measure()
    due = Monitoring(location=AT, text="ก")
    plan = changed(measures=(Measure(**{**vars(plan.measures[0]), "monitoring": due}),), columns=plan.columns)
    (measure,) = seen(plan, history)["measures"]
    other = measure.indicators[1]
    absent = {
        "measure.monitoring.due": measure.monitoring.due,
        "measure.entry.spent": measure.entry.spent,
        "indicator.target": other.target,
        "indicator.result": other.result,
        "indicator.met": other.met,
    }
    for path, value in absent.items():
        with pytest.raises(NoValueError) as raised:
            str(value)
        assert raised.value.name == path


def test_names_and_years() -> None:
    """The agency's full name has its parts with a blank between, and the latest assessment is the plan's."""
    found = seen(changed())
    assert found["agency"].full_name == "เทศบาลตำบลดงสมบูรณ์ อำเภอท่าคันโท จังหวัดกาฬสินธุ์"
    years = tuple(
        type(REAL[0].assessments[0])(location=AT, fiscal_year=year, score=Decimal(year - 2500), level="C")
        for year in (2563, 2561, 2562)
    )
    found = seen(changed(assessments=years))
    assert [one.fiscal_year for one in found["assessments"]] == [2561, 2562, 2563]
    assert found["assessment"].fiscal_year == 2563
    assert [row[0].items[0].text for row in found["assessment_rows"]] == ["2561", "2562", "2563"]


def test_every_column_has_its_cells() -> None:
    """A column that a plan may choose is printed in every table."""
    of_the_year = {part for parts in PARTS_OF_THE_YEAR.values() for part in parts}
    assert {*CELLS, *SEVERAL} == {*HEADINGS, *(status.code for status in Status)} | of_the_year


def test_measures_are_a_sequence() -> None:
    """Measures may be counted, sliced and taken from the end, each being the same whenever it is asked for."""
    measures = seen(changed())["measures"]
    assert [one.number for one in measures[2:5]] == [3, 4, 5]
    assert (len(measures), measures[-1].number) == (12, 12)
    assert measures[0] is measures[0]


def test_shares_are_numbers_for_templates() -> None:
    """The counts of every status are there, also of those that nobody has."""
    summary = seen(changed())["summary"]
    assert (summary.done.count, summary.done.percent, summary.not_started.count) == (12, "100", 0)
    assert [one.status for one in summary.statuses] == ["done"]
    assert Decimal(summary.in_progress.percent) == 0


@pytest.mark.parametrize(("year", "earlier"), [(2564, 0), (2565, 1)])
def test_entries_that_do_not_count_are_not_hidden(year: int, earlier: int) -> None:
    """Where entries lie before the plan's year, the log and its JSON say how many."""
    state = progress(changed(fiscal_year=year), REAL[1], dt.date(2022, 3, 31)).states[8]
    assert (state.measure.id, state.earlier) == ("e-service", earlier)
    text = plain(log_lines(MeasureLog(state), ENGLISH))
    assert ("1 entry before the plan's fiscal year does not count" in text) is bool(earlier)
    shown = log_envelope(state)
    assert shown["measure"]["earlier_entries"] == earlier
    assert len(shown["entries"]) == 1 - earlier


def test_every_key_of_an_entry_is_in_the_json() -> None:
    """An entry as JSON has every key of the model under its own name, the agency's own columns, and who recorded it."""
    keys = list(fields_of(StatusEntry))
    state = progress(changed(), REAL[1], TODAY).states[8]
    (shown,) = log_envelope(state)["entries"]
    assert list(shown) == [*keys, "own", "events"]
