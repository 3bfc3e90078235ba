"""The corpus: a folder is a case, and its name says what it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support import CASES

from itatrack.findings.catalogue import WORDINGS
from itatrack.findings.full import full
from itatrack.findings.message import ENGLISH
from itatrack.findings.reporters import concise

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.project import Project

INVALID = sorted((CASES / "invalid").iterdir())
VALID = sorted((CASES / "valid").iterdir())
# Shown by other tests: unreadable files, one over 10 MB, edits, more findings than anybody reads, and templates.
TESTED_ELSEWHERE = {"E102", "E104", "E112", "T601", "T602", "T603", "T604", "T605", "T606", "W512"}
TESTED_ELSEWHERE |= {"W525", "W526", "W527", "W528"}  # warnings of a report


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_invalid_project(
    case: Path,
    make_project: Callable[..., Path],
    load_project: Callable[[Path], Project],
    golden: Callable[[Path, str], None],
) -> None:
    """An invalid project gives exactly the findings that stand beside it, with their lines and carets."""
    findings = load_project(make_project(case)).findings
    golden(case / "findings.txt", full(findings, ENGLISH) + "\n" + concise(findings, ENGLISH))
    code = re.match(r"[EW]\d{3}", case.name)
    assert findings
    assert code is None or code[0] in {found.code for found in findings}


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_valid_project(case: Path, make_project: Callable[..., Path], load_project: Callable[[Path], Project]) -> None:
    """A valid project gives no finding at all."""
    assert load_project(make_project(case)).findings == []


def test_every_code_has_a_case() -> None:
    """The corpus has at least one case for every code of the catalogue."""
    codes = {wording.partition(".")[0] for wording in WORDINGS}
    shown = {case.name[:4] for case in INVALID}
    assert codes - TESTED_ELSEWHERE <= shown


@pytest.mark.slow
def test_every_finding_has_a_place(make_project: Callable[..., Path], load_project: Callable[[Path], Project]) -> None:
    """Positions count from 1, ends lie behind beginnings, and the excerpt is the file's own line."""
    for case in INVALID:
        folder = make_project(case)
        for found in load_project(folder).findings:
            span = found.span
            assert span.line >= 1
            assert span.column >= 1
            assert (span.end_line, span.end_column) >= (span.line, span.column)
            if span.excerpt and found.code != "E103":
                text = (folder / span.path).read_bytes().decode("utf-8-sig")
                assert re.split(r"\r\n|\r|\n", text)[span.line - 1] == span.excerpt


@pytest.mark.slow
def test_no_more_than_anybody_reads(make_project: Callable[..., Path], load_project: Callable[[Path], Project]) -> None:
    """Past ten thousand findings of a kind the rest is not shown, it says so, and no error of another kind is lost."""
    many = "".join(f"x{number}: []\n" for number in range(10_005))
    findings = load_project(make_project(status=many + "property:\n  - {date: 2564-03-31, status: fin}\n")).findings
    assert [found.code for found in findings].count("E301") == 10_000
    assert [found.code for found in findings].count("W512") == 1
    assert findings[-1].code == "E407"
    assert [found.help(ENGLISH) for found in findings[:101]].count("did you mean `property`?") == 0
