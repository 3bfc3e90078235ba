"""`itatrack validate` and what all commands share, each time as a process of its own."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support import CASES, ROOT, TESTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]


def test_the_shipped_data(run: Run, golden: Callable[[Path, str], None]) -> None:
    """The real memo's data has the warnings that the memo deserves, and no error."""
    done = run("validate")
    assert done.returncode == 0
    golden(TESTS / "golden" / "validate.txt", done.stdout.decode())
    assert done.stderr.decode() == "10 warnings in 2 files\n"
    assert re.findall(r"\w+\[(\w+)\]", done.stdout.decode()) == ["W507", "W503", "W501", *["W504"] * 7]


def test_strict(run: Run) -> None:
    """--strict makes warnings fail."""
    assert run("validate", "--strict").returncode == 1


def test_concise(run: Run) -> None:
    """Concise findings are a line each, with file, line and column."""
    lines = run("validate", "--format", "concise").stdout.decode().splitlines()
    assert len(lines) == 10
    assert all(re.match(r"data/(measures|status)\.yaml:\d+:\d+: warning\[W5\d\d\] ", line) for line in lines)


def test_errors_and_warnings_are_counted(run: Run, make_project: Callable[..., Path]) -> None:
    """Both files' findings come in one run, counted on standard error, and errors give status 1."""
    done = run("validate", cwd=make_project(CASES / "invalid" / "both-files-broken"))
    assert done.returncode == 1
    assert done.stderr.decode() == "2 errors in 2 files\n"


def test_clean(run: Run, make_project: Callable[..., Path]) -> None:
    """A clean project prints nothing on standard output and says so on standard error."""
    done = run("validate", "--as-of", "2564-03-31", cwd=make_project(status=None, measures=None))
    assert done.returncode == 2
    done = run("validate", "--as-of", "2564-03-31", cwd=make_project())
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"no findings\n")


def test_due_dates_count_from_the_day_given(run: Run, make_project: Callable[..., Path]) -> None:
    """Whether a measure is overdue is judged as of the day given, else as of today."""
    project = make_project()
    assert b"W508" not in run("validate", "--as-of", "2564-03-31", cwd=project).stdout
    assert b"W508" in run("validate", "--as-of", "2564-04-01", cwd=project).stdout
    assert b"W508" in run("validate", cwd=project).stdout


@pytest.mark.parametrize("kind", ["folder", "fifo", "dangling link", "huge"])
def test_files_that_are_none(run: Run, make_project: Callable[..., Path], kind: str) -> None:
    """A folder, a pipe, a dangling link or a file of more than 10 MB in a file's place is a finding, at once."""
    project = make_project(status=None)
    path = project / "data" / "status.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "huge":
        path.write_bytes(b"#" * (10 * 1024 * 1024 + 1))
    else:
        path.symlink_to(project / "nowhere")
    done = run("validate", "--format", "concise", "--as-of", "2564-03-31", cwd=project)
    assert done.returncode == 1
    code = {"dangling link": "E101", "huge": "E104"}.get(kind, "E102")
    assert done.stdout.decode().startswith(f"data/status.yaml:1:1: error[{code}] ")


def test_wrong_use(run: Run) -> None:
    """A mistyped command or option ends with status 2 and a suggestion."""
    done = run("valdate")
    assert done.returncode == 2
    assert "validate" in done.stderr.decode()
    assert run("validate", "--fromat", "full").returncode == 2
    assert run("validate", "-C", "/nowhere/at/all").returncode == 2
    assert run("validate", "-C", str(ROOT / "docs")).returncode == 1


def test_version(run: Run) -> None:
    """--version names the version."""
    assert re.fullmatch(rb"itatrack \d+\.\d+\.\d+ \(PyYAML [\d.]+, libyaml [\d.]+\)\n", run("--version").stdout)


def on_terminal(**environment: str) -> str:
    """Run `validate` with its standard output on a pseudo-terminal of 80 columns."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "itatrack", "validate"],
        cwd=ROOT,
        stdout=child,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment},
    )
    os.close(child)
    said = b""
    while True:
        try:
            read = os.read(parent, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not read:
            break
        said += read
    process.wait()
    os.close(parent)
    return said.decode().replace("\r\n", "\n")


@pytest.mark.slow
def test_colour_on_a_terminal() -> None:
    """A terminal gets colour and lines that fit it; NO_COLOR and TERM=dumb get the text alone."""
    coloured = on_terminal()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert coloured != plain
    assert plain == on_terminal(NO_COLOR="1", TERM="dumb")
    assert "\x1b" not in on_terminal(TERM="dumb")
    assert "W501" in on_terminal(COLUMNS="0")
    assert "…" in plain
    assert "warning[W501]: measure `use-of-power` has no responsible unit" in plain


def test_an_earlier_day_makes_no_entry_future(run: Run, make_project: Callable[..., Path]) -> None:
    """As of an earlier day only due dates are judged anew: an entry of yesterday is still of the past."""
    project = make_project()
    assert b"W513" not in run("validate", "--as-of", "2563-10-01", "--format", "concise", cwd=project).stdout
