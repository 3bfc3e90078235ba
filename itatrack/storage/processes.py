"""Which process is meant by a number that was written down, and whether it runs still."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path


@cache
def this_machine() -> str:
    """Return what tells the machine, its start and its container apart: a process number means nothing elsewhere."""
    parts = [os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")]
    with suppress(OSError):
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="utf-8").strip())
        parts.append(str(Path("/proc/self/ns/pid").readlink()))
    return " ".join(parts)


def started(process: int) -> str:
    """Return when a process of this machine began, in the system's own count; empty where it does not say."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        return status.rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def has_ended(process: int) -> bool:
    """Check whether no process of this machine has a number; on Windows that cannot be asked, so none has ended."""
    if os.name == "nt":  # where `os.kill` kills
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # another person's
        pass
    return False
