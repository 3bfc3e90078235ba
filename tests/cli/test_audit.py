"""`itatrack audit` tells late, changed and removed entries apart, and those that a memo was issued without."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from calling import call
from planted import PLAN, Planted
from repositories import Repo

if TYPE_CHECKING:
    from pathlib import Path

MEASURES = "".join(f"  - {{id: {name}, title: มาตรการ {name}, steps: [ก]}}\n" for name in ("alpha", "beta"))


def entry(day: str, status: str, note: str = "ก") -> str:
    """Return an entry of the history."""
    return f"  - {{date: 2564-{day}, status: {status}, note: {note}}}\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """Make a repository with a plan of two measures, and go there."""
    made = Repo(tmp_path)
    made.commit({"data/measures.yaml": PLAN.format(measures=MEASURES), "data/status.yaml": "{}\n"}, dt.date(2021, 1, 1))
    monkeypatch.chdir(tmp_path)
    return made


def told() -> list[tuple[object, ...]]:
    """Return the remarks of an audit: measure, kinds, days, memos, and the day of the commit."""
    status, out, _ = call("audit", "--json")
    remarks = json.loads(out)["remarks"]
    assert status == bool(remarks)
    return [
        (
            remark["measure"],
            *remark["kinds"],
            remark["days_late"],
            *remark["memos"],
            (remark["event"]["recorded"] or {"date": {"buddhist": None}})["date"]["buddhist"],
        )
        for remark in remarks
    ]


def test_entries_are_told_apart(repo: Repo) -> None:
    """Late, changed and removed entries are told, each with its commit; what was done in time is not."""
    in_time, late = entry("02-01", "in-progress"), entry("01-05", "not-started")
    repo.commit({"data/status.yaml": "alpha:\n" + in_time}, dt.date(2021, 2, 3))
    assert told() == []
    repo.commit({"data/status.yaml": "alpha:\n" + late + in_time}, dt.date(2021, 3, 1))
    changed = entry("02-01", "done")
    repo.commit({"data/status.yaml": "alpha:\n" + late + changed}, dt.date(2021, 3, 5))
    repo.commit({"data/status.yaml": "# ก\nalpha:\n" + changed}, dt.date(2021, 3, 9))
    assert told() == [
        ("alpha", "late", 55, "2564-03-01"),
        ("alpha", "removed", None, "2564-03-09"),
        ("alpha", "changed", None, "2564-03-05"),
    ]
    status, out, err = call("audit", "--late-by", "55", "alpha")
    assert (status, "late" in out, err) == (1, False, "2 entries: 1 changed, 1 removed\n")
    assert "state  in-progress → done\n" in out
    assert call("audit", "beta", "--quiet") == (0, "", "")


def test_a_memo_that_was_issued_before(repo: Repo) -> None:
    """A memo is named where an entry of its days came, went or changed after it, and it would have said otherwise."""
    first = entry("02-01", "in-progress")
    repo.commit({"data/status.yaml": "alpha:\n" + first}, dt.date(2021, 2, 1))
    repo.git("tag", "memo/2564-02-28")
    repo.git("tag", "memory-2564-02-28x")
    later = entry("03-01", "done")
    repo.commit({"data/status.yaml": "alpha:\n" + first + later}, dt.date(2021, 3, 1))
    assert told() == []
    hidden = entry("01-31", "in-progress", "หายไป")
    repo.commit({"data/status.yaml": "alpha:\n" + hidden + first + later + "beta:\n" + first}, dt.date(2021, 3, 2))
    assert told() == [
        ("alpha", "after-memo", None, "memo/2564-02-28", "2564-03-02"),
        ("beta", "after-memo", None, "memo/2564-02-28", "2564-03-02"),
    ]
    out = call("audit")[1]
    assert out.count("as of 2564-02-28 was issued before this entry was recorded, and does not have it\n") == 2
    repo.commit({"data/status.yaml": "alpha:\n" + hidden + first + later}, dt.date(2021, 3, 3))
    repo.git("tag", "memo/2564-03-31")
    repo.commit({"data/status.yaml": "alpha:\n" + hidden + first}, dt.date(2021, 4, 3))
    assert "memo/2564-03-31 as of 2564-03-31 was made before, and says otherwise\n" in call("audit")[1]


def test_a_measure_that_left_the_plan_after_a_memo(repo: Repo) -> None:
    """Who takes a measure out of plan and history after a memo does not hide that the memo had it, nor its title."""
    repo.commit({"data/status.yaml": "alpha:\n" + entry("02-01", "done")}, dt.date(2021, 2, 1))
    repo.git("tag", "memo/2564-02-28")
    rest = PLAN.format(measures="  - {id: beta, title: มาตรการ beta, steps: [ก]}\n")
    repo.commit({"data/measures.yaml": rest, "data/status.yaml": "{}\n"}, dt.date(2021, 4, 1))
    assert told() == [("alpha", "removed", "after-memo", None, "memo/2564-02-28", "2564-04-01")]
    assert "alpha  มาตรการ alpha (not in the plan any more)\n" in call("audit")[1]


def test_evidence_that_was_pinned_anew(repo: Repo) -> None:
    """No change is told without what was changed: pinning tells day and SHA-256, also where only that is new."""
    text = "alpha:\n  - date: 2564-02-01\n    status: done\n    evidence: [{{file: a.pdf{}}}]\n"
    for day, pinned in enumerate(("", f", sha256: {'1' * 64}, checked: 2564-02-03", ""), 2):
        repo.commit({"data/status.yaml": text.format(pinned)}, dt.date(2021, 2, day))
    repo.commit({"data/status.yaml": text.format(f", sha256: {'1' * 64}")}, dt.date(2021, 2, 6))
    repo.commit({"data/status.yaml": text.format(f", sha256: {'2' * 64}")}, dt.date(2021, 2, 7))
    pinned = "a.pdf (checked 2564-02-03, SHA-256 1111111111)"
    said = (f"a.pdf → {pinned}", f"{pinned} → a.pdf", "a.pdf (SHA-256 1111111111) → a.pdf (SHA-256 2222222222)")
    out = call("audit")[1]
    assert [line for line in said if f"    evidence  {line}\n" not in out] == []


def test_evidence_that_was_pinned_after_a_memo(repo: Repo) -> None:
    """A memo says nothing of how evidence was pinned, so it does not say otherwise; but for a day that it prints."""
    text = "alpha:\n  - date: 2564-02-01\n    status: done\n    evidence: [{{file: a.pdf{}}}]\n"
    repo.commit({"data/status.yaml": text.format("")}, dt.date(2021, 2, 1))
    repo.git("tag", "memo/2564-02-28")
    for checked in ("2564-02-03", "2564-03-03"):
        pinned = f", sha256: {'1' * 64}, checked: {checked}"
        repo.commit({"data/status.yaml": text.format(pinned)}, dt.date(2021, 3, 3))
    assert [remark[1:3] for remark in told()] == [("changed", None)] * 2
    told_day = PLAN.format(measures=MEASURES).replace("memo: {", "memo: {evidence_checked: yes, ")
    repo.commit({"data/measures.yaml": told_day}, dt.date(2021, 3, 4))
    assert [remark[1:3] for remark in told()] == [("changed", "after-memo"), ("changed", None)]


def test_an_id_from_before_a_renaming(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for a measure by an id that it had before is told its id of today, in a command to be typed."""
    repo.commit({"data/status.yaml": "alpha:\n" + entry("02-01", "done")}, dt.date(2021, 2, 1))
    for old, new in (("alpha", "middle"), ("middle", "gamma")):
        plan = (repo.folder / "data" / "measures.yaml").read_text(encoding="utf-8").replace(f"id: {old}", f"id: {new}")
        repo.commit(
            {"data/measures.yaml": plan, "data/status.yaml": f"{new}:\n" + entry("02-01", "done")}, dt.date(2021, 3, 1)
        )
    monkeypatch.chdir(tmp_path.parent)
    for command in (("status", "log"), ("audit",)):
        named = f"itatrack {' '.join(command)} -C {tmp_path.name}"
        for old in ("alpha", "middle"):
            status, _, err = call(*command, "-C", tmp_path.name, old)
            assert (status, f"the measure '{old}' has the id 'gamma' now: {named} gamma" in err) == (2, True)
        assert "unknown measure id 'delta'" in call(*command, "-C", tmp_path.name, "delta")[2]
    assert call("status", "log", "-C", tmp_path.name, "--rev", "HEAD~2", "alpha")[0] == 0


