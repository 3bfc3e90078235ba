"""The files of a commit by their paths: links are followed inside the commit, and never out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.findings.message import message
from itatrack.storage.git import RevisionError, incomplete

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from itatrack.storage.git import Repository

_FOLDER: Final = "40000"
_LINK: Final = "120000"
_SUBMODULE: Final = "160000"
# As Linux has it.
_MAX_LINKS: Final = 40


class OutsideError(RevisionError):
    """A path leads to what no commit holds: out of the repository, round in a circle, or into another repository."""


class Entry(NamedTuple):
    """What a path of a commit is.

    Attributes:
        path: the names on the way to it from the top, all links followed.
        id: the hash of its object.
        mode: what git calls its mode.
    """

    path: tuple[str, ...]
    id: str
    mode: str

    @property
    def is_folder(self) -> bool:
        """Check whether it is a folder."""
        return self.mode == _FOLDER

    @property
    def is_file(self) -> bool:
        """Check whether it is an ordinary file."""
        return self.mode.startswith("100")


class Tree:
    """The files of a commit.

    Args:
        repository: the repository.
        tree: the hash of the commit's tree.
    """

    def __init__(self, repository: Repository, tree: str) -> None:
        self._repository = repository
        self._top = Entry((), tree, _FOLDER)
        self._folders: dict[tuple[str, ...], dict[str, Entry]] = {}

    def find(self, path: Sequence[str]) -> Entry | None:
        """Return what a path from the top leads to, or None where nothing is there.

        Raises:
            OutsideError: it leads out of the commit.
        """
        way, names, links = [self._top], [*reversed(path)], 0
        while names:
            name = names.pop()
            if name in {"", "."}:
                continue
            if name == "..":
                if len(way) == 1:
                    raise OutsideError(message("its link leads out of the repository"))
                way.pop()
                continue
            entry = self.entries(way[-1]).get(name) if way[-1].is_folder else None
            if entry is None:
                return None
            if entry.mode == _SUBMODULE:
                raise OutsideError(message("it is in a submodule, which is another repository"))
            if entry.mode != _LINK:
                way.append(entry)
                continue
            links += 1
            target = self.content(entry).decode(errors="surrogateescape")
            if links > _MAX_LINKS:
                raise OutsideError(message("its link leads in a circle"))
            if target.startswith("/"):
                raise OutsideError(message("its link leads out of the repository"))
            names += reversed(target.split("/"))
        return way[-1]

    def entries(self, folder: Entry) -> dict[str, Entry]:
        """Return what is in a folder, by name; links are not followed."""
        if folder.path not in self._folders:
            listed = _listed(self.content(folder), len(folder.id) // 2)
            self._folders[folder.path] = {name: Entry((*folder.path, name), id_, mode) for name, mode, id_ in listed}
        return self._folders[folder.path]

    def content(self, entry: Entry, read: Callable[[bytes], object] | None = None) -> bytes:
        """Return the content of a file, link or folder; of a very large one the beginning, while `read` is given all.

        Raises:
            RevisionError: the repository lacks it.
        """
        found = self._repository.object(entry.id, read)
        if found is None:
            raise incomplete(entry.id)
        return found.content


def _listed(content: bytes, size: int) -> Iterator[tuple[str, str, str]]:
    """Yield name, mode and hash of what is in a folder, by the content of its object and the bytes that a hash has."""
    place = 0
    while place < len(content):
        end = content.index(b"\0", place)
        mode, _, name = content[place:end].partition(b" ")
        place = end + 1 + size
        yield name.decode(errors="surrogateescape"), mode.decode(), content[end + 1 : place].hex()
