"""Correcting what was recorded, as a clerk does who made a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from itatrack import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATUS = """\
property:
  - date: 2564-01-15
    status: in-progress
    note: รอ
  - date: 2564-03-01
    status: done
    evidence: [ประกาศ]
"""


@pytest.fixture
def folder(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is the current one."""
    project = make_project(status=STATUS)
    monkeypatch.chdir(project)
    return project


def history(folder: Path) -> str:
    """Return the text of the history."""
    return (folder / "data" / "status.yaml").read_text(encoding="utf-8")


def test_edit_says_what_it_does(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistaken `done` is corrected without an excuse; the second time nothing changes; a dry run writes nothing."""
    line = ["status", "edit", "property", "--status", "กำลังทำ", "--remove-evidence", "ประกาศ"]
    assert cli.run_arguments([*line, "--dry-run"]) == 0
    assert history(folder) == STATUS
    dry = capsys.readouterr()
    assert dry.err.endswith(
        "property: done → in-progress as of 2564-03-01; now 0 of 2 measures done (dry run: nothing was written)\n"
    )
    assert cli.run_arguments(line) == 0
    assert capsys.readouterr().out == dry.out
    assert history(folder) == STATUS.replace("status: done\n    evidence: [ประกาศ]", "status: in-progress")
    assert cli.run_arguments(["status", "edit", "property", "--status", "in-progress"]) == 0
    assert capsys.readouterr().err == "nothing to change: all of this is recorded already\n"


def test_an_empty_value_takes_the_key_away(folder: Path) -> None:
    """`--note ""` removes the note, and `--evidence ""` all evidence."""
    assert cli.run_arguments(["status", "edit", "property", "--date", "15/1/2564", "--note", ""]) == 0
    assert cli.run_arguments(["status", "edit", "property", "--evidence=", "--evidence", "คำสั่ง"]) == 0
    assert history(folder) == STATUS.replace("    note: รอ\n", "").replace("ประกาศ", "คำสั่ง")


def test_remove_shows_the_entry(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The entry is shown, then the change, and then where the measure stands without it."""
    assert cli.run_arguments(["status", "remove", "property", "--date", "1 มี.ค. 2564"]) == 0
    shown = capsys.readouterr()
    said = shown.err.splitlines()
    assert said[:2] == ["2564-03-01  done", "    evidence  ประกาศ"]
    assert said[-1] == "property: done → in-progress as of 2564-03-01; now 0 of 2 measures done"
    assert [line for line in shown.out.splitlines() if line.startswith("-")] == [
        "--- a/data/status.yaml",
        "-  - date: 2564-03-01",
        "-    status: done",
        "-    evidence: [ประกาศ]",
    ]
    assert history(folder) == STATUS[: STATUS.index("  - date: 2564-03-01")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["edit", "property"], "nothing is named that is to be corrected"),
        (["edit", "proprty", "--note", "ก"], "unknown measure id 'proprty' (did you mean 'property'?)"),
        (["edit", "e-service", "--note", "ก"], "Invalid value for 'ID': e-service has no entry"),
        (
            ["edit", "property", "--date", "2564-03-02", "--note", "ก"],
            "property has no entry of 2564-03-02; there are: 2564-01-15, 2564-03-01",
        ),
        (["edit", "property", "--to-date", "2564-01-15"], "property has an entry of 2564-01-15 already"),
        (["edit", "property", "--to-date", "2699-01-15"], "2699-01-15 is in the future"),
        (
            ["edit", "property", "--remove-evidence", "ประกาส"],
            "the entry has no evidence 'ประกาส' (did you mean 'ประกาศ'?)",
        ),
        (["edit", "property", "--date", "15/1/2564", "--remove-evidence", "x"], "the entry has no evidence 'x'"),
        (["edit", "property", "--set", "joined=3"], "unknown column 'joined'"),
        (["edit", "property", "--set", "note=ก"], "note is not a custom column: it has an option of its own"),
        (["edit", "property", "--set", "joined"], "'joined' is not written as NAME=VALUE"),
        (["edit", "property", "--indicator", "x"], "'x' is not written as NAME=VALUE"),
        (["edit", "property", "--status", ""], "the text is empty"),
        (["edit", "", "--note", ""], "the text is empty"),
        (["set", "property", "done", "--note", ""], "the text is empty"),
        (["set", "property", "done", "--indicator", "x="], "the text is empty"),
        (["edit", "property", "เสร็จ"], "the right status is an option here: write --status เสร็จ"),
        (["edit", "property", "e-service", "--note", "ก"], "entries are corrected one by one: e-service is too much"),
        (["remove", "property"], "Missing option '--date'"),
        (["remove", "property", "--date", "2564-03-02"], "property has no entry of 2564-03-02"),
    ],
    ids=range(20),
)
def test_wrong_use(arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong use ends with 2, says what is wrong with what there is, and writes nothing."""
    assert cli.run_arguments(["status", *arguments]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert (shown.out, history(folder)) == ("", STATUS)


COLUMNS = """\
columns:
  - {name: joined, heading: ผู้เข้าร่วม, kind: number}
  - {name: seen_on, heading: วันที่ตรวจ, kind: date}
  - {name: level, heading: ระดับ, kind: choice, choices: [สูง, ต่ำ]}
  - {name: score, heading: คะแนน, kind: product, of: [joined, budget]}
"""


@pytest.fixture
def with_columns(folder: Path) -> Path:
    """Return the folder of a project whose plan has columns of its own, and an indicator."""
    plan = folder / "data" / "measures.yaml"
    text = plan.read_text(encoding="utf-8").replace("measures:\n", COLUMNS + "measures:\n", 1)
    first = text.index("    title: ", text.index("\nmeasures:"))
    plan.write_text(text[:first] + "    indicators: [{name: ร้อยละ, target: 80}]\n" + text[first:], encoding="utf-8")
    return folder


def test_columns_and_indicators_are_set_and_corrected(with_columns: Path) -> None:
    """Numbers and dates are recorded plainly, however they were typed."""
    line = ["--set", "joined=๑,๒๐๔", "--set", "seen_on=15 มี.ค. 2564", "--set", "level=สูง", "--indicator", "ร้อยละ=85"]
    assert cli.run_arguments(["status", "set", "property", "done", "--date", "2564-03-20", *line]) == 0
    new = """\
  - date: 2564-03-20
    status: done
    indicators:
      - {name: ร้อยละ, result: 85}
    joined: 1204
    seen_on: 2564-03-15
    level: สูง
"""
    assert history(with_columns) == STATUS + new
    line = ["--set", "joined=", "--indicator", "1=90", "--set", "level=ต่ำ"]
    assert cli.run_arguments(["status", "edit", "property", *line]) == 0
    after = new.replace("    joined: 1204\n", "").replace("85", "90").replace("สูง", "ต่ำ")
    assert history(with_columns) == STATUS + after


@pytest.mark.parametrize(
    ("value", "status", "said"),
    [
        ("joined=มาก", 2, "joined: `มาก` is not a number"),
        ("seen_on=มาก", 2, "'มาก' is not a date"),
        ("level=สุง", 2, "level: `สุง` is not one of the choices; choose from `สูง`, `ต่ำ`"),
        ("joind=3", 2, "unknown column 'joind' (did you mean 'joined'?); there are: joined, seen_on, level, resp"),
        ("score=3", 2, "score: no value is written for a computed column, here `3`"),
    ],
)
def test_wrong_values_of_columns(
    value: str, status: int, said: str, with_columns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A value that a column does not take is refused with what is meant."""
    assert cli.run_arguments(["status", "set", "property", "done", "--set", value]) == status
    assert said in capsys.readouterr().err
    assert history(with_columns) == STATUS


def test_an_unknown_indicator_is_refused(with_columns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A result of an indicator that the measure does not have would be an error, and is not written."""
    assert cli.run_arguments(["status", "edit", "property", "--indicator", "ร้อยล=3"]) == 1
    assert "error[E308]" in capsys.readouterr().err
    assert history(with_columns) == STATUS


def test_what_changes_of_the_plan(folder: Path) -> None:
    """`--set` records a new value of the plan below its own key, and an empty one takes it away."""
    changes = ["budget=8,000", "period.to=30 ก.ย. 2564", "responsible=กองคลัง", "responsible=สำนักปลัด"]
    options = [part for change in changes for part in ("--set", change)]
    assert cli.run_arguments(["status", "set", "property", "done", "--date", "2564-03-01", *options]) == 0
    for line in ("budget: 8000", "period: {to: 2564-09-30}", "responsible: [กองคลัง, สำนักปลัด]"):
        assert f"    {line}\n" in history(folder)
    assert cli.run_arguments(["unit", "rename", "สำนักปลัด", "สำนักงานปลัด"]) == 0
    assert "    responsible: [กองคลัง, สำนักงานปลัด]\n" in history(folder)
    empty = [part for name in ("budget", "period.to", "responsible") for part in ("--set", f"{name}=")]
    assert cli.run_arguments(["status", "edit", "property", *empty]) == 0
    assert history(folder) == STATUS
