"""Read files, and show their paths."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.language import reason, say
from itatrack.storage.replacing import patient
from itatrack.yamltext.source import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path


class File(NamedTuple):
    """A file as it was read: its path as shown, and its bytes or the finding that says why there are none."""

    path: str
    content: bytes | Finding


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
        return File(name, patient(lambda: _content(path)))
    except FileNotFoundError:
        return File(name, finding("E101", here))
    except MemoryError:
        return File(name, finding("E104.memory", here))
    except OSError as error:
        return File(name, finding("E102", here, reason=reason(error)))
    except ValueError as error:  # a NUL in the name
        return File(name, finding("E102", here, reason=say(str(error))))


def _content(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)
