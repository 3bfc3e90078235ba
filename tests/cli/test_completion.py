"""At the tab key a shell offers commands, options, and the names that the plan has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

BIN = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture
def offered(run: Callable[..., subprocess.CompletedProcess[bytes]]) -> Callable[..., list[str]]:
    """Ask as bash does what may follow a line, of which the last word is begun."""

    def ask(line: str, cwd: Path = ROOT, **environment: str) -> list[str]:
        asked = {"_ITATRACK_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        done = run(cwd=cwd, **asked, **environment)
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
    assert offered("itatrack status list --status ") == ["not-started", "in-progress", "done"]
    assert offered("itatrack status list --status ", ITATRACK_LANG="th") == ["ยังไม่เริ่ม", "กำลังทำ", "เสร็จ"]


def test_a_blank_is_escaped_for_bash(make_project: Callable[..., Path], offered: Callable[..., list[str]]) -> None:
    """A name with a blank is offered to bash as it must be typed there."""
    project = make_project()
    plan = project / "data" / "measures.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("units: [", "units: [งาน ก, "), encoding="utf-8")
    assert "งาน\\ ก" in offered(f"itatrack status list -C {project} --unit ")


@pytest.mark.parametrize("plan", [None, b"measures: [", b"\xff"])
def test_nothing_is_said_of_a_broken_plan(
    plan: bytes | None, make_project: Callable[..., Path], offered: Callable[..., list[str]]
) -> None:
    """A plan that is missing or broken offers nothing, and tears no line apart."""
    assert offered("itatrack status log ", cwd=make_project(measures=plan)) == []


def shell(*command: str) -> str:
    """Run a shell that finds the tool."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} here")
    environment = {**os.environ, "PATH": BIN}
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def test_bash() -> None:
    """The script of `itatrack completion bash` makes bash complete."""
    words = (
        'COMP_WORDS=(itatrack status set e-service d); COMP_CWORD=4; _itatrack_completion itatrack; echo "$COMPREPLY"'
    )
    assert shell("bash", "-c", f'eval "$(itatrack completion bash)"; {words}') == "done\n"


def test_fish() -> None:
    """The script of `itatrack completion fish` makes fish complete, and say what a name stands for."""
    asked = 'itatrack completion fish | source; complete -C "itatrack status set e-s"'
    assert shell("fish", "-c", asked) == "e-service\tE-Service\n"


def test_zsh() -> None:
    """The script of `itatrack completion zsh` is one that zsh can read; it is tried by hand in a terminal."""
    script = 'autoload -Uz compinit; compinit -u -D; eval "$(itatrack completion zsh)"; print $_comps[itatrack]'
    assert shell("zsh", "-f", "-c", script) == "_itatrack_completion\n"
