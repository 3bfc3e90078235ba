"""The data is checked before each commit, by pre-commit itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

LOCAL = ("run", "--all-files")
PUBLISHED = ("try-repo", str(ROOT), "itatrack-validate", "--all-files")


@pytest.fixture
def commit(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Begin a project with the file for pre-commit, and run that as git would before a commit."""
    project = tmp_path / "project"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "COVERAGE"))},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
    }

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)

    project.mkdir()
    run("itatrack", "init", "--yes", "--checks", ".")
    run("git", "init", "-q")

    def checked(*arguments: str, title: str = "title:") -> subprocess.CompletedProcess[str]:
        plan = project / "data" / "measures.yaml"
        plan.write_text(plan.read_text(encoding="utf-8").replace("\ntitle:", f"\n{title}"), encoding="utf-8")
        run("git", "add", "-A")
        return run("pre-commit", *arguments)

    return checked


@pytest.mark.slow
@pytest.mark.index
@pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="this is no clone")
@pytest.mark.parametrize("arguments", [LOCAL, PUBLISHED], ids=["init --checks", ".pre-commit-hooks.yaml"])
def test_a_slip_stops_the_commit(
    arguments: tuple[str, ...], commit: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """A clean project passes; a slip stops the commit and is shown, by either way of setting it up."""
    clean = commit(*arguments)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "Passed" in clean.stdout
    spoilt = commit(*arguments, title="titel:")
    assert spoilt.returncode == 1
    assert "error[E201]: unknown key `titel`" in spoilt.stdout


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
def test_a_deleted_file_stops_the_commit(
    commit: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """A commit that only takes the history away is stopped too, though no file is left to pass to the hook."""
    commit("run")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, "commit", "-q", "-m", "a"], cwd=tmp_path / "project", check=True)
    (tmp_path / "project" / "data" / "status.yaml").unlink()
    stopped = commit("run")
    assert stopped.returncode == 1, stopped.stdout
    assert "error[E101]" in stopped.stdout
