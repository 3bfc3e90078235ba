"""The corpus of layouts: a folder holds a history, what is set in it, and the diff or the findings that come of it."""

from __future__ import annotations

import re
import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest
from support import CASES, TODAY, set_in

from itatrack.findings.full import full
from itatrack.findings.message import ENGLISH
from itatrack.recording.change import Change
from itatrack.recording.refusal import EditRefused, InvalidData

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LAYOUTS = sorted((CASES / "recording").iterdir())


def commands(case: Path) -> list[list[str]]:
    """Return the arguments of `status set` that a case lists, a command a line; a line break may stand in quotes."""
    text = (case / "set").read_text(encoding="utf-8")
    return [shlex.split(line) for line in re.findall(r"(?:[^\n\"']|\"[^\"]*\"|'[^']*')+", text)]


@pytest.mark.parametrize("case", LAYOUTS, ids=lambda case: case.name)
def test_layout(case: Path, golden: Callable[[Path, str], None], tmp_path: Path) -> None:
    """Each layout is changed by as few lines as the diff beside it shows, or refused with what to do by hand."""
    before = (case / "status.yaml").read_bytes()
    shown = []
    for arguments in commands(case):
        result = set_in(before, arguments)
        if isinstance(result, Change):
            shown.append(result.diff or "nothing to change\n")
            after = result.after.history_document.content or b""
            assert applied(result.diff, before, tmp_path) == after
            again = set_in(after, arguments)
            assert isinstance(again, Change)
            assert (again.after.history_document.content or b"") == after
            before = after
        else:
            assert isinstance(result, InvalidData | EditRefused)
            findings = result.findings if isinstance(result, InvalidData) else [result.finding]
            assert findings
            shown.append(full(findings, ENGLISH))
    golden(case / "result.txt", "\n".join(shown))


def applied(diff: str, before: bytes, folder: Path) -> bytes:
    """Return what git makes of a file by a diff."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "status.yaml").write_bytes(before)
    if diff:
        command = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]
        subprocess.run(command, cwd=folder, input=diff.encode(), check=True)
    return (folder / "data" / "status.yaml").read_bytes()


def test_only_lines_are_added_to_the_real_data() -> None:
    """A new entry in the shipped history takes away no line and changes none."""
    before = (CASES.parent.parent / "data" / "status.yaml").read_bytes()
    arguments = ["property-guidelines", "done", "--date", "2564-03-15", "--evidence", "ประกาศลงวันที่ ๑๕ มีนาคม"]
    result = set_in(before, [*arguments, "--evidence", "https://example.go.th/notice.pdf"], real=True)
    assert isinstance(result, Change)
    lines = result.diff.splitlines()[3:]
    assert {line[0] for line in lines} == {" ", "+"}
    assert TODAY.year == 2021
