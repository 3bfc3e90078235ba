"""Constants that tests share, and `status set` without a command line."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import yaml_library  # noqa: F401  before the tool, which chooses a loader

from itatrack.cli import lookup, options
from itatrack.project import every_file
from itatrack.recording.change import make_change
from itatrack.recording.status_update import StatusUpdate
from itatrack.storage.temporary import create
from itatrack.storage.workspace import HISTORY, PLAN
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from itatrack.recording.change import Change
    from itatrack.recording.refusal import Refusal
    from itatrack.storage.workspace import Workspace

TESTS = Path(__file__).parent
ROOT = TESTS.parent
CASES = TESTS / "cases"
TODAY = date(2021, 3, 31)
# A PNG of one point.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def set_in(history: bytes, arguments: list[str], *, real: bool = False) -> Change | Refusal:
    """Record in a history what the arguments of `status set` ask for, in the corpus' base project or the real one."""
    parser = argparse.ArgumentParser()
    parser.add_argument("ids", nargs="+")
    parser.add_argument("status")
    parser.add_argument("--date", default="today")
    for option in ("--evidence", "--step"):
        parser.add_argument(option, action="append", default=[])
    values = ("progress", "result", "spent", "problems", "remedy", "note")
    for option in values:
        parser.add_argument(f"--{option}")
    # A text may begin with a dash, as it may for the tool.
    given = parser.parse_args([one if not one.startswith("- ") else f" {one}" for one in arguments])
    day = options.day(given.date, "--date") if given.date != "today" else TODAY
    evidence = tuple({"url": one} if one.startswith("http") else one.strip() for one in given.evidence)
    status = lookup.status_of(given.status, "STATUS")
    said = {name: getattr(given, name).strip() for name in values if getattr(given, name) is not None}
    update = StatusUpdate(tuple(given.ids), status, day, evidence, tuple(given.step), said)
    plan = (ROOT / "data" if real else CASES / "base") / "measures.yaml"
    documents = Document.read(PLAN, plan.read_bytes()), Document.read(HISTORY, history)
    return make_change(update, *documents, TODAY, every_file)


def documents(workspace: Workspace) -> tuple[Document, Document]:
    """Read the plan and the history of a project."""
    return Document.read(*workspace.file(PLAN)), Document.read(*workspace.file(HISTORY))


def abandoned(folder: Path) -> Path:
    """Leave a temporary file of a process that has ended in a folder, and return its path."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    path = create(folder).path
    return path.rename(folder / path.name.replace(f"-{os.getpid():x}-", f"-{child.pid:x}-"))


def without_coverage(**changes: str) -> dict[str, str]:
    """Return the environment of a person: what is copied or timed is not what coverage is measured of."""
    return {name: value for name, value in os.environ.items() if name != "COVERAGE_PROCESS_START"} | changes
