"""The files of one project."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Protocol

from itatrack.findings.message import reason
from itatrack.storage.files import JOURNAL, File, read, unreadable
from itatrack.storage.template_folders import DiskFolder, TemplateFolders, packaged_templates

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from itatrack.storage.journal import FileChange
    from itatrack.storage.locks import Lock

PLAN = "data/measures.yaml"
HISTORY = "data/status.yaml"


def find_project(start: Path) -> Path | None:
    """Return the nearest folder from `start` upwards that holds `data/measures.yaml`, or None."""
    for folder in (start, *start.parents):
        # A link to nowhere counts too: that it cannot be read is said where it is read.
        if os.path.lexists(folder / PLAN):
            return folder
    return None


def folder_beside(folder: Path, name: str) -> Path:
    """Return the path of a folder beside another, from the current one where there is a way."""
    path = Path(os.path.abspath(folder)).parent / name  # noqa: PTH100  links stay as they are
    try:
        return Path(os.path.relpath(path))
    except ValueError:  # on another drive
        return path


def repository_of(folder: Path) -> Path | None:
    """Return the root of the git repository that a folder lies in, or None; the folder need not be there yet."""
    real = Path(os.path.realpath(folder))
    return next((parent for parent in (real, *real.parents) if os.path.lexists(parent / ".git")), None)


class ProjectFiles(Protocol):
    """The files of one project to read: as they are in its folder, or as they were in a revision."""

    @property
    def folder(self) -> Path:
        """Return the project's folder, from which paths are shown."""
        ...

    def file(self, name: str) -> File:
        """Read a file of the project; what keeps it from being read is its content's finding."""
        ...

    def has_file(self, name: str, beginnings: tuple[bytes, ...] = ()) -> bool:
        """Check whether a path, counted from the project's folder, is a file inside it, with such a beginning."""
        ...

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file that `has_file` finds, or None where it cannot be read."""
        ...

    def beside(self, name: str) -> ProjectFiles:
        """Return the files of the project in another folder beside this one's; there may be none."""
        ...

    def templates(self, user_template: Path | None) -> TemplateFolders:
        """Return the templates: the one named by the user, its folder's, the project's, the packaged ones."""
        ...

    def changed_templates(self) -> list[str]:
        """Return the names of the files in the project's folder of templates that the tool does not bring itself."""
        ...


class Workspace:
    """The files of one project in its folder, read only when asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Return the project's folder."""
        return self._folder

    def file(self, name: str) -> File:
        """Read a file of the project, such as `PLAN`; what keeps it from being read is its content's finding."""
        path = self._folder / name
        # What leads to the folder is no matter, only a link in the place of the file.
        folder = os.path.dirname(os.path.realpath(path) if path.is_symlink() else path)  # noqa: PTH120  a text
        journal = os.path.join(folder, JOURNAL)  # noqa: PTH118  a path for each of thousands of projects takes its time
        while True:
            was_changing = os.path.lexists(journal)
            file = read(path)
            if os.path.lexists(journal):
                from itatrack.storage.journal import pending

                try:
                    changes = pending(Path(folder))
                except OSError as error:
                    return unreadable(path, reason(error))
                if changes:
                    return _settled(file, changes.get(os.path.basename(os.path.realpath(path))))  # noqa: PTH119  a text
            elif not was_changing:
                return file

    def has_file(self, name: str, beginnings: tuple[bytes, ...] = ()) -> bool:
        """Check whether a path, counted from the project's folder, is a file inside it, wherever its links lead.

        Args:
            name: the path.
            beginnings: the bytes of which the file begins with one; none where it may hold anything.
        """
        parts = inside(name)
        if parts is None:
            return False
        path = self.folder / parts
        try:
            # In this order: following the links of a path that is none takes a look for each of its parts.
            if not (path.is_file() and os.path.realpath(path).startswith(os.path.realpath(self.folder) + os.sep)):
                return False
            if not beginnings:
                return True
            with path.open("rb") as stream:
                return stream.read(max(map(len, beginnings))).startswith(beginnings)
        except (OSError, RuntimeError, ValueError):
            return False

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file that `has_file` finds, or None where it cannot be read."""
        from itatrack.storage.digests import digest_of

        parts = inside(name)
        try:
            return digest_of(self.folder / parts) if parts and self.has_file(name) else None
        except OSError:
            return None

    def relative(self, path: Path) -> str | None:
        """Return the path of a file of the project, counted from the project's folder, or None for any other path.

        The path is one from the current folder, or else from the project's.
        """
        for start in (Path.cwd(), self.folder):
            try:
                if not (start / path).is_file():
                    continue
                # As it is written, or else as the links on the way lead.
                for whole in (os.path.abspath, os.path.realpath):
                    inside = os.path.relpath(whole(start / path), whole(self.folder)).replace(os.sep, "/")
                    if not inside.startswith("../"):
                        return inside
            except (OSError, ValueError):
                continue
        return None

    def real_folder(self, name: str) -> Path:
        """Return the folder that a file of the project lies in, wherever its links lead."""
        return Path(os.path.realpath(self.folder / name)).parent

    def lock(self, name: str) -> AbstractContextManager[Lock]:
        """Keep every other process that locks the same file of the project out until the block ends."""
        from itatrack.storage.locks import locked  # and what writes: a command that only reads is spared it

        return locked(self.folder / name)

    def beside(self, name: str) -> Workspace:
        """Return the files of the project in another folder beside this one's; there may be none."""
        return Workspace(folder_beside(self.folder, name))

    def templates(self, user_template: Path | None) -> TemplateFolders:
        """Return the templates: the one named by the user, its folder's, the project's, the packaged ones."""
        folders = [DiskFolder(self.folder / "templates"), DiskFolder(packaged_templates())]
        if user_template is None:
            return TemplateFolders(folders)
        return TemplateFolders([DiskFolder(user_template.parent), *folders], user_template.name)

    def changed_templates(self) -> list[str]:
        """Return the names of the files in the project's folder of templates that the tool does not bring itself."""
        return DiskFolder(self.folder / "templates").changed()

    def is_project_file(self, path: Path) -> bool:
        """Check whether a path is a file that a memo is made from: the data, or anything in the templates' folder."""
        real = Path(os.path.realpath(path))
        # By what the drive says they are: on some drives status.yaml and STATUS.YAML are one file.
        if any(_is_same(real, self.folder / name) for name in (PLAN, HISTORY)):
            return True
        return any(_is_same(parent, self.folder / "templates") for parent in real.parents)


def inside(name: str) -> PurePosixPath | None:
    """Return a path that is counted from the project's folder and does not leave it, or None for any other."""
    parts = PurePosixPath(name.replace("\\", "/"))
    return None if parts.is_absolute() or PureWindowsPath(name).drive or ".." in parts.parts else parts


def _settled(file: File, change: FileChange | None) -> File:
    """Return a file as it is when the change that is being made, or was cut off, is complete."""
    if change is None:
        return file
    now = file.content if isinstance(file.content, bytes) else None
    from itatrack.storage.journal import settled

    content = settled(change, now)
    return file if content is None else File(file.path, content)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # one is not there
        return os.path.realpath(path) == os.path.realpath(other)
