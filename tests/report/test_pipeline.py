"""What a document cannot show as it should is a warning, with its place and a remedy that ends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from rendering import report_request
from support import CASES, ROOT, TODAY, documents

from itatrack.findings.finding import Finding
from itatrack.findings.message import ENGLISH
from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.formats.registry import FORMATS
from itatrack.report.pipeline import make_document
from itatrack.storage.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from itatrack.report.request import FormatName

BASE = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
WIDE = [f"amount_{number}" for number in range(14)]
COLUMNS = "columns:\n" + "".join(f"  - {{name: {name}, heading: งบประมาณที่จัดสรร, kind: money}}\n" for name in WIDE)
VALUES = "".join(f"    {name}: 12,550,000.50\n" for name in WIDE)


def with_columns(names: Sequence[str]) -> str:
    """Return the base plan with a result table of many amounts."""
    table = f"{COLUMNS}tables:\n  result: [title, {', '.join(names)}]\n"
    return table + re.sub(r"(?m)^(  - id: .*\n)", rf"\1{VALUES}", BASE)


def warnings_of(folder: Path, name: FormatName, form: str = "memo") -> list[Finding]:
    """Return the warnings of a document."""
    workspace = Workspace(folder)
    loaded = load(*documents(workspace), TODAY, workspace.has_file)
    plan, history = loaded.complete()
    template, templates = f"{form}.{FORMATS[name].template}", workspace.templates(None)
    request = report_request(name, form=form, template=template, templates=templates)
    made = make_document(plan, progress(plan, history, TODAY), request)
    assert not isinstance(made, Finding), made
    return [*made.warnings]


@pytest.fixture
def made(make_project: Callable[..., Path]) -> Callable[..., list[Finding]]:
    """Write a project and return the warnings of its document."""

    def make(plan: str, name: str = "pdf", **files: str) -> list[Finding]:
        folder = make_project(measures=plan)
        for file, text in files.items():
            (folder / "templates").mkdir(exist_ok=True)
            (folder / "templates" / file.replace("_", ".")).write_text(text, encoding="utf-8")
        return warnings_of(folder, name)

    return make


@pytest.mark.slow
@pytest.mark.parametrize(("name", "columns"), [("docx", 5), ("pdf", 8), ("docx", 14), ("pdf", 14)])
def test_what_is_too_wide_for_a_page(name: str, columns: int, made: Callable[..., list[Finding]]) -> None:
    """A table that is too wide for an upright page stands on one on its side, or in parts, without a warning."""
    assert made(with_columns(WIDE[:columns]), name) == []


@pytest.mark.parametrize("fixed", ["page: portrait", "margin_left: 10, "])
def test_margins_that_leave_no_room(fixed: str, made: Callable[..., list[Finding]]) -> None:
    """Words that are cut between wide margins are told once at the style; either remedy ends it."""
    plan = re.sub(r"(?m)^(  - id: .*\n    title: |      - )", r"\g<1>ABCDEFGHIJKLMNOPQRSTU ", BASE)
    table = "{page: portrait, columns: [title, steps, responsible]}"
    plan = f"style: {{margin_left: 10, margin_right: 7}}\ntables: {{plan: {table}, result: {table}}}\n" + plan
    (warning,) = made(plan, "docx")
    assert (warning.code, warning.span.line) == ("W528", 1)
    assert "leave 4.0 cm" in warning.message(ENGLISH)
    assert made(plan.replace(fixed, "page: landscape" if "page" in fixed else ""), "docx") == []


@pytest.mark.slow
def test_a_font_that_is_not_there(made: Callable[..., list[Finding]]) -> None:
    """A font that the machine lacks is told at its name; a Word document only names it, for another machine."""
    plan = "style: {font: No Such Font}\n" + BASE
    (warning,) = made(plan)
    assert (warning.code, warning.span.line, warning.span.column) == ("W525", 1, 15)
    assert made(plan, "docx") == []
    assert made("style: {font: TH SarabunPSK}\n" + BASE) == []


@pytest.mark.slow
@pytest.mark.parametrize("character", ["😀", "中", "\U00013000"])
def test_a_character_that_no_font_has(character: str, made: Callable[..., list[Finding]]) -> None:
    """The character and its place in the data are named, once, however often it is there."""
    plan = BASE.replace("title: ", f"title: ก{character}ข ", 1).replace("section: ", f"section: {character} ", 1)
    (warning,) = made(plan)
    line = next(number for number, text in enumerate(plan.splitlines(), 1) if character in text)
    assert (warning.code, warning.span.line) == ("W526", line)
    assert warning.span.excerpt[warning.span.column - 1] == character


@pytest.mark.slow
@pytest.mark.parametrize("text", ["✓ ☐ ☑ “ก” – … ๏ ฿ é § ²", "ﬁ ≤ → α Ж №"])
def test_characters_that_are_there(text: str, made: Callable[..., list[Finding]]) -> None:
    """What the packaged fonts have is none to warn of, known before or asked for."""
    assert made(BASE.replace("section: ", f"section: {text} ", 1)) == []


@pytest.mark.slow
def test_what_stands_in_a_template(made: Callable[..., list[Finding]]) -> None:
    """A character of the wording, and a font of a template, are told at their lines."""
    wording = (ROOT / "templates" / "wording.j2").read_text(encoding="utf-8").replace("ตามที่", "😀 ตามที่")
    memo = (ROOT / "templates" / "memo.typ").read_text(encoding="utf-8").replace("[เรียน]", 'text(font: "Nix")[เรียน]')
    found = made(BASE, wording_j2=wording, memo_typ=memo)
    assert [(warning.code, warning.span.path.rpartition("/")[2]) for warning in found] == [
        ("W525", "memo.typ"),
        ("W526", "wording.j2"),
    ]


def test_the_command_says_it(make_project: Callable[..., Path], run: Callable[..., Any]) -> None:
    """`report` writes the document, and the warnings to the terminal, in Thai where that is asked for."""
    folder = make_project(measures="style: {font: No Such Font}\n" + BASE)
    arguments = ["report", "--as-of", "2564-03-31", "-o", "memo.pdf"]
    done = run(*arguments, cwd=folder, PYTHONPATH=str(ROOT))
    assert (done.returncode, (folder / "memo.pdf").is_file()) == (0, True)
    assert "warning[W525]: the font `No Such Font` is not installed" in done.stderr.decode()
    thai = run(*arguments, "--lang", "th", cwd=folder, PYTHONPATH=str(ROOT)).stderr.decode()
    assert re.search(r"W525.*[ก-๙]{5}", thai)
