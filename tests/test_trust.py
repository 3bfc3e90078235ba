"""The promises of docs/trust.md that no other module of the tests keeps."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import hands
import pytest
from support import CASES, ROOT, without_coverage

from itatrack.report.formats.registry import FORMATS
from itatrack.storage.atomic import write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OLD, NEW = b"old\n", b"new\n"


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Return a file to be written."""
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
    assert (found.entries, found.wrong, found.left) == (40, [], [".itatrack", "measures.yaml", "status.yaml"])
    assert found.reads


@pytest.mark.slow
def test_many_hands_without_locks() -> None:
    """On a drive that has no locks a lock file keeps them apart just as well."""
    found = hands.run(8, 3, locks=False)
    assert (found.entries, found.wrong, found.left) == (24, [], [".itatrack", "measures.yaml", "status.yaml"])
    assert found.reads


@pytest.mark.slow
def test_many_hands_and_an_editor() -> None:
    """An editor that saves by renaming meanwhile makes no half file either."""
    found = hands.run(4, 5, editor=True)
    assert (found.wrong, found.left) == ([], [".itatrack", "measures.yaml", "status.yaml"])
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


PLAN, HISTORY = ((CASES / "base" / name).read_bytes() for name in ("measures.yaml", "status.yaml"))
BOMBS = {
    "brackets": b"measures: " + b"[" * 1_000_000,
    "closed brackets": b"measures: " + b"[" * 100_000 + b"]" * 100_000,
    "braces": b"a: " + b"{a: " * 200_000,
    "one line": b"title: " + b"a" * 2_000_000,
    "blanks": b"title: " + b" " * 2_000_000 + b"a",
    "dashes": b"- " * 500_000,
    "keys": b"".join(b"k%d: x\n" % one for one in range(200_000)),
    "quotes": b'title: "' + b'""' * 1_000_000,
    "comments": b"# x\n" * 500_000,
    "marks": "title: ก".encode() + "่".encode() * 600_000,
    "laughs": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" * 1000,
    "merges": b"a: &a {x: 1}\n" + b"b: {<<: *a}\n" * 10_000,
    "newlines": b"title: x\r\n\r\n\n\r" * 100_000,
    "nul": b"title: \0" * 1000,
    "surrogates": b"title: \xed\xa0\x80",
    "long line": b"title: " + b"a" * 400_000,
    "entries": b"property:\n" + b"  - {date: 2564-01-01, status: done}\n" * 19_000,
    "wrong entries": b"property:\n" + b"  - {date: 2564-02-31, status: donee, evidence: [{}]}\n" * 9_500,
    "days": b"property:\n"
    + b"".join(b"  - {date: 25%02d-%02d-01, status: done}\n" % (one % 90 + 10, one % 12 + 1) for one in range(15_000)),
    "same keys": b"property: []\n" * 70_000,
    "keys like others": b"".join(b"propert%d: []\n" % one for one in range(70_000)),
    "long keys": b"".join(b"k%d" % one + b"x" * 990 + b": a\n" for one in range(2_000)),
    "keys asked for": b"? [a]\n: b\n" * 40_000,
    "lists": b"x: [" + b"[]," * 95_000 + b"]",
    "merges of their own": b"<<: {a: b}\n" * 30_000,
    "measures": b"measures:\n" + b"".join(b"  - {id: m-%d, title: x}\n" % one for one in range(19_000)),
    "one id": b"measures:\n" + b"  - {id: m, title: x, steps: [x], responsible: [x]}\n" * 8_500,
    "units": b"units: [" + b"".join(b"u%d, " % one for one in range(60_000)) + b"]\n",
    "columns": b"columns:\n" + b"".join(b"  - {name: c_%d, heading: x}\n" % one for one in range(19_000)),
    "heaps of marks": "".join(f"k{one}: ก{'่้' * 5000}\n" for one in range(60)).encode(),
    "marks out of order": "".join(f"k{one}: {'กำ่ขํา' * 3000}\n" for one in range(35)).encode(),
    "blanks that are none": ("k: '" + "\u2028\u200b" * 9_000 + "'\n").encode() * 35,
    "money": b"property:\n" + (b"  - {date: 2564-01-01, status: done, spent: " + b"9" * 5000 + b"}\n") * 350,
    "addresses": b"property:\n"
    + (b"  - {date: 2564-01-01, status: done, evidence: ['https://" + b"a." * 9000 + b"']}\n") * 110,
    "files": b"property:\n"
    + (b"  - {date: 2564-01-01, status: done, evidence: [{file: '" + b"a/" * 9000 + b"'}]}\n") * 110,
    "lines of a text": b"property:\n  - note: |\n" + b"      x\n" * 250_000,
    "late error": b"k: [a, b]\n" * 28_000 + b"a: [",
    "escapes": b'x: "' + b"\\U0001F600" * 40_000 + b'"',
    "a right plan of long texts": PLAN.replace(
        b"  signed_by:", b"  body:\n" + (b"    - text: " + b"a" * 19_900 + b"\n") * 95 + b"  signed_by:"
    ),
    "a right plan of many steps": PLAN.replace(b"    steps:\n", b"    steps:\n" + b"      - x\n" * 45_000, 1),
    "a right plan of many measures": PLAN + b"".join(b"  - {id: m-%d, title: x}\n" % one for one in range(19_000)),
    "a right history of much evidence": HISTORY + b"".join(b"      - x%d\n" % one for one in range(90_000)),
    "controls": "".join(f"k{one}: a{chr(one)}b\n" for one in [*range(0x20), *range(0x7F, 0xA0)]).encode(),
}
MOST_MEMORY = 500  # MB
MOST_SECONDS = 2  # of the processor, more than what a small plan takes
STATUS_LIST = ("status", "list")
COMMANDS = (
    ("validate", "--format", "concise"),
    ("status", "set", "property", "done", "--date", "2564-03-31", "--dry-run"),
    STATUS_LIST,
    ("measure", "add", "new", "--title", "x", "--dry-run"),
    ("report", "--as-of", "2564-03-31", "--format", "pdf", "--output", "memo.pdf"),
)
# Each command in a process of its own, from one that has loaded what they share: half of the time goes to loading.
# Linux says the most memory of a program alone; `getrusage` would say that of the tests which began it.
MEASURED = """
import json, os, resource, sys
from pathlib import Path
import itatrack.cli.loading, itatrack.project, itatrack.recording.change
from itatrack.__main__ import main
for command in json.loads(sys.argv[1]):
    if os.fork() == 0:
        sys.argv[1:] = command
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        sys.stdout.flush()
        status = Path("/proc/self/status")
        most = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else 0
        used = resource.getrusage(resource.RUSAGE_SELF)
        sys.stderr.write(f"\\n{code} {most} {used.ru_utime + used.ru_stime}\\n")
        sys.stderr.flush()
        os._exit(0)
    os.wait()
"""


