"""The templates of reports: those of the user, of the project and of the package."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from itatrack.findings.finding import Finding
from itatrack.findings.message import message, reason
from itatrack.storage.files import read, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from itatrack.storage.files import File


LEADS_OUT: Final = message("it is a link that leads out of the templates' folder")


class TemplateFolder(Protocol):
    """A folder of templates: one of the disk, or one of a revision."""

    def read(self, parts: PurePosixPath, *, follow: bool = False) -> File | None:
        """Return a template by its path in the folder, or None where it is not there.

        Args:
            parts: the path.
            follow: whether a link may lead out of the folder.
        """
        ...

    @property
    def is_packaged(self) -> bool:
        """Check whether it is missing, or holds nothing but unchanged templates that come with the tool."""
        ...

    def changed(self) -> list[str]:
        """Return the names of what is in it and does not come with the tool as it is."""
        ...


class DiskFolder(NamedTuple):
    """A folder of templates on the disk, as it is now."""

    path: Path

    def read(self, parts: PurePosixPath, *, follow: bool = False) -> File | None:
        """Return a template by its path in the folder, or None where it is not there."""
        path = self.path / parts
        if follow:
            return read(path)
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            return unreadable(path, reason(error))
        if not os.path.realpath(path).startswith(os.path.realpath(self.path) + os.sep):
            return unreadable(path, LEADS_OUT)
        return read(path)

    @property
    def is_packaged(self) -> bool:
        """Check whether it is missing, or holds nothing but unchanged templates that come with the tool."""
        packaged = packaged_templates()
        if not os.path.lexists(self.path) or os.path.realpath(self.path) == os.path.realpath(packaged):
            return True
        try:
            return all(_is_same_content(path, packaged / path.name) for path in self.path.iterdir())
        except OSError:
            return False

    def changed(self) -> list[str]:
        """Return the names of what is in it and does not come with the tool as it is."""
        packaged = packaged_templates()
        if self.is_packaged:
            return []
        try:
            return sorted(path.name for path in self.path.iterdir() if not _is_same_content(path, packaged / path.name))
        except OSError:
            return []


class TemplateFolders:
    """Templates by name, from the first of several folders that has it; no name leads out of them.

    Args:
        folders: the folders, the nearest first.
        user_template: the name of a template in the first of them, where the user named one.
    """

    def __init__(self, folders: Sequence[TemplateFolder], user_template: str | None = None) -> None:
        self._user_template = user_template
        self._folders = folders
        self._used: dict[str, None] = {}
        self._contents: dict[str, bytes] = {}

    @property
    def used(self) -> list[str]:
        """Return the paths, as shown, of the templates that were read, in the order of reading."""
        return list(self._used)

    def mark_used(self, paths: Iterable[str]) -> None:
        """Remember which were read in another process."""
        self._used |= dict.fromkeys(paths)

    @property
    def is_packaged(self) -> bool:
        """Check whether all of them come with the tool: the other folders have none, or the same ones unchanged."""
        return self._user_template is None and all(folder.is_packaged for folder in self._folders)

    def content(self, name: str) -> tuple[str, bytes] | Finding | None:
        """Return a template's path as shown and its bytes, the finding that stands for it, or None if there is none."""
        file = self._read(name)
        if file is None:
            return None
        self._used[file.path] = None
        if isinstance(file.content, Finding):
            return file.content
        self._contents[name] = file.content
        return file.path, file.content

    @property
    def read_contents(self) -> dict[str, tuple[bytes, bool]]:
        """Return by name the bytes of the templates that were read, and whether the tool brings them as they are."""
        packaged = packaged_templates()
        return {name: (content, _holds(packaged / name, content)) for name, content in self._contents.items()}

    def _read(self, name: str) -> File | None:
        parts = PurePosixPath(name)
        if self._user_template and name == self._user_template:
            return self._folders[0].read(parts, follow=True)
        if not parts.parts or parts.is_absolute() or ".." in parts.parts or "\\" in name or "\0" in name:
            return None
        return next(filter(None, (folder.read(parts) for folder in self._folders)), None)


def _holds(path: Path, content: bytes) -> bool:
    """Check whether a file holds some bytes."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _is_same_content(path: Path, original: Path) -> bool:
    """Check whether two files hold the same; a file that cannot be read is like no other."""
    try:
        return path.stat().st_size == original.stat().st_size and path.read_bytes() == original.read_bytes()
    except OSError:
        return False


def packaged_templates() -> Path:
    """Return the folder of the templates that come with the package."""
    return _packaged("templates")


def packaged_data() -> Path:
    """Return the folder of the real memo's data, which comes with the package."""
    return _packaged("data")


def packaged_docs() -> Path:
    """Return the folder of the documentation that comes with the package; beside it stands the README."""
    return _packaged("docs")


def _packaged(name: str) -> Path:
    package = Path(__file__).parent.parent
    installed = package / "packaged" / name
    # In a checkout they stand at the top, where a clerk looks for them.
    return installed if installed.is_dir() else package.parent / name
