"""`itatrack diff` tells what happened since from what was recorded later about earlier days."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from calling import call
from planted import PLAN, Entry, Planted
from repositories import Repo
from support import ROOT

from itatrack.report import provenance
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MEASURES = "".join(f"  - {{id: {name}, title: มาตรการ {name}, steps: [ก]}}\n" for name in ("alpha", "beta"))
FIRST = """\
alpha:
  - {date: 2564-01-10, status: in-progress, progress: 30, spent: 1000, evidence: [ประกาศ]}
"""
SECOND = """\
alpha:
  - {date: 2564-01-10, status: in-progress, progress: 40, spent: 1000, evidence: [ประกาศ, คำสั่ง]}
  - {date: 2564-02-10, status: in-progress, progress: 60, spent: 2500.50}
beta:
  - {date: 2564-01-20, status: not-started}
"""


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """Make a repository with two versions of a history, and go there."""
    made = Repo(tmp_path)
    plan = PLAN.format(measures=MEASURES)
    made.commit({"data/measures.yaml": plan, "data/status.yaml": FIRST}, dt.date(2021, 1, 31))
    plan = PLAN.format(measures=MEASURES.replace("beta,", "gamma,") + "  - {id: new, title: ใหม่, steps: [ก]}\n")
    made.commit({"data/measures.yaml": plan, "data/status.yaml": SECOND.replace("beta", "gamma")}, dt.date(2021, 2, 28))
    monkeypatch.chdir(tmp_path)
    return made


def compared(*options: str) -> list[dict[str, Any]]:
    """Return the changes of a comparison as JSON."""
    status, out, err = call("diff", "--format", "json", *options)
    assert status == 0, err
    changes: list[dict[str, Any]] = json.loads(out)["changes"]
    return changes


def keys(changes: Sequence[dict[str, Any]]) -> list[tuple[object, ...]]:
    """Return the changed keys with their values."""
    return [(change["key"], change["before"], change["after"]) for change in changes]


def test_two_days(repo: Repo) -> None:
    """Between two days of the same data everything happened since; what holds on is no change."""
    (alpha,) = compared("--from", "2564-01-31", "--to", "2564-02-28")
    assert keys(alpha["happened"]) == [("progress", 40, 60), ("spent", 1000, 2500.5)]
    assert (alpha["corrected"], alpha["kind"], alpha["former_id"]) == ([], "kept", None)
    assert compared("--from", "2564-02-28", "--to", "2564-02-28") == []
    assert compared("--rev", "HEAD", "--from", "2564-01-31", "--to", "2564-02-28") == [alpha]
    assert call("diff", "--from", "2564-02-28", "--to", "2564-03-01")[2] == "nothing changed\n"
    assert repo.folder.exists()


def test_percent_leads_from_what_was_known_to_what_is(repo: Repo) -> None:
    """Where a percentage was stated at all, one that follows from the status counts too, and no step is left out."""
    first = "gamma:\n  - {date: 2564-01-10, status: in-progress, progress: 30}\n"
    second = "gamma:\n  - {date: 2564-01-10, status: done}\n  - {date: 2564-02-10, status: in-progress, note: ก}\n"
    for day, history in enumerate((first, second), 1):
        repo.commit({"data/status.yaml": history}, dt.date(2021, 3, day))
    (gamma,) = compared("--rev", "HEAD~1..HEAD", "--from", "2564-01-31", "--to", "2564-02-28")
    steps = [change for change in (*gamma["corrected"], *gamma["happened"]) if change["key"] == "progress"]
    assert keys(steps) == [("progress", 30, 100), ("progress", 100, None)]


def test_two_commits(repo: Repo) -> None:
    """Between two commits what was recorded later about days of the earlier one is told apart; measures come and go."""
    alpha, gamma, new = compared("--rev", "HEAD~1..HEAD")
    assert keys(alpha["happened"]) == [("progress", 40, 60), ("spent", 1000, 2500.5)]
    assert [key for key, *_ in keys(alpha["corrected"])] == ["progress", "evidence"]
    assert (gamma["id"], gamma["kind"], gamma["former_id"], gamma["corrected"]) == ("gamma", "kept", "beta", [])
    assert (new["id"], new["kind"]) == ("new", "added")
    lines = call("diff", "--rev", "@2564-01-31..HEAD")[1].splitlines()
    known = [repo.git("rev-parse", name)[:10] for name in ("HEAD~1", "HEAD")]
    assert lines[0] == f"from 2564-01-31, as known in {known[0]}, to 2564-02-28, as known in {known[1]}"
    assert "    evidence  + คำสั่ง" in lines
    assert "  was called beta before" in lines
    assert "  added to the plan" in lines
    assert "| มาตรการ alpha | percent | 30 | 40 |" in call("diff", "--rev", "HEAD~1..HEAD", "--format", "md")[1]
    back = compared("--rev", "HEAD..HEAD~1", "--from", "2564-01-01")
    assert [change["id"] for change in back if change["kind"] == "dropped"] == ["new"]


def test_wrong_use(repo: Repo) -> None:
    """Without an earlier day, with days in the wrong order and with three dots a comparison is refused."""
    for options, said in (
        ([], "give the earlier day, two commits as --rev A..B, or a document as --since FILE"),
        (["--rev", "HEAD"], "give the earlier day, two commits as --rev A..B, or a document as --since FILE"),
        (["--from", "2564-02-01", "--to", "2564-01-01"], "2564-02-01 comes after 2564-01-01"),
        (["--rev", "HEAD..HEAD~1"], "2564-02-28 comes after 2564-01-31"),
        (["--rev", "HEAD~1...HEAD"], "write two dots between two commits: A..B"),
        (["--rev", "nope..HEAD"], "the repository has no commit 'nope'"),
    ):
        status, out, err = call("diff", *options)
        assert (status, out, said in err) == (2, "", True), err
    (repo.folder / "data" / "status.yaml").write_text("x: 1\n")
    status, out, err = call("diff", "--rev", "HEAD~1..")
    assert (status, out) == (1, "")
    assert "the command needs data without errors" in err


@pytest.mark.slow
def test_since_a_document(repo: Repo) -> None:
    """A document gives the day and what was known then; one without data, or that of another plan, is refused."""
    plan, history = (repo.folder / "data" / name for name in ("measures.yaml", "status.yaml"))
    now = plan.read_text(), history.read_text()
    for day, name in (("2564-01-31", "old.html"), ("2564-02-28", "now.md")):
        repo.git("checkout", "-q", "HEAD~1" if name == "old.html" else "main", "--", "data")
        assert call("report", "--as-of", day, "--output", name)[0] == 0
    assert compared("--since", "old.html", "--to", "2564-02-28") == compared("--rev", "HEAD~1..HEAD")
    assert compared("--since", "now.md", "--to", "2564-03-01") == []
    listed = json.loads(call("status", "list", "--since", "old.html", "--as-of", "2564-02-28", "--json")[1])
    assert [measure["id"] for measure in listed["measures"]] == ["alpha", "gamma", "new"]
    text = call("diff", "--since", "old.html", "--rev", "HEAD", "--to", "2564-02-28")[1]
    assert text.startswith("from 2564-01-31, as known in old.html, to 2564-02-28, as known in ")
    (repo.folder / "touched.md").write_text((repo.folder / "now.md").read_text().replace("มาตรการ", "มาตการ", 1))
    status, _, err = call("diff", "--since", "touched.md", "--to", "2564-03-01")
    assert (status, "touched.md was changed since it was made: itatrack verify touched.md" in err) == (0, True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(provenance, "__version__", "0.0.9")
        assert call("report", "--as-of", "2564-02-28", "--output", "older.md")[0] == 0
    (repo.folder / "older.md").write_text((repo.folder / "older.md").read_text().replace("มาตรการ", "มาตการ", 1))
    assert "older.md may have been changed" in call("diff", "--since", "older.md", "--to", "2564-03-01")[2]
    (repo.folder / "none.md").write_text("x")
    for options, said in (
        (["--since", "none.md"], "there is no data in it"),
        (["--since", "old.html", "--from", "2564-01-01"], "leave out the other"),
        (["--since", "old.html", "--to", "2564-01-30"], "2564-01-31 comes after 2564-01-30"),
    ):
        assert said in call("diff", *options)[2]
    assert (plan.read_text(), history.read_text()) == now
    plan.write_text(f"fiscal_year: 2564\n{now[0]}")
    assert call("report", "--as-of", "2564-02-28", "--output", "of-2564.md")[0] == 0
    plan.write_text(f"fiscal_year: 2565\n{now[0]}")
    said = "its plan is for fiscal year 2564, the project's for 2565"
    assert said in call("diff", "--since", "of-2564.md")[2]


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two days are compared without any repository."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    changes = compared("--from", "2563-10-01", "--to", "2564-03-31")
    assert {next(key for key, *_ in keys(change["happened"])) for change in changes} == {"status"}


def status_at(entries: Sequence[Entry], day: dt.date) -> str:
    """Return the status of a measure on a day, by its planted entries."""
    known = [entry for entry in sorted(entries, key=lambda entry: entry.day) if entry.day <= day]
    return known[-1].status if known else "not-started"


@pytest.mark.slow
def test_planted_histories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between any two commits of a random history the status of each measure changed as it was planted."""
    planted = Planted(Repo(tmp_path), 5)
    while len(planted.snapshots) < 20:
        planted.step()
    monkeypatch.chdir(planted.folder)
    commits = [*planted.snapshots]
    places = {
        commit: planted.repo.git("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", commit).split("data/")[0]
        for commit in commits
    }
    for number in range(12):
        first, last = sorted(planted.chance.sample(range(len(commits)), 2))
        one, other = commits[first], commits[last]
        start = planted.today - dt.timedelta(planted.chance.randint(0, 90))
        end = start + dt.timedelta(planted.chance.randint(0, 60))
        revisions = "..".join(f"{commit}:{places[commit].strip('/') or '/'}" for commit in (one, other))
        days = ["--from", calendar.iso(start), "--to", calendar.iso(end)]
        told = {change["title"]: change for change in compared("--rev", revisions, *days)}
        old, new = planted.snapshots[one], planted.snapshots[other]
        for title, entries in new.items():
            change = told.get(title, {"happened": [], "corrected": []})
            statuses = status_at(old[title], start), status_at(entries, start), status_at(entries, end)
            for name, before, after in (("corrected", *statuses[:2]), ("happened", *statuses[1:])):
                found = [values for key, *values in keys(change[name]) if key == "status"]
                assert found == ([[before, after]] if before != after else []), (number, title, name)
