"""At the tab key a shell offers commands, options, and the names that the plan has."""

from __future__ import annotations

import json
import os
import random
import re
import shlex
import shutil
import string
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from support import ROOT

from itatrack.cli.completion_scripts import quoted
from itatrack.cli.completion_scripts import typed as read_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")


@pytest.fixture
def offered(run: Callable[..., subprocess.CompletedProcess[bytes]]) -> Callable[..., list[str]]:
    """Ask as bash does what may follow a line, of which the last word is begun."""

    def ask(line: str, cwd: Path = ROOT, **environment: str) -> list[str]:
        done = run(cwd=cwd, _ITATRACK_COMPLETE="bash", _ITATRACK_LINE=line, **environment)
        assert done.returncode == 0
        assert done.stderr == b""
        return [one for one in done.stdout.decode().splitlines() if one]

    return ask


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("itatrack sta", ["status"]),
        ("itatrack status s", ["set"]),
        ("itatrack status --ov", ["--overdue"]),
        ("itatrack status --unit กองก", ["กองการศึกษา"]),
        ("itatrack report --form", ["--form", "--format"]),
        ("itatrack report --format d", ["docx"]),
        ("itatrack report --round ", ["3", "6", "9", "12"]),
        ("itatrack explain w51", [f"w51{digit}" for digit in range(10)]),
        ("itatrack status log e", ["e-service"]),
        ("itatrack status set e", ["e-service"]),
        ("itatrack help te", ["templates"]),
        ("itatrack help guide te", []),
        ("itatrack status set e-service d", ["done"]),
        ("itatrack status set e-service เ", ["เสร็จ"]),
        ("itatrack status set e-service operations i", ["integrity-education", "in-progress"]),
        ("itatrack status list --status n", ["not-started"]),
        ("itatrack status list --unit กองก", ["กองการศึกษา"]),
        ("itatrack measure add x --unit สำ", ["สำนักปลัด"]),
        ("itatrack status log -C examples/school h", ["honest-shop"]),
        ("itatrack status log nothing-like-it", []),
    ],
)
def test_what_is_offered(line: str, names: list[str], offered: Callable[..., list[str]]) -> None:
    """What may follow is offered: names of the tool, and of the plan that the line or the folder names."""
    assert offered(line) == names


def test_ids_are_offered_once(offered: Callable[..., list[str]]) -> None:
    """An id that stands on the line is not offered again."""
    assert "e-service" in offered("itatrack status set operations ")
    assert "e-service" not in offered("itatrack status set operations e-service ")


def test_statuses_in_the_spoken_language(offered: Callable[..., list[str]]) -> None:
    """Where nothing is begun, the statuses are offered in the language that is spoken."""
    assert offered("itatrack status list --status ") == ["not-started", "in-progress", "done", "cancelled"]
    assert offered("itatrack status list --status ", ITATRACK_LANG="th") == ["ยังไม่เริ่ม", "กำลังทำ", "เสร็จ", "ยกเลิก"]


