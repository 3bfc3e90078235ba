"""Print the lowest versions of the libraries that pyproject.toml allows, as constraints for pip.

python tools/bounds.py

It needs nothing but Python, as `.ci/run` asks for them before anything is installed.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def lowest() -> dict[str, str]:
    """Return the lowest version of each library that the tool itself may use, by its name.

    Raises:
        ValueError: a library has no lower bound.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines]
    found = {}
    for line in [*project["dependencies"], *extras]:
        if line.startswith(f"{project['name']}["):
            continue
        bound = re.match(r"([\w.-]+)(?:\[[\w,]+\])?>=([\d.]+)", line)
        if bound is None:
            raise ValueError(f"{line} has no lower bound")
        found[bound[1]] = bound[2]
    return found


if __name__ == "__main__":
    for name, version in lowest().items():
        print(f"{name}=={version}")
