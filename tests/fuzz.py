"""Throws spoilt projects at the tool: whatever comes, it gives findings or documents, and never fails.

    python tests/fuzz.py [inputs] [seed] [edits]

With the word `edits`, nearly all inputs are changes of histories with hidden characters in them, read again by PyYAML's
own reader. `ITATRACK_TEST_LOADER=pure` takes libyaml away.

Most inputs are one of the examples with some lines or letters spoilt, or some bytes. What has no error is printed in
every text form, listed and logged; now and then as Word and PDF too. Others are spoilt templates, and command lines and
environments made of right and wrong words. An input that makes the tool fail is printed with its seed.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import shutil
import sys
import time
import traceback
from collections import deque
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
import yaml_library  # noqa: F401  before the tool, which chooses a loader
from rendering import TEXT_FORMATS, GivenTemplates, make, report_request
from support import documents

from itatrack import cli
from itatrack.cli.language import _ as translate
from itatrack.cli.language import set_language
from itatrack.findings.message import ENGLISH
from itatrack.findings.reporters import REPORTERS, Presentation
from itatrack.model.status import Status
from itatrack.overview.listing import measure_lines, progress_lines
from itatrack.overview.log import MeasureLog, log_lines
from itatrack.overview.status_json import list_envelope, log_envelope
from itatrack.progress.rounds import rounds_of
from itatrack.progress.state import progress
from itatrack.project import Project, every_file, load
from itatrack.recording.change import Change, make_change
from itatrack.recording.status_update import StatusUpdate
from itatrack.report.context import report_context
from itatrack.report.formats.registry import FORMATS
from itatrack.storage.workspace import Workspace
from itatrack.thai import calendar
from itatrack.thai.spelling import normalise
from itatrack.yamltext.document import Document

ROOT = Path(__file__).resolve().parent.parent
DAY = dt.date(2024, 3, 31)
SLOW = 2  # seconds of the processor that no input may take
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
# What a template is made of, and what it is not.
SIGNS = (
    *["{{", "}}", "{%", "%}", "{#", "#}", "|", "(", "'", '"', "\\", "\x00", "ก", "\u200b"],
    *("{% if x %}", "{% endif %}", "{% for m in measures %}", "{% endfor %}", "{{ x }}", "{{ measures[0].title }}"),
    *("{{ memo }}", "{{ '' | table }}", "{{ plan_rows | table([1]) }}", "{% include 'x' %}", "{{ as_of.x }}"),
    *("{{ 1 // 0 }}", "{% set a = a %}", "{% raw %}", "{{ [] | first }}"),
)
# What nobody sees, and what may be taken for something else.
HIDDEN = (
    *(
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\u2060",
        "\u00a0",
        "\u2028",
        "\u2029",
        "\x85",
        "\u202e",
        "\u2066",
        "\u200e",
    ),
    *("\t", "\r", "\u3000", "\ufeff&a ", "\ufeff*a", "\U000e0041", "\u034f", "&", "*"),
)
COMMANDS = [
    one.split() for one in ("", "validate", "report", "status", "status list", "status log", "explain", "nothing")
]
COMMANDS += [["completion"], ["measure"], ["status", "set", "--dry-run"], ["measure", "add", "--dry-run"]]
WORDS = [
    "e-service",
    "property",
    "done",
    "เสร็จ",
    "กำลังทำ",
    "in-progress",
    "E302",
    "bash",
    "today",
    "วันนี้",
    "2564-03-31",
    "31/3/2564",
    "๒๕๖๔-๐๓-๓๑",
    "--as-of",
    "--date",
    "--round",
    "6",
    "--form",
    "bs4",
    "--format",
    "txt",
    "md",
    "html",
    "json",
    "sarif",
    "github",
    "--digits",
    "arabic",
    "--width",
    "40",
    "0",
    "-1",
    "--strict",
    "--json",
    "--status",
    "--unit",
    "กองคลัง",
    "--overdue",
    "--help",
    "--version",
    "--lang",
    "th",
    "--quiet",
    "--verbose",
    "--evidence",
    "https://a.go.th",
    "--step",
    "--progress",
    "50",
    "--spent",
    "1,000",
    "--note",
    "ก",
    "--title",
    "--",
    "-",
    "ํ",
    "'",
    "-C",
    "nowhere",
    "--output",
    "--template",
    "templates/memo.md.j2",
    "\x07",
]
WORDS += ["", " ", "a" * 300]
ENVIRONMENT = {
    "ITATRACK_LANG": ("th", "en", "", "xx", "\u0e4d"),
    "LANG": ("th_TH.UTF-8", "C", ""),
    "COLUMNS": ("1", "40", "1000", "x", ""),
    "NO_COLOR": ("1", ""),
    "TERM": ("dumb", "xterm", ""),
    "GITHUB_ACTIONS": ("true", "false"),
}
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
    "\ufeff",
    "\u202e",
    "\u2028",
)


def projects() -> list[tuple[str, str]]:
    """Return plan and history of each example and of the case that has every key."""
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
    for write in REPORTERS.values():
        write(loaded.findings, Presentation(ENGLISH))
    if loaded.has_errors:
        return
    plan, history = loaded.complete()
    states = progress(plan, history, DAY)
    templates = Workspace(ROOT).templates(None)
    formats = list(FORMATS) if heavy and chance.random() < 0.1 else [*TEXT_FORMATS]
    for form in ("memo", "bs4"):
        settings = report_request(date=DAY, round=chance.choice([None, *rounds_of(plan)]), form=form)
        context = report_context(plan, states, settings)
        name = chance.choice(formats)
        options = report_request(name, thai=chance.random() < 0.5, width=chance.choice((40, 60, 80, 132)))
        make(f"{form}.{FORMATS[name].template}", options, context, templates)
    measure_lines(states.states, ENGLISH, chance.choice((None, 40, 100)))
    progress_lines(states, plan.units, ENGLISH, 80)
    list_envelope(states, states.states, plan.units)
    for state in states.states:
        log_lines(MeasureLog(state), ENGLISH, 80)
        log_envelope(state)


def spoilt_bytes(data: bytes, chance: random.Random) -> bytes:
    """Spoil some bytes: other ones, none, many, or those of another place."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(found) + 1)
        kind = chance.random()
        if kind < 0.5:
            found[at : at + 1] = bytes([chance.randrange(256)])
        elif kind < 0.7:
            del found[at : at + chance.choice((1, 2, 100))]
        elif kind < 0.9:
            found[at:at] = bytes([chance.randrange(256)]) * chance.choice((1, 3, 1000))
        else:
            other = chance.randrange(len(found) + 1)
            found[at:at] = found[other : other + 50]
    return bytes(found)


