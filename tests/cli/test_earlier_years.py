"""The history that a measure has in the projects of earlier years."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from repositories import Repo
from support import TODAY

from itatrack import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTRY = "e-service:\n  - {date: 2564-03-01, status: in-progress, result: ร่างแล้ว}\n"
LOG = ["status", "log", "e-service", "--as-of", "2566-01-31", "-C", "2566"]


@pytest.fixture
def years(make_project: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the projects of three years, which is the current one."""
    folder = tmp_path / "repository"
    folder.mkdir()
    make_project(status=ENTRY).rename(folder / "2564")
    monkeypatch.chdir(folder)
    for new, old in (("2565", "2564"), ("2566", "2565")):
        assert cli.run_arguments(["next-year", new, "-C", old]) == 0
    return folder


def test_all_years_are_shown(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each year stands below the one that goes on from it, and tells how long a status lasted up to its own end."""
    capsys.readouterr()
    assert cli.run_arguments(LOG) == 0
    said = capsys.readouterr().out
    places = [said.index(head) for head in ("e-service\n", "\n2565/e-service\n", "\n2564/e-service\n", "ร่างแล้ว")]
    assert places == sorted(places)
    assert "for 213 days so far, as of 2564-09-30" in said
    assert "not shown" not in said
    assert "overdue" not in said  # of years that are over nobody need be told
    assert years.joinpath("2564", "data", "status.yaml").read_text(encoding="utf-8") == ENTRY


def test_earlier_years_as_json(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same stands in the JSON, year by year."""
    capsys.readouterr()
    assert cli.run_arguments([*LOG, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["measure"]["continues"] == "2565/e-service"
    assert [(year["fiscal_year"], len(year["entries"])) for year in shown["earlier_years"]] == [(2565, 0), (2564, 1)]
    (years / "2565").rename(years / "old")
    assert cli.run_arguments([*LOG, "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["earlier_years"] == []
    assert said.err == "2565/e-service is not shown: there is no project in the folder 2565\n"


def _remove(years: Path) -> None:
    (years / "2565").rename(years / "old")


def _take_another_year(years: Path) -> None:
    (years / "2565").rename(years / "old")
    (years / "2564").rename(years / "2565")


def _break(years: Path) -> None:
    (years / "2565" / "data" / "status.yaml").write_text("x:\n", encoding="utf-8")


def _rename(years: Path) -> None:
    plan = years / "2565" / "data" / "measures.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("id: e-service", "id: online"), encoding="utf-8")


def _continue_itself(years: Path) -> None:
    plan = years / "2566" / "data" / "measures.yaml"
    text = plan.read_text(encoding="utf-8").replace("continues: 2565/e-service", "continues: 2566/e-service")
    plan.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_remove, "2565/e-service is not shown: there is no project in the folder 2565"),
        (_take_another_year, "2565/e-service is not shown: the plan in the folder 2565 is not of that fiscal year"),
        (_break, "2565/e-service is not shown: there are errors in the folder 2565: itatrack validate -C 2565"),
        (_rename, "2565/e-service is not shown: the plan in the folder 2565 has no measure e-service"),
        (_continue_itself, "2566/e-service is not shown: it is not a year before 2566"),
    ],
    ids=["missing", "other-year", "errors", "other-id", "no-earlier-year"],
)
def test_a_year_that_is_not_found(
    spoil: Callable[[Path], None], reason: str, years: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing else is taken for the year before: the last line says what is missing, and the rest is shown."""
    spoil(years)
    capsys.readouterr()
    assert cli.run_arguments(LOG) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "e-service"
    assert lines[-1] == reason


def test_earlier_years_of_a_commit(years: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--rev` the years before are read from the same commit, and one that was not in it yet is missing."""
    repo = Repo(years)
    (years / "2565").rename(years.parent / "2565")
    first = repo.commit_all(TODAY)
    (years.parent / "2565").rename(years / "2565")
    repo.commit_all(TODAY)
    (years / "2564").rename(years / "old")
    capsys.readouterr()
    assert cli.run_arguments([*LOG, "--rev", "HEAD"]) == 0
    assert "ร่างแล้ว" in capsys.readouterr().out
    assert cli.run_arguments([*LOG, "--rev", first]) == 0
    said = capsys.readouterr().out
    assert said.endswith("2565/e-service is not shown: there is no project in the folder 2565\n")
