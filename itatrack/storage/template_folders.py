"""The templates of reports: those of the user, of the project and of the package."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from itatrack.findings.finding import Finding
from itatrack.findings.message import message, reason
from itatrack.storage.files import read, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.storage.files import File


class TemplateFolders:
    """Templates by name, from the first of several folders that has it; no name leads out of them.

    Args:
        folders: the folders, the nearest first.
        user_template: a file that the user named, whose folder comes first.
    """

    def __init__(self, folders: Iterable[Path], user_template: Path | None = None) -> None:
        self._user_template = user_template
        self._folders = [*([user_template.parent] if user_template else []), *folders]
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
        packaged = packaged_templates()
        return self._user_template is None and all(_is_copy(folder, packaged) for folder in self._folders)

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
        if self._user_template and name == self._user_template.name:
            return read(self._user_template)  # wherever a link leads: the user named it
        parts = PurePosixPath(name)
        if not parts.parts or parts.is_absolute() or ".." in parts.parts or "\\" in name or "\0" in name:
            return None
        for folder in self._folders:
            path = folder / parts
            try:
                path.lstat()
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                return unreadable(path, reason(error))
            if not os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep):
                return unreadable(path, message("it is a link that leads out of the templates' folder"))
            return read(path)
        return None


def _is_copy(folder: Path, original: Path) -> bool:
    """Check whether a folder is missing or holds nothing but unchanged files of another one."""
    if not os.path.lexists(folder) or os.path.realpath(folder) == os.path.realpath(original):
        return True
    try:
        return all(_is_same_content(path, original / path.name) for path in folder.iterdir())
    except OSError:
        return False


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


def changed_templates(folder: Path) -> list[str]:
    """Return the names of the files in a folder of templates that do not come with the tool as they are."""
    packaged = packaged_templates()
    if _is_copy(folder, packaged):
        return []
    try:
        return sorted(path.name for path in folder.iterdir() if not _is_same_content(path, packaged / path.name))
    except OSError:
        return []


def packaged_templates() -> Path:
    """Return the folder of the templates that come with the package."""
    return _packaged("templates")


def packaged_data() -> Path:
    """Return the folder of the real memo's data, which comes with the package."""
    return _packaged("data")


def _packaged(name: str) -> Path:
    package = Path(__file__).parent.parent
    installed = package / "packaged" / name
    # In a checkout they stand at the top, where a clerk looks for them.
    return installed if installed.is_dir() else package.parent / name
