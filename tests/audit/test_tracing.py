"""What became of each entry is told from the commits as it was planted in them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from planted import PLAN, Planted
from repositories import Repo

from itatrack.audit.tracing import trail
from itatrack.storage.git import Repository
from itatrack.storage.revisions import commit_named
from itatrack.storage.versions import versions

if TYPE_CHECKING:
    from pathlib import Path

    from itatrack.audit.tracing import Trail


def traced(folder: Path) -> Trail:
    """Return the lives of the entries of the project in a folder."""
    repository = Repository(folder)
    return trail(versions(repository, commit_named(repository, "HEAD"), repository.prefix, folder))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_planted_histories(tmp_path: Path, seed: int) -> None:
    """Every entry was recorded, changed, removed and put back in the commits that did it, and in no other."""
    planted = Planted(Repo(tmp_path), seed)
    for _ in range(25):
        planted.step()
    found = traced(planted.folder)
    lives = sorted([(event.kind, event.commit.id) for event in trace.events if event.commit] for trace in found.traces)
    assert lives == sorted(planted.events)
    current = {name: sorted(entry.date for entry, _ in entries) for name, entries in found.current.items()}
    assert current == {name: sorted(entry.day for entry in of) for name, of in planted.entries.items() if of}
    assert dt.date(2021, 1, 1) <= min(trace.recorded.commit.day for trace in found.traces if trace.recorded.commit)


def test_what_a_merge_drops_and_what_it_keeps(tmp_path: Path) -> None:
    """An entry that only a branch had, and the merge left out, was removed by the merge; one that both had is one."""
    repo = Repo(tmp_path)
    day = dt.date(2021, 1, 1)
    entry = "  - {{date: 2564-01-{:02}, status: done, note: ก}}\n"
    repo.commit({"data/measures.yaml": PLAN.format(measures="  - {id: a, title: ก, steps: [ก]}\n")}, day)
    repo.git("checkout", "-q", "-b", "branch")
    first = repo.commit({"data/status.yaml": "a:\n" + entry.format(1)}, day)
    repo.commit({"data/status.yaml": "a:\n" + entry.format(1) + entry.format(2)}, day)
    repo.git("checkout", "-q", "main")
    repo.commit({"data/status.yaml": "a:\n" + entry.format(1)}, day + dt.timedelta(1))
    repo.git("merge", "-q", "--no-commit", "-s", "ours", "branch")
    merge = repo.commit_all(day)
    found = traced(tmp_path)
    lives = [[(event.kind, event.commit.id) for event in trace.events if event.commit] for trace in found.traces]
    assert lives[0] == [("recorded", first)]
    assert [life[1:] for life in lives[1:]] == [[("removed", merge)]]


@pytest.mark.parametrize(("link", "target"), [("data/status.yaml", "../files/history"), ("data", "files")])
def test_what_a_link_leads_to(tmp_path: Path, link: str, target: str) -> None:
    """Where a file or its folder is a link, the commits count that change what it leads to."""
    repo, day = Repo(tmp_path), dt.date(2021, 1, 1)
    plan, entry = (
        PLAN.format(measures="  - {id: a, title: ก, steps: [ก]}\n"),
        "a:\n  - {date: 2564-01-01, status: done}\n",
    )
    history = f"files/{'status.yaml' if link == 'data' else 'history'}"
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(target)
    first = repo.commit({"files/measures.yaml": plan, history: entry}, day)
    second = repo.commit({history: entry.replace("done", "in-progress")}, day)
    (trace,) = traced(tmp_path).traces
    assert [(event.kind, event.commit and event.commit.id) for event in trace.events] == [
        ("recorded", first),
        ("changed", second),
    ]


def test_a_shallow_clone_says_that_it_begins(tmp_path: Path) -> None:
    """Where the history was cut off, an entry was recorded at the cut or earlier."""
    repo = Repo(tmp_path / "whole")
    planted = Planted(repo, 1)
    planted.commit([planted.record(late=False)])
    planted.commit([planted.record(late=False)])
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(tmp_path / "clone"))
    assert [trace.recorded.is_cut for trace in traced(tmp_path / "clone").traces] == [True, True]
    assert [trace.recorded.is_cut for trace in traced(repo.folder).traces] == [False, False]
