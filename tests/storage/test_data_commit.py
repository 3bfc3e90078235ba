"""The commit of a document's data is found by the data itself."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from itatrack.storage.data_commit import commit_with
from itatrack.storage.workspace import HISTORY, PLAN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """Run git as a person whose settings are of no matter."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ["-c", "user.name=ก", "-c", "user.email=a@example.go.th", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def contents(folder: Path) -> dict[str, bytes]:
    """Return the data of a project."""
    return {name: (folder / name).read_bytes() for name in (PLAN, HISTORY)}


@pytest.mark.slow
def test_the_commit_of_the_data(make_project: Callable[..., Path]) -> None:
    """It is the last commit that made the files what they are given as, however far back."""
    folder = make_project()
    given = contents(folder)
    assert commit_with(folder, given) is None
    git(folder, "init")
    assert commit_with(folder, given) is None
    git(folder, "add", "data")
    git(folder, "commit", "-m", "Begin")
    first = git(folder, "rev-parse", "HEAD")
    for name in ("README.md", HISTORY):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("# x\n")
        git(folder, "add", name)
        git(folder, "commit", "-m", f"Change {name}")
    found = [commit_with(folder, files) for files in (given, contents(folder), {**given, PLAN: b""})]
    assert [commit and commit.id for commit in found] == [first, git(folder, "rev-parse", "HEAD"), None]
