"""Read files, and show their paths."""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.findings.message import message, reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.findings.message import Message

T = TypeVar("T")

# What the names of the tool's own files begin with, and the file that stands in a folder while a change of several
# files is made: see `journal`, which is loaded only where there is one.
PREFIX = ".itatrack-"
JOURNAL = f"{PREFIX}journal"
# How long another program that has the file open on Windows is waited for, and how often it is tried, in seconds.
READERS_PATIENCE = 10.0
_PAUSE = 0.02
ACCESS_DENIED, SHARING_VIOLATION = 5, 32  # of Windows
# More than a file of the project may have, so that what is too large is refused and never cut.
MAX_READ = 16 * 1024 * 1024
USUAL = 64 * 1024  # most have less


class File(NamedTuple):
    """A file as it was read: its path as shown, and its bytes or the finding that says why there are none."""

    path: str
    content: bytes | Finding


def shown(path: Path) -> str:
    """Return a path as people see it: from the current folder where it lies in or near it."""
    whole = nearest = str(path)
    if path.is_absolute():
        with suppress(OSError, ValueError):  # the current folder is gone, or on another drive
            nearest = min(whole, os.path.relpath(whole), key=len)
    return nearest.replace(os.sep, "/")


def read(path: Path) -> File:
    """Read a file's bytes, up to `MAX_READ`, or return the finding that says why they cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return unreadable(path, message("it is not an ordinary file"))
        return File(shown(path), retry_while_open(lambda: _content(path)))
    except FileNotFoundError:
        return missing(path)
    except MemoryError:
        return File(shown(path), finding("E104.memory", _whole_file(path)))
    except OSError as error:
        return unreadable(path, reason(error))
    except ValueError as error:  # a NUL in the name
        return unreadable(path, message(str(error)))


def retry_while_open(call: Callable[[], T], codes: frozenset[int] = frozenset({SHARING_VIOLATION})) -> T:
    """Repeat a call for a while where Windows refuses it because another program has the file open."""
    deadline = time.monotonic() + READERS_PATIENCE
    while True:
        try:
            return call()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in codes or time.monotonic() > deadline:
                raise
        time.sleep(_PAUSE)


def missing(path: Path) -> File:
    """Return what stands for a file that is not there."""
    return File(shown(path), finding("E101", _whole_file(path)))


def unreadable(path: Path, why: Message) -> File:
    """Return what stands for a file that cannot be read."""
    return File(shown(path), finding("E102", _whole_file(path), reason=why))


def _whole_file(path: Path) -> Span:
    return Span(shown(path), 1, 1, 1, 1, "")


def _content(path: Path) -> bytes:
    with path.open("rb") as stream:
        content = stream.read(USUAL)
        # Memory for all that a file may have would be asked for before it is known how much there is.
        return content if len(content) < USUAL else content + stream.read(MAX_READ - USUAL)
