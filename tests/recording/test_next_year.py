"""The next year's plan: what is not done goes on, years and days move on, and all else stays as it is."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

import pytest
from support import CASES, ROOT, TODAY
from yaml_library import every_text

from itatrack.project import Project, every_file, load
from itatrack.recording.next_year import NextYear, Words, next_year
from itatrack.scaffold.placeholders import OLD_SCORE
from itatrack.thai import calendar
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS = [ROOT / "data", CASES / "base", *(path / "data" for path in sorted((ROOT / "examples").iterdir()))]
CHECK = f"  # {OLD_SCORE}"
WORDS = Words("(ระดับ)", OLD_SCORE, {"id": "first", "title": "(มาตรการ)"})
DAYS = {"cut_off", "due", "from", "to"}
PLAN = """\
agency: {name: ก}
fiscal_year: ๒๕๖๔  # ปีของแผน
rounds: [{name: รอบครึ่งปี, cut_off: 2564-03-31}, รอบ 12 เดือน]
assessment:
  - {fiscal_year: 2562, score: 70, level: C}
  - {fiscal_year: 2563, score: 80, level: B, target_fiscal_year: 2564}
memo: {from: ก, subject: รายงานปี ๒๕๖๔, to: ก, section: ก, signed_by: {name: ก, position: ก}}
units: [ก]
title: ก
measures:
  # ของ alpha
  - id: alpha
    title: ก
    period: {from: 2564-01-01, to: ๒๕๖๗-๐๒-๒๙}
  # ของ beta
  - id: beta  # แล้ว
    title: |
      ข

      ค
    continues: 2563/old
  - {id: gamma, title: ค}
"""
HISTORY = "# ประวัติ\n# สองบรรทัด\n\n# ของ beta\nbeta:\n  - {date: 2564-01-05, status: done, evidence: [ก]}\n"


def project(plan: str, history: str) -> Project:
    """Read a project."""
    files = Document.read("data/measures.yaml", plan.encode()), Document.read("data/status.yaml", history.encode())
    return load(*files, TODAY, every_file)


def made(plan: str, history: str) -> NextYear:
    """Return the next year of a project, which must be made."""
    year = next_year(project(plan, history), TODAY, WORDS)
    assert isinstance(year, NextYear), year
    return year


def text(year: NextYear) -> str:
    """Return the text of a new plan."""
    return (year.plan.content or b"").decode()


def data(content: str) -> Any:  # noqa: ANN401  whatever YAML holds
    """Read a file with PyYAML, every value as text."""
    return every_text(content) or {}


def test_what_moves_on() -> None:
    """Years, rounds, days and the latest result move on, in the digits that they have; comments stay."""
    year = made(PLAN, HISTORY)
    assert (year.year, year.carried, year.done) == (2565, ["alpha", "gamma"], ["beta"])
    assert year.history.decode() == "# ประวัติ\n# สองบรรทัด\n"
    head = PLAN[: PLAN.index("  # ของ beta")]
    for old, new in (
        ("๒๕๖๔  #", "๒๕๖๕  #"),
        ("2564-03-31", "2565-03-31"),
        ("2564-01-01", "2565-01-01"),
        ("๒๕๖๗-๐๒-๒๙", "๒๕๖๘-๐๒-๒๘"),
        ("{fiscal_year: 2563", "{fiscal_year: 2564"),
        ("level: B, target_fiscal_year: 2564}", "level: (ระดับ), target_fiscal_year: 2565}" + CHECK),
        ("๒๙}\n", "๒๙}\n    continues: 2564/alpha\n"),
        ("๒๘}\n", "๒๘}\n    continues: 2564/alpha\n"),
    ):
        head = head.replace(old, new)
    assert text(year) == head + (
        "  - {id: gamma, title: ค, continues: 2564/gamma}\n"
        "\n  # แล้วเสร็จในปี 2564 ถ้าจะทำต่อ ให้ลบ # กับเว้นวรรคหลัง # ออกจากทุกบรรทัดของมาตรการนั้น\n"
        "\n  # # ของ beta\n  # - id: beta  # แล้ว\n  #   title: |\n  #     ข\n  #\n  #     ค\n"
        "  #   continues: 2564/beta\n"
    )
    assert [text(year).splitlines()[line - 1].partition(":")[0] for line in year.to_fill_in] == [
        "  - {fiscal_year",
        "memo",
    ]


def test_done_measures_as_they_would_go_on() -> None:
    """A done measure whose `# ` is removed has its days and its year moved on as the others have."""
    plan = PLAN.replace(
        "    continues: 2563/old\n",
        "    period: {to: 2564-03-31}\n    monitoring:\n      text: ก\n      due: 2564-05-31\n",
    )
    year = made(plan, HISTORY)
    taken_up = text(year) + re.sub(r"(?m)^  # ?", "  ", text(year).partition("ของมาตรการนั้น\n")[2])
    beta = data(taken_up)["measures"][-1]
    assert (beta["period"], beta["monitoring"]) == ({"to": "2565-03-31"}, {"text": "ก", "due": "2565-05-31"})
    assert beta["continues"] == "2564/beta"


def test_what_entries_stated_anew() -> None:
    """What entries said anew of a measure goes into the next plan, in the place of the whole old value."""
    history = """
alpha:
  - {date: 2563-11-01, status: in-progress, budget: 5000, period: {to: 2564-08-31}, responsible: [ก, ข]}
  - {date: 2564-01-01, status: in-progress, budget: ๙๐๐๐}
gamma:
  - date: 2564-01-01
    status: in-progress
    period: ไตรมาส 4
    monitoring:
      text: ทุกเดือน
      due: 2564-09-30
