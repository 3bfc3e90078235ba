"""Every option of every command takes what was typed for it, or refuses it; found by looking at the commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from calling import call
from support import CASES, ROOT

from itatrack import cli
from itatrack.cli import lazy_commands
from itatrack.cli.language import set_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# What makes each command right; a new command fails here until it has a line.
RIGHT = {
    "audit": [],
    "completion": ["bash"],
    "diff": ["--from", "2564-01-31", "--to", "2564-03-31"],
    "evidence check": [],
    "evidence list": [],
    "evidence pin": ["property"],
    "explain": ["E302"],
    "help": ["json"],
    "import": [str(ROOT / "examples" / "school" / "reports" / "round-6.memo.md"), "--into", "new"],
    "init": ["new", "--yes"],
    "measure add": ["new", "--title", "ก"],
    "measure edit": ["property", "--title", "ก"],
    "measure move": ["property", "--after", "e-service"],
    "measure remove": ["property", "--yes"],
    "measure rename": ["property", "new"],
    "next-year": ["next"],
    "publish": ["public", "--as-of", "2563-12-01"],
    "report": ["--as-of", "2564-03-31"],
    "rollup": [".", "--no-cache"],
    "status edit": ["property", "--note", "ก"],
    "status list": [],
    "status log": ["property"],
    "status remove": ["property", "--date", "2564-03-30"],
    "status set": ["property", "done", "--date", "2564-03-30"],
    "fix": ["--yes"],
    "undo": [],
    "unit rename": ["กองช่าง", "กองใหม่"],
    "validate": [],
    "verify": ["data/status.yaml"],
}
LIKE_OPTIONS = ("--quiet", "--dry-run", "-h", "-C", "--", "--no-such", "--lang=th")
TEXTS = ("- ก", "-", "-5", "-ไม่มี", "--note me not", "a --quiet")


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  Typer's own type
    """Yield every command that is no group, by the words that call it."""
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "list_commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands(lazy_commands.built(cli.app)))
OPTIONS = [
    (name, option.opts[0])
    for name, command in COMMANDS.items()
    for option in command.params
    if option.opts[0].startswith("-") and not option.is_flag
]


DRY_RUNS = [(name, option) for name, option in OPTIONS if any("--dry-run" in one.opts for one in COMMANDS[name].params)]
# Where a text that is taken must be found again.
SHOWN_IN_DIFF = {"measure add", "status set"}


@pytest.fixture
def project(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project whose history has a file of evidence, and go there."""
    history = (CASES / "base" / "status.yaml").read_text(encoding="utf-8")
    folder = make_project(status=f"{history}      - file: data/measures.yaml\n")
    monkeypatch.chdir(folder)
    return folder


def two_of(values: tuple[str, ...], number: int) -> tuple[str, str]:
    """Return two of some values, for the next number another one."""
    return values[number % len(values)], values[(number + 1) % len(values)]


