"""Draw the rooms and the way of the data in docs/architecture.md, from the table of imports that the tests hold.

python tools/make_architecture.py

Which rooms there are, and what each may import, is read from `tests/test_imports.py`; what a room is for is the first
sentence of its docstring. Only the way of the data is told here, and each of its arrows has to be one that the table
allows: one of its rooms knows the other, or a third one knows both and carries the value.
"""

from __future__ import annotations

import ast
import re
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
START, END = "<!-- tools/make_architecture.py -->\n", "<!-- end -->"
# From a room to a room, and what is handed over.
WAY = (
    ("storage", "yamltext", "bytes of data"),
    ("yamltext", "reading", "located nodes"),
    ("reading", "checks", "plan, history"),
    ("reading", "recording", "plan, history"),
    ("reading", "progress", "plan, history"),
    ("progress", "report", "states as of a date"),
    ("storage", "report", "templates"),
    ("progress", "overview", "states as of a date"),
)
# Where it ends: in a file, or on the terminal.
ENDS = (
    ("checks", "printed", "findings"),
    ("overview", "printed", "tables, JSON"),
    ("recording", "written", "changed bytes, proven"),
    ("report", "written", "document"),
)
# Not rooms: how a process starts, and the package itself.
_ASIDE = {"__main__", "__init__"}


def rooms() -> dict[str, set[str]]:
    """Return what each room may import, by the room."""
    sys.path.insert(0, str(ROOT / "tests"))
    table = runpy.run_path(str(ROOT / "tests" / "test_imports.py"))["MAY_IMPORT"]
    return {room: set(known) - {room} for room, known in table.items() if room not in _ASIDE}


def purpose(room: str) -> str:
    """Return the first sentence of a room's docstring."""
    folder = ROOT / "itatrack" / room
    module = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    text = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return re.split(r"(?<=\.)\s|\n\n", text)[0].replace("\n", " ").rstrip(".")


def picture(table: dict[str, set[str]]) -> str:
    """Return the way of the data as a Mermaid chart, with the other rooms below it.

    Raises:
        ValueError: an arrow leads along a way that the table does not allow.
    """
    for start, end, _ in WAY:
        knows = ({start, end} <= {room, *known} for room, known in table.items())
        if not any(knows):
            raise ValueError(f"{start} → {end}: the table of imports does not allow it")
    along = {room for arrow in WAY for room in arrow[:2]}
    below = sorted({*table} - {*along, "cli"})
    lines = ["flowchart TD", '  cli{{"cli: options in; calls the rooms in this order"}}', "  cli --> storage"]
    lines += ['  files[("measures.yaml, status.yaml, templates")] --> storage']
    lines += [f'  {start} -- "{value}" --> {end}' for start, end, value in (*WAY, *ENDS)]
    lines += ['  written[("storage: files, whole or not at all")]', '  printed{{"cli: text out, exit status"}}']
    lines += ['  subgraph below["the other rooms"]', f"    {' ~~~ '.join(below)}"]
    return "\n".join([*lines, "  end", "  written ~~~ below", ""])


def section() -> str:
    """Return the picture and the table of rooms."""
    table = rooms()
    rows = ["| room | what it is for | may import |", "| --- | --- | --- |"]
    for room, known in table.items():
        name = f"`{room}/`" if (ROOT / "itatrack" / room).is_dir() else f"`{room}.py`"
        rows.append(f"| {name} | {purpose(room)} | {', '.join(sorted(known)) or '–'} |")
    return f"\n```mermaid\n{picture(table)}```\n\n" + "\n".join(rows) + "\n\n"


def files() -> dict[Path, bytes]:
    """Return what is generated here, by its place."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    return {PAGE: f"{before}{START}{section()}{END}{rest.partition(END)[2]}".encode()}


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content)
