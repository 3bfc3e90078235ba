"""The pages of the documentation: their commands run, their links lead somewhere, and their terms are one."""

from __future__ import annotations

import ast
import os
import re
import runpy
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from support import ROOT, without_coverage
from test_docs import clone

from itatrack.model.fields import Record, fields_of
from itatrack.model.records import Measure, Plan, Round, StatusEntry
from itatrack.model.schema.key_names import WORDS
from itatrack.model.status import Status

CONSOLE = runpy.run_path(str(ROOT / "tools" / "make_console.py"))
BLOCKS = [(page, block) for page in CONSOLE["pages"]() for block in CONSOLE["blocks"](page)]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
CLI = ROOT / "docs" / "cli.md"
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
# What is a path of this repository where a page writes it as code.
_PATH = re.compile(r"(?:docs|tests|tools|benchmarks|templates|examples|itatrack|\.ci)/[\w./-]+(?<!\.)")


@cache
def text_of(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text(encoding="utf-8")


@cache
def prose_of(page: Path) -> str:
    """Return the text of a page without its blocks of code."""
    return re.sub(r"(?ms)^```.*?^```$", "", text_of(page))


def code_of(page: Path) -> list[str]:
    """Return what a page writes as code within its sentences."""
    return re.findall(r"`([^`\n]+)`", prose_of(page))


def name_of(page: Path) -> str:
    """Return how a test is named after a page."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.slow
@pytest.mark.parametrize(("page", "block"), BLOCKS, ids=[f"{name_of(p)}: {b.splitlines()[0]}" for p, b in BLOCKS])
def test_commands_print_what_is_shown(page: Path, block: str) -> None:
    """Each command prints what stands under it; `python tools/make_console.py` writes it anew."""
    assert CONSOLE["refreshed"](block, CONSOLE["language"](page)) == block


def lines_of_shell(*, index: bool) -> list[str]:
    """Return the lines that the pages in docs/ give to a shell, those that ask a package index or the others."""
    pages = [page for page in PAGES if page.parent.name == "docs" or page.name == "CONTRIBUTING.md"]
    blocks = [block for page in pages for block in re.findall(r"(?ms)^```sh\n(.*?)^```$", text_of(page))]
    lines = [line for block in blocks for line in block.splitlines() if "pip install" not in line]
    return [line for line in lines if ("beside" in line) == index]


@pytest.mark.slow
@pytest.mark.parametrize("line", lines_of_shell(index=False))
def test_lines_of_shell(line: str, tmp_path: Path) -> None:
    """Each line of a page runs, with one round where it names more."""
    run_line(line, tmp_path)


@pytest.mark.slow
@pytest.mark.index
@pytest.mark.parametrize("line", lines_of_shell(index=True))
def test_lines_of_shell_with_an_index(line: str, tmp_path: Path) -> None:
    """The same of lines that install something."""
    run_line(line, tmp_path)


def run_line(line: str, folder: Path) -> None:
    """Run a line of a page in a copy of the checkout."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["sh", "-c", re.sub(r"\b\d+\b", "1", line)]
    environment = without_coverage(PATH=path)
    done = subprocess.run(command, cwd=clone(folder), env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@cache
def help_of(command: str) -> str:
    """Return the help of a command as docs/cli.md shows it, or nothing where it does not."""
    found = re.search(rf"(?ms)^\$ {re.escape(command)} --help\n(.*?)(?=^\$ |^```)", text_of(CLI))
    return found[1] if found else ""


def commands_within(command: str) -> list[str]:
    """Return the names of the commands that a group's help lists."""
    return re.findall(r"(?m)^  ([a-z-]+)  ", help_of(command).partition("Commands:\n")[2])


def test_every_command_has_its_help_on_the_page() -> None:
    """docs/cli.md shows the help of the tool, of each group, and of each command."""
    asked = ["itatrack"]
    for command in asked:
        assert help_of(command), command
        asked += [f"{command} {name}" for name in commands_within(command)]
    assert len(asked) >= 12


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_in_sentences(page: Path) -> None:
    """What a sentence calls a command or an option is one, and what it calls a script or a file of ours is there."""
    for code in code_of(page):
        if code.startswith("itatrack "):
            words = code.split()[1:]
            command = "itatrack"
            while words and words[0] in commands_within(command):
                command = f"{command} {words.pop(0)}"
            command = "itatrack status list" if command == "itatrack status" else command
            for option in (word.partition("=")[0] for word in words if word.startswith("-")):
                assert re.search(rf"(?<![\w-]){option}(?![\w-])", help_of(command)), code
        if code.startswith("python ") and not code.startswith("python -"):
            assert (ROOT / code.split()[1]).is_file(), code
        if _PATH.fullmatch(code):
            assert (ROOT / code).exists(), code


def slug(heading: str) -> str:
    """Return the anchor that a forge makes of a heading."""
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)|`", r"\1", heading).strip().lower()
    kept = (char for char in plain if char in " -_" or unicodedata.category(char)[0] in "LMN")
    return "".join(kept).replace(" ", "-")


@cache
def anchors_of(page: Path) -> set[str]:
    """Return the anchors of a page."""
    return {slug(heading) for heading in re.findall(r"(?m)^#+ (.*)$", prose_of(page))}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    """Each link within the repository leads to a file that is there, and to a heading that it has."""
    for link in re.findall(r"\]\((?!\w+:)([^)\s]+)\)", prose_of(page)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors_of(target), link


def test_every_page_is_linked() -> None:
    """From README.md every page can be reached."""
    reached = [ROOT / "README.md"]
    for page in reached:
        links = re.findall(r"\]\((?!\w+:)([^)\s#]+\.md)[#)]", prose_of(page))
        targets = {(page.parent / link).resolve() for link in links}
        reached += sorted(target for target in targets & {*PAGES} if target not in reached)
    assert {*PAGES} - {*reached} == set()


def test_the_readme_is_a_door() -> None:
    """README.md stays short: what it leads to is in docs/."""
    assert len(text_of(ROOT / "README.md").encode()) < 6_000


def test_the_changelog_says_nothing_twice() -> None:
    """No two entries of CHANGELOG.md begin alike, as they do where two versions of one were merged."""
    beginnings = re.findall(r"(?m)^- (.{30})", text_of(ROOT / "CHANGELOG.md"))
    assert sorted(beginnings) == sorted({*beginnings})


def terms() -> list[list[str]]:
    """Return the rows of the glossary: term, Thai, key or code, meaning."""
    rows = re.findall(r"(?m)^\| (.*) \|$", GLOSSARY)
    return [re.split(r" *\| *", row) for row in rows if not row.startswith(("term ", "--- "))]


def test_a_term_has_one_meaning() -> None:
    """No term, no Thai word and no key stands in two rows of the glossary."""
    rows = terms()
    assert len(rows) > 50
    for column in (0, 1):
        words = [word for row in rows for word in row[column].split(", ") if word]
        assert sorted(words) == sorted({*words})


def test_every_key_term_is_in_the_glossary() -> None:
    """The records' keys and the statuses' codes have a term, by the Thai word that the model and the editor use."""
    listed = {key: row for row in terms() for key in re.findall(r"`([\w-]+)`", row[2])}
    records: tuple[type[Record], ...] = (Plan, Measure, StatusEntry, Round)
    keys = {(record.__name__, key) for record in records for key in fields_of(record)} - {("Round", "name")}
    assert {key for _, key in keys} - {*listed} == set()
    for status in Status:
        assert listed[status.code][1] == ", ".join(dict.fromkeys((status.label, status.short)))
    for name, key in sorted(keys - {("Plan", "title"), ("Measure", "title")}):
        words = listed[key][1].split(", ")
        assert any(word in WORDS[name, key] for word in words), (name, key)


def test_the_thai_of_the_glossary_is_used() -> None:
    """Each Thai term is one that the tool itself says: in a message, to an editor, or in a memo."""
    sources = [*ROOT.glob("itatrack/locale/th/LC_MESSAGES/*.po"), *ROOT.glob("templates/*.j2")]
    said = "".join(text_of(path) for path in sources) + " ".join(WORDS.values())
    said += " ".join(f"{status.label} {status.short}" for status in Status)
    unused = [word for row in terms() for word in row[1].split(", ") if word and word not in said]
    assert unused == []


@pytest.mark.parametrize(
    "path",
    [
        *(page for page in PAGES if page.name.endswith(".th.md")),
        *sorted(ROOT.glob("data/*.yaml")),
        *sorted(ROOT.glob("examples/*/data/*.yaml")),
        *sorted(ROOT.glob("itatrack/scaffold/*.yaml")),
        *sorted(ROOT.glob("templates/*.j2")),
    ],
    ids=name_of,
)
def test_the_thai_is_that_of_an_office(path: Path) -> None:
    """No clerk meets the words of a parser."""
    text = re.sub(r"`[^`]*`", "", prose_of(path)) if path.suffix == ".md" else text_of(path)
    assert re.findall(r"คีย์|ระเบียน|เรคคอร์ด|(?<=[\u0e00-\u0e7f] )(?:list|mapping|diff|parser)\b", text) == []


def test_the_rooms_are_those_of_the_table() -> None:
    """docs/architecture.md shows each room of the table of imports, with the first sentence of its own."""
    page = text_of(ROOT / "docs" / "architecture.md")
    tool = runpy.run_path(str(ROOT / "tools" / "make_architecture.py"))
    rooms = tool["rooms"]()
    for room in rooms:
        assert f"`{room}" in page, room
        if (ROOT / "itatrack" / room).is_dir():
            assert ast.get_docstring(ast.parse((ROOT / "itatrack" / room / "__init__.py").read_text(encoding="utf-8")))
    assert {room for arrow in tool["WAY"] for room in arrow[:2]} <= {*rooms}
