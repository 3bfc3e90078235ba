"""The table of what was done since the round before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from calling import call
from support import CASES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BASE = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
WITH_CHANGES = BASE.replace("  signed_by:", "  body: [changes]\n  signed_by:")
HISTORY = """\
property:
  - {date: 2563-12-31, status: in-progress, spent: 1000, evidence: [ประกาศ]}
  - {date: 2564-02-01, status: in-progress, spent: 2500, result: [อบรม, ประชุม], evidence: [คำสั่ง], note: ในแฟ้ม}
  - {date: 2564-03-31, status: done, evidence: [รายงาน]}
e-service:
  - {date: 2563-11-30, status: in-progress}
  - {date: 2564-02-01, status: in-progress, note: ไม่มีอะไรใหม่}
"""


@pytest.fixture
def printed(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Print the part of a plan with a history, as of a day."""

    def report(day: str, *options: str, plan: str = WITH_CHANGES) -> str:
        folder = make_project(measures=plan, status=HISTORY)
        monkeypatch.chdir(folder)
        status, out, err = call("report", "--bare", "--as-of", day, "--digits", "arabic", *options)
        assert status == 0, err
        return out.replace("<wbr>", "")

    return report


def test_what_came_since_the_round_before(printed: Callable[..., str]) -> None:
    """A measure has its status on both days, what came since, and neither notes nor what no longer holds."""
    text = printed("2564-03-31")
    (row,) = [line for line in text.splitlines() if line.startswith("| การใช้ทรัพย์สิน")]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1:3] == ["อยู่ระหว่างดำเนินการ", "ดำเนินการเสร็จเรียบร้อยแล้ว"]
    assert cells[3].split("<br>") == ["- รายงาน", "- เบิกจ่าย (บาท): จาก 1,000 เป็น 2,500"]
    assert "(ณ วันที่ 31 ธันวาคม 2563" in text
    assert "ในแฟ้ม" not in text
    assert "E-Service" not in text
    assert "- ผลการดำเนินงาน: อบรม<br>- ผลการดำเนินงาน: ประชุม" in printed("2564-02-28")


def test_nothing_to_tell(printed: Callable[..., str]) -> None:
    """The first report of a year and one without changes say so, and have no table."""
    assert "เป็นการรายงานครั้งแรก" in printed("2563-12-31")
    nothing = printed("2564-06-30", plan=WITH_CHANGES.replace("due: 2564-03-31", "due: 2564-09-30"))
    assert "ไม่มีมาตรการใดเปลี่ยนแปลง" in nothing
    assert "| ---" not in nothing


def test_a_round_that_is_reported_late(printed: Callable[..., str]) -> None:
    """A report on a round that is made after its last day tells what came since the round before that one."""
    assert "(ณ วันที่ 31 ธันวาคม 2563" in printed("2564-04-20", "--round", "6")
    assert "(ณ วันที่ 31 มีนาคม 2564" in printed("2564-04-20")


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("รอบ 3 เดือน", "31 ธันวาคม 2563"),
        ("2564-01-15", "15 มกราคม 2564"),
        ("๒๕๖๔-๐๑-๑๕", "15 มกราคม 2564"),
        ("รอบ 9 เดือน", "31 มีนาคม 2564"),  # not before the report
        ("2563-09-30", "31 มีนาคม 2564"),  # of the year before
    ],
)
def test_since_a_round_or_a_date(since: str, told: str, printed: Callable[..., str]) -> None:
    """The plan may name the round or the date since which it is told what was done."""
    plan = WITH_CHANGES.replace("  signed_by:", f"  changes_since: {since}\n  signed_by:")
    assert f"(ณ วันที่ {told}" in printed("2564-04-20", plan=plan)


@pytest.mark.parametrize(
    ("as_of", "since"),
    [("2564-01-28", "2563-12-31"), ("2564-03-31", "2563-12-31"), ("2564-04-28", "2564-03-31")],
)
def test_the_measures_are_those_of_a_comparison(as_of: str, since: str, printed: Callable[..., str]) -> None:
    """Every measure that `diff` names is in the table, but for those of which nothing but a note is new."""
    text = printed(as_of)
    changes = json.loads(call("diff", "--from", since, "--to", as_of, "--format", "json")[1])["changes"]
    told = [each["title"] for each in changes if {change["key"] for change in each["happened"]} - {"note"}]
    assert [title for title in ("การใช้ทรัพย์สินของราชการ", "E-Service") if f"| {title} |" in text] == told


def test_what_changed_of_the_plan(printed: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A budget that was moved, a time that was extended and a part of a series are told in words."""
    plan = WITH_CHANGES.replace(
        "title: มาตรการส่ง", "columns: [{name: yearly, heading: เงิน, kind: budget, each: [2564]}]\ntitle: มาตรการส่ง"
    )
    plan = plan.replace("    title: E-Service\n", "    title: E-Service\n    budget: 10000\n")
    changed = "period: {to: 2564-09-30}, budget: 8000, yearly: {2564: 500}, monitoring: {text: ตรวจ, due: 2564-09-30}"
    monkeypatch.setitem(globals(), "HISTORY", HISTORY.replace("note: ไม่มีอะไรใหม่", changed))
    (row,) = [line for line in printed("2564-03-31", plan=plan).splitlines() if line.startswith("| E-Service")]
    assert row.rpartition(" | ")[2].removesuffix(" |").split("<br>") == [
        "- ระยะเวลา: ภายใน 30 ก.ย. 2564",
        "- งบประมาณ (บาท): จาก 10,000 เป็น 8,000",
        "- การกำกับติดตาม: ตรวจ ณ 30 กันยายน 2564",
        "- เงิน 2564: 500",
    ]
