"""Owner, group, mode, extended attributes and access lists of a file that is replaced by another."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What the system itself keeps for each file: checksums and rights that go with one content.
_OF_THE_CONTENT = ("security.ima", "security.evm", "security.capability")


class MetadataError(OSError):
    """Raised where the new file cannot have the owner, group, rights or attributes of the one that it is to replace."""


def copy_metadata(source: Path, handle: int) -> None:
    """Copy to an open new file all that the system keeps about an old one besides its content and times.

    Raises:
        MetadataError: the person who writes may not, or the drive cannot.
    """
    old = source.stat()
    if os.name == "nt":  # where the new file has the rights that its folder gives
        return
    try:
        new = os.fstat(handle)
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            os.fchown(handle, old.st_uid, old.st_gid)
        _copy_attributes(source, handle)
        os.fchmod(handle, stat.S_IMODE(old.st_mode))  # last: a new owner or access list changes it
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EINVAL, errno.E2BIG}:
            raise
        raise MetadataError(error.errno, error.strerror) from error
    new = os.fstat(handle)
    if (old.st_uid, old.st_gid, old.st_mode) != (new.st_uid, new.st_gid, new.st_mode):
        raise MetadataError(errno.EPERM, os.strerror(errno.EPERM))


def _copy_attributes(source: Path, handle: int) -> None:
    if not hasattr(os, "listxattr"):
        return
    old, new = attributes(source), attributes(handle)
    for name, value in old.items():
        if new.get(name) != value:
            # A label of the security system comes from the folder where it may not be set.
            try:
                os.setxattr(handle, name, value)
            except PermissionError:
                if not name.startswith("security."):
                    raise
    for name in new.keys() - old.keys():  # such as an access list that the folder gives to each new file
        if not name.startswith("security."):
            os.removexattr(handle, name)


def attributes(file: Path | int) -> dict[str, bytes]:
    """Return the extended attributes of a file, access lists among them; none where the drive has none."""
    try:
        names = os.listxattr(file)
    except OSError as error:
        if error.errno in {errno.ENOTSUP, errno.ENOSYS}:
            return {}
        raise
    return {name: os.getxattr(file, name) for name in names if name not in _OF_THE_CONTENT}
