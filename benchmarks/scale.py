"""How time and memory grow with the plan, as ratios to composing the same files with PyYAML's C loader alone.

    python benchmarks/scale.py [rounds] [--write]

Plans of 20, 200 and 1,000 measures with ten entries each, as a file holds 100,000 values at the most; every line is
run in turn. Seconds are those of the processor, so other work on the machine counts little; medians of the ratios
within a round count. The targets are those of 200 measures, some five times the largest plan that is known.
`--write` keeps the table in `docs/benchmarks.md`.
"""

from __future__ import annotations

import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (20, 200, 1_000)
TARGET_SIZE = 200
ENTRIES = 10
WORDS = """จัดทำ ประกาศ เผยแพร่ ตรวจสอบ อบรม ประชุม แนวทาง ข้อมูล ระเบียบ คู่มือ รายงาน บุคลากร เว็บไซต์ หน่วยงาน
โปร่งใส คุณธรรม ร้องเรียน พัสดุ งบประมาณ บริการ""".split()  # noqa: SIM905  a list of twenty lines says no more
UNITS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา")
COMPOSE = """
import gc, sys, yaml
gc.disable()
for name in sys.argv[1:]:
    yaml.CSafeLoader(open(name, "rb").read()).get_single_node()
"""
TOOL = ["-c", "from itatrack.__main__ import main; main()"]
SET = ["status", "set", "measure-15", "done", "--date", "2564-06-01", "--dry-run"]
LINES = {
    "compose alone": (["-c", COMPOSE, "data/measures.yaml", "data/status.yaml"], None),
    "validate": ([*TOOL, "validate"], 2.0),
    "report, Markdown": ([*TOOL, "report", "--as-of", "2564-03-31", "-o", "memo.md"], None),
    "status set": ([*TOOL, *SET], 3.0),
}
PAGE = ROOT / "docs" / "benchmarks.md"
START, END = "<!-- benchmarks/scale.py --write -->\n", "<!-- end -->"


def make_plan(folder: Path, measures: int) -> None:
    """Write a plan of so many measures, all done and without findings, and its history."""
    chance = random.Random(1)  # noqa: S311  no secret

    def text() -> str:
        return "".join(chance.choices(WORDS, k=9))

    head = (ROOT / "data" / "measures.yaml").read_text(encoding="utf-8").partition("measures:")[0]
    plan, history = [head.replace("2562", "2563"), "measures:\n"], []
    for number in range(measures):
        plan.append(f"  - id: measure-{number}\n    title: {text()}\n    steps:\n      - {text()}\n      - {text()}\n")
        plan.append(f"    responsible: [{UNITS[number % len(UNITS)]}]\n\n")
        history.append(f"measure-{number}:\n")
        for entry in range(ENTRIES):
            status = "not-started" if entry == 0 else "in-progress" if entry < ENTRIES - 1 else "done"
            history.append(f"  - date: 2563-10-{1 + entry:02d}\n    status: {status}\n")
        history.append(f"    evidence: [{text()}]\n")
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "measures.yaml").write_text("".join(plan), encoding="utf-8")
    (folder / "data" / "status.yaml").write_text("".join(history), encoding="utf-8")


def measured(folder: Path, arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Run a line; return the seconds of the processor and the most memory it took, in MB."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen([sys.executable, *arguments], cwd=folder, env=environment, **silent)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise RuntimeError(f"{arguments} gave {running.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def run(rounds: int) -> dict[int, dict[str, tuple[float, float, float]]]:
    """Return for each size and line the medians of seconds, of the ratio to composing alone, and of memory in MB."""
    found: dict[int, dict[str, tuple[float, float, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": f"{name}/bytecode"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for size in SIZES:
            folder = Path(name) / str(size)
            make_plan(folder, size)
            taken: dict[str, list[tuple[float, float]]] = {line: [] for line in LINES}
            for number in range(rounds + 1):
                for line, (arguments, _) in LINES.items():
                    one = measured(folder, arguments, environment)
                    if number:  # the first round leaves bytecode
                        taken[line].append(one)
            base = [seconds for seconds, _ in taken["compose alone"]]
            found[size] = {
                line: (
                    statistics.median(seconds for seconds, _ in ones),
                    statistics.median(seconds / other for (seconds, _), other in zip(ones, base, strict=True)),
                    statistics.median(memory for _, memory in ones),
                )
                for line, ones in taken.items()
            }
    return found


def table(found: dict[int, dict[str, tuple[float, float, float]]]) -> str:
    """Return the medians as a Markdown table."""
    lines = [
        "| measures, entries | command | seconds | ratio | target | MB |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    for size, of_size in found.items():
        for line, (seconds, ratio, memory) in of_size.items():
            most = LINES[line][1] if size == TARGET_SIZE else None
            place = f"{size:,}, {size * ENTRIES:,}" if line == "compose alone" else ""
            lines.append(f"| {place} | {line} | {seconds:.2f} | {ratio:.1f} | {most or ''} | {memory:.0f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run the rounds, print the table, and keep it where that is asked for."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    found = run(numbers[0] if numbers else 5)
    system = f"{platform.system()} {platform.machine()}"
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors, {system}"
    text = f"{table(found)}\nMedians on {machine}.\n"
    print(text)
    if "--write" in sys.argv:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        PAGE.write_text(f"{before}{START}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
