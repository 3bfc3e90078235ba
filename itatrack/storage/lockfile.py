"""A lock file beside the data, for drives on which the operating system has no locks.

Its content says who holds it. It is removed by its holder, or by the next process that can be sure that the holder has
ended: on the same machine by its process number, from another one only by its age.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from itatrack.storage.files import PREFIX
from itatrack.storage.processes import has_ended, started, this_machine

if TYPE_CHECKING:
    from pathlib import Path

LOCK_FILE = f"{PREFIX}lock"
_BREAKER = f"{PREFIX}lock-break"
# The age, in seconds, at which a lock of another machine is taken for abandoned. A change takes less than a minute.
STALE = 600.0
# The same for a lock file without content: it is written in the instant after it was created.
UNFINISHED = 5.0


class Holder(NamedTuple):
    """Who holds a lock file, as it says itself."""

    machine: str
    process: int
    started: str
    since: str


class LockFile(NamedTuple):
    """A lock file that this process holds."""

    path: Path
    content: bytes

    @property
    def is_held(self) -> bool:
        """Check whether it is there still and nobody else took it for abandoned."""
        try:
            return self.path.read_bytes() == self.content
        except OSError:
            return False

    def release(self) -> None:
        """Remove it, unless somebody else's stands there now."""
        if self.is_held:
            self.path.unlink(missing_ok=True)


def try_take(folder: Path) -> LockFile | None:
    """Return the lock file, or None while another process holds it.

    Raises:
        OSError: no file can be created in the folder.
    """
    path = folder / LOCK_FILE
    content = _create(path)
    if content is None:
        _remove_stale(path)
        return None
    return LockFile(path, content)


def _create(path: Path) -> bytes | None:
    """Create a file that says who holds it, and return what it says; None where one is there."""
    holder = Holder(this_machine(), os.getpid(), started(os.getpid()), time.strftime("%Y-%m-%dT%H:%M:%S%z"))
    content = json.dumps({**holder._asdict(), "token": os.urandom(8).hex()}).encode()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        return None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return content


def holder_of(folder: Path) -> Holder | None:
    """Return who holds the lock file of a folder, or None where there is none or it does not say."""
    try:
        return _parse((folder / LOCK_FILE).read_bytes())
    except OSError:
        return None


def _parse(content: bytes) -> Holder | None:
    try:
        holder = json.loads(content)
        return Holder(str(holder["machine"]), int(holder["process"]), str(holder["started"]), str(holder["since"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


class _Seen(NamedTuple):
    """A lock file as it was seen: if one of these differs, it is another one."""

    content: bytes
    inode: int
    changed: int


def _look(path: Path) -> _Seen | None:
    try:
        status = path.stat()
        return _Seen(path.read_bytes(), status.st_ino, status.st_mtime_ns)
    except FileNotFoundError:
        return None
    except OSError:  # another person's, closed to us
        return _Seen(b"", status.st_ino, status.st_mtime_ns)


def _remove_stale(path: Path) -> None:
    """Remove a lock file whose holder has ended.

    Two processes may come to that at the same time, and the slower one must not remove the new lock of the faster one:
    only who has created a second file may remove, and looks again then.
    """
    seen = _look(path)
    if seen is None or not _is_stale(seen, time.time()):
        return
    breaker = path.with_name(_BREAKER)
    if _create(breaker) is None:
        before = _look(breaker)
        if before and _is_stale(before, time.time()):  # of a process that died between these few lines
            breaker.unlink(missing_ok=True)
        return
    try:
        now = breaker.stat().st_mtime  # by the clock of the drive
        if _look(path) == seen and _is_stale(seen, now):
            path.unlink(missing_ok=True)
    finally:
        breaker.unlink(missing_ok=True)


def _is_stale(seen: _Seen, now: float) -> bool:
    age = now - seen.changed / 1e9
    holder = _parse(seen.content)
    if holder is None:
        return age > (UNFINISHED if not seen.content else STALE)
    if holder.machine == this_machine():
        # The number may have been given to another process since.
        return has_ended(holder.process) or holder.started != started(holder.process)
    return age > STALE
