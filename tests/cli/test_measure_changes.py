"""Changing the plan's measures and units from the command line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from itatrack import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATUS = "property:\n  - {date: 2564-03-01, status: done, evidence: [ประกาศ]}\n"


@pytest.fixture
def folder(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of a project, which is the current one."""
    project = make_project(status=STATUS)
    monkeypatch.chdir(project)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return project / "data"


def texts(folder: Path) -> tuple[str, str]:
    """Return the texts of plan and history."""
    return tuple((folder / f"{name}.yaml").read_text(encoding="utf-8") for name in ("measures", "status"))  # type: ignore[return-value]


def test_rename_changes_both_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Plan and history change together, or with `--dry-run` not at all."""
    plan, history = texts(folder)
    line = ["measure", "rename", "property", "state-property"]
    assert cli.run_arguments([*line, "--dry-run"]) == 0
    assert texts(folder) == (plan, history)
    dry = capsys.readouterr()
    assert dry.err == "property is now state-property, in plan and history (dry run: nothing was written)\n"
    assert cli.run_arguments(line) == 0
    assert capsys.readouterr().out == dry.out
    assert texts(folder) == (plan.replace("id: property", "id: state-property"), "state-" + history)


def test_remove_asks(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The entries are shown first; nobody to ask, or a no, leaves everything."""
    before = texts(folder)
    assert cli.run_arguments(["measure", "remove", "property"]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("2564-03-01  done\n    evidence  ประกาศ\n")
    assert "nothing was written yet: add --yes to write it\n" in shown.err
    for answer, status in (("n\n", 1), ("y\n", 0)):
        assert texts(folder) == before
        answers = io.StringIO(answer)
        monkeypatch.setattr(answers, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", answers)
        assert cli.run_arguments(["measure", "remove", "property"]) == status
    assert capsys.readouterr().err.endswith("property and its 1 entry removed: now 1 measures\n")
    assert texts(folder)[1] == ""
    assert "property" not in texts(folder)[0]


def test_what_was_confirmed_is_what_is_removed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where somebody records while the question stands, nothing is removed."""
    history = STATUS + "  - {date: 2564-04-01, status: done, evidence: [ก]}\n"

    def confirm(*_: object, **__: object) -> str:
        (folder / "status.yaml").write_text(history, encoding="utf-8")
        return "y"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.prompt", confirm)
    with pytest.raises(SystemExit):
        raise SystemExit(cli.run_arguments(["measure", "remove", "property"]))
    assert "was changed by another program in the meantime" in capsys.readouterr().err
    assert texts(folder)[1] == history


def test_move_and_edit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A measure gets another place, and other texts."""
    assert cli.run_arguments(["measure", "move", "e-service", "--before", "property"]) == 0
    assert capsys.readouterr().err == "e-service is now measure 1 of 2\n"
    assert cli.run_arguments(["measure", "move", "property", "--after", "e-service"]) == 0
    assert capsys.readouterr().err == "nothing to change: property is there already\n"
    plan = texts(folder)[0]
    assert plan.index("id: e-service") < plan.index("id: property")
    assert cli.run_arguments(["measure", "edit", "e-service", "--title", "บริการ", "--step", "ก", "--code="]) == 0
    assert capsys.readouterr().err.endswith("e-service changed\n")
    assert "title: บริการ\n" in texts(folder)[0]


def test_rename_a_unit_names_other_texts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Texts that hold the unit's name without being the unit are named, and stay."""
    plan = texts(folder)[0].replace("section: ", "section: กองคลัง ", 1)
    (folder / "measures.yaml").write_text(plan, encoding="utf-8")
    assert cli.run_arguments(["unit", "rename", "กองคลัง", "กองการเงิน"]) == 0
    said = capsys.readouterr().err.splitlines()
    line = next(number for number, text in enumerate(plan.splitlines(), 1) if "section: " in text)
    assert said[-2:] == [
        "กองคลัง is now กองการเงิน",
        f"กองคลัง is also named in other texts, which stay as they are: data/measures.yaml, line {line}",
    ]


def test_a_recurring_measure(folder: Path) -> None:
    """`--recurring` writes a plain yes, and `--not-recurring` takes the key away again."""
    before = texts(folder)
    assert cli.run_arguments(["measure", "edit", "property", "--recurring"]) == 0
    assert texts(folder)[0].count("\n    recurring: yes\n") == 1
    assert cli.run_arguments(["measure", "edit", "property", "--not-recurring"]) == 0
    assert texts(folder) == before
    assert cli.run_arguments(["measure", "add", "monthly", "--title", "ก", "--recurring"]) == 0
    assert "  - id: monthly\n    title: ก\n    recurring: yes\n" in texts(folder)[0]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["measure", "rename", "proprty", "x"], 2, "unknown measure id 'proprty' (did you mean 'property'?)"),
        (["measure", "rename", "property", "e-service"], 2, "there is a measure 'e-service' already"),
        (["measure", "rename", "property", "Big One"], 1, "`Big One` is not a valid id"),
        (["measure", "remove", "x", "--yes"], 2, "unknown measure id 'x'"),
        (["measure", "move", "property"], 2, "name one other measure, with --before or --after"),
        (["measure", "move", "property", "--before", "x"], 2, "unknown measure id 'x'"),
        (["measure", "move", "property", "--before", "e-service", "--after", "e-service"], 2, "name one other measure"),
        (["measure", "edit", "property"], 2, "nothing is named that is to be changed"),
        (["measure", "edit", "property", "--title", ""], 2, "the text is empty"),
        (["measure", "edit", "property", "--unit", "กองคลงั"], 1, "if `กองคลัง` is meant, correct it"),
        (["unit", "rename", "กองคลงั", "ก"], 2, "unknown unit 'กองคลงั' (did you mean 'กองคลัง'?)"),
    ],
    ids=range(11),
)
def test_wrong_use(
    arguments: list[str], status: int, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be changed is refused with what is wrong, and both files stay."""
    before = texts(folder)
    assert cli.run_arguments(arguments) == status
    assert said in capsys.readouterr().err
    assert texts(folder) == before


def test_a_cancellation_needs_a_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A measure is cancelled, and goes on after that, with a note that says why, and not without one."""
    day = ["--date", "2564-06-01"]
    for words, moved in (
        (["e-service", "ยกเลิก"], "a cancellation (e-service: not-started → cancelled)"),
        (["e-service", "done"], "going on after a cancellation (e-service: cancelled → done)"),
    ):
        before = texts(folder)
        assert cli.run_arguments(["status", "set", *words, *day]) == 2
        assert f"{moved} needs a note that says why" in capsys.readouterr().err
        assert texts(folder) == before
        assert cli.run_arguments(["status", "set", *words, *day, "--note", "เหตุผล"]) == 0


def test_answers_name_weak_points(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A measure is added, and changed, with the weak points that it answers; a name that is none is refused."""
    plan = folder / "measures.yaml"
    points = "weak_points:\n  - {id: slow, text: ล่าช้า}\n  - {id: money, text: งบประมาณ}\nmeasures:"
    plan.write_text(texts(folder)[0].replace("\nmeasures:", f"\n{points}", 1), encoding="utf-8")
    new = ["measure", "add", "open", "--title", "เปิดเผย"]
    assert cli.run_arguments([*new, "--answers", "slow", "--answers", "money"]) == 0
    assert "answers:\n      - slow\n      - money\n" in texts(folder)[0]
    assert cli.run_arguments(["measure", "edit", "open", "--answers", "mony"]) == 1
    assert "no weak point has the id `mony`" in capsys.readouterr().err
    assert cli.run_arguments(["measure", "edit", "property", "--answers", "money"]) == 0
    assert cli.run_arguments(["measure", "edit", "open", "--answers", ""]) == 0
    assert texts(folder)[0].count("answers:") == 1