def test_no_history_to_audit(tmp_path: Path, repo: Repo) -> None:
    """Without a repository nothing can be audited; with an older revision, what came later is not there."""
    first = repo.commit({"data/status.yaml": "alpha:\n" + entry("01-01", "done")}, dt.date(2021, 5, 1))
    repo.commit({"data/status.yaml": "{}\n"}, dt.date(2021, 6, 1))
    assert [remark[1] for remark in told()] == ["late", "removed"]
    assert call("audit", "--rev", first, "--quiet")[1].count("recorded on") == 1
    (repo.folder / ".git").rename(tmp_path / "git")
    status, out, err = call("audit")
    assert (status, out) == (2, "")
    assert "there is no history to audit: the project is not in a git repository" in err


def test_what_cannot_be_known(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that could not be read in some commit, and a shallow clone, are warned of."""
    repo.commit({"data/status.yaml": "alpha: [\n"}, dt.date(2021, 5, 1))
    broken = repo.git("rev-parse", "HEAD").strip()
    repo.commit({"data/status.yaml": "alpha:\n" + entry("05-01", "done")}, dt.date(2021, 5, 2))
    assert f"cannot be read, or not all of it, in these commits: {broken[:10]}\n" in call("audit")[2]
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    assert "the clone is shallow: it begins on 2564-05-02, and `git fetch --unshallow`" in call("audit")[2]
    monkeypatch.chdir(tmp_path)
    assert "`git -C clone fetch --unshallow`" in call("audit", "-C", "clone")[2]


@pytest.mark.slow
def test_a_planted_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All entries of a random history that were recorded late are told, and no others."""
    planted = Planted(Repo(tmp_path), 11)
    for _ in range(25):
        planted.step()
    monkeypatch.chdir(planted.folder)
    remarks = json.loads(call("audit", "--json")[1])["remarks"]
    kinds = sorted((kind, remark["event"]["recorded"]["commit"]) for remark in remarks for kind in remark["kinds"])
    expected = [(kind, commit) for life in planted.events for kind, commit in life if kind != "recorded"]
    expected += [("late", planted.events[number][0][1]) for number in planted.late]
    assert kinds == sorted(expected)
