"""Taking back what was done by mistake, without git."""

from __future__ import annotations

import json
import os
import subprocess
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from faults import arm, forked

from itatrack import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATUS = "property:\n  - {date: 2564-03-01, status: done, evidence: [ประกาศ]}\n"
RENAME = ["measure", "rename", "property", "state-property"]
RECORD = ["status", "set", "property", "e-service", "in-progress", "--date", "2564-05-01", "--note", "เปิดใหม่"]


@pytest.fixture
def folder(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of a project, which is the current one."""
    project = make_project(status=STATUS)
    monkeypatch.chdir(project)
    return project / "data"


def contents(folder: Path) -> list[bytes]:
    """Return the bytes of plan and history."""
    return [(folder / name).read_bytes() for name in ("measures.yaml", "status.yaml")]


def test_undo_says_what_it_undid(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whole commands are taken back, several ids and both files, the last one first."""
    states = [contents(folder)]
    for line in (RECORD, RENAME):
        assert cli.run_arguments(line) == 0
        states.append(contents(folder))
    capsys.readouterr()
    assert cli.run_arguments(["undo", "--dry-run"]) == 0
    assert contents(folder) == states[2]
    assert "(dry run: nothing was written)" in capsys.readouterr().err
    for line in (RENAME, RECORD):
        assert cli.run_arguments(["undo"]) == 0
        assert contents(folder) == states[1 if line is RENAME else 0]
        said = capsys.readouterr()
        assert f"undone: itatrack {' '.join(line[:3])}" in said.err
        assert said.out.count("+++ b/") == (2 if line is RENAME else 1)
    assert cli.run_arguments(["undo"]) == 1
    assert capsys.readouterr().err == "there is nothing to undo\n"


def test_what_was_changed_since_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After an edit by hand the change cannot be undone, and it can once the edit is taken back."""
    assert cli.run_arguments(RECORD) == 0
    recorded = contents(folder)
    (folder / "status.yaml").write_bytes(recorded[1] + b"# x\n")
    capsys.readouterr()
    assert cli.run_arguments(["undo"]) == 3
    assert capsys.readouterr().err.startswith("data/status.yaml was changed since, by hand or by another program")
    assert contents(folder)[1] == recorded[1] + b"# x\n"
    (folder / "status.yaml").write_bytes(recorded[1])
    assert cli.run_arguments(["undo"]) == 0
    assert contents(folder)[1] == STATUS.encode()


def test_git_does_not_see_it(folder: Path) -> None:
    """The list ignores itself, in projects too whose .gitignore knows nothing of it."""
    subprocess.run(["git", "init", "-q"], cwd=folder.parent, check=True)
    assert cli.run_arguments(RECORD) == 0
    seen = subprocess.run(
        ["git", "status", "--short", "-uall"], cwd=folder.parent, check=True, capture_output=True, text=True
    )
    assert ".itatrack" not in seen.stdout
    assert (folder / ".itatrack" / "changes.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_who_may_not_read_the_data_may_not_read_the_list(folder: Path) -> None:
    """The list holds parts of the data, and is open to the same people."""
    for name in ("measures.yaml", "status.yaml"):
        (folder / name).chmod(0o600)
    assert cli.run_arguments(RECORD) == 0
    assert (folder / ".itatrack" / "changes.json").stat().st_mode & 0o777 == 0o600


def test_a_list_that_cannot_be_written(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The change is made all the same, and it is said that it cannot be undone; a link is not followed."""
    (tmp_path / "elsewhere").mkdir()
    (folder / ".itatrack").symlink_to(tmp_path / "elsewhere")
    assert cli.run_arguments(RECORD) == 0
    assert "warning: itatrack undo will not be able to undo this change:" in capsys.readouterr().err
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert cli.run_arguments(["undo"]) == 1


@pytest.mark.parametrize("content", [b"", b"{", b'{"version": 1, "changes": [{}]}', b"\xff\xfe"])
def test_a_list_of_something_else(content: bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no list of changes is said to be none, and the next change begins a new one."""
    (folder / ".itatrack").mkdir()
    (folder / ".itatrack" / "changes.json").write_bytes(content)
    assert cli.run_arguments(["undo"]) == 1
    assert "changes.json does not list changes of itatrack: delete it" in capsys.readouterr().err
    assert cli.run_arguments(RECORD) == 0
    assert cli.run_arguments(["undo"]) == 0
    assert contents(folder)[1] == STATUS.encode()


def test_what_the_list_says_does_not_steer_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A command in the list is shown with its control characters spelt out."""
    assert cli.run_arguments(RECORD) == 0
    path = folder / ".itatrack" / "changes.json"
    data = json.loads(path.read_bytes())
    data["changes"][0]["command"] = "x\x1b[2J\u202e"
    path.write_text(json.dumps(data), encoding="utf-8")
    capsys.readouterr()
    assert cli.run_arguments(["undo"]) == 0
    assert "undone: x<U+001B>[2J<U+202E>" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize("line", [RECORD, RENAME], ids=["one-file", "two-files"])
def test_killed_at_any_call(line: list[str], folder: Path) -> None:
    """Whenever a command is killed, undo leads to the files as they were before it, or says that they are."""
    before = contents(folder)

    def silent(arguments: list[str]) -> int:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        return cli.run_arguments(arguments)

    def strike(_: Callable[[], Any], __: str) -> None:
        os.kill(os.getpid(), 9)

    for number in count(1, 2):  # each second call: of the files alone, tests of the storage kill at each

        def work(number: int = number) -> int:
            arm(number, strike)
            return silent(line)

        status, undone = forked(work), forked(lambda: silent(["undo"]))
        assert undone in {0, 1}, f"call {number}: {undone}"
        assert contents(folder) == before, f"call {number}"
        if status == 0:
            assert (undone, number > 20) == (0, True)
            break
        assert status == -9, f"call {number}: {status}"
