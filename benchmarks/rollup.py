"""How long many agencies take, as ratios to composing the same files with PyYAML's C loader in the same pool.

    python benchmarks/rollup.py [projects] [rounds]

Projects of the size of `data`, each with a name of its own; 8,300, as many as there are agencies, if no number is
given. In each round the lines run in turn, by the clock, with the starting of their processes; medians of the ratios
within a round count. Memory is the most that the process with the rows and the largest of the others had.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AGENCY = "เทศบาลตำบลดงสมบูรณ์"
COMPOSE = """
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
import yaml

def compose(folder):
    for name in ("measures.yaml", "status.yaml"):
        yaml.CSafeLoader(Path(folder, "data", name).read_bytes()).get_single_node()

if __name__ == "__main__":
    import os
    folders = sorted(path.as_posix() for path in Path(sys.argv[1]).iterdir())
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), get_context("spawn")) as pool:
        for _ in pool.map(compose, folders, chunksize=16):
            pass
"""


def make_projects(folder: Path, number: int) -> None:
    """Write so many projects, each of another agency."""
    plan = (ROOT / "data" / "measures.yaml").read_text(encoding="utf-8")
    history = (ROOT / "data" / "status.yaml").read_bytes()
    for index in range(number):
        data = folder / f"{index:05}" / "data"
        data.mkdir(parents=True)
        (data / "measures.yaml").write_text(plan.replace(AGENCY, f"{AGENCY} {index}"), encoding="utf-8")
        (data / "status.yaml").write_bytes(history)


def measured(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Run a line; return its seconds by the clock, and the most memory that one of its processes had, in MB."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Run the rounds and print the table."""
    numbers = [int(word) for word in sys.argv[1:]]
    projects, rounds = (*numbers, *(8_300, 3)[len(numbers) :])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "agencies")
        make_projects(folder, projects)
        script = Path(name, "compose.py")
        script.write_text(COMPOSE, encoding="utf-8")
        listed = Path(name, "agencies.yaml")
        paths = "".join(f"  - agencies/{path.name}\n" for path in sorted(folder.iterdir()))
        listed.write_text(f"agencies:\n{paths}", encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": f"{name}/cache"}
        tool = ["-m", "itatrack", "rollup", str(listed), "--year", "2564", "--round", "6", "--format", "jsonl"]
        lines = {
            "compose alone": [str(script), str(folder)],
            "`rollup`, nothing kept": [*tool, "--no-cache"],
            "`rollup`, all kept": tool,
        }
        for line in lines.values():  # what leaves bytecode, and results that are kept
            measured(line, environment)
        taken = {label: [measured(line, environment) for _ in range(rounds)] for label, line in lines.items()}
    base = [seconds for seconds, _ in taken["compose alone"]]
    print(
        f"{projects:,} projects, medians of {rounds} on Python {platform.python_version()}, {os.cpu_count()} processors"
    )
    print("\n| line | seconds | ratio | MB |\n| --- | ---: | ---: | ---: |")
    for label, runs in taken.items():
        ratio = statistics.median(seconds / other for (seconds, _), other in zip(runs, base, strict=True))
        print(f"| {label} | {statistics.median(each for each, _ in runs):.2f} | {ratio:.1f} | {runs[0][1]:.0f} |")


if __name__ == "__main__":
    main()
