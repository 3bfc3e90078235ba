"""The versions of a project's two files: the commits that changed them, wherever the project's folder was."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from itatrack.model.commits import Version
from itatrack.storage.git import commit_of, incomplete
from itatrack.storage.git_tree import OutsideError, Tree
from itatrack.storage.revisions import project_folders, read_entry
from itatrack.storage.workspace import HISTORY, PLAN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from itatrack.model.commits import Commit
    from itatrack.storage.git import Repository


def versions(repository: Repository, start: Commit, place: str, folder: Path) -> list[Version]:
    """Return the versions up to a commit, each after those that it was made of.

    Args:
        repository: the repository.
        start: the commit.
        place: the project's folder in it, counted from the top; where it was renamed, it is looked for in the commit
            before that.
        folder: the project's folder as it is now.
    """
    prefix = place.rstrip("/") + "/" if place.strip("/") else ""
    files = _Files(repository, prefix, folder)
    paths = [f":(top,literal){prefix}{name}" for name in (PLAN, HISTORY)]
    found = _versions(files, start, paths)
    if not found:
        files.content(start, HISTORY)
    # What a link leads to changes in commits that change neither of the two paths.
    return _versions(files, start, ()) if files.is_linked else found


class _Files:
    """The two files of a project in the commits of a repository; `is_linked` where one was found behind a link."""

    def __init__(self, repository: Repository, prefix: str, folder: Path) -> None:
        self.repository = repository
        self.prefix = prefix
        self.folder = folder
        self.is_linked = False

    def content(self, commit: Commit, name: str) -> bytes | None:
        """Return the content of one of them, or None where it is not there or cannot be read."""
        tree, path = Tree(self.repository, commit.tree), (*filter(None, self.prefix.split("/")), *name.split("/"))
        with suppress(OutsideError):
            entry = tree.find(path)
            self.is_linked = self.is_linked or (entry is not None and entry.path != path)
        content = read_entry(tree, path, self.folder / name).content
        return content if isinstance(content, bytes) else None


def _versions(files: _Files, start: Commit, paths: Sequence[str]) -> list[Version]:
    """Return the versions in the commits that changed some paths, or in all commits."""
    repository, found = files.repository, dict[str, Version]()
    ways = ("--topo-order", "--reverse", "--parents", "--full-history")
    for line in repository.run("rev-list", *ways, start.id, "--", *paths).decode().splitlines():
        id_, *before = line.split()
        commit = _commit(repository, id_)
        parents, is_cut = [parent for parent in before if parent in found], False
        plan, history = (files.content(commit, name) for name in (PLAN, HISTORY))
        if not parents:
            if plan is None and history is None:
                continue  # a merge of branches without the project
            present = [each for each in commit.parents if not repository.is_shallow or repository.object(each)]
            is_cut = len(present) < len(commit.parents)
            for parent in present:
                former = _former_place(repository, _commit(repository, parent), commit, files.prefix)
                if former is None:
                    continue
                earlier = versions(repository, _commit(repository, parent), former, files.folder)
                found = {version.commit.id: version for version in earlier if version.commit} | found
                parents = [version.commit.id for version in earlier[-1:] if version.commit] or parents
        found[id_] = Version(commit, tuple(parents), plan, history, is_cut)
    return [*found.values()]


def _commit(repository: Repository, id_: str) -> Commit:
    found = repository.object(id_)
    if found is None:
        raise incomplete(id_)
    return commit_of(found)


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
