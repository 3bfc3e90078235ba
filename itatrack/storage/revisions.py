"""The files of a project as a commit of its repository holds them."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.findings.message import message
from itatrack.storage.files import File, missing, shown, unreadable
from itatrack.storage.git import Repository, RevisionError, commit_of
from itatrack.storage.git_tree import Tree
from itatrack.storage.template_folders import LEADS_OUT, DiskFolder, TemplateFolders, packaged_templates
from itatrack.storage.workspace import PLAN, folder_beside, inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.model.commits import Commit
    from itatrack.storage.git_tree import Entry
    from itatrack.storage.template_folders import TemplateFolder

# https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
_LFS_POINTER: Final = b"version https://git-lfs.github.com/spec/"
_LFS_DIGEST: Final = re.compile(rb"^oid sha256:([0-9a-f]{64})$", re.MULTILINE)
_KINDS_OF_NAMES: Final = ("refs/tags/", "refs/heads/", "refs/remotes/")


class UnknownRevisionError(RevisionError):
    """No commit has the name."""


class RevisionFiles:
    """The files of one project at a commit; nothing of the project's folder is read.

    Args:
        folder: the project's folder as it is now, from which paths are shown.
        repository: the repository that it is in.
        commit: the commit.
        place: the project's folder in the commit, counted from the top.
    """

    def __init__(self, folder: Path, repository: Repository, commit: Commit, place: str) -> None:
        self._folder = folder
        self.repository = repository
        self.commit = commit
        self._tree = Tree(repository, commit.tree)
        self.place = place
        self._place = tuple(filter(None, place.split("/")))

    @property
    def folder(self) -> Path:
        """Return the project's folder."""
        return self._folder

    def file(self, name: str) -> File:
        """Read a file of the project; what keeps it from being read is its content's finding."""
        parts = PurePosixPath(name)
        return read_entry(self._tree, (*self._place, *parts.parts), self._folder / parts)

    def has_file(self, name: str, beginnings: tuple[bytes, ...] = ()) -> bool:
        """Check whether a path, counted from the project's folder, is a file inside it, with such a beginning."""
        parts = inside(name)
        if parts is None:
            return False
        try:
            project, entry = self._tree.find(self._place), self._tree.find((*self._place, *parts.parts))
            if not (project and entry and entry.is_file and is_below(entry, project)):
                return False
            content = self._tree.content(entry) if beginnings else b""
        except RevisionError:
            return False
        # What a pointer stands for is said where it is read.
        return not beginnings or content.startswith((*beginnings, _LFS_POINTER))

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file that `has_file` finds, or None where it cannot be read."""
        parts = inside(name)
        entry = self._tree.find((*self._place, *parts.parts)) if parts and self.has_file(name) else None
        whole = hashlib.sha256()
        try:
            content = self._tree.content(entry, whole.update) if entry else None
        except RevisionError:
            return None
        if content is None:
            return None
        pointer = _LFS_DIGEST.search(content) if content.startswith(_LFS_POINTER) else None
        return pointer[1].decode() if pointer else whole.hexdigest()

    def beside(self, name: str) -> RevisionFiles:
        """Return the files of the project in another folder beside this one's; there may be none."""
        place = (*self._place[:-1], name) if self._place else ("..", name)  # beside the repository, where nothing is
        return RevisionFiles(folder_beside(self._folder, name), self.repository, self.commit, "/".join(place))

    def templates(self, user_template: Path | None) -> TemplateFolders:
        """Return the templates; the one named by the user is that of the commit too, where it is in the repository."""
        folders: list[TemplateFolder] = [self._own_templates, DiskFolder(packaged_templates())]
        if user_template is None:
            return TemplateFolders(folders)
        place = self._place_of(user_template.parent)
        named: TemplateFolder = DiskFolder(user_template.parent)
        if place is not None:
            named = RevisionFolder(user_template.parent, self._tree, place)
        return TemplateFolders([named, *folders], user_template.name)

    def changed_templates(self) -> list[str]:
        """Return the names of the files in the project's folder of templates that the tool does not bring itself."""
        return self._own_templates.changed()

    @property
    def _own_templates(self) -> RevisionFolder:
        return RevisionFolder(self._folder / "templates", self._tree, (*self._place, "templates"))

    def _place_of(self, folder: Path) -> tuple[str, ...] | None:
        """Return where a folder of the disk is in the repository, counted from its top, or None if it is elsewhere."""
        if self.repository.is_bare:
            return None
        now = tuple(filter(None, self.repository.prefix.split("/")))
        try:
            relative = os.path.relpath(os.path.realpath(folder), os.path.realpath(self._folder))
        except ValueError:  # on another drive
            return None
        place = list(now)
        for name in Path(relative).parts:
            if name != "..":
                place.append(name)
            elif place:
                place.pop()
            else:
                return None
        # What is in the project's folder is where that was.
        inside_project = tuple(place[: len(now)]) == now
        return (*self._place, *place[len(now) :]) if inside_project else tuple(place)


