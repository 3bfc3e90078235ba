"""Walls between rooms, and what each command loads: start-up is a feature."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = ROOT / "itatrack"
# What a room may import of the package, besides itself.
MAY_IMPORT = {
    "thai": set(),
    "translations": set(),
    "findings": {"thai"},
    "textfile": {"findings", "thai"},
    "yamltext": {"findings", "textfile", "thai"},
    "model": {"findings", "thai"},
    "progress": {"findings", "model", "thai"},
    "reading": {"findings", "model", "progress", "textfile", "thai", "yamltext"},
    "checks": {"findings", "model", "progress", "scaffold", "textfile", "thai", "yamltext"},
    "project": {"checks", "findings", "model", "reading", "yamltext"},
    "recording": {"checks", "findings", "model", "progress", "project", "reading", "thai", "yamltext"},
    "report": {"findings", "model", "progress", "textfile", "thai"},
    "audit": {"findings", "model", "progress", "reading", "yamltext"},
    "overview": {"audit", "findings", "model", "progress", "thai"},
    "publishing": {"findings", "model", "progress", "report", "thai"},
    "rollup": {"findings", "model", "overview", "progress", "project", "reading", "report", "thai", "yamltext"},
    "importing": {"findings", "model", "project", "scaffold", "textfile", "thai", "yamltext"},
    "verification": {"findings", "model", "progress", "project", "report", "rollup", "thai", "yamltext"},
    "storage": {"findings", "model"},
    "web": {"findings"},
    "scaffold": {"thai", "yamltext"},
    "cli": {
        "audit",
        "checks",
        "findings",
        "importing",
        "model",
        "overview",
        "progress",
        "project",
        "publishing",
        "reading",
        "recording",
        "report",
        "rollup",
        "scaffold",
        "storage",
        "textfile",
        "thai",
        "translations",
        "verification",
        "web",
        "yamltext",
    },
    "__main__": {"cli", "report", "verification"},
    "__init__": set(),
}

# The modules of the package by their dotted names.
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def imported(path: Path, *, for_types: bool = True) -> set[str]:
    """Return the dotted names that a module imports, also inside functions: modules, or names within them.

    Args:
        path: the module's file.
        for_types: whether the imports of type checkers count, under `if TYPE_CHECKING`.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out: set[ast.AST] = set()
    if not for_types:
        blocks = [node for node in ast.walk(tree) if isinstance(node, ast.If)]
        blocks = [block for block in blocks if ast.unparse(block.test) == "TYPE_CHECKING"]
        left_out = {node for block in blocks for statement in block.body for node in ast.walk(statement)}
    names = set()
    for node in ast.walk(tree):
        if node in left_out:
            continue
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Return the groups of nodes of which each leads to each other one; a node alone is no circle."""
    reached = {start: _reached(graph, start) for start in graph}
    groups = {frozenset(end for end in ends if start in reached[end]) for start, ends in reached.items()}
    return [set(group) for group in sorted(groups, key=sorted) if len(group) > 1]


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    ends: set[str] = set()
    waiting = [start]
    while waiting:
        for end in graph[waiting.pop()] - ends:
            ends.add(end)
            waiting.append(end)
    return ends


@pytest.mark.parametrize("path", MODULES.values(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_walls_hold(path: Path) -> None:
    """A module imports only the rooms that its own room may know, also inside functions and for types."""
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    ours = [name.split(".")[1] for name in imported(path) if name.startswith("itatrack.")]
    assert {name for name in ours if f"itatrack.{name}" in MODULES} <= MAY_IMPORT[room] | {room}


def test_rooms_make_no_circle() -> None:
    """Rooms know each other in one direction, for types too, and so does what they may know."""
    assert circles({"a": {"b"}, "b": {"c", "d"}, "c": {"b"}, "d": set()}) == [{"b", "c"}]
    assert circles(MAY_IMPORT) == []


@pytest.mark.slow
def test_modules_make_no_circle() -> None:
    """A module never needs, by way of others, itself, but for types."""
    graph = {}
    for module, path in MODULES.items():
        names = imported(path, for_types=False)
        names |= {name.rpartition(".")[0] for name in names if name not in MODULES}
        graph[module] = names & MODULES.keys() - {module}
    assert circles(graph) == []


@pytest.mark.slow
def test_yaml_and_jinja_stay_in_their_rooms() -> None:
    """PyYAML is imported by `yamltext` only, Jinja by `report` only, Typer and Rich by `cli` only."""
    owners = {"yaml": "yamltext", "jinja2": "report", "markupsafe": "report", "typer": "cli", "rich": "cli"}
    owners |= {"typst": "report", "docxtpl": "report", "docx": "report", "python_calamine": "importing"}
    owners |= {"pypdf": "verification", "xlsxwriter": "report"}
    # Word's files are written by the one room and read by the other.
    shared = {("importing", "docx")}
    for path in MODULES.values():
        room = path.relative_to(PACKAGE).parts[0]
        for name in imported(path):
            library = name.split(".")[0]
            owner = owners.get(library)
            assert owner in {None, room} or (room, library) in shared, f"{path} imports {name}"


NOT_FOR_CHECKS = {"jinja2", "rich", "pydantic", "typst", "docxtpl", "itatrack.thai.words"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (["--help"], {"yaml", "jinja2", "rich", "pydantic"}),
        (["validate", "--format", "concise"], NOT_FOR_CHECKS),
        (["validate"], NOT_FOR_CHECKS),
        (["status", "list"], NOT_FOR_CHECKS),
        (["status", "set", "e-service", "done", "--dry-run"], NOT_FOR_CHECKS),
        (["status", "edit", "e-service", "--note", "x", "--dry-run"], NOT_FOR_CHECKS),
        (["measure", "rename", "e-service", "x", "--dry-run"], NOT_FOR_CHECKS),
        (["undo", "--dry-run"], NOT_FOR_CHECKS),
        (["fix", "--dry-run"], NOT_FOR_CHECKS),
        (["help"], NOT_FOR_CHECKS | {"yaml", "pydoc"}),
        (["help", "guide"], NOT_FOR_CHECKS | {"yaml", "pydoc"}),
        (
            ["import", "examples/school/reports/round-6.memo.md", "--into", "no-such-folder", "--dry-run"],
            NOT_FOR_CHECKS | {"docx", "python_calamine"},
        ),
        (["report", "--as-of", "2564-03-31"], {"rich", "pydantic", "typst", "docxtpl", "itatrack.thai.words"}),
        (["report", "--as-of", "2564-03-31", "--format", "txt"], {"rich", "pydantic", "typst", "docxtpl"}),
    ],
    ids=range(14),
)
def test_a_command_loads_no_more_than_it_needs(arguments: list[str], never: set[str]) -> None:
    """Heavy modules are imported by the command that needs them and by no other."""
    script = (
        "import sys\n"
        "from itatrack.__main__ import main\n"
        f"sys.argv = ['itatrack', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), sep='\\n', file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True)
    assert set(done.stderr.decode().splitlines()) & never == set()