def project_input(bases: list[tuple[str, str]], lines: list[str], chance: random.Random, *, heavy: bool) -> str:
    """Read a spoilt project and do with it all that the tool does; give what it was."""
    texts = list(chance.choice(bases))
    for number, share in enumerate((0.7, 0.6)):
        texts[number] = spoilt(texts[number], lines, chance) if chance.random() < share else texts[number]
    contents = [text.encode("utf-8", "surrogatepass") for text in texts]
    if chance.random() < 0.1:
        contents = [spoilt_bytes(content, chance) for content in contents]
    shown = "\n---\n".join(content.decode(errors="backslashreplace") for content in contents)
    _LAST.append(shown)
    plan, history = (
        Document.read(f"data/{name}.yaml", one) for name, one in zip(("measures", "status"), contents, strict=True)
    )
    use(load(plan, history, DAY, lambda _: False), chance, heavy=heavy)
    return shown


def edit_input(bases: list[tuple[str, str]], lines: list[str], chance: random.Random) -> None:
    """Record in a history with hidden characters, and let PyYAML's own reader judge what came of it."""
    plan_text, text = chance.choice(bases)
    if chance.random() < 0.3:
        text = spoilt(text, lines, chance)
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        at = chance.randrange(len(text) + 1)
        if chance.random() < 0.5:  # before a key or at the head of a line, where it does most harm
            at = chance.choice([found.end() for found in re.finditer(r"(?m)^[ -]*", text)])
        text = text[:at] + chance.choice(HIDDEN) + text[at:]
    ids = re.findall(r"(?m)^  - id: (\S+)", plan_text)
    wanted = StatusUpdate(
        tuple(chance.sample(ids, min(len(ids), chance.choice((1, 1, 2))))),
        chance.choice(list(Status)),
        DAY - dt.timedelta(days=chance.randrange(200)),
        chance.choice(((), ("ภาพถ่าย: ก",), ({"url": "https://a.go.th/?a=1&b=2"},))),
        chance.choice(((), ("ขั้น #1",))),
        {"note": chance.choice(("เพราะ", "ก: ข # ค", "- ก"))},
    )
    _LAST.append(f"{wanted}\n{text!r}")
    plan, history = Document.read("m", plan_text.encode()), Document.read("s", text.encode("utf-8", "surrogatepass"))
    result = make_change(wanted, plan, history, DAY, every_file)
    if not isinstance(result, Change) or not result.diff:
        return
    try:
        before, after = (
            pairs_of(yaml.compose(one, yaml.BaseLoader))
            for one in (text, (result.after.history_document.content or b"").decode())
        )
    except yaml.YAMLError:
        return  # its own scanner refuses some of what libyaml reads
    for name in {*before, *after}:
        was, now = before.get(name) or [], after.get(name) or []
        if name not in wanted.ids:
            expect(was == now, f"{name} was not to be changed")
            continue
        days = [calendar.parse_iso(entry["date"]) for entry in now]
        expect(days == sorted(set(days)), f"the days of {name}: {days}")
        entry = now[days.index(wanted.date)]
        expect(entry["status"] == wanted.status.code, "another status")
        expect([one for one in now if one is not entry] == [one for one in was if day_of(one) != wanted.date], "others")
        old = next((one for one in was if day_of(one) == wanted.date), {})
        expect(all(key in entry for key in old), "a key is lost")
        expect(all(key in old for key in entry if "#" in key), "a key comes twice")
    expect(set(before) | set(wanted.ids) >= set(after), "a new key")


