"""The seal of a Word document: a digest of what it holds, by which a later change of it by hand is known."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# What stands in the document's property `identifier` until the digest is known.
UNSEALED: Final = f"sha256:{'0' * 64}"
_SEAL: Final = re.compile(rb"(?<=identifier>)sha256:[0-9a-f]{64}(?=<)")
_PROPERTIES: Final = "docProps/core.xml"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
# A memo has less than a megabyte; what unpacks to more than this is none.
_LARGEST: Final = 100_000_000


def sealed(package: bytes) -> bytes:
    """Return a document with its digest in the place of `UNSEALED`, and one time for all of its parts."""
    parts = _parts(package)
    parts[_PROPERTIES] = _SEAL.sub(_digest(parts), parts.get(_PROPERTIES, b""))
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda part: (part != "[Content_Types].xml", part)):
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), parts[name], zipfile.ZIP_DEFLATED)
    return content.getvalue()


def is_untouched(package: bytes) -> bool:
    """Check whether a file is a document that was sealed here, and holds what it held then.

    A program that saves a document writes its parts in a way of its own, so one that was opened and saved is touched.
    """
    try:
        parts = _parts(package)
    # An archive that is broken, encrypted or packed in another way.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        return False
    seal = _SEAL.search(parts.get(_PROPERTIES, b""))
    return seal is not None and seal[0] == _digest(parts)


def _parts(package: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name.

    Raises:
        ValueError: they are larger than those of any memo.
    """
    with zipfile.ZipFile(BytesIO(package)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _LARGEST:
            raise ValueError(_LARGEST)
        return {name: archive.read(name) for name in archive.namelist()}


def _digest(parts: Mapping[str, bytes]) -> bytes:
    """Return the digest of the parts and their names, whatever digest stands in them."""
    whole = hashlib.sha256()
    for name in sorted(parts):
        content = _SEAL.sub(UNSEALED.encode(), parts[name]) if name == _PROPERTIES else parts[name]
        for text in (name.encode(), content):
            whole.update(len(text).to_bytes(8, "big") + text)
    return b"sha256:" + whole.hexdigest().encode()
