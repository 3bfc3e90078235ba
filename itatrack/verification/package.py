"""The parts of a Word document: a package that comes from outside."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST: Final = 60_000_000  # bytes of what a document holds, unpacked
# Other ways to pack are in no package by the standard of Office Open XML.
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END: Final = struct.Struct("<4s8xLL2x")
_HEAD: Final = struct.Struct("<4s4xH4xLLLHH")
_IS_STREAMED: Final = 8  # the sizes follow the part, in one of four ways
_SIZES_AFTER: Final = (12, 16, 20, 24)


def parts_of(package: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name.

    Raises:
        ValueError: it is damaged, or larger than any memo.
    """
    try:
        with zipfile.ZipFile(BytesIO(package)) as archive:
            listed = archive.infolist()
            if sum(part.file_size for part in listed) > LARGEST or len({part.filename for part in listed}) < len(
                listed
            ):
                raise ValueError(LARGEST)
            if any(part.compress_type not in _METHODS for part in listed):
                raise ValueError(_METHODS)
            return {part.filename: archive.read(part) for part in listed if part.file_size or not part.is_dir()}
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, OSError) as error:
        raise ValueError(str(error)) from None


def has_only_parts(package: bytes) -> bool:
    """Check whether a package is its parts one after the other, and nothing before, between or after them.

    A program that looks for parts in another way than by the list of them would find others there.
    """
    with zipfile.ZipFile(BytesIO(package)) as archive:
        place, is_streamed = 0, False
        for part in sorted(archive.infolist(), key=lambda part: part.header_offset):
            if part.header_offset - place not in (_SIZES_AFTER if is_streamed else (0,)):
                return False
            _, method, *sizes, name, extra = _HEAD.unpack_from(package, part.header_offset)
            is_streamed = bool(part.flag_bits & _IS_STREAMED)
            if method != part.compress_type or not (
                is_streamed or sizes == [part.CRC, part.compress_size, part.file_size]
            ):
                return False
            place = part.header_offset + _HEAD.size + name + extra + part.compress_size
        sign, size, start = _END.unpack(package[-_END.size :])
        gap = start - place
        is_joined = gap in (_SIZES_AFTER if is_streamed else (0,)) and start + size + _END.size == len(package)
        return is_joined and sign == b"PK\5\6"


def xml_root(part: bytes) -> Element | None:
    """Return the root of a part, or None for one that is not well formed, or that declares entities."""
    from xml.etree import ElementTree as ET

    # Word writes none, and with them a small part may grow without end.
    if re.search(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0D", part):
        return None
    try:
        return ET.fromstring(part)  # noqa: S314  without declarations there is nothing to expand
    except (ET.ParseError, ValueError, LookupError):
        return None
