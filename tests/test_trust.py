"""The promises of docs/trust.md that no other module of the tests keeps."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hands
import pytest
from support import ROOT

from itatrack.report.formats.registry import FORMATS
from itatrack.storage.replacing import write

if TYPE_CHECKING:
    from collections.abc import Callable

OLD, NEW = b"old\n", b"new\n"


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Give a file to be written."""
    path = tmp_path / "status.yaml"
    path.write_bytes(OLD)
    return path


def test_a_disk_that_fills_up(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes half of the bytes leaves the old file and no half one."""
    real = os.write

    def half(handle: int, content: memoryview) -> int:
        if len(content) == 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(handle, content[: len(content) // 2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OSError, match="No space left"):
        write(history, NEW, expected=OLD)
    assert history.read_bytes() == OLD
    assert len([*history.parent.iterdir()]) == 1


def test_a_power_cut(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is renamed over the file was flushed to the disk before, and the folder is flushed behind it.

    Without the first a power cut leaves an empty file under the old name, which a file system may well do.
    """
    calls: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flushed(handle: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else f"{os.fstat(handle).st_size} bytes")
        fsync(handle)

    def renamed(self: Path, target: Path) -> Path:
        calls.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    write(history, NEW, expected=OLD)
    assert calls == [f"{len(NEW)} bytes", "rename", "folder"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["fifo", "folder", "dangling", "circle", "hard link", "device"])
def test_what_is_no_ordinary_file(kind: str, make_project: Callable[..., Path], run: Callable[..., Any]) -> None:
    """A pipe, a folder, a link to nowhere or in a circle, or a file of two names in the history's place is refused."""
    project = make_project()
    path = project / "data" / "status.yaml"
    text = path.read_bytes()
    path.unlink()
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "dangling":
        path.symlink_to("nowhere.yaml")
    elif kind == "circle":
        path.symlink_to("status.yaml")
    elif kind == "device":
        path.symlink_to("/dev/null")
    else:
        (project / "other.yaml").write_bytes(text)
        path.hardlink_to(project / "other.yaml")
    done = run("status", "set", "e-service", "done", "--date", "2564-03-31", cwd=project)
    assert done.returncode in {1, 2}, done
    assert re.search(r"E10[12]|cannot be written", done.stderr.decode())
    assert b"Traceback" not in done.stderr
    if kind == "hard link":
        assert (project / "other.yaml").read_bytes() == path.read_bytes() == text


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_that_is_read_only(make_project: Callable[..., Path], run: Callable[..., Any]) -> None:
    """In a folder that nobody may write to, the command says so and changes nothing."""
    project = make_project()
    data = project / "data"
    data.chmod(0o555)
    try:
        done = run("status", "set", "e-service", "done", "--date", "2564-03-31", cwd=project)
    finally:
        data.chmod(0o755)
    assert done.returncode == 2
    assert "Permission denied" in done.stderr.decode()


@pytest.mark.slow
def test_many_hands() -> None:
    """Eight processes that record five times each are all in the file, and no reader sees half of one."""
    found = hands.run(8, 5)
    assert (found.entries, found.wrong, found.left) == (40, [], ["measures.yaml", "status.yaml"])
    assert found.reads


@pytest.mark.slow
def test_many_hands_without_locks() -> None:
    """On a drive that has no locks a lock file keeps them apart just as well."""
    found = hands.run(8, 3, locks=False)
    assert (found.entries, found.wrong, found.left) == (24, [], ["measures.yaml", "status.yaml"])
    assert found.reads


@pytest.mark.slow
def test_many_hands_and_an_editor() -> None:
    """An editor that saves by renaming meanwhile makes no half file either."""
    found = hands.run(4, 5, editor=True)
    assert (found.wrong, found.left) == ([], ["measures.yaml", "status.yaml"])
    assert found.reads
    assert found.saves


NO_NETWORK = """
import socket, sys
def refused(*a, **k):
    raise AssertionError("the network was asked for")
socket.socket = socket.create_connection = socket.getaddrinfo = refused
from itatrack.__main__ import main
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("validate",),
        ("status",),
        ("explain", "E302"),
        ("init", "new", "--yes"),
        ("status", "set", "property", "done", "--evidence", "https://example.go.th/a.pdf"),
        *(("report", "--as-of", "2564-03-31", "-o", f"memo.{ending}") for ending in FORMATS),
    ],
    ids=" ".join,
)
def test_no_network(arguments: tuple[str, ...], make_project: Callable[..., Path]) -> None:
    """No command asks for the network, web addresses of evidence included."""
    command = [sys.executable, "-c", NO_NETWORK, *arguments]
    done = subprocess.run(
        command, cwd=make_project(), env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert b"network" not in done.stderr, done.stderr.decode()
    assert done.returncode == 0, done.stderr.decode()


BOMBS = {
    "brackets": b"measures: " + b"[" * 1_000_000,
    "closed brackets": b"measures: " + b"[" * 100_000 + b"]" * 100_000,
    "braces": b"a: " + b"{a: " * 200_000,
    "one line": b"title: " + b"a" * 10_000_000,
    "blanks": b"title: " + b" " * 9_000_000 + b"a",
    "dashes": b"- " * 500_000,
    "keys": b"".join(b"k%d: x\n" % one for one in range(200_000)),
    "quotes": b'title: "' + b'""' * 1_000_000,
    "comments": b"# x\n" * 1_000_000,
    "marks": "title: ก".encode() + "่".encode() * 1_000_000,
    "laughs": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" * 1000,
    "merges": b"a: &a {x: 1}\n" + b"b: {<<: *a}\n" * 10_000,
    "newlines": b"title: x\r\n\r\n\n\r" * 100_000,
    "nul": b"title: \0" * 1000,
    "surrogates": b"title: \xed\xa0\x80",
    "controls": "".join(f"k{one}: a{chr(one)}b\n" for one in [*range(0x20), *range(0x7F, 0xA0)]).encode(),
}
MOST_MEMORY = 300  # MB
# Linux says the most memory of this program alone; `getrusage` would say that of the tests which began it.
MEASURED = """
import sys
from pathlib import Path
sys.argv = ["itatrack", "validate", "--format", "concise"]
from itatrack.__main__ import main
try:
    main()
except SystemExit as ended:
    code = ended.code
status = Path("/proc/self/status")
most = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else 0
sys.stderr.write(f"\\n{code} {most}")
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("file", ["measures", "status"])
def test_bombs(name: str, file: str, make_project: Callable[..., Path]) -> None:
    """Whatever a file of up to ten megabytes is made of, it is judged, in bounded memory and without a hang."""
    project = make_project(**{file: BOMBS[name]})
    command = [sys.executable, "-c", MEASURED]
    done = subprocess.run(
        command, cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=60
    )
    code, memory = map(int, done.stderr.decode().rpartition("\n")[2].split())
    assert code in {0, 1}
    assert b"Traceback" not in done.stderr
    assert memory < MOST_MEMORY * 1024
