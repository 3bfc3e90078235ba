"""The lock, the bounds and what the suite needs agree."""

from __future__ import annotations

import re
import runpy
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DECLARED = [Requirement(line) for line in PROJECT["dependencies"]] + [
    Requirement(line) for lines in PROJECT["optional-dependencies"].values() for line in lines
]
TEXT = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
LOCK = {canonicalize_name(name): number for name, number in re.findall(r"(?m)^([\w.-]+)==(\S+)$", TEXT)}


def test_the_lock_keeps_the_bounds() -> None:
    """Each version of the lock is one that pyproject.toml allows, and nothing that it asks for is missing there."""
    for asked in DECLARED:
        if asked.name != PROJECT["name"]:
            assert LOCK[canonicalize_name(asked.name)] in asked.specifier, asked.name


def test_the_lock_is_complete() -> None:
    """What the locked packages need themselves is locked too, so that no version comes by chance."""
    wanted = {canonicalize_name(one.name) for one in DECLARED} - {PROJECT["name"]}
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        seen.add(name)
        assert name in LOCK, "python tools/make_lock.py"
        try:
            if version(name) != LOCK[name]:
                continue  # another version may need other packages
        except PackageNotFoundError:
            continue
        needed = [Requirement(line) for line in requires(name) or []]
        at_once = [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
        wanted |= {canonicalize_name(one.name) for one in at_once} - seen


def test_every_library_has_a_lowest_version() -> None:
    """The lowest version of each library that the tool itself uses is known, for `.ci/run` to try it."""
    lowest = runpy.run_path(str(ROOT / "tools" / "bounds.py"))["lowest"]()
    own = [Requirement(line) for line in PROJECT["dependencies"]]
    assert {one.name for one in own} < set(lowest)
    assert all(lowest[one.name] in one.specifier for one in own)