def day_of(entry: dict[str, Any]) -> object:
    """Return the day of an entry."""
    return calendar.parse_iso(entry["date"])


def expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001  as `assert` does
    """Fail where something does not hold."""
    if not holds:
        raise AssertionError(otherwise)


def pairs_of(node: Any) -> Any:  # noqa: ANN401  whatever YAML holds
    """Return the data of a node as PyYAML's own reader sees it, with keys as the tool compares them.

    A key that comes again stands as `key#2`.
    """
    if isinstance(node, yaml.MappingNode):
        pairs: dict[Any, Any] = {}
        for key, value in node.value:
            name = normalise(key.value) if isinstance(key, yaml.ScalarNode) else repr(pairs_of(key))
            again = sum(known.partition("#")[0] == name for known in pairs)
            pairs[f"{name}#{again + 1}" if again else name] = pairs_of(value)
        return pairs
    if isinstance(node, yaml.SequenceNode):
        return [pairs_of(one) for one in node.value]
    return normalise(node.value) if node and node.value not in {"~", "null"} else {}


def template_input(chance: random.Random) -> None:
    """Print the real memo with a spoilt template."""
    name = chance.choice(("memo.md.j2", "memo.txt.j2", "memo.html.j2", "bs4.md.j2", "wording.j2"))
    files = {one.name: one.read_text(encoding="utf-8") for one in (ROOT / "templates").glob("*.j2")}
    lines = [line for text in files.values() for line in text.split("\n")]
    files[name] = spoilt_template(files[name], lines, chance)
    _LAST.append(files[name])
    loaded = load(*documents(Workspace(ROOT)), DAY, every_file)
    plan, history = loaded.complete()
    form = "bs4" if name.startswith("bs4") else "memo"
    kind = name.split(".")[1] if name != "wording.j2" else chance.choice(TEXT_FORMATS)
    templates = GivenTemplates(files)
    context = report_context(plan, progress(plan, history, DAY), report_request(date=DAY, form=form))
    make(f"{form}.{kind}.j2", report_request(kind, thai=True, width=80), context, templates)


