"""Replace one file whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from itatrack.findings.message import message, reason
from itatrack.storage.files import ACCESS_DENIED, SHARING_VIOLATION, retry_while_open
from itatrack.storage.metadata import MetadataError, copy_metadata
from itatrack.storage.temporary import Temporary, create, remove_abandoned

# What a drive answers that cannot flush a folder, or needs no flushing; all else is an error of the disk.
_HARMLESS = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF, errno.EISDIR}
_NOT_OPENED = _HARMLESS | {errno.EACCES, errno.EPERM}


class FileChangedError(OSError):
    """Raised where a file is no longer what it was when it was read; it is left as it is."""


class UnconfirmedError(OSError):
    """Raised where a file was replaced, and the disk then failed to confirm that this outlasts a power cut."""


class Prepared(NamedTuple):
    """A new file that waits for its name, or the error that keeps it from being like the one that it replaces."""

    target: Path
    temporary: Temporary | MetadataError


def write(path: Path, content: bytes, expected: bytes | None = None) -> None:
    """Write a file whole or not at all: into a temporary file beside it, flushed to disk, renamed over it.

    A symbolic link stays one, and an existing file keeps its owner, group, mode, attributes and access lists.

    Args:
        path: the file.
        content: what it is to hold.
        expected: what it must still hold when it is replaced; None for whatever it holds.

    Raises:
        FileChangedError: it holds something else than expected.
        UnconfirmedError: it was written, and may be lost in a power cut.
        OSError: the file cannot be written; one that was there is as it was.
    """
    prepared = prepare(path, content)
    try:
        if isinstance(prepared.temporary, MetadataError):
            why = message("its owner, group or access rights could not be kept")
            raise PermissionError(None, why) from prepared.temporary
        if expected is not None:
            check_unchanged(path, prepared.target, expected)
        rename(prepared.temporary, prepared.target)
    finally:
        discard(prepared)
    flush_folder(prepared.target.parent)


def prepare(path: Path, content: bytes) -> Prepared:
    """Write and flush the file that will replace another, with all that the system keeps about that one.

    Raises:
        OSError: what stands there cannot be replaced, or the new file cannot be written.
    """
    target = Path(os.path.realpath(path))
    is_new = not _is_replaceable(target)
    try:
        temporary = create(target.parent, 0o666 if is_new else 0o600)
    except PermissionError as error:
        raise PermissionError(
            None, message("no file can be created in its folder: {reason}", reason=reason(error))
        ) from error
    try:
        remove_abandoned(target.parent, os.fstat(temporary.handle).st_mtime)
        write_whole(temporary.handle, content, 0)
        if not is_new:
            copy_metadata(target, temporary.handle)
        os.fsync(temporary.handle)
    except MetadataError as error:
        discard(Prepared(target, temporary))
        return Prepared(target, error)
    except BaseException:
        discard(Prepared(target, temporary))
        raise
    return Prepared(target, temporary)


def _is_replaceable(target: Path) -> bool:
    """Check whether there is a file that may be replaced; where there is none, one may be created.

    Raises:
        OSError: something else is there, or the file may not be replaced.
    """
    if target.is_symlink():
        raise OSError(None, message("it is a link that leads in a circle"))
    try:
        status = target.stat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(status.st_mode):
        raise OSError(None, message("it is not an ordinary file"))
    if status.st_nlink > 1:
        raise OSError(None, message("the file has other hard links, which would keep the old text"))
    if not os.access(target, os.W_OK):
        raise PermissionError(None, message("it is write-protected"))
    return True


def discard(prepared: Prepared) -> None:
    """Close a prepared file, and remove it unless it was renamed already; if that fails, a later run removes it."""
    if isinstance(prepared.temporary, MetadataError):
        return
    with suppress(OSError):
        prepared.temporary.close()
    with suppress(OSError):
        prepared.temporary.path.unlink()


def check_unchanged(path: Path, target: Path, expected: bytes | None) -> None:
    """Check that a file is what it was when it was read; `expected` is None for a file that was not there.

    Raises:
        FileChangedError: it holds something else, is gone, or its link leads elsewhere.
    """
    try:
        now: bytes | None = retry_while_open(target.read_bytes)
    except FileNotFoundError:
        now = None
    if now != expected or Path(os.path.realpath(path)) != target:
        raise FileChangedError(None, message("it was changed by another program"))


def rename(temporary: Temporary, target: Path) -> None:
    """Rename a prepared file to its target, over the old file."""
    if os.name == "nt":
        temporary.close()  # nothing open can be renamed there
    try:
        retry_while_open(lambda: temporary.path.replace(target), frozenset({ACCESS_DENIED, SHARING_VIOLATION}))
    except InterruptedError:  # a network drive may have done it all the same
        if os.path.lexists(temporary.path):
            raise


def write_whole(handle: int, content: bytes, start: int) -> None:
    """Write all of the bytes at a place of an open file: the system may take a part at a time."""
    os.lseek(handle, start, os.SEEK_SET)
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def flush_folder(folder: Path) -> None:
    """Make a renamed file outlast a power cut, where the system can.

    Raises:
        UnconfirmedError: the disk failed to.
    """
    if os.name == "nt":  # which opens no folders
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno in _NOT_OPENED:  # such as a folder whose list of files is closed to this person
            return
        raise UnconfirmedError(error.errno, error.strerror) from error
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _HARMLESS:
            raise UnconfirmedError(error.errno, error.strerror) from error
    finally:
        with suppress(OSError):
            os.close(handle)
