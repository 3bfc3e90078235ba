"""Keep a copy of a file among the evidence of a project."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO

from itatrack.findings.message import message
from itatrack.storage.atomic import flush_folder
from itatrack.storage.digests import BLOCK, digest_of, opened
from itatrack.storage.temporary import create, remove_abandoned

FOLDER = "evidence"


def copy_name(source: Path) -> str:
    """Return the path of a file's copy in the project; the name has no letter that some system forbids."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", source.name).strip(" .")
    return f"{FOLDER}/{name or 'copy'}"


def keep_copy(project: Path, name: str, source: Path) -> str:
    """Copy a file into the project under the name of `copy_name`, whole or not at all, and return its SHA-256.

    Another file is never overwritten; one that is the same already stays.

    Raises:
        FileExistsError: something else has the name.
        OSError: the file cannot be read, or the copy cannot be written.
    """
    folder = project / FOLDER
    folder.mkdir(exist_ok=True)
    if Path(os.path.realpath(folder)) != Path(os.path.realpath(project)) / FOLDER:
        raise OSError(None, message("the folder `{name}` is a link", name=FOLDER))
    temporary = create(folder, 0o666)
    try:
        remove_abandoned(folder, os.fstat(temporary.handle).st_mtime)
        with opened(source) as stream:
            digest = _copy(stream, temporary.handle)
        os.fsync(temporary.handle)
        temporary.close()
        target = project / name
        if not _publish(temporary.path, target) and not _is_same(target, digest):
            raise FileExistsError(None, message("there is another file of this name: give the copy another name"))
    finally:
        temporary.close()
        with suppress(OSError):
            temporary.path.unlink()
    flush_folder(folder)
    return digest


def _copy(stream: IO[bytes], handle: int) -> str:
    digest = hashlib.sha256()
    while block := stream.read(BLOCK):
        digest.update(block)
        rest = memoryview(block)
        while rest:
            rest = rest[os.write(handle, rest) :]
    return digest.hexdigest()


def _publish(temporary: Path, target: Path) -> bool:
    """Name a file unless something has that name, and return whether it was named."""
    if os.path.lexists(target):
        return False
    try:
        # In one step, which never overwrites; the temporary name goes afterwards.
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError:  # a drive without links
        if os.path.lexists(target):
            return False
        temporary.rename(target)
    return True


def _is_same(target: Path, digest: str) -> bool:
    """Check whether a file of one name only is there, and holds the same."""
    status = target.lstat()
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and digest_of(target) == digest
