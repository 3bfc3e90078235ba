"""The table of weak points: from each to the measures that answer it, their results and the evidence."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from calling import call
from support import CASES

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
LIST = """\
weak_points:
  - {id: o14, text: แผนการใช้จ่ายไม่เป็นปัจจุบัน, ita_indicator: การใช้งบประมาณ, score: 71.20}
  - {id: i21, text: ยืมทรัพย์สินยาก, ita_indicator: [4, 8]}
  - {id: e7, text: ติดต่อยาก}
"""
ANSWERED = BASE.replace("  - id: e-service\n", "    answers: [i21, o14]\n  - id: e-service\n    answers: i21\n")
PLAN = ANSWERED.replace("memo:\n", f"{LIST}memo:\n")
MEMO = PLAN.replace("  signed_by:", "  body: [weak_points]\n  signed_by:")
HISTORY = """\
property: [{date: 2564-03-31, status: done, result: ลงทะเบียนครบ, evidence: [ทะเบียน]}]
e-service: [{date: 2564-02-01, status: cancelled, note: ไม่มีงบ}]
"""
NAMES = ["ประเด็นที่ต้องพัฒนา", "ตัวชี้วัด ITA", "คะแนน", "มาตรการ", "สถานะ", "ผลการดำเนินงาน", "เอกสาร/หลักฐาน"]


@pytest.fixture
def project(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a project of a plan, and stand in it."""
    return lambda plan: monkeypatch.chdir(make_project(measures=plan, status=HISTORY))


def test_each_weak_point_leads_to_its_evidence(project: Callable[[str], None]) -> None:
    """A row for each measure that answers it, with status, result and evidence; one without a measure says so."""
    project(PLAN)
    status, out, err = call("report", "--as-of", "2564-03-31", "--format", "csv", "--table", "weak_points")
    assert status == 0, err
    head, *rows = csv.reader(io.StringIO(out, newline=""))
    assert head == NAMES
    done = ["การใช้ทรัพย์สินของราชการ", "ดำเนินการเสร็จเรียบร้อยแล้ว", "ลงทะเบียนครบ", "ทะเบียน"]
    assert rows[0] == ["แผนการใช้จ่ายไม่เป็นปัจจุบัน", "ตัวชี้วัดที่ 2 การใช้งบประมาณ", "71.20", *done]
    assert rows[1][0] == rows[2][0] == "ยืมทรัพย์สินยาก"
    assert [rows[1][3:], rows[2][3]] == [done, "E-Service"]
    assert rows[2][4].split("\n") == ["ยกเลิก", "เหตุผล: ไม่มีงบ"]
    assert (rows[3][0], rows[3][3]) == ("ติดต่อยาก", "ยังไม่มีมาตรการ")


def test_a_memo_has_it_where_it_asks_for_it(project: Callable[[str], None]) -> None:
    """The part prints the table under its heading, without columns that no weak point fills; else no memo has it."""
    heading = "## มาตรการแก้ไขประเด็นที่ต้องพัฒนาจากผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2563"
    bare = MEMO.replace(", ita_indicator: การใช้งบประมาณ, score: 71.20", "").replace(", ita_indicator: [4, 8]", "")
    unused = BASE.replace("  signed_by:", "  body: [weak_points]\n  signed_by:")
    for plan, names in ((MEMO, NAMES), (bare, [NAMES[0], *NAMES[3:]]), (PLAN, []), (unused, [])):
        project(plan)
        status, out, err = call("report", "--bare", "--as-of", "2564-03-31", "--digits", "arabic")
        assert status == 0, err
        text = out.replace("<wbr>", "")
        assert (heading in text) == bool(names)
        assert (f"| {' | '.join(names)} |" in text) == bool(names)


@pytest.mark.slow
def test_alone_in_every_format_of_documents(project: Callable[[str], None]) -> None:
    """The table alone is a page of its own under its heading, as text, web page and Word document, and is verified."""
    project(PLAN)
    args = ("report", "--as-of", "2564-03-31", "--digits", "arabic", "--table", "weak_points")
    for format_ in ("md", "txt", "html"):
        text = re.sub(r"<wbr>|\\", "", call(*args, "--format", format_, "--bare")[1])
        assert "มาตรการแก้ไขประเด็นที่ต้องพัฒนา" in text.split(NAMES[1])[0]
        assert text.index("71.20") < text.index("เหตุผล: ไม่มีงบ") < text.index("ยังไม่มีมาตรการ")
    assert call(*args, "-o", "weak.docx")[0] == 0
    document = docx.Document("weak.docx")
    assert document.paragraphs[0].style.name == "Heading 1"
    assert [cell.text for cell in document.tables[0].rows[0].cells] == NAMES
    assert [row.cells[0].text for row in document.tables[0].rows[1:]] == [
        "แผนการใช้จ่ายไม่เป็นปัจจุบัน",
        "ยืมทรัพย์สินยาก",
        "ยืมทรัพย์สินยาก",
        "ติดต่อยาก",
    ]
    assert call("verify", "weak.docx")[0] == 0


def test_a_plan_without_them_has_no_such_table(project: Callable[[str], None]) -> None:
    """What is no table of the plan is refused with the names of those that are, in documents as in data."""
    project(BASE)
    for name in ("weak_points", "assessment"):
        for format_ in ("md", "csv"):
            status, _, err = call("report", "--table", name, "--format", format_)
            assert status == 2
            assert "plan, result, bs4" in err


def test_a_column_of_any_table(project: Callable[[str], None]) -> None:
    """The column `answers` tells of each measure which weak points it answers, in words."""
    project(PLAN.replace("title: มาตรการส่ง", "tables: {plan: [title, answers]}\ntitle: มาตรการส่ง"))
    out = call("report", "--as-of", "2564-03-31", "--format", "csv", "--table", "plan")[1]
    assert [row[1] for row in csv.reader(io.StringIO(out, newline=""))] == [
        "ประเด็นที่ต้องพัฒนา",
        "แผนการใช้จ่ายไม่เป็นปัจจุบัน\nยืมทรัพย์สินยาก",
        "ยืมทรัพย์สินยาก",
    ]


def test_the_published_folder_has_it(project: Callable[[str], None]) -> None:
    """The page shows the table, and its data stands beside it."""
    project(PLAN)
    status, _, err = call("publish", "out", "--as-of", "2564-03-31")
    assert status == 0, err
    assert json.loads(Path("out/data/weak_points.json").read_bytes())[0]["คะแนน"] == 71.2
    page = Path("out/index.html").read_text(encoding="utf-8")
    assert '<h2 id="table-weak_points">ประเด็นที่ต้องพัฒนา</h2>' in page
    assert "ยังไม่มีมาตรการ" in page
