"""What `--rev` costs: `report` of a commit against `report` of the files, in turn, in a repository of many commits.

python benchmarks/revisions.py [rounds]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMITS = 300
REPORT = [sys.executable, "-m", "itatrack", "report", "--as-of", "2564-03-31"]
WAYS = {"the files": [], "--rev HEAD": ["--rev", "HEAD"], "--rev @DATE": ["--rev", "@2564-06-01"]}


def main(rounds: int) -> None:
    """Print the median of the ratios within rounds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "data", folder / "data")
        _git(folder, "init", "-q")
        for number in range(COMMITS):
            with (folder / "data" / "status.yaml").open("a", encoding="utf-8") as history:
                history.write(f"# {number}\n")
            _git(folder, "add", "-A")
            moment = f"{1_614_600_000 + number * 86_400} +0700"
            _git(folder, "commit", "-q", "-m", "x", GIT_COMMITTER_DATE=moment)
        seconds: dict[str, list[float]] = {way: [] for way in WAYS}
        for _ in range(rounds):
            for way, options in WAYS.items():
                start = _spent()
                subprocess.run([*REPORT, *options], cwd=folder, env=_environment(), capture_output=True, check=True)
                seconds[way].append(_spent() - start)
    base = seconds["the files"]
    for way, times in seconds.items():
        ratio = statistics.median(one / other for one, other in zip(times, base, strict=True))
        print(f"{way:<12} {statistics.median(times):.3f} s  {ratio:.2f}")


def _spent() -> float:
    """Return the time of the processor that children took, those of git too: what a busy machine changes least."""
    times = os.times()
    return times.children_user + times.children_system


def _environment(**more: str) -> dict[str, str]:
    identity = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**os.environ, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, **identity, **more}


def _git(folder: Path, *arguments: str, **environment: str) -> None:
    subprocess.run(["/usr/bin/env", "git", *arguments], cwd=folder, env=_environment(**environment), check=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
