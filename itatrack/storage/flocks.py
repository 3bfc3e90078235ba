"""Advisory locks of the operating system on an open file or folder, which end with the process that holds them."""

from __future__ import annotations

import os
from enum import Enum


class Flock(Enum):
    """What came of asking for a lock."""

    HELD = "held"
    BUSY = "busy"
    UNAVAILABLE = "unavailable"


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