class Measured(NamedTuple):
    """What a command came to: its exit status, its megabytes and its seconds."""

    code: int
    memory: int
    seconds: float


def measured(project: Path, commands: Sequence[tuple[str, ...]]) -> tuple[bytes, dict[tuple[str, ...], Measured]]:
    """Run commands, and return what they complained of and what each came to."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, json.dumps(commands)],
        cwd=project,
        env=without_coverage(PYTHONPATH=str(ROOT)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
        timeout=600,
    )
    figures = re.findall(rb"(?m)^(\d) (\d+) ([\d.]+)$", done.stderr)
    results = (Measured(int(code), int(memory) // 1024, float(seconds)) for code, memory, seconds in figures)
    return done.stderr, dict(zip(commands, results, strict=True))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Measured]:
    """Return what each command comes to with a small plan."""
    project = tmp_path_factory.mktemp("usual")
    shutil.copytree(CASES / "base", project / "data")
    return measured(project, COMMANDS)[1]


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name: str, make_project: Callable[..., Path], usual: dict[tuple[str, ...], Measured]) -> None:
    """Whatever a file is made of, every command judges it, in bounded time and memory.

    The list of statuses is made of the right ones alone: of another file it says what the report does, in one place.
    """
    content = BOMBS[name]
    is_plan = content.startswith((b"title", b"measures", b"units", b"columns", b"agency"))
    commands = [one for one in COMMANDS if one != STATUS_LIST or "right" in name]
    said, results = measured(make_project(**{"measures" if is_plan else "status": content}), commands)
    assert b"Traceback" not in said
    for command, result in results.items():
        assert result.code in {0, 1, 2}, command
        assert result.memory < MOST_MEMORY, command
        assert result.seconds < usual[command].seconds + MOST_SECONDS, command
