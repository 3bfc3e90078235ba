"""The lock on a project's folder, which keeps writers one after the other.

It is an advisory lock of the operating system on the open folder, which ends with the process that holds it, or a lock
file where the drive has none.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from itatrack.findings.message import Message, message
from itatrack.storage import lockfile, transaction
from itatrack.storage.files import PREFIX
from itatrack.storage.temporary import remove_abandoned

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long another process is waited for, and how often it is asked, in seconds.
PATIENCE = 30.0
_PAUSE = 0.02


class Flock(Enum):
    """The outcome of asking the operating system for a lock."""

    HELD = "held"
    BUSY = "busy"
    UNAVAILABLE = "unavailable"


class Lock:
    """A lock that is held on a folder."""

    def __init__(self, folder: Path, handle: int | None = None, file: lockfile.LockFile | None = None) -> None:
        self.folder = folder
        self._handle = handle
        self._file = file

    @property
    def is_file(self) -> bool:
        """Check whether the drive has no locks of its own, so that a file beside the data stands for one."""
        return self._file is not None

    @property
    def is_held(self) -> bool:
        """Check whether no other process has taken it for abandoned."""
        return self._file is None or self._file.is_held

    def release(self) -> None:
        """Let the next process in; if that fails, it finds out that this one has ended."""
        with suppress(OSError):
            if self._file is not None:
                self._file.release()
            if self._handle is not None:
                os.close(self._handle)


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[Lock]:
    """Keep every other process that locks the same file out until the block ends.

    The operating system lifts the lock when the process dies. It is held on the folder that the file, or the one a
    link leads to, lies in: the file itself is replaced on every write. On a drive that cannot lock, a lock file in the
    folder stands for it; see `lockfile`. What an interrupted run left there is cleared away, or completed.

    Raises:
        TimeoutError: another process held the lock for longer than `patience` seconds.
        InterruptedChangeError: an interrupted change cannot be completed, because a file was changed since.
        OSError: the folder cannot be opened, or is write-protected.
    """
    folder = Path(os.path.realpath(path)).parent
    deadline = time.monotonic() + patience
    while (lock := _try_lock(folder)) is None:
        if time.monotonic() > deadline:
            raise TimeoutError(None, _who_writes(folder))
        time.sleep(_PAUSE)
    try:
        remove_abandoned(folder, time.time())
        transaction.complete(folder)
        yield lock
    finally:
        lock.release()


def _who_writes(folder: Path) -> Message:
    holder = lockfile.holder_of(folder)
    if holder is None:
        return message("another itatrack is writing to it")
    return message(
        "another itatrack is writing to it: process {process} on {machine}, since {since}; "
        "if that has ended, delete {path}",
        process=holder.process,
        machine=holder.machine.partition(" ")[0],
        since=holder.since,
        path=folder / lockfile.LOCK_FILE,
    )


def _try_lock(folder: Path) -> Lock | None:
    """Return the lock on a folder, or None while another process holds it."""
    if os.name == "nt":
        handle = try_self_deleting_file(folder / lockfile.LOCK_FILE)
        return None if handle is None else Lock(folder, handle)
    handle = os.open(folder, os.O_RDONLY)
    try:
        state = try_flock(handle)
        # Also where this process can lock: one on another machine may see the same drive without locks.
        if state is Flock.HELD and not os.path.lexists(folder / lockfile.LOCK_FILE):
            return Lock(folder, handle)
        if state is not Flock.BUSY:
            file = lockfile.try_take(folder)
            if file is not None:
                if state is Flock.UNAVAILABLE:
                    os.close(handle)
                    return Lock(folder, file=file)
                file.release()
                return Lock(folder, handle)
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def try_self_deleting_file(path: Path) -> int | None:
    """Return the handle of a file that Windows deletes when it is closed, also by the death of its process.

    Returns:
        None while another process has it, which Windows also says as PermissionError: while the file is going.

    Raises:
        PermissionError: no file can be created in the folder.
    """
    try:
        return os.open(path, os.O_CREAT | os.O_EXCL | getattr(os, "O_TEMPORARY", 0))
    except FileExistsError:
        return None
    except PermissionError:
        if os.path.lexists(path):
            return None
        # Either the lock's file is being deleted, or nobody may create a file in the folder: a file of another name
        # can be created in the first case only.
        probe = path.with_name(f"{PREFIX}{os.urandom(4).hex()}")
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | getattr(os, "O_TEMPORARY", 0)))
        with suppress(FileNotFoundError):
            probe.unlink()
        return None


def try_flock(handle: int) -> Flock:
    """Lock an open file or folder without waiting.

    Returns:
        `UNAVAILABLE` where the drive or the system has no such locks: ENOLCK and EOPNOTSUPP on network drives, EBADF
        where NFS wants a folder to be open for writing, and every system without `fcntl`. Any other error is taken
        for the same, since the caller has a way that needs no lock.
    """
    if os.name == "nt":
        return Flock.UNAVAILABLE
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return Flock.BUSY
    except OSError:
        return Flock.UNAVAILABLE
    return Flock.HELD
