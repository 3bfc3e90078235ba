"""Temporary files and folders, and the removal of those whose process died before it could remove them.

Their names say which process made them. One of this machine goes as soon as its process has ended; one of another
machine, on a shared drive, when it is old.
"""

from __future__ import annotations

import os
import re
import stat
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from itatrack.storage.files import PREFIX
from itatrack.storage.processes import has_ended, this_machine

if TYPE_CHECKING:
    from collections.abc import Iterator

# A process, a checksum of its machine, and a random part: not the name of the file that it will replace, since a name
# of 79 Thai letters leaves no room for more. They once held that name; such a one has no process that could be asked.
_PROCESS = r"(?P<process>[0-9a-f]+)-(?P<machine>[0-9a-f]{8})"
_NAME = re.compile(rf"\.?itatrack-(?:{_PROCESS}|.*)-[0-9a-f]{{8}}", re.DOTALL)
# The age at which one of another machine is abandoned: ten times what a writer is waited for. In seconds.
ABANDONED = 300.0
# The same for one whose process seems to run: its number may have gone to another one since.
LONG_ABANDONED = 86400.0


class Temporary:
    """A temporary file: where it is, and the handle that writes it."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self.handle = handle
        self._is_open = True

    def close(self) -> None:
        """Close the handle, once."""
        if self._is_open:
            self._is_open = False
            os.close(self.handle)


def create(folder: Path, mode: int = 0o600) -> Temporary:
    """Create an empty temporary file in a folder.

    Raises:
        OSError: no file can be created there.
    """
    while True:
        path = folder / _new_name(PREFIX)
        with suppress(FileExistsError):
            return Temporary(path, os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode))


def remove_abandoned(folder: Path, now: float) -> None:
    """Remove the temporary files in a folder whose processes have ended; what cannot be removed stays.

    Args:
        folder: where to look.
        now: the time by the clock of the drive, with which the age of a file is compared.
    """
    for path in _ours(folder, PREFIX):
        with suppress(OSError):
            status = path.lstat()
            if stat.S_ISREG(status.st_mode) and _is_abandoned(path.name, now - status.st_mtime):
                path.unlink()


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make a folder for files that only this process needs, and remove it; those of processes that died go too."""
    import shutil
    import tempfile

    parent = Path(tempfile.gettempdir())
    folder = parent / _new_name(PREFIX[1:])
    folder.mkdir(0o700)
    try:
        now = folder.lstat().st_mtime  # by the clock of the drive, as the age of the others
        for path in _ours(parent, PREFIX[1:]):
            with suppress(OSError):
                status = path.lstat()
                # Everybody may make folders there: only this user's are touched, and never what a link leads to.
                is_users = stat.S_ISDIR(status.st_mode) and (
                    not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
                )
                if is_users and _is_abandoned(path.name, now - status.st_mtime):
                    shutil.rmtree(path, ignore_errors=True)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _new_name(prefix: str) -> str:
    return f"{prefix}{os.getpid():x}-{machine_sum()}-{os.urandom(4).hex()}"


def machine_sum() -> str:
    """Return the checksum of this machine that names hold."""
    return f"{zlib.crc32(this_machine().encode()):08x}"


def _ours(folder: Path, prefix: str) -> list[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        return [Path(entry.path) for entry in entries if entry.name.startswith(prefix) and _NAME.fullmatch(entry.name)]
    return []


def _is_abandoned(name: str, age: float) -> bool:
    match = _NAME.fullmatch(name)
    if match is None or match["machine"] != machine_sum():
        return age > ABANDONED
    return has_ended(int(match["process"], 16)) or age > LONG_ABANDONED
