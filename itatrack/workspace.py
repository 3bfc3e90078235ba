"""Where a project's files are, and how they are read and written safely."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.project import File
from itatrack.yamltext.source import MOST_BYTES, decode

if TYPE_CHECKING:
    from collections.abc import Iterable

PLAN = "data/measures.yaml"
HISTORY = "data/status.yaml"


def find_project(start: Path) -> Path | None:
    """Give the nearest folder from `start` upwards that holds `data/measures.yaml`, or None."""
    for folder in (start, *start.parents):
        # A link to nowhere counts too: that it cannot be read is said where it is read.
        if os.path.lexists(folder / PLAN):
            return folder
    return None


class Workspace:
    """The files of one project, read only when asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, name: str) -> File:
        """Read a file of the project, such as `PLAN`; what keeps it from being read is its content's finding."""
        return read(self.folder / name)

    def has_file(self, name: str) -> bool:
        """Say whether a path, counted from the project's folder, is a file inside it."""
        parts = PurePosixPath(name.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts:
            return False
        try:
            return (self.folder / parts).is_file()
        except (OSError, RuntimeError, ValueError):
            return False

    def templates(self, own: Path | None) -> Templates:
        """Give the templates: the one named by the user, its folder's, the project's, the packaged ones."""
        return Templates([self.folder / "templates", packaged_templates()], own)

    def is_own(self, path: Path) -> bool:
        """Say whether a path is a file that a memo is made from: the data, or anything in the templates' folder."""
        own = {os.path.realpath(self.folder / name) for name in (PLAN, HISTORY)}
        templates = os.path.realpath(self.folder / "templates")
        real = os.path.realpath(path)
        return real in own or real.startswith(templates + os.sep)


class Templates:
    """Templates by name, from the first of several folders that has it; no name leads out of them."""

    def __init__(self, folders: Iterable[Path], own: Path | None = None) -> None:
        self._own = own
        self._folders = [*([own.parent] if own else []), *folders]

    def __call__(self, name: str) -> tuple[str, str] | Finding | None:
        """Give a template's path as shown and its text, the finding that stands for it, or None if there is none."""
        if self._own and name == self._own.name:
            return _text(read(self._own))  # wherever a link leads: the user named it
        parts = PurePosixPath(name)
        if not parts.parts or parts.is_absolute() or ".." in parts.parts or "\\" in name or "\0" in name:
            return None
        for folder in self._folders:
            path = folder / parts
            here = Span(shown(path), 1, 1, 1, 1, "")
            try:
                path.lstat()
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                return finding("E102", here, reason=error.strerror or str(error))
            if not os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep):
                return finding("E102", here, reason="it is a link that leads out of the templates' folder")
            return _text(read(path))
        return None


def _text(file: File) -> tuple[str, str] | Finding:
    if isinstance(file.content, Finding):
        return file.content
    source, found = decode(file.path, file.content)
    return (file.path, source.text) if source else found[0]


def packaged_templates() -> Path:
    """Give the folder of the templates that come with the package."""
    package = Path(__file__).parent
    installed = package / "packaged" / "templates"
    # In a checkout they stand at the top, where a clerk looks for them.
    return installed if installed.is_dir() else package.parent / "templates"


def shown(path: Path) -> str:
    """Give a path as people see it: from the current folder where it lies in or near it."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):  # the current folder is gone, or on another drive
        relative = str(path)
    near = path.is_absolute() and len(relative) < len(str(path))
    return (relative if near else str(path)).replace(os.sep, "/")


def read(path: Path) -> File:
    """Read a file's bytes, no more than the format allows, or give the finding that says why not."""
    name = shown(path)
    here = Span(name, 1, 1, 1, 1, "")
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return File(name, finding("E102", here, reason="it is not an ordinary file"))
        with path.open("rb") as stream:
            return File(name, stream.read(MOST_BYTES + 1))
    except FileNotFoundError:
        return File(name, finding("E101", here))
    except (OSError, ValueError) as error:
        return File(name, finding("E102", here, reason=getattr(error, "strerror", None) or str(error)))


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: into a temporary file beside it, flushed to disk, renamed over it.

    A symbolic link stays one, and an existing file keeps its mode.

    Raises:
        OSError: the file cannot be written; one that was there is as it was.
    """
    import tempfile

    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(None, "it is a link that leads in a circle")
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        raise OSError(None, "it is not an ordinary file")
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(None, "it is write-protected")
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".itatrack-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