"""
    plan = PLAN.replace("units: [ก]", "units: [ก, ข]").replace("id: alpha\n", "id: alpha\n    budget: 100  # เดิม\n")
    alpha, _, gamma = data(text(made(plan, history)))["measures"]
    assert alpha == {"id": "alpha", "budget": "๙๐๐๐", "title": "ก", "responsible": ["ก", "ข"]} | {
        "period": {"to": "2565-08-31"},
        "continues": "2564/alpha",
    }
    assert (gamma["period"], gamma["monitoring"]) == ("ไตรมาส 4", {"text": "ทุกเดือน", "due": "2565-09-30"})


def test_scores_that_are_still_the_old_ones() -> None:
    """The new plan's check tells of each score that came from the year before, until its comment is gone."""
    plan = PLAN.replace(
        "  - {fiscal_year: 2563, score: 80, level: B, target_fiscal_year: 2564}\n",
        "  - fiscal_year: 2563\n    score: 80\n    level: B\n    iit: 85\n",
    )
    lines = text(made(plan, HISTORY)).splitlines()
    assert [line for line in lines if line.endswith(CHECK)] == [f"    score: 80{CHECK}", f"    iit: 85{CHECK}"]
    found = [finding for finding in project("\n".join(lines), "").findings if finding.values.get("text") == OLD_SCORE]
    assert [(finding.code, lines[finding.span.line - 1]) for finding in found] == [
        ("W524", f"    score: 80{CHECK}"),
        ("W524", f"    iit: 85{CHECK}"),
    ]


def test_the_weak_points_are_looked_at() -> None:
    """Those of the old result stay until somebody has the new one, and are named beside it."""
    plan = PLAN.replace("measures:", "weak_points: [{id: old, text: เดิม}]\nmeasures:", 1)
    year = made(plan, HISTORY)
    assert "weak_points: [{id: old, text: เดิม}]\n" in text(year)
    assert "weak_points" in [text(year).splitlines()[line - 1].partition(":")[0] for line in year.to_fill_in]


def test_all_are_done() -> None:
    """A plan needs a measure: where all are done there is one to be replaced."""
    plan = PLAN[: PLAN.index("  # ของ alpha")] + "  - id: beta\n    title: ข\n"
    year = made(plan, HISTORY)
    assert data(text(year))["measures"] == [dict(WORDS.measure)]
    assert (year.carried, year.done) == ([], ["beta"])


def test_cancelled_and_recurring_measures() -> None:
    """A cancelled measure is left out, and a recurring one goes on as recurring even where it was done."""
    plan = PLAN.replace("  - id: beta  #", "  - id: beta\n    recurring: yes  #")
    history = HISTORY + "gamma:\n  - {date: 2564-01-05, status: cancelled, note: ก}\n"
    year = made(plan, history)
    assert (year.carried, year.done, year.cancelled) == (["alpha", "beta"], [], ["gamma"])
    assert [(measure["id"], measure.get("recurring")) for measure in data(text(year))["measures"]] == [
        ("alpha", None),
        ("beta", "yes"),
    ]
    assert "gamma" not in text(year)


def test_a_plan_without_a_year() -> None:
    """Where nobody knows the year, there is no next one."""
    plan = re.sub(r"fiscal_year: ๒๕๖๔.*\nrounds: .*\n", "", PLAN)
    assert next_year(project(plan, HISTORY), TODAY, WORDS) is None


@pytest.mark.parametrize("folder", PROJECTS, ids=lambda path: path.parent.name)
def test_every_project(folder: Path) -> None:
    """PyYAML reads what is meant and nothing else, the plan has no errors, and done measures can be taken up again."""
    plan, history = ((folder / f"{name}.yaml").read_text(encoding="utf-8") for name in ("measures", "status"))
    year = made(plan, history)
    now = year.year - 1
    wanted = copy.deepcopy(data(plan))
    wanted["measures"] = [
        measure | {"continues": f"{now}/{measure['id']}"}
        for measure in wanted["measures"]
        if measure["id"] not in year.done
    ] or [dict(WORDS.measure)]
    if "fiscal_year" in wanted:
        wanted["fiscal_year"] = str(year.year)
    results = wanted.get("assessment", [])
    results = results if isinstance(results, list) else [results]
    for result in sorted(results, key=lambda result: result["fiscal_year"])[-1:]:
        result |= {key: str(int(result[key]) + 1) for key in ("fiscal_year", "target_fiscal_year") if key in result}
        result["level"] = WORDS.level
    for key in ("rounds", "monitoring", "measures"):
        if key in wanted:
            wanted[key] = a_year_later(wanted[key])
    assert data(text(year)) == wanted
    assert data(year.history.decode()) == {}
    assert not project(text(year), year.history.decode()).errors
    marked = text(year).partition("# แล้วเสร็จในปี")[2]
    again = re.sub(r"(?m)^( *)# ?(?! *#)", r"\1", marked.partition("\n")[2])
    taken_up = text(year).partition("  # แล้วเสร็จในปี")[0].rstrip() + "\n" + again
    if year.done:
        ids = [measure["id"] for measure in data(taken_up)["measures"] if measure["id"] != "first"]
        assert ids == year.carried + year.done


def a_year_later(value: Any, key: str = "") -> Any:  # noqa: ANN401  whatever YAML holds
    """Return data with the days of some keys moved on by a year."""
    if isinstance(value, dict):
        return {name: a_year_later(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [a_year_later(part, key) for part in value]
    is_day = key in DAYS and not isinstance(calendar.parse_iso(value), calendar.DateProblem)
    return f"{int(value[:4]) + 1}{value[4:]}" if is_day else value
