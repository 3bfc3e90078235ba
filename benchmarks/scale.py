"""How time and memory grow with the plan, as ratios to composing the same files with PyYAML's C loader alone.

    python benchmarks/scale.py [rounds] [--write]

Plans of 100, 1,000 and 10,000 measures with ten entries each; every line is run in turn, and only medians of the ratios
within a round mean anything. `--write` keeps the table and the curves in `docs/scale.md` and `docs/scale.svg`.
"""

from __future__ import annotations

import math
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100, 1_000, 10_000)
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
SET = ["status", "set", "measure-50", "done", "--date", "2564-06-01", "--dry-run"]
LINES = {
    "compose alone": (["-c", COMPOSE, "data/measures.yaml", "data/status.yaml"], None),
    "validate": ([*TOOL, "validate"], 2.0),
    "report, Markdown": ([*TOOL, "report", "--as-of", "2564-03-31", "-o", "memo.md"], 3.0),
    "status set": ([*TOOL, *SET], 3.0),
}
HEAD = """\
# How it grows

`python benchmarks/scale.py --write` measures plans of 100 to 10,000 measures with ten entries each, in turn with
composing the same files with PyYAML's C loader alone, which reads no meaning into them.

"""
COLOURS = ("#777", "#1f77b4", "#2ca02c", "#d62728")


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
    """Run a line, and give its seconds and the most memory it took, in MB."""
    start = time.perf_counter()
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen([sys.executable, *arguments], cwd=folder, env=environment, **silent)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise RuntimeError(f"{arguments} gave {running.returncode}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def run(rounds: int) -> dict[int, dict[str, tuple[float, float, float]]]:
    """Give for each size and line the medians of seconds, of the ratio to composing alone, and of memory in MB."""
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
    """Give the medians as a Markdown table."""
    lines = ["| measures, entries | | seconds | ratio | target | MB |", "| ---: | --- | ---: | ---: | ---: | ---: |"]
    for size, of_size in found.items():
        for line, (seconds, ratio, memory) in of_size.items():
            most = LINES[line][1] if size == SIZES[-1] else None
            place = f"{size:,}, {size * ENTRIES:,}" if line == "compose alone" else ""
            lines.append(f"| {place} | {line} | {seconds:.2f} | {ratio:.1f} | {most or ''} | {memory:.0f} |")
    return "\n".join(lines) + "\n"


def curves(found: dict[int, dict[str, tuple[float, float, float]]]) -> str:
    """Draw seconds over measures, both in powers of ten, as SVG."""
    width, height, left, top = 640, 360, 60, 20

    def place(size: int, seconds: float) -> tuple[float, float]:
        across = (math.log10(size) - 2) / 2
        up = (math.log10(seconds) + 2) / 3
        return left + across * (width - left - 150), top + (1 - up) * (height - top - 40)

    font = 'font-family="sans-serif" font-size="12"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {font}>']
    parts.append('<rect width="100%" height="100%" fill="#fff"/>')
    for seconds in (0.01, 0.1, 1, 10):
        (x, y), (end, _) = place(SIZES[0], seconds), place(SIZES[-1], seconds)
        parts.append(f'<path d="M{x:.0f} {y:.0f}H{end:.0f}" stroke="#ddd"/>')
        parts.append(f'<text x="8" y="{y + 4:.0f}">{seconds:g} s</text>')
    for size in SIZES:
        x, y = place(size, 0.01)
        parts.append(f'<text x="{x:.0f}" y="{y + 20:.0f}" text-anchor="middle">{size:,}</text>')
    for (line, colour), shift in zip(zip(LINES, COLOURS, strict=True), (10, 0, 0, -6), strict=True):
        points = [place(size, found[size][line][0]) for size in SIZES]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        x, y = points[-1]
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{x + 6:.0f}" y="{y + 4 + shift:.0f}" fill="{colour}">{line}</text>')
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    """Run the rounds, print the table, and keep it where that is asked for."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    found = run(numbers[0] if numbers else 5)
    system = f"{platform.system()} {platform.machine()}"
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors, {system}"
    text = f"{table(found)}\nMedians on {machine}.\n"
    print(text)
    if "--write" in sys.argv:
        (ROOT / "docs" / "scale.svg").write_text(curves(found), encoding="utf-8")
        page = f"{HEAD}![Seconds over measures, both in powers of ten](scale.svg)\n\n{text}"
        (ROOT / "docs" / "scale.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