def contents(folder: Path) -> dict[Path, bytes]:
    """Return every file below a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_command_has_the_common_options() -> None:
    """The options that may stand anywhere are declared by every command, and every command is tried here."""
    assert COMMANDS.keys() == RIGHT.keys()
    for command in COMMANDS.values():
        assert {"--lang", "--quiet", "--verbose"} <= {name for option in command.params for name in option.opts}


def refused(project: Path, command: str, option: str, value: str) -> None:
    """Try a value that looks like an option behind and before what makes the command right."""
    before = contents(project)
    for line in ([*RIGHT[command], option, value], [option, value, *RIGHT[command]]):
        status, out, err = call(*command.split(), *line)
        assert (status, out) == (2, "")
        assert f"'{value}' looks like an option; if it is the value, write {option}={value}" in err
    assert contents(project) == before


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_an_option_in_place_of_a_value(command: str, option: str, project: Path) -> None:
    """What looks like an option is refused as the value of another, says how it is written, and nothing happens."""
    refused(project, command, option, LIKE_OPTIONS[0])


@pytest.mark.parametrize("value", LIKE_OPTIONS[1:])
@pytest.mark.parametrize(
    ("command", "option"), [("measure add", "--title"), ("report", "--output"), ("status set", "--date")]
)
def test_all_that_looks_like_an_option(command: str, option: str, value: str, project: Path) -> None:
    """Long and short options, known or not, and `--` itself are not taken as a value."""
    refused(project, command, option, value)


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_an_empty_value(command: str, option: str, project: Path) -> None:
    """An empty value is refused, or takes a key away where the help of the command says so: nothing is added."""
    before = contents(project)
    takes_away = "an empty value" in COMMANDS[command].help
    for empty in ([option, ""], [f"{option}="]):
        status, out, err = call(*command.split(), *RIGHT[command], *empty, *["--dry-run"] * takes_away)
        if takes_away and status == 0:
            assert not re.search(rf"(?m)^\+ .*\b{option.strip('-')}:", out)
        else:
            assert (status, out) == (2, "")
            assert "the text is empty" in err or takes_away
    assert contents(project) == before


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u3000", "\u200b ", "sub/ "])
@pytest.mark.parametrize(
    "line", ["report -o", "report --template", "report -C", "init -y", "next-year", "validate -C", "status list -C"]
)
def test_a_blank_name(line: str, blank: str, project: Path) -> None:
    """A file or folder whose name cannot be seen is refused, also where one is there, and nothing is written."""
    before = contents(project)
    status, out, err = call(*line.split(), blank)
    assert (status, out) == (2, "")
    assert "the name is blank" in err or "does not exist" in err
    assert contents(project) == before


@pytest.mark.slow
@pytest.mark.parametrize(("number", "command", "option"), [(number, *one) for number, one in enumerate(OPTIONS)])
def test_a_value_is_taken_or_refused(number: int, command: str, option: str, project: Path) -> None:
    """A value is what was typed, with a dash in front too and whatever stands behind it; nothing else is read of it."""
    dry = ["--dry-run"] if (command, option) in DRY_RUNS else []
    # Of both kinds another two for each option: every value is tried with more than forty of them.
    for value in (*two_of(LIKE_OPTIONS, number), *two_of(TEXTS, number)):
        before = contents(project)
        lines = [[f"{option}={value}"]] if value in LIKE_OPTIONS else [[f"{option}={value}"], [option, value]]
        for line in lines:
            status, out, err = call(*command.split(), *RIGHT[command], *line, *dry)
            assert status in {0, 1, 2}, err
            assert "Traceback" not in err
            if status == 0 and command in SHOWN_IN_DIFF and option != "--project":
                assert value.removeprefix("- ") in out
            if dry:
                assert contents(project) == before


@pytest.mark.parametrize("command", sorted(RIGHT))
def test_an_argument_is_what_was_typed(command: str, project: Path) -> None:
    """Behind `--` everything is an argument: there an option is none, and what is empty or unknown is refused."""
    before = contents(project)
    for value in ("", *LIKE_OPTIONS, *TEXTS):
        status, out, err = call(*command.split(), *RIGHT[command], "--", value)
        if command == "rollup" and value.strip():  # an agency that is not there has a row that says so
            assert status == 1, err
            continue
        assert (status, out) == (2, ""), err
    assert contents(project) == before


@pytest.mark.parametrize("command", sorted({name for name, _ in DRY_RUNS}))
def test_a_dry_run_writes_nothing(command: str, project: Path) -> None:
    """A dry run shows the change wherever its option stands, and writes nothing."""
    if command == "fix":
        path = project / "data" / "status.yaml"
        path.write_bytes(path.read_bytes().replace("ประ".encode(), "ประ\u200b".encode()))
    if command == "undo":
        assert call("status", "set", *RIGHT["status set"])[0] == 0
    before = contents(project)
    words = [*command.split(), *RIGHT[command]]
    for place in range(len(command.split()), len(words) + 1):
        status, out, err = call(*words[:place], "--dry-run", *words[place:])
        assert status in {0, 2}, err
        assert (out != "") == (status == 0)
    assert contents(project) == before


@pytest.mark.parametrize("command", sorted(RIGHT))
def test_the_language_stands_anywhere(command: str) -> None:
    """The language is that of the option wherever it stands, for help, results and wrong use alike."""
    words = command.split()
    for place in range(len(words) + 1):
        for asked in (["--lang", "th"], ["--lang=th"]):
            line = [*words[:place], *asked, *words[place:]]
            assert "วิธีใช้: " in call(*line, "--help")[1]
            assert "ไม่มีตัวเลือก" in call(*line, "--no-such")[2]
    assert "วิธีใช้: " in call(*words, "--help", "--lang", "th")[1]
    assert "Usage: " in call(*words, "--lang", "th", "--lang", "en", "--help")[1]


def test_the_language_behind_an_unknown_command() -> None:
    """Where no command reads it, the language is still that of the option."""
    assert "ไม่มีคำสั่ง 'validat'" in call("validat", "--lang", "th")[2]
    assert "ไม่มีคำสั่ง 'st'" in call("status", "st", "--lang=th")[2]


@pytest.mark.parametrize("command", sorted(RIGHT))
def test_another_language_than_that_of_the_system(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """English may be asked for where Thai is spoken: the command's texts are those of the code again."""
    english = call(*command.split(), "--help")[1]
    monkeypatch.setenv("ITATRACK_LANG", "th")
    set_language()
    assert call(*command.split(), "--help", "--lang", "en")[1] == english
