"""Read and write files safely: whole or not at all, one process after the other."""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Span
from itatrack.language import reason, say
from itatrack.project import File
from itatrack.yamltext.source import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPORARY = ".itatrack-"
# How long another process is waited for, and how often it is asked, in seconds.
PATIENCE = 30.0
_PAUSE = 0.02


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
            return File(name, finding("E102", here, reason=say("it is not an ordinary file")))
        with path.open("rb") as stream:
            return File(name, stream.read(MOST_BYTES + 1))
    except FileNotFoundError:
        return File(name, finding("E101", here))
    except OSError as error:
        return File(name, finding("E102", here, reason=reason(error)))
    except ValueError as error:  # a NUL in the name
        return File(name, finding("E102", here, reason=say(str(error))))


class FileChangedError(OSError):
    """Raised where a file is no longer what it was when it was read; it is left as it is."""


def write(path: Path, content: bytes, expected: bytes | None = None) -> None:
    """Write a file whole or not at all: into a temporary file beside it, flushed to disk, renamed over it.

    A symbolic link stays one, and an existing file keeps its mode.

    Args:
        path: the file.
        content: what it is to hold.
        expected: what it must still hold when it is replaced; None for whatever it holds.

    Raises:
        FileChangedError: it holds something else than expected.
        OSError: the file cannot be written; one that was there is as it was.
    """
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(None, say("it is a link that leads in a circle"))
    there = target.stat() if target.exists() else None
    mode = there.st_mode if there else None
    if mode is not None and not stat.S_ISREG(mode):
        raise OSError(None, say("it is not an ordinary file"))
    if there and there.st_nlink > 1:
        raise OSError(None, say("it has a second name (a hard link), which would keep the old text"))
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(None, say("it is write-protected"))
    temporary = target.with_name(f"{_TEMPORARY}{target.name}-{os.urandom(4).hex()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        _compare(target, expected)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)


def _compare(path: Path, expected: bytes | None) -> None:
    try:
        same = expected is None or path.read_bytes() == expected
    except FileNotFoundError:
        same = False
    if not same:
        raise FileChangedError(None, say("it was changed by another program"))


def _flush_folder(folder: Path) -> None:
    """Make the renaming last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep every other process that locks the same file out until the block ends.

    The operating system lifts the lock when the process dies. It is held on the folder that the file, or
    the one a link leads to, lies in: the file itself is replaced on every write. Some network drives cannot
    lock a folder; there, only the comparison before a file is replaced keeps two writers apart.

    Raises:
        TimeoutError: another process held the lock for longer than `patience` seconds.
        OSError: the folder cannot be opened.
    """
    target = Path(os.path.realpath(path))
    folder = target.parent
    deadline = time.monotonic() + patience
    while (handle := _try_lock(folder)) is None:
        if time.monotonic() > deadline:
            raise TimeoutError(None, say("another itatrack is writing to it"))
        time.sleep(_PAUSE)
    try:
        for left in folder.glob(f"{_TEMPORARY}{target.name}-*"):
            left.unlink(missing_ok=True)  # of a process that died while it held the lock
        yield
    finally:
        os.close(handle)


def _try_lock(folder: Path) -> int | None:
    """Give the handle that holds a folder's lock, or None while another process holds it."""
    if sys.platform == "win32":
        # A file that Windows deletes as soon as its handle is closed, also by the death of the process.
        try:
            return os.open(folder / f"{_TEMPORARY}lock", os.O_CREAT | os.O_EXCL | os.O_TEMPORARY)
        except (FileExistsError, PermissionError):
            return None
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError:
        pass  # a drive that cannot lock
    return handle
