"""Where a project's files are."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.language import reason, say
from itatrack.storage import journal
from itatrack.storage.files import File, read, shown
from itatrack.storage.locks import locked
from itatrack.yamltext.source import decode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from itatrack.storage.locks import Lock

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
        path = self.folder / name
        folder = Path(os.path.realpath(path)).parent
        while True:
            was_changing = os.path.lexists(folder / journal.JOURNAL)
            file = read(path)
            try:
                changes = journal.pending(folder)
            except OSError as error:
                return _unreadable(path, reason(error))
            if changes:
                return _settled(file, changes.get(os.path.basename(os.path.realpath(path))))  # noqa: PTH119  a text
            if not was_changing:
                return file

    def has_file(self, name: str, beginnings: tuple[bytes, ...] = ()) -> bool:
        """Check whether a path, counted from the project's folder, is a file inside it, wherever its links lead.

        Args:
            name: the path.
            beginnings: the bytes of which the file begins with one; none where it may hold anything.
        """
        parts = PurePosixPath(name.replace("\\", "/"))
        if parts.is_absolute() or PureWindowsPath(name).drive or ".." in parts.parts:
            return False
        path = self.folder / parts
        try:
            if not (os.path.realpath(path).startswith(os.path.realpath(self.folder) + os.sep) and path.is_file()):
                return False
            if not beginnings:
                return True
            with path.open("rb") as stream:
                return stream.read(max(map(len, beginnings))).startswith(beginnings)
        except (OSError, RuntimeError, ValueError):
            return False

    def relative(self, path: Path) -> str | None:
        """Give the path of a file of the project, counted from the project's folder, or None for any other path.

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

    def lock(self, name: str) -> AbstractContextManager[Lock]:
        """Keep every other process that locks the same file of the project out until the block ends."""
        return locked(self.folder / name)

    def templates(self, own: Path | None) -> Templates:
        """Give the templates: the one named by the user, its folder's, the project's, the packaged ones."""
        return Templates([self.folder / "templates", packaged_templates()], own)

    def changed_templates(self) -> list[str]:
        """Return the names of the files in the project's folder of templates that the tool does not bring itself."""
        folder, packaged = self.folder / "templates", packaged_templates()
        if _is_copy(folder, packaged):
            return []
        try:
            return sorted(path.name for path in folder.iterdir() if not _is_same_content(path, packaged / path.name))
        except OSError:
            return []

    def is_own(self, path: Path) -> bool:
        """Say whether a path is a file that a memo is made from: the data, or anything in the templates' folder."""
        real = Path(os.path.realpath(path))
        # By what the drive says they are: on some drives status.yaml and STATUS.YAML are one file.
        if any(_is_same(real, self.folder / name) for name in (PLAN, HISTORY)):
            return True
        return any(_is_same(parent, self.folder / "templates") for parent in real.parents)


def _settled(file: File, change: journal.Change | None) -> File:
    """Return a file as it is when the change that is being made, or was cut off, is complete."""
    if change is None:
        return file
    now = file.content if isinstance(file.content, bytes) else None
    content = journal.settled(change, now)
    return file if content is None else File(file.path, content)


class Templates:
    """Templates by name, from the first of several folders that has it; no name leads out of them."""

    def __init__(self, folders: Iterable[Path], own: Path | None = None) -> None:
        self._own = own
        self._folders = [*([own.parent] if own else []), *folders]
        self._used: dict[str, None] = {}

    @property
    def used(self) -> list[str]:
        """Give the paths, as shown, of the templates that were asked for and are there, in the order of asking."""
        return list(self._used)

    def mark_used(self, paths: Iterable[str]) -> None:
        """Remember which were asked for, where that was in another process."""
        self._used |= dict.fromkeys(paths)

    @property
    def is_packaged(self) -> bool:
        """Check whether all of them come with the tool: the other folders have none, or the same ones unchanged."""
        packaged = packaged_templates()
        return self._own is None and all(_is_copy(folder, packaged) for folder in self._folders)

    def __call__(self, name: str) -> tuple[str, str] | Finding | None:
        """Give a template's path as shown and its text, the finding that stands for it, or None if there is none."""
        file = self._found(name)
        return _text(file) if file else None

    def content(self, name: str) -> tuple[str, bytes] | Finding | None:
        """Give a template's path as shown and its bytes, the finding that stands for it, or None if there is none."""
        file = self._found(name)
        if file is None:
            return None
        return file.content if isinstance(file.content, Finding) else (file.path, file.content)

    def _found(self, name: str) -> File | None:
        file = self._file(name)
        if file:
            self._used[file.path] = None
        return file

    def _file(self, name: str) -> File | None:
        if self._own and name == self._own.name:
            return read(self._own)  # wherever a link leads: the user named it
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
                return _unreadable(path, reason(error))
            if not os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep):
                return _unreadable(path, say("it is a link that leads out of the templates' folder"))
            return read(path)
        return None


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # one is not there
        return os.path.realpath(path) == os.path.realpath(other)


def _is_copy(folder: Path, original: Path) -> bool:
    """Check whether a folder is missing or holds nothing but unchanged files of another one."""
    if not os.path.lexists(folder) or os.path.realpath(folder) == os.path.realpath(original):
        return True
    try:
        return all(_is_same_content(path, original / path.name) for path in folder.iterdir())
    except OSError:
        return False


def _is_same_content(path: Path, original: Path) -> bool:
    """Check whether two files hold the same; a file that cannot be read is like no other."""
    try:
        return path.stat().st_size == original.stat().st_size and path.read_bytes() == original.read_bytes()
    except OSError:
        return False


def _unreadable(path: Path, why: str) -> File:
    return File(shown(path), finding("E102", Span(shown(path), 1, 1, 1, 1, ""), reason=why))


def _text(file: File) -> tuple[str, str] | Finding:
    if isinstance(file.content, Finding):
        return file.content
    source, found = decode(file.path, file.content)
    return (file.path, source.text) if source else found[0]


def packaged_templates() -> Path:
    """Give the folder of the templates that come with the package."""
    return _packaged("templates")


def packaged_data() -> Path:
    """Give the folder of the real memo's data, which comes with the package."""
    return _packaged("data")


def _packaged(name: str) -> Path:
    package = Path(__file__).parent.parent
    installed = package / "packaged" / name
    # In a checkout they stand at the top, where a clerk looks for them.
    return installed if installed.is_dir() else package.parent / name
