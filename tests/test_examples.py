"""The examples: other agencies' plans, each valid, and each report as a person has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rendering import TEXT_FORMATS
from support import ROOT, documents

from itatrack.project import load
from itatrack.storage.workspace import HISTORY, PLAN, Workspace
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

EXAMPLES = sorted(path.parent.parent for path in (ROOT / "examples").glob("*/data/measures.yaml"))
# A report's name says how it is made: `round-6.bs4.txt` is `report --round 6 --bare --form bs4 --format txt`; that of a
# table stands in the place of the form.
REPORTS = sorted(path for example in EXAMPLES for path in (example / "reports").iterdir())


def arguments(report: Path) -> list[str]:
    """Return the options that make a report."""
    when, form, file_format = report.name.split(".")
    day = ["--round", when.removeprefix("round-")] if when.startswith("round-") else ["--as-of", when]
    document = ["--form", form] if form in {"memo", "bs4"} else ["--table", form]
    return [*day, "--bare", *document, "--format", file_format]


def last_day(example: Path) -> dt.date:
    """Return the last day that is written in an example's history."""
    days = [line.split("date: ")[1][:10] for line in (example / HISTORY).read_text().splitlines() if "date: " in line]
    day = calendar.parse_iso(max(days))
    assert not isinstance(day, calendar.DateProblem)
    return day


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_has_no_finding(example: Path) -> None:
    """As of the last day of its history an example has neither errors nor warnings."""
    workspace = Workspace(example)
    findings = load(*documents(workspace), last_day(example), workspace.has_file).findings
    assert findings == []


@pytest.mark.slow
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_a_report_of_an_example(
    report: Path, run: Callable[..., subprocess.CompletedProcess[bytes]], golden: Callable[[Path, str], None]
) -> None:
    """Each report of an example is the one that stands beside it."""
    example = report.parent.parent
    done = run("report", "-C", str(example), *arguments(report))
    assert done.returncode == 0, done.stderr.decode()
    golden(report, done.stdout.decode())


def test_examples_of_every_kind() -> None:
    """There are six agencies or more, one with forty measures, and each has its memo in every text format."""
    assert len(EXAMPLES) >= 6
    for example in EXAMPLES:
        names = {path.name for path in (example / "reports").iterdir()}
        assert {name.rpartition(".")[2] for name in names if ".memo." in name} == {*TEXT_FORMATS}
    assert max((example / PLAN).read_text(encoding="utf-8").count("\n  - id: ") for example in EXAMPLES) >= 40
