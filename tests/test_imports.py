"""Walls between rooms, and what each command loads: start-up is a feature."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from support import ROOT

PACKAGE = ROOT / "itatrack"
# What a room may import of the package, besides itself.
MAY_IMPORT = {
    "thai": set(),
    "translations": set(),
    "findings": {"thai"},
    "yamltext": {"findings", "thai"},
    "model": {"findings", "thai"},
    "progress": {"findings", "model", "thai"},
    "reading": {"findings", "model", "progress", "thai", "yamltext"},
    "checks": {"findings", "model", "progress", "scaffold", "thai", "yamltext"},
    "project": {"checks", "findings", "model", "reading", "yamltext"},
    "recording": {"findings", "model", "progress", "project", "reading", "thai", "yamltext"},
    "report": {"findings", "model", "progress", "thai"},
    "overview": {"findings", "model", "progress", "thai"},
    "storage": {"findings", "yamltext"},
    "scaffold": {"thai", "yamltext"},
    "cli": {
        "checks",
        "findings",
        "model",
        "overview",
        "progress",
        "project",
        "reading",
        "recording",
        "report",
        "scaffold",
        "storage",
        "thai",
        "translations",
        "yamltext",
    },
    "__main__": {"cli", "report"},
    "__init__": set(),
}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_walls_hold(path) -> None:  # noqa: ANN001  pytest gives a Path
    """A module imports only the rooms that its own room may know, also inside functions and for types."""
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("itatrack.")}
    assert found <= MAY_IMPORT[room] | {room}


def test_yaml_and_jinja_stay_in_their_rooms() -> None:
    """PyYAML is imported by `yamltext` only, Jinja by `memo` only, Typer and Rich by `cli` only."""
    owners = {"yaml": "yamltext", "jinja2": "report", "markupsafe": "report", "typer": "cli", "rich": "cli"}
    owners |= {"typst": "report", "docxtpl": "report", "docx": "report"}
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                owner = owners.get(name.split(".")[0])
                assert owner in {None, room}, f"{path} imports {name}"


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
        (["report", "--as-of", "2564-03-31"], {"rich", "pydantic", "typst", "docxtpl", "itatrack.thai.words"}),
        (["report", "--as-of", "2564-03-31", "--format", "txt"], {"rich", "pydantic", "typst", "docxtpl"}),
    ],
    ids=[0, 1, 2, 3, 4, 5, 6],
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
