"""What tests share: golden files, projects from the corpus, and running the tool."""

from __future__ import annotations

import difflib
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from starting import Starter
from support import CASES, ROOT, TODAY, documents

from itatrack.project import load
from itatrack.storage.workspace import Workspace
from itatrack.translations import refresh_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from itatrack.project import Project


# The tests start the tool some hundred times: its modules are compiled once, as they are where it is installed.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# They read what it says in English, whatever the language of the machine is; those of Thai ask for it.
os.environ["ITATRACK_LANG"] = "en"
refresh_all()

# The same examples at each run, whatever the machine's speed; `--hypothesis-profile=search` takes others at each run.
_SUITE = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("suite", _SUITE, derandomize=True)
settings.register_profile("search", _SUITE, derandomize=False, print_blob=True)
settings.load_profile("suite")

# All that the tests hold is gone through for garbage now and then, which took a tenth of their time: seldom is enough.
gc.set_threshold(700, 10, 1_000)

# Of a comparison that fails: what a person reads before looking at the file.
LINES_SHOWN = 60
# Where the tests write, until it is known that something failed.
OURS = pytest.StashKey[str]()
# Linux' own folder in memory, and what must be free there: on a disk the tests wait for it to take files away.
MEMORY = "/dev/shm"  # noqa: S108  a folder with a name of its own is made in it
ROOM = 2 << 30


def _fast_folder() -> str | None:
    """Return a folder in memory, or None for the system's own temporary folder."""
    with suppress(AttributeError, OSError):
        room = os.statvfs(MEMORY)
        if room.f_bavail * room.f_frsize >= ROOM and os.access(MEMORY, os.W_OK):
            return MEMORY
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let each run write into a folder of its own, so that runs beside each other do not clear each other's away."""
    if config.option.basetemp is None and not hasattr(config, "workerinput"):
        config.option.basetemp = config.stash[OURS] = tempfile.mkdtemp(prefix="itatrack-tests-", dir=_fast_folder())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Note that something failed: what it wrote stays to be looked at."""
    if session.exitstatus:
        session.config.stash[OURS] = ""


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take away what the tests wrote."""
    if folder := config.stash.get(OURS, ""):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_finish() -> None:
    """Keep what was collected out of the search for garbage."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts the tool as a process: some hundred starts are most of the time that the suite takes."""
    for item in items:
        starts = {"run", "run_on_terminal"} & set(getattr(item, "fixturenames", ()))
        if starts or item.get_closest_marker("index"):
            item.add_marker(pytest.mark.slow)


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Show texts that differ as `diff` would, also where they are bytes, which pytest shows as escapes."""
    texts = [one.decode(errors="backslashreplace") if isinstance(one, bytes) else one for one in (left, right)]
    if op != "==" or not all(isinstance(text, str) and text.count("\n") > 1 for text in texts):
        return None
    lines = difflib.unified_diff(*(text.splitlines() for text in texts), "left", "right", lineterm="")
    return ["these are the same:", *islice(lines, LINES_SHOWN)]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a file; `ITATRACK_UPDATE_GOLDEN=1` writes the file anew, for a person to read in the diff."""

    def compare(path: Path, text: str) -> None:
        if os.environ.get("ITATRACK_UPDATE_GOLDEN"):
            path.write_bytes(text.encode())
        elif not path.exists():
            test = request.node.nodeid.partition("[")[0]
            made = f"`ITATRACK_UPDATE_GOLDEN=1 python -m pytest -n 0 {test}` writes it; then read it"
            pytest.fail(f"there is no {path.relative_to(ROOT).as_posix()}: {made}", pytrace=False)
        assert path.read_bytes().decode() == text

    return compare


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Path]:
    """Make a project of the corpus' base with some files replaced by those of a case, or by given texts."""

    def make(case: Path | None = None, **texts: str | bytes | None) -> Path:
        data = tmp_path / "project" / "data"
        shutil.copytree(CASES / "base", data, dirs_exist_ok=True)
        for file in case.iterdir() if case else ():
            if file.suffix == ".missing":
                (data / file.stem).unlink()
            elif file.suffix == ".yaml":
                shutil.copyfile(file, data / file.name)
        for name, text in texts.items():
            if text is None:
                (data / f"{name}.yaml").unlink()
            else:
                (data / f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return data.parent

    return make


@pytest.fixture
def load_project(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Project]:
    """Load a project as the command line does, with a fixed day, and paths as seen from its folder."""

    def loaded(folder: Path) -> Project:
        monkeypatch.chdir(folder)
        workspace = Workspace(folder)
        return load(*documents(workspace), TODAY, workspace.has_file, digest=workspace.digest)

    return loaded


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    """Keep a process that has loaded the tool, which starts it many times."""
    kept = Starter(ROOT)
    yield kept
    kept.end()


@pytest.fixture
def run(
    starter: Starter, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the tool as a process of its own, as a person does."""
    scratch = tmp_path_factory.getbasetemp()

    def runner(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return starter.run(arguments, cwd, {**os.environ, **environment}, scratch)

    return runner


@pytest.fixture
def run_on_terminal() -> Callable[..., str]:
    """Run the tool on a terminal of its own, so many cells wide, and return what it shows there."""

    def runner(*arguments: str, cwd: Path, width: int, **environment: str) -> str:
        pty = pytest.importorskip("pty")
        ours, theirs = pty.openpty()
        done = subprocess.Popen(
            [sys.executable, "-m", "itatrack", *arguments],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(width), "TERM": "xterm", **environment},
            stdout=theirs,
            stderr=subprocess.STDOUT,
        )
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # how Linux says that the other end is closed
            pass
        finally:
            os.close(ours)
        assert done.wait(timeout=60) == 0, shown.decode()
        return shown.decode().replace("\r\n", "\n")

    return runner
