"""How long each command takes, as ratios to `python -c pass` in the same interleaved rounds.

    python benchmarks/startup.py [rounds]

The machine's noise hits all lines of a round alike; only the medians of the ratios mean anything. A first round that
does not count leaves the modules' bytecode, as an installation does.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# As the installed command does it; `-m` would load the machinery that finds modules first.
TOOL = ["-c", "from itatrack.__main__ import main; main()"]
SET = ["status", "set", "e-service", "in-progress", "--date", "2564-06-01", "--note", "x"]
QUICK = "import gc; gc.disable()"
AS_OF = ["report", "--as-of", "2564-03-31"]
# What is measured, its arguments, and the median that it should not pass.
LINES = [
    ("python -c pass", ["-c", "pass"], None),
    # What no command can be below: the libraries alone, loaded as the tool loads them, without looking for garbage.
    ("typer and yaml alone", ["-c", f"{QUICK}; import typer, yaml; gc.freeze()"], None),
    ("typer, yaml and jinja2 alone", ["-c", f"{QUICK}; import typer, yaml, jinja2; gc.freeze()"], None),
    ("--help", [*TOOL, "--help"], None),
    ("validate", [*TOOL, "validate"], 8.5),
    ("validate --format concise", [*TOOL, "validate", "--format", "concise"], 8.5),
    ("status set", [*TOOL, *SET], 10.0),  # at most 1.2 times validate
    ("status list", [*TOOL, "status"], None),
    ("report, Markdown", [*TOOL, *AS_OF], 11.0),
    ("report, plain text", [*TOOL, *AS_OF, "--format", "txt"], 14.5),
    ("report, HTML", [*TOOL, *AS_OF, "--format", "html"], None),
    ("report, Word", [*TOOL, *AS_OF, "--format", "docx"], None),
    ("report, PDF", [*TOOL, *AS_OF, "--format", "pdf"], None),
]


def main() -> None:
    """Run the rounds and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    times: dict[str, list[float]] = {name: [] for name, _, _ in LINES}
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(rounds + 1):
            for name, seconds in _round(environment).items():
                if number:
                    times[name].append(seconds)
    base = times["python -c pass"]
    print(f"{rounds} rounds, medians of the ratios to `python -c pass`")
    for name, _, most in LINES:
        ratios = [one / other for one, other in zip(times[name], base, strict=True)]
        target = f"  target {most}" if most else ""
        print(f"{name:28} {statistics.median(ratios):6.1f}{target}")


def _round(environment: dict[str, str]) -> dict[str, float]:
    """Run every line once, in a new copy of the project, and give their seconds."""
    seconds = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in ("data", "templates"):
            shutil.copytree(ROOT / part, Path(folder) / part)
        for name, arguments, _ in LINES:
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, check=True)
            seconds[name] = time.perf_counter() - start
    return seconds


if __name__ == "__main__":
    main()
