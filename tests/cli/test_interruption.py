"""Ctrl-C: no traceback, nothing half written, and nothing where it is to be ignored."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no signals")
# The program that `pip` makes of the entry point.
ENTRY = "import sys\nfrom itatrack.__main__ import main\nsys.exit(main())\n"
# The signal comes at the import of a module: the nth behind the first line of our own code, or the one of a name.
AT_AN_IMPORT = """\
import os, signal, sys
class Finder:
    left = None
    def find_spec(self, name, *rest):
        if name == 'itatrack.__main__':
            Finder.left = int(os.environ.get('AT', -1))
        elif Finder.left is not None:
            Finder.left -= 1
            if Finder.left == 0 or name == os.environ.get('NAME'):
                os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
"""
# It comes when a file is flushed to the disk, before it is renamed.
AT_THE_WRITING = """\
import os, signal
flush = os.fsync
def interrupted(handle):
    os.kill(os.getpid(), signal.SIGINT)
    flush(handle)
os.fsync = interrupted
"""


def interrupted(
    script: str, command: list[str], project: Path, handler: signal.Handlers = signal.SIG_DFL, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the tool while a script sends it the signal of Ctrl-C, whatever the tests' own process does with it."""
    (project / "sitecustomize.py").write_text(script, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-c", ENTRY, *command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": f"{project}{os.pathsep}{ROOT}", **environment},
        capture_output=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, handler),
        check=False,
        timeout=60,
    )


@pytest.mark.slow
@pytest.mark.parametrize("command", [["validate"], ["report"], ["status", "set", "property", "done", "--dry-run"]])
def test_while_modules_are_imported(command: list[str], make_project: Callable[..., Path]) -> None:
    """From the first line of our own code on, a command ends at once and says nothing."""
    project = make_project()
    for at in (1, 2, 3, 5, 20, 45, 80):
        done = interrupted(AT_AN_IMPORT, command, project, AT=str(at))
        assert done.returncode in {-signal.SIGINT, 130}, at
        assert done.stderr == b"", at


@pytest.mark.slow
def test_while_a_file_is_written(
    make_project: Callable[..., Path], run: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    """The old file stays, and what was begun is cleared away."""
    project = make_project()
    history = project / "data" / "status.yaml"
    before, names = history.read_bytes(), sorted(path.name for path in history.parent.iterdir())
    done = interrupted(AT_THE_WRITING, ["status", "set", "e-service", "done", "--date", "2564-03-31"], project)
    assert (done.returncode, done.stderr.strip()) == (130, b"")
    assert history.read_bytes() == before
    # The list of changes was begun: it says nothing of what was not written.
    assert sorted(path.name for path in history.parent.iterdir() if path.name != ".itatrack") == names
    assert b"nothing to undo" in run("undo", cwd=project, ITATRACK_LANG="en").stderr


@pytest.mark.slow
@pytest.mark.parametrize("script", [AT_AN_IMPORT, AT_THE_WRITING], ids=["import", "writing"])
def test_where_it_is_ignored(script: str, make_project: Callable[..., Path]) -> None:
    """A command that was started to outlive its terminal, as by `nohup`, goes on."""
    project = make_project()
    done = interrupted(
        script,
        ["report", "--as-of", "2564-03-31", "-o", "memo.md"],
        project,
        signal.SIG_IGN,
        NAME="itatrack.cli",
    )
    assert done.returncode == 0
    assert (project / "memo.md").exists()
