"""The lock file of drives that cannot lock, and locks on Windows."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support import ROOT

from itatrack.findings.message import ENGLISH, reason
from itatrack.storage import lockfile, locks
from itatrack.storage.locks import locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """Return the path of the lock file of a folder."""
    return tmp_path / lockfile.LOCK_FILE


@pytest.fixture(params=[errno.ENOLCK, errno.EOPNOTSUPP, errno.EBADF, errno.ENOSYS], ids=errno.errorcode.get)
def no_locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the locks from the drive."""

    def refused(*_: object) -> None:
        raise OSError(request.param, os.strerror(request.param))

    monkeypatch.setattr(fcntl, "flock", refused)


def written_by(process: int, *, machine: str | None = None, started: str | None = None) -> bytes:
    """Return the content of a lock file that a process has written."""
    begun = lockfile.started(process) if started is None else started
    holder = lockfile.Holder(machine or lockfile.this_machine(), process, begun, "2021-03-31T08:00:00+0700")
    return json.dumps(holder._asdict()).encode()


def ended() -> int:
    """Return the number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


@pytest.mark.usefixtures("no_locks")
def test_a_lock_file_stands_for_the_lock(tmp_path: Path, lock: Path) -> None:
    """It is there while the change is made, says who makes it, keeps others out, and goes."""
    with locked(tmp_path / "status.yaml") as held:
        assert held.is_file
        assert held.is_held
        assert json.loads(lock.read_bytes())["process"] == os.getpid()
        with pytest.raises(TimeoutError) as busy:
            locked(tmp_path / "status.yaml", patience=0.1).__enter__()
        said = ENGLISH(reason(busy.value))
        assert re.search(f"process {os.getpid()} on .* delete .*{lock.name}", said), said
        lock.write_bytes(written_by(os.getppid()))
        assert not held.is_held
    assert lock.exists()  # another one's


STALE: dict[str, Callable[[], tuple[bytes, float]]] = {
    "its process has ended": lambda: (written_by(ended()), 0),
    "its number has gone to another process": lambda: (written_by(os.getpid(), started="1"), 0),
    "another machine's, and old": lambda: (written_by(1, machine="elsewhere"), lockfile.STALE + 1),
    "killed before it was written": lambda: (b"", lockfile.UNFINISHED + 1),
    "of no form, and old": lambda: (b"[" * 100_000, lockfile.STALE + 1),
}
LIVE: dict[str, Callable[[], tuple[bytes, float]]] = {
    "its process runs": lambda: (written_by(os.getpid()), lockfile.STALE + 1),
    "another person's process": lambda: (written_by(1), 0),
    "another machine's": lambda: (written_by(1, machine="elsewhere"), 60),
    "just begun": lambda: (b"", -60),  # however long this machine takes to look
    "of no form": lambda: (b'{"process": []}', 60),
}


@pytest.mark.parametrize("kind", STALE)
def test_a_stale_lock_file_goes(kind: str, tmp_path: Path, lock: Path) -> None:
    """Where the holder has surely ended, or is old, the next process goes on, whether the drive can lock or not."""
    content, age = STALE[kind]()
    lock.write_bytes(content)
    os.utime(lock, (lock.stat().st_mtime - age,) * 2)  # by the clock of the drive, as the tool looks
    with locked(tmp_path / "status.yaml", patience=1):
        assert not lock.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", LIVE)
def test_a_live_lock_file_stays(kind: str, tmp_path: Path, lock: Path) -> None:
    """Where the holder may still write, nobody else does."""
    content, age = LIVE[kind]()
    lock.write_bytes(content)
    os.utime(lock, (lock.stat().st_mtime - age,) * 2)  # by the clock of the drive, as the tool looks
    with pytest.raises(TimeoutError, match="another itatrack"), locked(tmp_path / "status.yaml", patience=0.2):
        pass
    assert lock.read_bytes() == content


@pytest.mark.slow
def test_one_of_many_removes_a_stale_lock_file(tmp_path: Path, lock: Path) -> None:
    """Processes that find a stale lock file at the same time still write one after the other."""
    counter = tmp_path / "counter"
    counter.write_text("0", encoding="utf-8")
    lock.write_bytes(written_by(ended()))
    script = (
        "import fcntl, sys, time\nfrom pathlib import Path\nfrom itatrack.storage.locks import locked\n"
        "def refused(*_):\n    raise OSError(37, 'No locks available')\n"
        "fcntl.flock = refused\npath = Path(sys.argv[1])\n"
        "for _ in range(20):\n    with locked(path):\n"
        "        number = int(path.read_text())\n        time.sleep(0.001)\n        path.write_text(str(number + 1))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [subprocess.Popen([sys.executable, "-c", script, str(counter)], env=environment) for _ in range(8)]
    assert [one.wait(timeout=120) for one in running] == [0] * 8
    assert counter.read_text(encoding="utf-8") == "160"
    assert [one.name for one in tmp_path.iterdir()] == ["counter"]


@pytest.mark.slow
def test_the_command_says_it_once(make_project: Callable[..., Path]) -> None:
    """A person is told once that the drive cannot lock, in both languages, and the change is made."""
    folder = make_project()
    script = (
        "import fcntl, sys\ndef refused(*_):\n    raise OSError(37, 'No locks available')\nfcntl.flock = refused\n"
        "from itatrack.__main__ import main\nsys.argv = ['itatrack', *sys.argv[1:]]\nmain()\n"
    )
    for day, language, words in (("2564-03-30", "en", "cannot lock files"), ("2564-03-31", "th", "ล็อกไฟล์ไม่ได้")):
        command = ["--lang", language, "status", "set", "e-service", "done", "--date", day, "--evidence", "ก"]
        done = subprocess.run(
            [sys.executable, "-c", script, *command],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        assert done.stderr.decode().count(words) == 1
        assert day in (folder / "data" / "status.yaml").read_text(encoding="utf-8")


class TestWindows:
    """A lock is a file there that goes with its handle; the system is made up, as no test runs on it."""

    @staticmethod
    def refusing(monkeypatch: pytest.MonkeyPatch, *refused: str) -> None:
        """Have some names refused, as Windows refuses a file that is going, and a folder nobody may write to."""
        real = os.open

        def opened(path: Path, *arguments: int) -> int:
            if any(path.name.startswith(name) for name in refused):
                raise PermissionError(errno.EACCES, "Access is denied")
            return real(path, *arguments)

        monkeypatch.setattr(os, "open", opened)

    def test_a_lock_that_is_held(self, lock: Path) -> None:
        """A lock file that is there is held."""
        handle = locks.try_self_deleting_file(lock)
        assert handle is not None
        assert locks.try_self_deleting_file(lock) is None
        os.close(handle)

    def test_a_lock_that_is_going(self, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A lock file that is being deleted is held for an instant more."""
        self.refusing(monkeypatch, lock.name)
        assert locks.try_self_deleting_file(lock) is None
        assert list(lock.parent.iterdir()) == []

    def test_a_folder_that_is_write_protected(self, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A folder that nobody may write to is no lock that is held: nobody waits."""
        self.refusing(monkeypatch, ".itatrack-")
        with pytest.raises(PermissionError, match="Access is denied"):
            locks.try_self_deleting_file(lock)
