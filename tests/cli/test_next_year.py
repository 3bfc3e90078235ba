"""Beginning the next fiscal year from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from itatrack import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATUS = "property:\n  - {date: 2564-03-01, status: done, evidence: [ประกาศ]}\n"


@pytest.fixture
def folder(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is the current one."""
    project = make_project(status=STATUS)
    (project / "templates").mkdir()
    (project / "templates" / "wording.j2").write_text("ถ้อยคำ", encoding="utf-8")
    monkeypatch.chdir(project)
    return project


def test_the_next_year(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The new project has the templates, a plan and an empty history; the old one stays; a second time is refused."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert cli.run_arguments(["next-year", "../2565"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[:3] == [
        "wrote ../2565/data/measures.yaml",
        "1 measure continues in 2565: e-service",
        "1 measure is done, and is kept in the plan as a comment: property",
    ]
    assert said[-1] == "then: itatrack validate -C ../2565"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    new = folder.parent / "2565"
    assert (new / "templates" / "wording.j2").read_text(encoding="utf-8") == "ถ้อยคำ"
    assert "    continues: 2564/e-service\n" in (new / "data" / "measures.yaml").read_text(encoding="utf-8")
    assert (new / "data" / "status.yaml").read_bytes() == b""
    assert cli.run_arguments(["next-year", "../2565"]) == 2
    assert "there is a project already: ../2565/data/measures.yaml" in capsys.readouterr().err
    assert cli.run_arguments(["next-year", "."]) == 2


def test_data_with_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No next year is begun from data with errors."""
    (folder / "data" / "status.yaml").write_text("x:\n", encoding="utf-8")
    assert cli.run_arguments(["next-year", "../2565"]) == 1
    assert capsys.readouterr().err.endswith("the command needs data without errors\n")
    assert not (folder.parent / "2565").exists()
