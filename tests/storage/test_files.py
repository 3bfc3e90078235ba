"""Writing is whole or not at all, one process after the other, and a dead one leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import CASES, ROOT, TESTS, abandoned
from yaml_library import every_text

from itatrack.storage.atomic import FileChangedError, write
from itatrack.storage.files import MAX_READ, USUAL, read
from itatrack.storage.locks import locked
from itatrack.storage.temporary import create
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

HOLD = "import sys, time\nfrom pathlib import Path\nfrom itatrack.storage.locks import locked\n"
HOLD += "with locked(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"


def test_a_file_that_changed_is_left_alone(tmp_path: Path) -> None:
    """What another program wrote meanwhile is not written over, and no temporary file stays."""
    path = tmp_path / "status.yaml"
    path.write_bytes(b"theirs")
    with pytest.raises(FileChangedError, match="changed by another program"):
        write(path, b"ours", expected=b"as read")
    assert path.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["status.yaml"]


def test_a_file_that_is_gone_was_changed(tmp_path: Path) -> None:
    """A file deleted meanwhile is not brought back."""
    with pytest.raises(FileChangedError):
        write(tmp_path / "status.yaml", b"ours", expected=b"as read")
    assert list(tmp_path.iterdir()) == []


def test_mode_and_link_stay(tmp_path: Path) -> None:
    """A symbolic link stays one, and what it leads to keeps its mode."""
    real = tmp_path / "shared" / "status.yaml"
    real.parent.mkdir()
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "status.yaml"
    link.symlink_to(real)
    with locked(link):
        write(link, b"new", expected=b"old")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_lock_is_waited_for_and_given_up_on(tmp_path: Path) -> None:
    """Who finds the file locked waits, and after a while says that another is writing."""
    path = tmp_path / "status.yaml"
    with locked(path), pytest.raises(TimeoutError, match="another itatrack"), locked(path, patience=0.1):
        pass
    with locked(path, patience=0.1):
        pass


def test_a_killed_process_holds_no_lock(tmp_path: Path) -> None:
    """The lock goes with the process that held it, however it dies, and so does what it left half written."""
    path = tmp_path / "status.yaml"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, cwd=ROOT)
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(TimeoutError), locked(path, patience=0):
        pass
    left = create(tmp_path).path
    left.rename(tmp_path / left.name.replace(f"-{os.getpid():x}-", f"-{holder.pid:x}-"))
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    with locked(path, patience=5):
        assert list(tmp_path.iterdir()) == []


def test_what_was_left_behind_a_link_goes(tmp_path: Path) -> None:
    """What a killed process left beside the file that a link leads to goes too."""
    (tmp_path / "history.yaml").write_bytes(b"")
    (tmp_path / "status.yaml").symlink_to("history.yaml")
    left = abandoned(tmp_path)
    with locked(tmp_path / "status.yaml", patience=5):
        assert not left.exists()


@pytest.mark.slow
def test_eight_at_once_lose_nothing(make_project: Callable[..., Path]) -> None:
    """Eight processes that set different measures at the same time are all in the file, which stays valid."""
    names = [f"measure-{number}" for number in range(8)]
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8").partition("measures:")[0]
    measures = "".join(f"  - {{id: {name}, title: ก, steps: [ก], responsible: [กองคลัง]}}\n" for name in names)
    folder = make_project(measures=f"{plan}measures:\n{measures}", status="# ประวัติ\n")
    command = [sys.executable, "-m", "itatrack", "status", "set"]
    arguments = ["done", "--date", "2564-03-31", "--evidence", "ภาพถ่าย", "-C", str(folder)]
    running = [
        subprocess.Popen([*command, name, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for name in names
    ]
    said = [one.communicate(timeout=60)[1] for one in running]
    assert [one.returncode for one in running] == [0] * 8, said
    text = (folder / "data" / "status.yaml").read_text(encoding="utf-8")
    entry = {"date": "2564-03-31", "status": "done", "evidence": ["ภาพถ่าย"]}
    assert every_text(text) == {name: [entry] for name in names}
    assert text.startswith("# ประวัติ\n")
    assert sorted(one.name for one in (folder / "data").iterdir()) == [".itatrack", "measures.yaml", "status.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["plain", "one", "several", "in-place", "in-place-shorter", "without-locks"])
def test_killed_at_any_call(scenario: str, tmp_path: Path) -> None:
    """Killed before or after any system call, all files are the old or all the new ones, and the next run clears up."""
    assert _faults("kill", scenario, tmp_path) > 40


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["several", "in-place"])
def test_killed_while_clearing_up(scenario: str, tmp_path: Path) -> None:
    """The run that completes an interrupted change may be killed at any call too, again and again."""
    assert _faults("kill", scenario, tmp_path, "twice") > 400


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["plain", "one", "several", "in-place", "in-place-shorter", "without-locks"])
def test_a_fault_at_any_call(scenario: str, tmp_path: Path) -> None:
    """Whichever call fails, and however, what the change says of itself is so, and nothing stays beside the files."""
    assert _faults("fail", scenario, tmp_path, "ENOSPC", "EIO") > 60


def _faults(*arguments: str | Path) -> int:
    """Run `tests/faults.py` and return the number that it prints: it needs processes without threads."""
    command = [sys.executable, str(TESTS / "faults.py"), *arguments[:2], str(Path(arguments[2]) / "data")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, *arguments[3:]], env=environment, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return int(done.stdout)


def test_a_change_between_reading_and_writing(
    make_project: Callable[..., Path], run: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    """An editor that saves while the command runs wins: exit 3, its text stays, and the command says what to do."""
    folder = make_project()
    path = folder / "data" / "status.yaml"
    script = (
        "import sys\nfrom pathlib import Path\nimport itatrack.recording.change as module\nreal = module.make_change\n"
        "def slow(*a, **k):\n"
        "    found = real(*a, **k)\n"
        "    Path('data/status.yaml').write_bytes(Path('data/status.yaml').read_bytes() + b'# saved\\n')\n"
        "    return found\n"
        "module.make_change = slow\n"
        "from itatrack.__main__ import main\n"
        "sys.argv = ['itatrack', 'status', 'set', 'e-service', 'done', '--date', '2564-03-31']\nmain()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 3
    assert done.stdout == b""
    assert "was changed by another program in the meantime" in done.stderr.decode()
    assert "run the command again" in done.stderr.decode()
    assert path.read_bytes().endswith(b"# saved\n")
    assert (
        run("status", "set", "e-service", "done", "--date", "2564-03-31", cwd=folder, PYTHONPATH=str(ROOT)).returncode
        == 0
    )


def test_files_that_are_too_large_are_refused(tmp_path: Path) -> None:
    """Of a larger file more is read than the format allows, so that it is refused and never taken for a shorter one."""
    path = tmp_path / "status.yaml"
    path.write_bytes(b"# " + b"x" * MAX_READ)
    document = Document.read(*read(path))
    assert [finding.code for finding in document.findings] == ["E104"]


@pytest.mark.parametrize("length", [0, USUAL - 1, USUAL, USUAL + 1, 3 * USUAL])
def test_a_file_is_read_whole(length: int, tmp_path: Path) -> None:
    """Whatever its length, all that a file holds is read."""
    path = tmp_path / "status.yaml"
    path.write_bytes(b"#" * length)
    assert read(path).content == b"#" * length
