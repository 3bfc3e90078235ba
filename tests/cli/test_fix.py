"""`itatrack fix` from the command line: the change first, the question, the exit status of what is left."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from itatrack import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SLIPS = "property:\n  - date: 2564–03–31\n    status: done\n    evidence: [เเบบ]\n"
RIGHT = SLIPS.replace("–", "-").replace("เเ", "แ")


@pytest.fixture
def history(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the history of a project that has slips, whose folder is the current one."""
    project = make_project(status=SLIPS)
    monkeypatch.chdir(project)
    return project / "data" / "status.yaml"


def test_it_shows_the_change_and_what_is_left(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The diff goes to standard output, and undo takes the change back."""
    assert cli.run_arguments(["fix", "--yes"]) == 0
    said = capsys.readouterr()
    assert "-  - date: 2564–03–31\n" in said.out
    assert "+  - date: 2564-03-31\n" in said.out
    assert "2 lines fixed\nleft: " in said.err
    assert history.read_text(encoding="utf-8") == RIGHT
    assert cli.run_arguments(["fix", "--yes"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "nothing to fix\n" in said.err
    assert cli.run_arguments(["undo"]) == 0
    assert history.read_text(encoding="utf-8") == SLIPS


def test_a_dry_run(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run shows the change and what would be left, and writes nothing."""
    assert cli.run_arguments(["fix", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert "+  - date: 2564-03-31\n" in said.out
    assert "2 lines fixed (dry run: nothing was written)" in said.err
    assert history.read_text(encoding="utf-8") == SLIPS


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("answer", "status", "text"),
    [("y\n", 0, RIGHT), ("ใช่\n", 0, RIGHT), ("อะไร\nตกลง\n", 0, RIGHT), ("\n", 1, SLIPS), ("ไม่\n", 1, SLIPS)],
)
def test_it_asks(answer: str, status: int, text: str, history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal it asks before it writes; where nobody can be asked it needs `--yes`."""
    assert cli.run_arguments(["fix"]) == 2
    assert history.read_text(encoding="utf-8") == SLIPS
    monkeypatch.setattr("sys.stdin", _Terminal(answer))
    assert cli.run_arguments(["fix"]) == status
    assert history.read_text(encoding="utf-8") == text


def test_the_exit_status_is_that_of_what_is_left(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors that a person has to correct are shown, with the command that fixes some of them."""
    history.write_text(SLIPS + "    result: ข้อ 1: ก\n    sttus: x\n", encoding="utf-8")
    assert cli.run_arguments(["fix", "--yes"]) == 1
    said = capsys.readouterr().err
    assert "error[E106]" in said
    assert "1 of them can be fixed with: itatrack fix --unsafe" in said
    assert cli.run_arguments(["fix", "--unsafe", "--yes"]) == 1
    assert "did you mean `status`?" in capsys.readouterr().err
    assert '    result: "ข้อ 1: ก"\n' in history.read_text(encoding="utf-8")


def test_one_file(history: Path) -> None:
    """A path is the project's folder or one of its files."""
    plan = history.parent / "measures.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("แนว", "เเนว"), encoding="utf-8")
    assert cli.run_arguments(["fix", "data/measures.yaml", "--yes"]) == 1
    assert plan.read_text(encoding="utf-8") == text
    assert history.read_text(encoding="utf-8") == SLIPS
    assert cli.run_arguments(["fix", ".", "--yes"]) == 0
    assert history.read_text(encoding="utf-8") == RIGHT
    (history.parent / "other.yaml").write_text("", encoding="utf-8")
    assert cli.run_arguments(["fix", "data/other.yaml"]) == 2
    assert cli.run_arguments(["fix", ".", "-C", "."]) == 2


@pytest.mark.usefixtures("history")
def test_validate_names_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Validate says how many findings can be fixed, and JSON says it of each."""
    assert cli.run_arguments(["validate"]) == 1
    assert "2 of them can be fixed with: itatrack fix\n" in capsys.readouterr().err
    assert cli.run_arguments(["validate", "-C", "../project"]) == 1
    assert "2 of them can be fixed with: itatrack fix -C ../project\n" in capsys.readouterr().err
    cli.run_arguments(["validate", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["code"] for finding in findings if finding["fix"] == "safe"} == {"E401", "W509"}
    assert all(finding["fix"] is None for finding in findings if finding["code"] not in {"E401", "W509"})
