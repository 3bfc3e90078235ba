"""Replace several files of a folder all or none, also when the process is killed between two of them.

What is to happen is written to a journal in the folder first. From the moment at which the journal stands there, the
change is made: the next process that locks the folder completes it, and readers read what it says. The journal is
deleted when all files are as it says. It is also the way in which a file is written whose owner or rights a new file
could not have: in place, with the journal to complete it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.message import message, reason
from itatrack.storage.atomic import (
    FileChangedError,
    Prepared,
    UnconfirmedError,
    check_unchanged,
    discard,
    flush_folder,
    prepare,
    rename,
    write_whole,
)
from itatrack.storage.files import JOURNAL, retry_while_open
from itatrack.storage.journal import FileChange, pending, remove_journal, write_journal
from itatrack.storage.metadata import MetadataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from itatrack.storage.locks import Lock


class InterruptedChangeError(OSError):
    """Raised where an interrupted change cannot be completed, because a file was changed since."""


class Replacement(NamedTuple):
    """A file, what it must still hold when it is replaced, and what it is to hold; None for no file."""

    path: Path
    expected: bytes | None
    content: bytes | None


def replace_all(replacements: Sequence[Replacement], lock: Lock) -> None:
    """Replace files of the locked folder, all or none.

    Raises:
        FileChangedError: one holds something else than expected, or another process has taken the lock.
        UnconfirmedError: all were written, and may be lost in a power cut.
        OSError: one cannot be written, so all are as they were.
    """
    prepared: list[Prepared] = []
    try:
        for replacement in replacements:
            prepared.append(prepare(replacement.path, replacement.content or b""))
            if prepared[-1].target.parent != lock.folder:
                raise OSError(None, message("the files lie in more than one folder"))
        for replacement, new in zip(replacements, prepared, strict=True):
            check_unchanged(replacement.path, new.target, replacement.expected)
        if not lock.is_held:
            raise FileChangedError(None, message("another itatrack took the lock over"))
        first = prepared[0].temporary
        if len(replacements) == 1 and replacements[0].content is not None and not isinstance(first, MetadataError):
            rename(first, prepared[0].target)
        else:
            _replace_with_journal(replacements, prepared, lock.folder)
    finally:
        for new in prepared:
            discard(new)
    flush_folder(lock.folder)


def _replace_with_journal(replacements: Sequence[Replacement], prepared: Sequence[Prepared], folder: Path) -> None:
    changes = {
        new.target.name: FileChange(replacement.expected, replacement.content)
        for replacement, new in zip(replacements, prepared, strict=True)
    }
    try:
        write_journal(folder, changes)
    except UnconfirmedError as error:  # nothing is changed yet
        (folder / JOURNAL).unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror) from error
    try:
        for new in prepared:
            _apply(changes[new.target.name], new)
    except OSError as error:
        _go_back(folder, changes, error)
        raise
    remove_journal(folder)


def _go_back(folder: Path, changes: Mapping[str, FileChange], error: OSError) -> None:
    """Bring all files back to what they were.

    Raises:
        OSError: that fails too; the next run brings the change to one end or the other.
    """
    try:
        if any(_read(folder / name) != change.old for name, change in changes.items()):
            write_journal(folder, {name: FileChange(change.new, change.old) for name, change in changes.items()})
            complete(folder)
        else:
            (folder / JOURNAL).unlink(missing_ok=True)
    except OSError:
        problem = message("{reason}; the next run that writes brings the change to its end", reason=reason(error))
        raise OSError(None, problem) from error


def complete(folder: Path) -> None:
    """Bring an interrupted change of a locked folder to its end; without one, do nothing.

    Raises:
        InterruptedChangeError: a file is neither as it was nor as it was to be: somebody must look.
        OSError: a file cannot be written; the journal stays.
    """
    changes = pending(folder)
    if not changes:
        return
    for name, change in changes.items():
        now = _read(folder / name)
        if now != change.new and not change.is_between(now):
            problem = message(
                "a change was interrupted, and {name} was changed since: see whether it is right, then delete {path}",
                name=name,
                path=folder / JOURNAL,
            )
            raise InterruptedChangeError(None, problem)
    for name, change in changes.items():
        if _read(folder / name) != change.new:
            prepared = prepare(folder / name, change.new or b"")
            try:
                _apply(change, prepared)
            finally:
                discard(prepared)
    remove_journal(folder)


def _apply(change: FileChange, prepared: Prepared) -> None:
    if change.new is None:
        prepared.target.unlink(missing_ok=True)
    elif isinstance(prepared.temporary, MetadataError):
        _overwrite(prepared.target, change)
    else:
        rename(prepared.temporary, prepared.target)


def _overwrite(target: Path, change: FileChange) -> None:
    """Write a file in place: it stays the same file, with its owner and rights."""
    old, new = change.old or b"", change.new or b""
    handle = os.open(target, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        try:
            write_whole(handle, new[len(old) :], len(old))  # first what needs more room on the disk
            os.fsync(handle)
        except OSError:
            with suppress(OSError):
                os.ftruncate(handle, len(old))
            raise
        write_whole(handle, new, 0)
        os.ftruncate(handle, len(new))
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(path: Path) -> bytes | None:
    try:
        return retry_while_open(path.read_bytes)
    except FileNotFoundError:
        return None
