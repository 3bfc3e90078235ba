"""Throws spoilt projects at the tool: whatever comes, it gives findings or documents, and never fails.

    python tests/fuzz.py [inputs] [seed]

Each input is one of the examples with some lines or letters spoilt. What has no error is printed in every text form,
listed and logged; now and then as Word and PDF too. An input that makes the tool fail is printed with its seed.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
import traceback
from pathlib import Path

from itatrack.findings.concise import concise
from itatrack.findings.full import full
from itatrack.findings.github import github
from itatrack.findings.machine import as_json
from itatrack.findings.sarif import sarif
from itatrack.memo.formats import FORMATS, Wanted, document
from itatrack.memo.views import Occasion, context
from itatrack.overview.envelope import list_envelope, log_envelope
from itatrack.overview.listing import measure_lines, progress_lines
from itatrack.overview.log import log_lines
from itatrack.progress import progress
from itatrack.project import File, Project, load
from itatrack.rounds import rounds_of
from itatrack.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
DAY = dt.date(2024, 3, 31)
SLOW = 2  # seconds that no input may take
# Values of every kind, right and wrong, in the place of others.
VALUES = (
    *(
        "",
        "[]",
        "{}",
        "~",
        "ก",
        "[ก, ข]",
        "{a: b}",
        "0",
        "-1",
        "100",
        "101",
        "1e9",
        "2567-02-30",
        "2567-01-01",
        "12,500",
    ),
    *("ไม่ใช้งบประมาณ", "text: x", "[[1]]", "[{}]", "yes", "statuses", "number", "รอบ 6 เดือน", "ไตรมาส 9", "๑๒"),
    *("|\n      ก\n      ข", '"\\x07"', "99999999999999999999", "'<b>&amp;|*_`'", "https://a.go.th/?x=1&y=%", "น้ํา่"),
    *("'{{ x }}'", "'{{ memo }}'", "'{% if %}'", "'{{ 1/0 }}'", "'{{ measures }}'", "'{{ range(9) }}'"),
    *("'{{ plan_rows | table(plan_headings) }}'", "'{% for m in measures %}{{ m.title }}{% endfor %}'"),
)
LETTERS = (
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "- ",
    "#",
    "'",
    '"',
    "ก",
    "1",
    "\t",
    "\x00",
    "\u200b",
    "\ud800",
    "&",
    "*",
    "!",
)


def projects() -> list[tuple[str, str]]:
    """Give plan and history of each example and of the case that has every key."""
    folders = [*(path / "data" for path in sorted((ROOT / "examples").iterdir()) if path.name != "province")]
    folders.append(ROOT / "tests" / "cases" / "valid" / "every-key-of-a-larger-plan")
    names = ("measures.yaml", "status.yaml")
    texts = [tuple((folder / name).read_text(encoding="utf-8") for name in names) for folder in folders]
    return [(plan, history) for plan, history in texts]


def spoilt(text: str, others: list[str], chance: random.Random) -> str:
    """Spoil one to three places of a text."""
    lines = text.split("\n")
    for _ in range(chance.choice((1, 1, 2, 3))):
        place, kind = chance.randrange(len(lines)), chance.random()
        line = lines[place]
        if kind < 0.2:
            del lines[place]
        elif kind < 0.35:
            lines.insert(chance.randrange(len(lines)), line)
        elif kind < 0.75 and ":" in line:
            lines[place] = f"{line.partition(':')[0]}: {chance.choice(VALUES)}"
        elif kind < 0.85:
            at = chance.randrange(len(line) + 1)
            lines[place] = line[:at] + chance.choice(LETTERS) + line[at + chance.choice((0, 1)) :]
        elif kind < 0.95:
            lines[place] = chance.choice(others)
        else:
            lines[place] = " " * chance.choice((1, 2)) + line
        lines = lines or [""]
    return "\n".join(lines)


def use(loaded: Project, chance: random.Random, *, heavy: bool) -> None:
    """Do with a project all that the tool does: write its findings, and where it has no errors every document."""
    for write in (full, concise, as_json, github, lambda findings: sarif(findings, "1")):
        write(loaded.findings)
    if loaded.has_errors:
        return
    plan, history = loaded.complete()
    states = progress(plan, history, DAY)
    templates = Workspace(ROOT).templates(None)
    formats = list(FORMATS) if heavy and chance.random() < 0.1 else ["md", "txt", "html"]
    for form in ("memo", "bs4"):
        occasion = Occasion(DAY, chance.choice([None, *rounds_of(plan)]), form)
        variables = context(plan, states, occasion)
        name = chance.choice(formats)
        wanted = Wanted(name, thai=chance.random() < 0.5, width=chance.choice((40, 60, 80, 132)))
        document(f"{form}.{FORMATS[name].template}", wanted, variables, templates, plan.memo.body)
    measure_lines(states.states, chance.choice((None, 40, 100)))
    progress_lines(states, plan.units, 80)
    list_envelope(states, states.states, plan.units)
    for state in states.states:
        log_lines(state, 80)
        log_envelope(state)


def run(inputs: int, seed: int, *, heavy: bool = True) -> list[str]:
    """Throw so many inputs, and give what failed: each input with the error, or with how long it took."""
    chance = random.Random(seed)  # noqa: S311  no secret
    bases = projects()
    lines = [line for base in bases for text in base for line in text.split("\n")]
    failed = []
    for number in range(inputs):
        plan, history = chance.choice(bases)
        plan = spoilt(plan, lines, chance) if chance.random() < 0.7 else plan
        history = spoilt(history, lines, chance) if chance.random() < 0.6 else history
        start = time.perf_counter()
        try:
            files = (
                File(f"data/{name}.yaml", text.encode("utf-8", "surrogatepass"))
                for name, text in (("measures", plan), ("status", history))
            )
            use(load(*files, DAY, lambda _: False), chance, heavy=heavy)
        except Exception:  # noqa: BLE001  whatever it is, it is what is looked for
            failed.append(f"seed {seed}, input {number}\n{traceback.format_exc()}\n{plan}\n---\n{history}")
        took = time.perf_counter() - start
        if took > SLOW:
            failed.append(f"seed {seed}, input {number} took {took:.1f} s\n{plan}\n---\n{history}")
    return failed


if __name__ == "__main__":
    wanted_inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    wanted_seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found = run(wanted_inputs, wanted_seed)
    print(*found, f"{wanted_inputs} inputs from seed {wanted_seed}: {len(found)} failed", sep="\n\n")  # noqa: T201
    sys.exit(bool(found))
