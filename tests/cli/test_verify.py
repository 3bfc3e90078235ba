"""`itatrack verify` as an auditor uses it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from rendering import carrying
from support import CASES, PIXEL

from itatrack import cli

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

BASE = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")


@pytest.fixture
def memo(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with its memo, go there, and return the memo's path."""
    folder = make_project()
    monkeypatch.chdir(folder)
    (folder / "memo.md").write_bytes(carrying(folder, "md"))
    return folder / "memo.md"


@pytest.mark.slow
def test_the_exit_status_is_the_answer(memo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each answer has its status, and several documents have that of the worst."""
    content = memo.read_bytes()
    (memo.parent / "changed.md").write_bytes(content.replace(b"E-Service", b"E-Servlce", 1))
    (memo.parent / "renamed.docx").write_bytes(content)
    (memo.parent / "plain.md").write_text("# บันทึกข้อความ\n", encoding="utf-8")
    statuses = {
        ("memo.md",): 0,
        ("renamed.docx",): 0,
        ("changed.md",): 1,
        ("plain.md",): 6,
        ("memo.md", "plain.md"): 6,
        ("memo.md", "changed.md", "plain.md"): 1,
    }
    assert {files: cli.run_arguments(["verify", *files]) for files in statuses} == statuses
    out = capsys.readouterr().out
    assert "memo.md: authentic\n  md of itatrack" in out
    assert "by its content it is md, whatever its name ends in" in out
    assert cli.run_arguments(["verify", "nothing.md"]) == 2


@pytest.mark.slow
def test_a_memo_with_a_garuda(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A memo that prints the agency's own garuda is told apart like any other, in each format."""
    folder = make_project(measures=BASE.replace("memo:\n", "memo:\n  garuda: a.png\n", 1))
    monkeypatch.chdir(folder)
    (folder / "a.png").write_bytes(PIXEL)  # whose name comes before those of the data
    names = [f"memo.{name}" for name in ("md", "txt", "html", "docx", "pdf")]
    for name in names:
        assert cli.run_arguments(["report", "--as-of", "2564-03-31", "-o", name]) == 0
    assert {name: cli.run_arguments(["verify", name]) for name in names} == dict.fromkeys(names, 0)
    web = folder / "memo.html"
    web.write_bytes(web.read_bytes().replace(b"E-Service", b"E-Servlce", 1))
    assert cli.run_arguments(["verify", "memo.html"]) == 1


@pytest.mark.slow
def test_what_changed_in_the_project(memo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside a project it is told which measures the project sees otherwise today, and which went on since."""

    def told() -> str:
        assert cli.run_arguments(["verify", "memo.md"]) == 0
        return capsys.readouterr().out.splitlines()[-1].strip()

    plan, history = memo.parent / "data" / "measures.yaml", memo.parent / "data" / "status.yaml"
    before = history.read_text(encoding="utf-8")
    assert told() == "the project has the same data"
    history.write_text(f"# ใหม่\n{before}", encoding="utf-8")
    assert told() == "the project has the same measures and entries; other texts of its files have changed"
    history.write_text(f"{before}  - date: 2564-04-02\n    status: done\n", encoding="utf-8")
    assert told() == "the project has other entries, but no measure has another state"
    history.write_text(f"{before}  - date: 2564-04-02\n    status: done\n    result: เสร็จ\n", encoding="utf-8")
    assert told() == "result  + เสร็จ"
    history.write_text(before.replace("2564-03-31", "2564-04-01"), encoding="utf-8")
    assert told() == "evidence  - ประกาศลงวันที่ 15 มีนาคม"
    history.write_text(before, encoding="utf-8")
    plan.write_text(BASE.replace("title: E-Service", "title: บริการ"), encoding="utf-8")
    assert told() == "the project's plan has other texts or values: e-service"
    plan.write_text(BASE.replace("id: e-service", "id: service"), encoding="utf-8")
    assert told() == "was called e-service before"
    history.write_text("property: 1\n", encoding="utf-8")
    assert told() == "the project has other data, with errors in it: itatrack validate shows them"


@pytest.mark.slow
def test_away_from_the_project(memo: Path, tmp_path: Path, run: Run) -> None:
    """Elsewhere the document says everything itself, in JSON too, and nothing is left behind."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = run("verify", "--json", str(memo), cwd=elsewhere)
    assert done.returncode == 0, done.stderr.decode()
    envelope = json.loads(done.stdout)
    assert (envelope["schema_version"], envelope["kind"]) == (1, "verification")
    (document,) = envelope["documents"]
    assert (document["answer"], document["format"], document["project"]) == ("authentic", "md", [])
    assert document["made"]["as_of"] == {"gregorian": "2021-03-31", "buddhist": "2564-03-31"}
    assert re.fullmatch("[0-9a-f]{64}", document["made"]["files"]["data/status.yaml"])
    assert [*elsewhere.iterdir()] == []
    thai = run("verify", "--lang", "th", str(memo), cwd=elsewhere).stdout.decode()
    assert f"{memo}: ตรงกับข้อมูล\n" in thai
