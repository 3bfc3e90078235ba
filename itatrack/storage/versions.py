"""The versions of a project's two files: the commits that changed them, wherever the project's folder was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.model.commits import Version
from itatrack.storage.git import commit_of, incomplete
from itatrack.storage.git_tree import Tree
from itatrack.storage.revisions import project_folders, read_entry
from itatrack.storage.workspace import HISTORY, PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from itatrack.model.commits import Commit
    from itatrack.storage.git import Repository


def versions(repository: Repository, start: Commit, place: str, folder: Path) -> Iterator[Version]:
    """Yield the versions up to a commit, each after those that it was made of.

    Args:
        repository: the repository.
        start: the commit.
        place: the project's folder in it, counted from the top; where it was renamed, it is looked for in the commit
            before that.
        folder: the project's folder as it is now.
    """
    prefix = place.rstrip("/") + "/" if place.strip("/") else ""
    paths = (f":(top,literal){prefix}{name}" for name in (PLAN, HISTORY))
    ways = ("--topo-order", "--reverse", "--parents", "--full-history")
    listed = repository.run("rev-list", *ways, start.id, "--", *paths)
    known: set[str] = set()
    for line in listed.decode().splitlines():
        id_, *before = line.split()
        commit = _commit(repository, id_)
        parents, is_cut = [parent for parent in before if parent in known], False
        plan, history = (_content(repository, commit, prefix + name, folder / name) for name in (PLAN, HISTORY))
        if not parents:
            if plan is None and history is None:
                continue  # a merge of branches without the project
            present = [each for each in commit.parents if not repository.is_shallow or repository.object(each)]
            is_cut = len(present) < len(commit.parents)
            for parent in present:
                former = _former_place(repository, _commit(repository, parent), commit, prefix)
                if former is None:
                    continue
                for version in versions(repository, _commit(repository, parent), former, folder):
                    yield version
                    parents = [version.commit.id] if version.commit else parents
        known.add(id_)
        yield Version(commit, tuple(parents), plan, history, is_cut)


def _commit(repository: Repository, id_: str) -> Commit:
    found = repository.object(id_)
    if found is None:
        raise incomplete(id_)
    return commit_of(found)


def _content(repository: Repository, commit: Commit, name: str, path: Path) -> bytes | None:
    content = read_entry(Tree(repository, commit.tree), tuple(name.split("/")), path).content
    return content if isinstance(content, bytes) else None


def _former_place(repository: Repository, before: Commit, commit: Commit, prefix: str) -> str | None:
    """Return where a project was before its folder was renamed, or None where it is new.

    It is the folder that is gone and has a file of the same content, or the only one that is gone.
    """
    place, now = prefix.rstrip("/"), {*project_folders(repository, commit)}
    if place not in now:
        return None
    gone = [folder for folder in project_folders(repository, before) if folder not in now]
    trees = Tree(repository, before.tree), Tree(repository, commit.tree)
    for name in (HISTORY, PLAN):
        new = trees[1].find((*filter(None, place.split("/")), *name.split("/")))
        for folder in gone:
            old = trees[0].find((*filter(None, folder.split("/")), *name.split("/")))
            if old and new and old.id == new.id:
                return folder
    return gone[0] if len(gone) == 1 else None
