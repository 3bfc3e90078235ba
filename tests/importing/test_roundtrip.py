"""What the tool itself printed comes back as the same data, as far as the paper holds it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from support import ROOT

from itatrack import cli

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS = {ROOT: "2564-03-31"} | {
    path.parent.parent: "2566-09-30" if "department" in path.parts else "2567-03-31"
    for path in sorted((ROOT / "examples").glob("*/data/measures.yaml"))
    if "risk-plan" not in path.parts  # its memo has tables of the agency's own
}


def tables(memo: str) -> list[str]:
    """Return the rows of all tables of a memo in Markdown."""
    return [line for line in memo.splitlines() if line.startswith("|") and not re.fullmatch(r"[|: -]+", line)]


def printed(project: Path, day: str, output: Path) -> str:
    """Print the memo of a project as of a day, and return its text, without what tells of its measures again."""
    assert cli.run_arguments(["report", "-C", str(project), "--as-of", day, "--bare", "-o", str(output)]) == 0
    text = output.read_text(encoding="utf-8") if output.suffix == ".md" else ""
    return re.sub(r"(?ms)^\| (?:มาตรการ \| สถานะ ณ|ประเด็นที่ต้องพัฒนา \||ลำดับ \| [^|]+ \| จำนวนมาตรการ) .*?\n\n", "", text)


@pytest.mark.parametrize("ending", ["md", pytest.param("docx", marks=pytest.mark.slow)])
@pytest.mark.parametrize(("project", "day"), PROJECTS.items(), ids=lambda value: getattr(value, "name", None))
def test_a_memo_comes_back(project: Path, day: str, ending: str, tmp_path: Path) -> None:
    """The draft of a printed memo has no error, and prints the same tables again."""
    before = printed(project, day, tmp_path / "before.md")
    source = tmp_path / f"source.{ending}"
    printed(project, day, source)
    new = tmp_path / "new"
    assert cli.run_arguments(["import", str(source), "--into", str(new)]) == 0
    assert cli.run_arguments(["validate", "-C", str(new)]) == 0
    after = printed(new, day, tmp_path / "after.md")
    assert tables(after) == tables(before)
    assert len(tables(before)) > 4


def without_groups(rows: list[str]) -> list[str]:
    """Return rows without those of groups, which a workbook has as a column, without it, and without ITA results."""
    kept: list[str] = []
    kind = ""
    for row in rows:
        first, _, rest = row.partition(" | ")
        if first in {"| ด้าน", "| ลำดับ", "| รหัส", "| มาตรการ", "| ปีงบประมาณ พ.ศ."}:
            kind = first
        if "**" not in row and kind != "| ปีงบประมาณ พ.ศ.":
            bare = f"| {rest}" if kind == "| ด้าน" else row
            # A number of a sheet has no last zeros, and no sign.
            kept.append(re.sub(r"(?<=[๑-๙])๐+(?![๐-๙])(?<=\.[๐-๙]{2})|%", "", bare))
    return kept


@pytest.mark.slow
@pytest.mark.parametrize(("project", "day"), PROJECTS.items(), ids=lambda value: getattr(value, "name", None))
def test_a_workbook_comes_back(project: Path, day: str, tmp_path: Path) -> None:
    """So does a workbook, which has the tables without the letter around them."""
    pytest.importorskip("python_calamine")
    pytest.importorskip("xlsxwriter")
    before = printed(project, day, tmp_path / "before.md")
    printed(project, day, tmp_path / "source.xlsx")
    new = tmp_path / "new"
    assert cli.run_arguments(["import", str(tmp_path / "source.xlsx"), "--into", str(new), "--as-of", day]) == 0
    assert cli.run_arguments(["validate", "-C", str(new)]) == 0
    after = printed(new, day, tmp_path / "after.md")
    assert without_groups(tables(after)) == without_groups(tables(before))


def test_the_real_memo_comes_back_whole(tmp_path: Path) -> None:
    """Head, reference, result, titles and signatures of the real memo are data again: the whole memo is the same."""
    before = printed(ROOT, "2564-03-31", tmp_path / "before.md")
    assert cli.run_arguments(["import", str(tmp_path / "before.md"), "--into", str(tmp_path / "new")]) == 0
    assert printed(tmp_path / "new", "2564-03-31", tmp_path / "after.md") == before


@pytest.mark.parametrize("column", ["statuses", "status"])
def test_cancelled_and_recurring_measures_come_back(column: str, tmp_path: Path) -> None:
    """The reason of a cancellation is a note again, and a measure that recurs says so."""
    project = tmp_path / "project"
    shutil.copytree(ROOT / "data", project / "data")
    plan = project / "data" / "measures.yaml"
    columns = f"tables:\n  result: [title, reported_steps, {column}]\n\n"
    plan.write_text(plan.read_text(encoding="utf-8").replace("units:\n", f"{columns}units:\n"), encoding="utf-8")
    recorded = ["--date", "2564-03-31", "--note", "ไม่ได้รับจัดสรรงบประมาณ", "-C", str(project)]
    assert cli.run_arguments(["status", "edit", "web-renewal", "--status", "cancelled", *recorded]) == 0
    assert cli.run_arguments(["status", "set", "e-service", "in-progress", *recorded]) == 0
    assert cli.run_arguments(["measure", "edit", "e-service", "--recurring", "-C", str(project)]) == 0
    before = printed(project, "2564-03-31", tmp_path / "before.md")
    new = tmp_path / "new"
    assert cli.run_arguments(["import", str(tmp_path / "before.md"), "--into", str(new)]) == 0
    assert tables(printed(new, "2564-03-31", tmp_path / "after.md")) == tables(before)
    assert "note: ไม่ได้รับจัดสรรงบประมาณ\n" in (new / "data" / "status.yaml").read_text(encoding="utf-8")
    assert "recurring: " in (new / "data" / "measures.yaml").read_text(encoding="utf-8")
