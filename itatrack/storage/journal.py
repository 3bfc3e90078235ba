"""The journal of a change of several files, which stands in their folder until all of them are changed.

It names nothing but ordinary files of its own folder. One that came with the files of a stranger, or in a copy of the
folder, is refused: it says which file on the drive it is itself, and which folder it lies in.
"""

from __future__ import annotations

import base64
import json
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from itatrack.findings.message import message
from itatrack.storage.atomic import Prepared, UnconfirmedError, discard, flush_folder, rename, write_whole
from itatrack.storage.files import JOURNAL, PREFIX
from itatrack.storage.metadata import MetadataError, attributes, copy_metadata
from itatrack.storage.temporary import create

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_VERSION = 1
# Two files of the largest size, old and new, in base64.
_MAX_BYTES = 64 * 1024 * 1024


class FileChange(NamedTuple):
    """The bytes of one file before and after a change; None for no file."""

    old: bytes | None
    new: bytes | None

    def is_between(self, now: bytes | None) -> bool:
        """Check whether a file is as it was, or was on its way when the writing in place was cut off."""
        if now == self.old:
            return True
        if now is None or self.old is None or self.new is None:
            return False
        # Each byte is the old or the new one, or zero where the power was cut before the disk had written it.
        shorter, longer = sorted((self.old, self.new), key=len)
        if not len(shorter) <= len(now) <= len(longer):
            return False
        return all(
            byte in {0, longer[index]} or (index < len(shorter) and byte == shorter[index])
            for index, byte in enumerate(now)
        )


def pending(folder: Path) -> Mapping[str, FileChange]:
    """Return what a change of a folder changes that is being made or was interrupted; nothing where there is none.

    Raises:
        OSError: the journal cannot be read, or is not one that this folder can have.
    """
    path = folder / JOURNAL
    if not os.path.lexists(path):
        return {}
    try:
        changes = _read_journal(folder)
    except FileNotFoundError:  # complete meanwhile
        return {}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        changes = {}
    if not changes or not all(_is_plain(folder, name) for name in changes):
        raise OSError(None, message("{path} is not a journal of this folder: delete it", path=path))
    return changes


def _read_journal(folder: Path) -> dict[str, FileChange]:
    path = folder / JOURNAL
    if not stat.S_ISREG(path.lstat().st_mode):
        return {}
    with path.open("rb") as stream:
        journal: dict[str, Any] = json.loads(stream.read(_MAX_BYTES))
        if journal["version"] != _VERSION or journal["place"] != _place(folder, stream.fileno()):
            return {}
    return {name: FileChange(*map(_from_text, change)) for name, change in journal["files"].items()}


def _is_plain(folder: Path, name: str) -> bool:
    """Check whether a name is one of an ordinary file in a folder, or may become one."""
    if name in {"", ".", ".."} or name.startswith(PREFIX) or any(sign in name for sign in "/\\:\0"):
        return False
    try:
        return stat.S_ISREG((folder / name).lstat().st_mode)
    except FileNotFoundError:
        return True


def settled(change: FileChange, now: bytes | None) -> bytes | None:
    """Return what a file holds when the change is complete; as it stands where somebody has changed it since."""
    return change.new if change.is_between(now) else now


def write_journal(folder: Path, changes: Mapping[str, FileChange]) -> None:
    """Write the journal of a folder, in place of the one that is there: from then on the change is made.

    Raises:
        UnconfirmedError: it stands there, and may be lost in a power cut.
        OSError: it cannot be written.
    """
    files = {name: [_as_text(change.old), _as_text(change.new)] for name, change in changes.items()}
    temporary = create(folder)
    journal = Prepared(folder / JOURNAL, temporary)
    try:
        content = {"version": _VERSION, "place": _place(folder, temporary.handle), "files": files}
        write_whole(temporary.handle, json.dumps(content).encode(), 0)
        share([folder / name for name in changes if (folder / name).exists()], temporary.handle)
        os.fsync(temporary.handle)
        rename(temporary, journal.target)
    finally:
        discard(journal)
    flush_folder(folder)


def remove_journal(folder: Path) -> None:
    """Remove the journal of a folder after the files are as it says.

    Raises:
        UnconfirmedError: the files may be lost in a power cut, or the journal stays; the next run removes it.
    """
    flush_folder(folder)  # what it says must outlast it
    try:
        (folder / JOURNAL).unlink(missing_ok=True)
    except OSError as error:
        raise UnconfirmedError(error.errno, error.strerror) from error


def _place(folder: Path, handle: int) -> list[int]:
    return [folder.stat().st_ino, os.fstat(handle).st_ino]


def share(targets: Sequence[Path], handle: int) -> None:
    """Let those read and complete a journal who may read and write the files that it holds, and nobody else.

    Where that cannot be said of it, such as with files of different rights, it stays its writer's alone.
    """
    if os.name == "nt" or not targets:
        return
    statuses = [path.stat() for path in targets]
    if len({(status.st_uid, status.st_gid, status.st_mode) for status in statuses}) != 1:
        return
    with suppress(MetadataError):
        copy_metadata(targets[0], handle)
        return
    with suppress(OSError):
        os.fchown(handle, -1, statuses[0].st_gid)
        # An access list says more than a mode.
        if not any(name.startswith("system.") for name in attributes(targets[0])):
            os.fchmod(handle, statuses[0].st_mode & 0o660)


def _as_text(content: bytes | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode()


def _from_text(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text, validate=True)
