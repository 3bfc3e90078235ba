"""The file that remembers changes so that they can be undone: beside the data, and not in git.

It lies in a folder of its own that has git ignore it. It is written whole or not at all, under the lock of the data.
"""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from itatrack.findings.message import message
from itatrack.storage.atomic import Prepared, discard, rename, write_whole
from itatrack.storage.files import MAX_READ
from itatrack.storage.journal import share
from itatrack.storage.temporary import create, remove_abandoned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOLDER = ".itatrack"
FILE = "changes.json"


def read_change_log(folder: Path) -> bytes | None:
    """Return the content of the file beside the data of a folder, or None where there is none.

    Raises:
        OSError: it cannot be read, or is no ordinary file.
    """
    path = _place(folder) / FILE
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise OSError(None, message("it is not an ordinary file"))
    except FileNotFoundError:
        return None
    with path.open("rb") as stream:
        return stream.read(MAX_READ)


def write_change_log(folder: Path, content: bytes, data: Sequence[Path]) -> None:
    """Write the file beside the data of a locked folder.

    Args:
        folder: the folder of the data.
        content: what it is to hold.
        data: the files of the data; who may read and write them may do so with this one.

    Raises:
        OSError: it cannot be written.
    """
    place = _place(folder)
    with suppress(FileExistsError):
        place.mkdir()
        status = folder.stat()
        with suppress(OSError, AttributeError):  # Windows has no groups
            os.chown(place, -1, status.st_gid)
        place.chmod(stat.S_IMODE(status.st_mode))
    with suppress(FileExistsError), (place / ".gitignore").open("x", encoding="utf-8") as ignored:
        ignored.write("*\n")
    remove_abandoned(place, time.time())
    temporary = create(place)
    prepared = Prepared(place / FILE, temporary)
    try:
        write_whole(temporary.handle, content, 0)
        share(data, temporary.handle)
        os.fsync(temporary.handle)
        rename(temporary, prepared.target)
    finally:
        discard(prepared)


def _place(folder: Path) -> Path:
    """Return the folder of the file.

    Raises:
        OSError: it is a link, which may lead anywhere.
    """
    place = folder / FOLDER
    if place.is_symlink():
        raise OSError(None, message("{path} is a link", path=place))
    return place
