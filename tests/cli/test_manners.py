"""The tool keeps the manners of a terminal: results and talk apart, colour only where it is wanted."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ESCAPE = "\x1b"


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "--as-of", "2564-03-31"),
        ("validate",),
        ("status", "--overdue"),
        ("status", "set", "property", "done", "--dry-run"),
        ("measure", "add", "new", "--title", "ก", "--dry-run"),
        ("init", "new", "--yes"),
    ],
    ids=" ".join,
)
def test_quiet(arguments: tuple[str, ...], make_project: Callable[..., Path], run: Callable[..., Any]) -> None:
    """With `--quiet`, anywhere, the result is the same, and besides it only findings are told."""
    project = make_project()
    usual = run(*arguments, cwd=project)
    shutil.rmtree(project / "new", ignore_errors=True)
    for quiet in ((*arguments, "--quiet"), ("--quiet", *arguments)):
        done = run(*quiet, cwd=project)
        assert done.returncode == usual.returncode
        assert done.stdout == usual.stdout
        assert re.sub(r"(?ms)^(error|warning)\[.*", "", done.stderr.decode()) == ""
        shutil.rmtree(project / "new", ignore_errors=True)


def test_quiet_says_what_is_wrong(run: Callable[..., Any], tmp_path: Path) -> None:
    """With `--quiet` an error is still told."""
    done = run("report", "--quiet", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no data/measures.yaml" in done.stderr.decode()


def test_verbose(make_project: Callable[..., Path], run: Callable[..., Any]) -> None:
    """With `--verbose` it tells which project is meant, and which templates were read."""
    project = make_project()
    said = run("report", "--verbose", "--as-of", "2564-03-31", cwd=project / "data").stderr.decode()
    assert f"project: {project.resolve()}\n" in said
    assert [line.rpartition("/")[2] for line in said.splitlines() if line.startswith("template: ")] == [
        "memo.md.j2",
        "wording.j2",
    ]
    assert run("validate", "--verbose", "--quiet", cwd=project).stderr.decode().startswith("project: ")


def test_colour_on_a_terminal_only(make_project: Callable[..., Path], run_on_terminal: Callable[..., str]) -> None:
    """A terminal gets colour, but not with `NO_COLOR`, and not where it says that it is dumb."""
    project = make_project()
    arguments = ("status", "-C", str(project))
    assert ESCAPE in run_on_terminal(*arguments, cwd=project, width=100)
    assert ESCAPE not in run_on_terminal(*arguments, cwd=project, width=100, NO_COLOR="1")
    assert ESCAPE not in run_on_terminal(*arguments, cwd=project, width=100, TERM="dumb")


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("command", ["validate", "status", "status log property", "explain W501", "--help"])
def test_a_narrow_terminal(
    command: str, language: str, make_project: Callable[..., Path], run_on_terminal: Callable[..., str]
) -> None:
    """On a terminal of 30 cells every command works, in either language."""
    project = make_project()
    shown = run_on_terminal(*command.split(), cwd=project, width=30, ITATRACK_LANG=language, NO_COLOR="1")
    assert shown.strip()


@pytest.mark.slow
def test_patience(make_project: Callable[..., Path], run_on_terminal: Callable[..., str]) -> None:
    """Reading and printing that last longer than a second show a bar and the time, not with `--quiet` or TERM=dumb."""
    project = make_project()
    (project / "slow").mkdir()
    (project / "slow" / "sitecustomize.py").write_text(
        "import time\nfrom itatrack import project\nfrom itatrack.report import pipeline\n"
        "def slow(work):\n    return lambda *a, **k: (time.sleep(1.3), work(*a, **k))[1]\n"
        "project.load = slow(project.load)\npipeline.make_document = slow(pipeline.make_document)\n"
    )
    path = f"{project / 'slow'}:{ROOT}"
    shown = run_on_terminal("report", "-o", "memo.md", cwd=project, width=80, PYTHONPATH=path)
    for text in ("reading the project", "making the memo"):
        assert re.search(text + " .*━.*0:00:00", shown)
        assert text not in run_on_terminal("report", "-o", "memo.md", cwd=project, width=80)
    for arguments, terminal in ((("validate", "--quiet"), "xterm"), (("validate",), "dumb")):
        quiet = run_on_terminal(*arguments, cwd=project, width=80, PYTHONPATH=path, TERM=terminal)
        assert "reading the project" not in quiet
