"""Adding measures to a plan, as a clerk does who begins one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import CASES, ROOT

from itatrack.project import every_file
from itatrack.recording.change import Change, make_change
from itatrack.recording.measures import NewMeasure
from itatrack.recording.refusal import DuplicateId
from itatrack.thai.spelling import normalise
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.recording.refusal import Refusal
    from itatrack.yamltext.edit.emitter import Data

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

TODAY = date(2021, 3, 1)
PLANS = [ROOT / "data", CASES / "base", *(path / "data" for path in sorted((ROOT / "examples").iterdir()))]
TEXT = st.text("กข่ำ ab:#,'\"[]{}&*!|>%@`-?~1", min_size=1, max_size=15).map(normalise).filter(bool)


def added(plan: bytes, **values: Data) -> Change | Refusal:
    """Add a measure to a plan with an empty history."""
    files = Document.read("data/measures.yaml", plan), Document.read("data/status.yaml", b"")
    return make_change(NewMeasure(str(values["id"]), values), *files, TODAY, every_file)


@pytest.mark.parametrize("folder", PLANS, ids=lambda path: path.parent.name)
def test_only_lines_are_added(folder: Path) -> None:
    """To every plan there is a measure is added at the end, as lines of its own, and adding it again is refused."""
    plan = (folder / "measures.yaml").read_bytes()
    change = added(plan, id="new-one", title="ใหม่", steps=["ก", "ข"])
    assert isinstance(change, Change), change
    assert not [line for line in change.diff.splitlines()[2:] if line.startswith("-")]
    content = change.after.plan_document.content or b""
    assert content.startswith(plan.rstrip(b"\n"))
    assert change.after.plan is not None
    last = change.after.plan.measures[-1]
    assert (last.id, last.steps) == ("new-one", ("ก", "ข"))
    assert added(content, id="new-one", title="ใหม่") == DuplicateId("new-one")


@pytest.mark.slow
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, st.lists(TEXT, min_size=1, max_size=3), TEXT | st.none())
def test_whatever_a_measure_says(title: str, steps: list[str], code: str | None) -> None:
    """Each text is in the plan as it was given, however YAML has to write it."""
    plan = (CASES / "base" / "measures.yaml").read_bytes()
    change = added(plan, id="x1", title=title, steps=[*steps], **({"code": code} if code else {}))
    assert isinstance(change, Change), change
    assert change.after.plan is not None
    last = change.after.plan.measures[-1]
    assert (last.title, last.steps, last.code) == (title, tuple(steps), code)


def test_the_change_is_shown_and_written(make_project: Callable[..., Path], run: Run) -> None:
    """The diff is printed and the file changed; a dry run changes nothing."""
    folder = make_project()
    plan = folder / "data" / "measures.yaml"
    before = plan.read_bytes()
    command = ["measure", "add", "new", "--title", "ใหม่", "--step", "ก", "--unit", "กองคลัง"]
    tried = run(*command, "--dry-run", cwd=folder, PYTHONPATH=str(ROOT))
    assert (tried.returncode, plan.read_bytes()) == (0, before)
    done = run(*command, cwd=folder, PYTHONPATH=str(ROOT))
    assert done.stdout == tried.stdout
    assert done.stderr.decode().endswith("new added: now 3 measures\n")
    assert plan.read_bytes() == before + (
        "  - id: new\n    title: ใหม่\n    steps:\n      - ก\n    responsible: [กองคลัง]\n".encode()
    )


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["property", "--title", "ก"], 2, "there is a measure 'property' already"),
        (["Bad Id", "--title", "ก"], 1, "`Bad Id` is not a valid id"),
        (["x", "--title", "ก", "--unit", "กองคลงั"], 1, "if `กองคลัง` is meant, correct it;"),
        (["x"], 2, "Missing option '--title'"),
        (["x", "--title", " "], 2, "the text is empty"),
    ],
)
def test_wrong_use(arguments: list[str], status: int, said: str, make_project: Callable[..., Path], run: Run) -> None:
    """What cannot be added is refused with what is wrong, and the plan stays as it was."""
    folder = make_project()
    done = run("measure", "add", *arguments, cwd=folder, PYTHONPATH=str(ROOT))
    assert done.returncode == status
    assert said in done.stderr.decode()
    assert (folder / "data" / "measures.yaml").read_bytes() == (CASES / "base" / "measures.yaml").read_bytes()


def test_a_broken_plan_is_left(make_project: Callable[..., Path], run: Run) -> None:
    """A plan with errors is fixed first."""
    folder = make_project(measures="agency: [\n")
    done = run("measure", "add", "x", "--title", "ก", cwd=folder, PYTHONPATH=str(ROOT))
    assert (done.returncode, done.stdout) == (1, b"")
    assert "error[E106]" in done.stderr.decode()
