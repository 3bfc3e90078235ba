"""The day on which evidence was checked, printed beside it where the plan asks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from calling import call

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATUS = """\
property:
  - date: 2564-01-15
    status: done
    evidence:
      - {text: ประกาศ, url: "https://example.go.th/a", checked: 2564-03-31}
      - {url: "https://example.go.th/b", checked: 2564-03-31}
      - {text: คำสั่ง, checked: 2564-04-01}
      - {file: data/status.yaml, checked: 2564-03-31}
"""


@pytest.fixture
def folder(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project whose memo tells when evidence was checked, which is the current one."""
    project = make_project(status=STATUS)
    plan = project / "data" / "measures.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("memo:\n", "memo:\n  evidence_checked: yes\n"), "utf-8")
    monkeypatch.chdir(project)
    return project


@pytest.mark.parametrize("name", ["md", "txt", "html", "csv"])
def test_the_day_stands_beside_the_evidence(folder: Path, name: str) -> None:
    """It is printed in Thai numerals, in every format; a day after that of the report is not."""
    status, out, err = call("report", "--as-of", "2564-03-31", "--format", name, "--bare", "--width", "200")
    assert status == 0, err
    day = "31 มี.ค. 2564" if name == "csv" else "๓๑ มี.ค. ๒๕๖๔"
    joined = " ".join(out.replace("\u200b", "").replace("<wbr>", "").split())
    assert joined.count(f"(ตรวจสอบแล้ว {day})") == 3, out
    assert f"ประกาศ (ตรวจสอบแล้ว {day})" in joined
    assert re.search(rf"example.go.th/b\S* \(ตรวจสอบแล้ว {day}\)", joined)
    assert f"data/status.yaml (ตรวจสอบแล้ว {day})" in joined
    assert "เม.ย." not in out
    plan = folder / "data" / "measures.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("  evidence_checked: yes\n", ""), encoding="utf-8")
    assert "ตรวจสอบแล้ว" not in call("report", "--as-of", "2564-03-31", "--format", name, "--bare")[1]
