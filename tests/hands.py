"""Lets many processes record into one history at once, while another reads it all the time.

    python tests/hands.py [processes] [sets] [--editor] [--no-locks]

Each process records so many entries of a measure of its own with `itatrack status set`. The reader must find a whole
and valid history each time. With `--editor` a further process saves the file as editors do: it writes a new file and
renames it over the old one, if that is still what it read. With `--no-locks` the system has no locks, as on some
network drives.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from support import documents

from itatrack.findings.message import ENGLISH
from itatrack.project import load
from itatrack.storage.workspace import HISTORY, PLAN, Workspace

ROOT = Path(__file__).resolve().parent.parent
TODAY = dt.date(2024, 3, 31)
# One interpreter a process: each set is the whole command, from its arguments to its exit status.
WORKER = """
import datetime as dt, sys
from itatrack.__main__ import main
if sys.argv[4:]:
    import errno, fcntl
    def flock(*_):
        raise OSError(errno.ENOLCK, "No locks available")
    fcntl.flock = flock
name, sets, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
day = dt.date(2566, 10, 1)
refused = 0
for number in range(sets):
    date = (day + dt.timedelta(days=number)).isoformat()
    while True:
        sys.argv = ["itatrack", "status", "set", name, "in-progress", "--quiet"]
        sys.argv += ["--date", date, "--note", "ก", "-C", folder]
        try:
            main()
        except SystemExit as ended:
            if not ended.code:
                break
            if ended.code != 3:
                raise
            refused += 1
sys.stderr.write(f"refused {refused}\\n")
"""
EDITOR = """
import os, sys, time
from pathlib import Path
path, number = Path(sys.argv[1]), 0
while True:
    text = path.read_bytes()
    time.sleep(0.002)
    number += 1
    Path(f"{path}~").write_bytes(text + f"# {number}\\n".encode())
    if path.read_bytes() == text:
        os.replace(f"{path}~", path)
    time.sleep(0.2)
"""


class Found(NamedTuple):
    """What came of it: how many entries and saves of the editor there are, and what the reader found wrong."""

    entries: int
    saves: int
    reads: int
    wrong: list[str]
    refused: int
    left: list[str]
    seconds: float


def make_project(folder: Path, measures: int) -> None:
    """Write a plan of so many measures and an empty history."""
    head = (ROOT / "tests" / "cases" / "base" / "measures.yaml").read_text(encoding="utf-8").partition("measures:")[0]
    rows = "".join(f"  - {{id: m-{one}, title: ก, steps: [ก], responsible: [กองคลัง]}}\n" for one in range(measures))
    (folder / "data").mkdir(parents=True)
    (folder / PLAN).write_text(f"{head}measures:\n{rows}", encoding="utf-8")
    (folder / HISTORY).write_text("# ประวัติ\n", encoding="utf-8")


def run(processes: int, sets: int, *, editor: bool = False, locks: bool = True) -> Found:
    """Run it all, and return what came of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_project(folder, processes)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "ITATRACK_LANG": "en"}
        start = time.perf_counter()
        hands = [
            subprocess.Popen(
                [sys.executable, "-c", WORKER, f"m-{one}", str(sets), name, *([] if locks else ["no locks"])],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            for one in range(processes)
        ]
        saving = subprocess.Popen([sys.executable, "-c", EDITOR, str(folder / HISTORY)]) if editor else None
        try:
            reads, wrong = _read_on(folder, hands)
        finally:
            if saving:
                saving.kill()
                saving.wait()
            (folder / f"{HISTORY}~").unlink(missing_ok=True)
        said = [one.communicate()[1].decode() for one in hands]
        wrong += [text for one, text in zip(hands, said, strict=True) if one.returncode]
        refused = sum(int(text.rpartition("refused ")[2]) for text in said if "refused " in text)
        history = load(*_files(folder), TODAY, lambda _: False).history
        entries = sum(map(len, history.entries.values())) if history else 0
        saves = (folder / HISTORY).read_text(encoding="utf-8").count("\n# ")
        left = sorted(one.name for one in (folder / "data").iterdir())
        return Found(entries, saves, reads, wrong, refused, left, time.perf_counter() - start)


def _files(folder: Path):  # noqa: ANN202  as `load` takes them
    return documents(Workspace(folder))


def _read_on(folder: Path, hands: list[subprocess.Popen[bytes]]) -> tuple[int, list[str]]:
    """Read and check the project until the last process has ended."""
    reads, wrong = 0, []
    while any(one.poll() is None for one in hands):
        loaded = load(*_files(folder), TODAY, lambda _: False)
        wrong += [found.message(ENGLISH) for found in loaded.findings if found.severity == "error"]
        reads += 1
    return reads, wrong


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()] or [8, 50]
    found = run(*numbers, editor="--editor" in sys.argv, locks="--no-locks" not in sys.argv)
    lines = [
        *found.wrong,
        f"{found.entries} entries of {numbers[0] * numbers[1]}, in {found.seconds:.0f} s",
        f"{found.reads} reads in between, {len(found.wrong)} of them wrong",
        f"{found.saves} saves of the editor; {found.refused} sets refused because of them and tried again",
        f"left in the folder: {', '.join(found.left)}",
    ]
    print(*lines, sep="\n")  # noqa: T201
    # An editor may save what it read before, over what was recorded meanwhile; nobody else may.
    lost = "--editor" not in sys.argv and found.entries != numbers[0] * numbers[1]
    sys.exit(bool(found.wrong) or lost)
