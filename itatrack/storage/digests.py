"""The SHA-256 of files of any size."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import IO, TYPE_CHECKING

from itatrack.findings.message import message
from itatrack.storage.files import retry_while_open

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = 1024 * 1024
# Without waiting: a pipe in a file's place has nothing to read.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read block by block.

    Raises:
        OSError: it cannot be read, or is no ordinary file.
    """
    digest = hashlib.sha256()
    with opened(path) as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def opened(path: Path) -> IO[bytes]:
    """Open an ordinary file to be read.

    Raises:
        OSError: it cannot be read, or is no ordinary file.
    """
    handle = retry_while_open(lambda: os.open(path, _READING))
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb", buffering=0)
    os.close(handle)
    raise OSError(None, message("it is not an ordinary file"))
