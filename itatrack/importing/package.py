"""Look into a packed document before a library opens it: what it is, and how much it would become."""

from __future__ import annotations

import io
import zipfile
import zlib

from itatrack.findings.message import Message, message
from itatrack.importing.grid import SourceError
from itatrack.textfile.file_kinds import document_kind

# A memo with pictures has some ten; the rest of a document is text, which packs well.
_MAX_UNPACKED = 100 * 1024 * 1024
_MAX_XML = 50 * 1024 * 1024
_MAX_PARTS = 5000
_OLE = b"\xd0\xcf\x11\xe0"


def kind_of(content: bytes) -> str:
    """Return what a file is: `docx`, `xlsx` or `text`.

    Raises:
        SourceError: it is a file that is not read, which is named as what it is.
    """
    if content.startswith(_OLE):
        raise SourceError(_old_document(content))
    kind = document_kind(content)
    if kind is None:
        return "text"
    if kind == "a Word document":
        return "docx"
    if kind == "an Excel workbook":
        if b"xl/workbook.bin" in content:
            raise SourceError(message("it is a binary Excel workbook (.xlsb): save it in Excel as .xlsx"))
        return "xlsx"
    if kind == "a PDF":
        raise SourceError(message("it is a PDF, whose tables cannot be read back: give the Word file it was made from"))
    raise SourceError(message("it is {kind}: save it as .docx, .xlsx or .csv", kind=Message(kind)))


def _old_document(content: bytes) -> Message:
    """Return what to do about a file in the container of old Office programs, which also holds encrypted files."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return message("it is protected by a password: open it, save it without the password, and give that file")
    if "WordDocument".encode("utf-16-le") in content:
        return message("it is a Word document of the old format (.doc): save it in Word as .docx")
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return message("it is an Excel workbook of the old format (.xls): save it in Excel as .xlsx")
    return message("it is {kind}: save it as .docx, .xlsx or .csv", kind=Message("a document of an old Office program"))


def check_package(content: bytes) -> None:
    """Refuse a package that is damaged, protected, or would become too large when it is unpacked.

    Every part is unpacked once here, as far as it says that it goes, and compared with its checksum: a library that
    opens it afterwards meets no more than that.

    Raises:
        SourceError: it is refused.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise SourceError(message("it is protected by a password: save it without the password"))
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise SourceError(_too_large())
            if any(part.file_size > _MAX_XML and part.filename.endswith((".xml", ".rels")) for part in parts):
                raise SourceError(_too_large())
            if package.testzip() is not None:
                raise SourceError(_damaged())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise SourceError(_damaged()) from error


def _too_large() -> Message:
    return message("unpacked it would be far larger than any memo: is this the right file?")


def _damaged() -> Message:
    return message("the file is damaged or incomplete: open it in its own program and save it again")