class RevisionFolder(NamedTuple):
    """A folder of templates as a commit holds it."""

    path: Path
    tree: Tree
    place: tuple[str, ...]

    def read(self, parts: PurePosixPath, *, follow: bool = False) -> File | None:
        """Return a template by its path in the folder, or None where it is not there."""
        path = (*self.place, *parts.parts)
        try:
            folder = self.tree.find(self.place)
            if folder is None or not self._is_there(parts):
                return None if not follow else missing(self.path / parts)
            entry = self.tree.find(path)
        except RevisionError as error:
            return unreadable(self.path / parts, error.said)
        if not follow and not (entry and is_below(entry, folder)):
            return unreadable(self.path / parts, LEADS_OUT) if entry else missing(self.path / parts)
        return read_entry(self.tree, path, self.path / parts)

    def _is_there(self, parts: PurePosixPath) -> bool:
        """Check whether a name is there, though it may be a link to nowhere."""
        parent = self.tree.find((*self.place, *parts.parts[:-1]))
        return parent is not None and parent.is_folder and parts.name in self.tree.entries(parent)

    @property
    def is_packaged(self) -> bool:
        """Check whether it is missing, or holds nothing but unchanged templates that come with the tool."""
        return not self.changed()

    def changed(self) -> list[str]:
        """Return the names of what is in it and does not come with the tool as it is."""
        try:
            folder = self.tree.find(self.place)
            names = sorted(self.tree.entries(folder)) if folder and folder.is_folder else []
        except RevisionError:
            return []
        return [name for name in names if self._differs(name)]

    def _differs(self, name: str) -> bool:
        file = self.read(PurePosixPath(name))
        try:
            return file is None or file.content != (packaged_templates() / name).read_bytes()
        except OSError:
            return True


def read_entry(tree: Tree, place: tuple[str, ...], path: Path) -> File:
    """Read a file of a commit.

    Args:
        tree: the commit's files.
        place: the file's path, counted from the top.
        path: the path to show.
    """
    try:
        entry = tree.find(place)
        if entry is None:
            return missing(path)
        if not entry.is_file:
            return unreadable(path, message("it is not an ordinary file"))
        content = tree.content(entry)
    except RevisionError as error:
        return unreadable(path, error.said)
    if content.startswith(_LFS_POINTER):
        return unreadable(path, message("the repository has only a pointer of Git LFS in its place"))
    return File(shown(path), content)


def is_below(entry: Entry, folder: Entry) -> bool:
    """Check whether an entry of a commit is inside a folder of it."""
    return len(entry.path) > len(folder.path) and entry.path[: len(folder.path)] == folder.path


def commit_named(repository: Repository, name: str) -> Commit:
    """Return the commit of a name: a hash, the beginning of one, a branch, a tag, or anything git takes for a commit.

    Raises:
        UnknownRevisionError: there is none.
        RevisionError: the name may mean several commits.
    """
    found = repository.object(f"{name}^{{commit}}")
    if found is None:
        if name == "HEAD":
            raise UnknownRevisionError(message("the repository has no commit yet"))
        raise UnknownRevisionError(message("the repository has no commit '{name}'", name=name))
    places = {kind + name: repository.object(f"{kind}{name}^{{commit}}") for kind in _KINDS_OF_NAMES}
    meant = {full: commit for full, commit in places.items() if commit}
    if len({commit.id for commit in meant.values()}) > 1:
        names = " / ".join(meant)
        raise RevisionError(message("'{name}' may be several commits: write {names}", name=name, names=names))
    return commit_of(found)


def last_commit(repository: Repository, start: Commit, latest: int) -> Commit | None:
    """Return the last commit up to a time, in seconds since 1970, or None where there is none.

    It is looked for along first parents, from a commit back: what other branches held is known from the day on which it
    was merged.
    """
    if latest < 0:
        return None
    said = repository.run("rev-list", "-1", "--first-parent", f"--min-age={latest}", start.id)
    return commit_named(repository, said.decode().strip()) if said else None


def merged_later(repository: Repository, known: Commit, start: Commit, latest: int, paths: Sequence[str]) -> int:
    """Count the commits up to a time that changed some files and are not in a commit, but are in a later one."""
    said = repository.run(
        "rev-list", "--count", "--full-history", "--no-merges", f"--min-age={latest}", start.id, f"^{known.id}", "--",
        *(f":(top,literal){path}" for path in paths),
    )  # fmt: skip
    return int(said)


def first_commit(repository: Repository, start: Commit) -> Commit:
    """Return the first commit along first parents: in a shallow clone the one where that was cut off."""
    said = repository.run("rev-list", "--first-parent", "--reverse", start.id).split(maxsplit=1)
    return commit_named(repository, said[0].decode())


def project_folders(repository: Repository, commit: Commit) -> list[str]:
    """Return the folders of a commit, counted from the top, that hold a project."""
    tree = Tree(repository, commit.tree)
    first, *others = PLAN.split("/")

    def below(folder: Entry) -> Iterator[str]:
        entries = tree.entries(folder)
        data = entries.get(first)
        if data and data.is_folder and all(name in tree.entries(data) for name in others):
            yield "/".join(folder.path)
        for entry in entries.values():
            if entry.is_folder:
                yield from below(entry)

    top = tree.find(())
    return [*below(top)] if top else []


def names_of_commits(repository: Repository) -> list[str]:
    """Return the names of branches and tags."""
    return _names(repository, "refs/heads", "refs/tags")


def names_of_tags(repository: Repository) -> list[str]:
    """Return the names of tags, the oldest first."""
    return _names(repository, "--sort=creatordate", "refs/tags")


def _names(repository: Repository, *which: str) -> list[str]:
    said = repository.run("for-each-ref", "--format=%(refname:strip=2)", *which)
    return said.decode(errors="replace").splitlines()


def commits_up_to(repository: Repository, name: str) -> frozenset[str]:
    """Return the hashes of a commit and of all that it was made after."""
    said = repository.run("rev-list", commit_named(repository, name).id)
    return frozenset(said.decode().split())