def test_a_blank_is_escaped_for_bash(make_project: Callable[..., Path], offered: Callable[..., list[str]]) -> None:
    """A name with a blank is offered to bash as it must be typed there."""
    project = make_project()
    plan = project / "data" / "measures.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("units: [", "units: [งาน ก, "), encoding="utf-8")
    assert "งาน\\ ก" in offered(f"itatrack status list -C {project} --unit ")


def test_weak_points_are_offered(make_project: Callable[..., Path], offered: Callable[..., list[str]]) -> None:
    """The weak points of the plan are offered where a measure may answer them."""
    project = make_project()
    plan = project / "data" / "measures.yaml"
    text = plan.read_text(encoding="utf-8").replace(
        "\nmeasures:", "\nweak_points: [{id: slow, text: ช้า}]\nmeasures:", 1
    )
    plan.write_text(text, encoding="utf-8")
    assert offered(f"itatrack measure edit -C {project} property --answers ") == ["slow"]


@pytest.mark.parametrize("plan", [None, b"measures: [", b"\xff"])
def test_nothing_is_said_of_a_broken_plan(
    plan: bytes | None, make_project: Callable[..., Path], offered: Callable[..., list[str]]
) -> None:
    """A plan that is missing or broken offers nothing, and tears no line apart."""
    assert offered("itatrack status log ", cwd=make_project(measures=plan)) == []


def shell(*command: str) -> str:
    """Run a shell, and return what it writes."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} here")
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


# Every sign that a shell may take for more than itself, and what would run if it did.
SPECIAL = "u1 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~$(touch ran)`touch ran`;touch ran #!x"
SHELLS = {
    "bash": (("bash", "--norc", "--noprofile", "-i"), 'eval "$(itatrack completion bash)"'),
    "zsh": (
        ("zsh", "-f", "-i"),
        'autoload -Uz compinit; compinit -u -D; eval "$(itatrack completion zsh)"',
    ),
    "fish": (("fish", "--no-config", "-i"), "itatrack completion fish | source"),
}


@pytest.fixture
def typed(tmp_path: Path, make_project: Callable[..., Path]) -> Callable[[str, str], list[str] | None]:
    """Type a line with a tab at its end in a real shell on a terminal; return the arguments that the tool then gets."""
    pty = pytest.importorskip("pty")
    project = make_project()
    plan = project / "data" / "measures.yaml"
    text = plan.read_text(encoding="utf-8").replace("units: [", f"units: [{json.dumps(SPECIAL)}, ")
    plan.write_text(re.sub("title: .*", lambda _: f"title: {json.dumps(SPECIAL)}", text, count=1), encoding="utf-8")
    tool = tmp_path / "bin" / "itatrack"
    tool.parent.mkdir()
    real = f"{shlex.quote(sys.executable)} -m itatrack"
    tool.write_text(
        f'#!/bin/sh\nif [ -n "$_ITATRACK_COMPLETE" ] || [ "$1" = completion ]; then exec {real} "$@"; fi\n'
        'printf "%s\\0" "$@" > args.new; mv args.new args\n'
    )
    tool.chmod(0o755)

    def type_line(name: str, line: str) -> list[str] | None:
        command, prepare = SHELLS[name]
        if shutil.which(command[0]) is None:
            pytest.skip(f"there is no {name} here")
        ours, theirs = pty.openpty()
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 400, 0, 0))
        environment = {
            **os.environ,
            "PATH": f"{tool.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
            "HOME": str(tmp_path),
        }
        shell = subprocess.Popen(
            command,
            cwd=project,
            env=environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  fish wants a terminal of its own
        )
        os.close(theirs)
        shown = []
        reader = threading.Thread(target=_read_all, args=(ours, shown), daemon=True)
        reader.start()
        try:
            os.write(ours, f"{prepare}; touch ready\n".encode())
            _wait_for(project / "ready", shown)
            time.sleep(0.3)  # the shell sets its terminal up once more before it reads a line
            os.write(ours, f"{line}\t\n".encode())
            _wait_for(project / "args", shown)
            return (project / "args").read_text(encoding="utf-8").split("\0")[:-1]
        finally:
            shell.kill()
            shell.wait()
            os.close(ours)
            assert not (project / "ran").exists()

    return type_line


def _read_all(handle: int, shown: list[bytes]) -> None:
    with suppress(OSError):
        while part := os.read(handle, 65536):
            shown.append(part)
            if b"\x1b[c" in part or b"\x1b[0c" in part:  # fish asks which terminal it is
                os.write(handle, b"\x1b[?62c")


def _wait_for(path: Path, shown: list[bytes]) -> None:
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline, b"".join(shown).decode(errors="replace")
        time.sleep(0.02)


@pytest.mark.slow
@pytest.mark.parametrize("quote", ["", '"', "'"])
@pytest.mark.parametrize("name", SHELLS)
def test_a_value_is_text(name: str, quote: str, typed: Callable[[str, str], list[str]]) -> None:
    """What a shell inserts reaches the tool as the plan has it, whatever signs are in it, and nothing of it runs."""
    assert typed(name, f"itatrack status list --unit {quote}u1") == ["status", "list", "--unit", SPECIAL]


@pytest.mark.slow
@pytest.mark.parametrize("name", SHELLS)
def test_a_description_is_text(name: str, typed: Callable[[str, str], list[str]]) -> None:
    """A title that is shown beside what may be chosen is shown, and nothing of it runs."""
    assert typed(name, "itatrack status log pr")[:2] == ["status", "log"]


@pytest.mark.slow
@pytest.mark.parametrize("name", SHELLS)
def test_a_file_is_completed_where_nothing_is_offered(name: str, typed: Callable[[str, str], list[str]]) -> None:
    """Where the tool has nothing to offer the shell completes names of files."""
    assert typed(name, "itatrack report --template data/mea")[-1] == "data/measures.yaml"


def test_what_bash_completes_behind_a_colon(
    offered: Callable[..., list[str]], make_project: Callable[..., Path]
) -> None:
    """Bash completes behind a bare `=` or `:`, and is offered only the rest."""
    project = make_project()
    plan = project / "data" / "measures.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("units: [", "units: ['งาน: ก', "), encoding="utf-8")
    assert offered(f"itatrack status list -C {project} --unit=งาน") == ["งาน\\:\\ ก"]
    assert offered(f"itatrack status list -C {project} --unit งาน:") == ["\\ ก"]
    assert offered(f"itatrack status list -C {project} --unit 'งาน: ก") == ["งาน: ก"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "", "complete_bash", "source_bash", "\udcff", "x_y"])
@pytest.mark.parametrize("line", [None, "", "\\", "'", '"', "itatrack 'x", "itatrack --unit", "\udcff \udcfe", " - --"])
def test_malformed_variables(shell: str, line: str | None, run: Callable[..., Any]) -> None:
    """Whatever stands in the variables by which a shell asks, it gets an answer and no traceback."""
    done = run(_ITATRACK_COMPLETE=shell, **({} if line is None else {"_ITATRACK_LINE": line}))
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_quoting_is_undone_by_the_shell(quote: str) -> None:
    """What is quoted for a shell is read back by it as it was, and by us as by the shell."""
    chance = random.Random(7)  # noqa: S311  no secret
    signs = string.punctuation * 2 + "aก "
    texts = ["".join(chance.choices(signs, k=chance.randint(1, 9))) for _ in range(500)]
    lines = [f"{quote}{quoted(text, quote)}{quote}" for text in texts]
    assert shell("sh", "-c", "printf '%s\\0' " + " ".join(lines)).split("\0")[:-1] == texts
    assert [read_line(f"itatrack {line} ").words[1] for line in lines] == texts