def spoilt_template(text: str, lines: list[str], chance: random.Random) -> str:
    """Spoil one or two places of a template."""
    for _ in range(chance.choice((1, 2))):
        at = chance.randrange(len(text) + 1)
        kind = chance.random()
        if kind < 0.4:
            text = text[:at] + text[at + chance.choice((1, 1, 2, 20)) :]
        elif kind < 0.8:
            text = text[:at] + chance.choice(SIGNS) + text[at:]
        else:
            text = text[:at] + "\n" + chance.choice(lines) + "\n" + text[at:]
    return text


def command_input(folder: Path, chance: random.Random) -> None:
    """Run a command line of right and wrong words in a project of its own, in a strange environment."""
    command = chance.choice(COMMANDS)
    words = [chance.choice(WORDS) for _ in range(chance.choice((0, 1, 2, 2, 3, 4)))]
    arguments = [*command, *(spoilt_word(word, chance) if chance.random() < 0.2 else word for word in words)]
    environment = {name: chance.choice(values) for name, values in ENVIRONMENT.items() if chance.random() < 0.3}
    _LAST.append(f"{environment} {arguments}")
    before = {name: os.environ.get(name) for name in ENVIRONMENT}
    os.environ.update(environment)
    try:
        out, err = (TextIOWrapper(BytesIO(), "utf-8") for _ in range(2))
        with chdir(folder), redirect_stdout(out), redirect_stderr(err):
            status = run_command([*arguments, "-C", str(folder)] if chance.random() < 0.9 else arguments)
        if status not in {0, 1, 2, 3}:
            raise AssertionError(f"exit status {status}")
    finally:
        translate.choose("en")
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def run_command(arguments: list[str]) -> int:
    """Run the command line as `itatrack` does, and return its exit status."""
    set_language()
    try:
        return cli.run_arguments(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)


def spoilt_word(word: str, chance: random.Random) -> str:
    """Spoil a letter of a word."""
    at = chance.randrange(len(word) + 1)
    # No system passes a NUL in an argument, nor a half of a surrogate pair; bytes that are no UTF-8 come as U+DCxx.
    signs = [*(sign for sign in LETTERS if sign not in {"\x00", "\ud800"}), "\udcff"]
    return word[:at] + chance.choice(signs) + word[at + 1 :]


_LAST: deque[str] = deque(maxlen=1)


def run(inputs: int, seed: int, *, heavy: bool = True, edits: bool = False) -> list[str]:
    """Throw so many inputs, and return what failed: each input with the error, or with how long it took."""
    chance = random.Random(seed)  # noqa: S311  no secret
    bases = projects()
    lines = [line for base in bases for text in base for line in text.split("\n")]
    failed = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "tests" / "cases" / "base", folder / "data")
        for number in range(inputs):
            kind = chance.random()
            start = time.process_time()
            try:
                if kind < (0.99 if edits else 0.1):
                    edit_input(bases, lines, chance)
                elif kind < 0.8:
                    project_input(bases, lines, chance, heavy=heavy)
                elif kind < 0.9:
                    template_input(chance)
                else:
                    command_input(folder, chance)
            except Exception:  # noqa: BLE001  whatever it is, it is what is looked for
                failed.append(f"seed {seed}, input {number}\n{traceback.format_exc()}\n{_LAST[-1]}")
            took = time.process_time() - start
            if took > SLOW:
                failed.append(f"seed {seed}, input {number} took {took:.1f} s\n{_LAST[-1]}")
    return failed


if __name__ == "__main__":
    wanted_inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    wanted_seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found = run(wanted_inputs, wanted_seed, edits="edits" in sys.argv)
    print(*found, f"{wanted_inputs} inputs from seed {wanted_seed}: {len(found)} failed", sep="\n\n")  # noqa: T201
    sys.exit(bool(found))
