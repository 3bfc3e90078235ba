"""Change the code in small ways and count the changes that no test notices.

python tools/mutate.py [seconds [file ...]]

It works in a copy, with mutmut in an environment of its own (`pip install mutmut` needs the package index), and stops
after so many seconds (an hour if left out). Where files are named, such as `itatrack/progress/state.py`, only those are
changed. What no test noticed is tried once more by itself, and shown. Only the tests that need no process of their own
are asked, so a change that only the command line would notice counts as unnoticed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = """
[tool.mutmut]
source_paths = ["itatrack"]
only_mutate = ["itatrack/checks/*.py", "itatrack/report/*.py", "itatrack/report/formats/*.py",
  "itatrack/overview/*.py", "itatrack/reading/*.py", "itatrack/recording/*.py", "itatrack/textfile/*.py",
  "itatrack/thai/*.py", "itatrack/yamltext/*.py", "itatrack/yamltext/edit/*.py", "itatrack/model/amounts.py",
  "itatrack/progress/*.py"]
also_copy = ["tests", "benchmarks", "templates", "data", "examples", "docs", "tools", "README.md"]
pytest_add_cli_args = ["-n", "0", "-x", "-q"]
pytest_add_cli_args_test_selection = ["tests/textfile", "tests/thai", "tests/yamltext", "tests/progress",
  "tests/overview", "tests/test_cases.py", "tests/test_one_slip.py", "tests/recording", "tests/model/test_amounts.py",
  "tests/test_memo.py", "tests/report/test_boxes.py", "tests/report/formats/test_markdown.py",
  "tests/report/formats/test_docx.py", "tests/report/test_render.py", "tests/report/test_context.py"]
timeout_multiplier = 1.5
timeout_constant = 2.0
"""


def main() -> None:
    """Run it, and print the score and what was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", nargs="?", type=int, default=3600, help="stop after so many seconds")
    parser.add_argument("file", nargs="*", help="change these only")
    arguments = parser.parse_args()
    seconds, chosen = arguments.seconds, arguments.file
    found = (
        re.sub(r"(?s)only_mutate = \[.*?\]", f"only_mutate = {json.dumps(chosen)}", SETTINGS) if chosen else SETTINGS
    )
    with TemporaryDirectory() as name:
        copy, tools = Path(name) / "copy", Path(name) / "venv"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", ".hypothesis", "__pycache__"))
        settings = copy / "pyproject.toml"
        settings.write_text(settings.read_text(encoding="utf-8") + found, encoding="utf-8")
        venv.create(tools, with_pip=True)
        bin_ = tools / ("Scripts" if sys.platform == "win32" else "bin")
        locked = ["-c", str(ROOT / "requirements-dev.txt")]
        subprocess.run([bin_ / "pip", "install", "-q", *locked, "mutmut", "-e", ".[dev]"], cwd=copy, check=True)
        run = [bin_ / "mutmut", "run"]
        try:
            subprocess.run(run, cwd=copy, check=False, timeout=seconds, stdout=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            print(f"stopped after {seconds} s")
        said = _said([bin_ / "mutmut", "results", "--all", "true"], copy)
        states = dict(re.findall(r"(?m)^\s*(\S+): (.+)$", said))
        survivors = sorted(one for one, state in states.items() if state == "survived")
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            passed = pool.map(lambda name: _passes(bin_, copy, name), survivors)
        still = [one for one, passes in zip(survivors, passed, strict=True) if passes]
        for one in still:
            shown = _said([bin_ / "mutmut", "show", one], copy)
            print(one, *re.findall(r"(?m)^[-+] .*", shown), sep="\n    ")
    counts = Counter(states.values())
    noticed = counts["killed"] + counts["timeout"] + len(survivors) - len(still)
    print(f"{noticed} of {noticed + len(still)} changes were noticed; {dict(counts)}, {len(still)} also alone")


def _said(command: list[Path | str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def _passes(bin_: Path, copy: Path, name: str) -> bool:
    """Check whether the tests pass with a change in a process of their own: what an earlier run kept may hide it."""
    tests = tomllib.loads(SETTINGS)["tool"]["mutmut"]["pytest_add_cli_args_test_selection"]
    command = [bin_ / "python", "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "MUTANT_UNDER_TEST": name}
    return not subprocess.run(
        command, cwd=copy / "mutants", env=environment, capture_output=True, check=False
    ).returncode


if __name__ == "__main__":
    main()
