"""Take out of a document what it carries; what it is, its content says and not its name."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.findings.message import message
from itatrack.report.provenance import PDF_MANIFEST, WORD_NAMESPACE
from itatrack.verification.manifest import LaterManifestError, Manifest, ManifestError, read_manifest
from itatrack.verification.package import LARGEST, parts_of, xml_root

if TYPE_CHECKING:
    from itatrack.findings.message import Message

_HTML: Final = re.compile(r'<script type="application/json" id="itatrack">(.*?)</script>', re.DOTALL)
_LINE: Final = re.compile(r"(?:<!-- )?itatrack \S+ \S+ sha256:[0-9a-f]{64} data:([A-Za-z0-9+/=]*)(?: -->)?\s*")
_CUT_LINE: Final = re.compile(r"(?:<!-- )?itatrack \S+ \d{4}-\d\d-\d\d sha256:.*\s*")
_PACKED: Final = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"


class NoDataError(Exception):
    """There is nothing to take out; `said` is why."""

    def __init__(self, said: Message, format_name: str = "") -> None:
        super().__init__(said.text)
        self.said = said
        self.format = format_name


class TakenOut(NamedTuple):
    """What a document carries.

    Attributes:
        format: the format that it has.
        manifest: what it says of its making.
        files: the files in it, by their paths.
        rest: of Markdown and text, the text without the line that carries the data.
        line: that line without the data.
        unpacked: the whole of it with the data unpacked in its place: how it is packed depends on the machine.
    """

    format: str
    manifest: Manifest
    files: dict[str, bytes]
    rest: str = ""
    line: str = ""
    unpacked: bytes = b""


NOTHING: Final = message(
    "there is no data in it: CSV and Excel have none, nor what an earlier version, --bare or another program made"
)
_NO_DOCUMENT: Final = message("it is not a PDF, Word document, web page, Markdown or text")
DAMAGED: Final = message("the data in it is damaged, or the file is cut off")


def taken_out(content: bytes) -> TakenOut:
    """Return what a document carries.

    Raises:
        NoDataError: it carries nothing, or is no document.
    """
    if not content.strip():
        raise NoDataError(message("the file is empty"))
    if b"%PDF-" in content[:1024]:
        return _of_pdf(content)
    if content[:2] == b"PK":
        return _of_package(content)
    if content.startswith(_PACKED):
        raise NoDataError(message("the file is packed: unpack it first"))
    if content.startswith(_OLD_WORD):
        raise NoDataError(
            message("it is a Word document of the old form (.doc), or one that is locked with a password")
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":  # as where a file was cut off within a letter
            raise NoDataError(_NO_DOCUMENT) from None
        text = content[: error.start].decode("utf-8-sig")
    return _of_text(text, content)


def _of_text(text: str, content: bytes) -> TakenOut:
    elements = _HTML.findall(text)
    if elements:
        return _opened("html", elements[-1])
    lines = text.split("\n")
    for place in range(len(lines) - 1, -1, -1):
        if found := _LINE.fullmatch(lines[place]):
            data = _unpacked(found[1])
            taken = _opened("md" if lines[place].startswith("<!--") else "txt", data)
            return taken._replace(
                rest="\n".join([*lines[:place], *lines[place + 1 :]]),
                line=lines[place].replace(found[1], ""),
                unpacked=content.replace(found[1].encode(), data.encode()),
            )
        if _CUT_LINE.fullmatch(lines[place]):
            raise NoDataError(DAMAGED)
    is_page = re.match(r"\s*<(?:!doctype html|html)", text, re.IGNORECASE) is not None
    raise NoDataError(
        DAMAGED if '<script type="application/json" id="itatrack">' in text else NOTHING, "html" * is_page
    )


def _unpacked(data: str) -> str:
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(b64decode(data, validate=True), LARGEST)
        if not unpacker.eof or unpacker.unused_data:
            raise NoDataError(DAMAGED)
        return text.decode()
    except (ValueError, zlib.error):
        raise NoDataError(DAMAGED) from None


def _of_package(content: bytes) -> TakenOut:
    try:
        parts = parts_of(content)
    except ValueError:
        raise NoDataError(message("the file is cut off or damaged")) from None
    if "word/document.xml" not in parts:
        said = message("it is a zip archive and no document: unpack it first")
        if any(name.startswith("xl/") for name in parts):
            said = NOTHING
        elif any(name.startswith("ppt/") or name == "mimetype" for name in parts):
            said = _NO_DOCUMENT
        raise NoDataError(said)
    for name, part in parts.items():
        if re.fullmatch(r"customXml/item\d+\.xml", name) and WORD_NAMESPACE.encode() in part:
            root = xml_root(part)
            if root is not None and root.tag == f"{{{WORD_NAMESPACE}}}document":
                return _opened("docx", root.text or "")
    raise NoDataError(NOTHING, "docx")


def _of_pdf(content: bytes) -> TakenOut:
    from itatrack.verification.pdf_revisions import DAMAGE, reader_of

    if b"%%EOF" not in content[-4096:]:
        raise NoDataError(message("the file is cut off: its end is missing"), "pdf")
    try:
        reader = reader_of(content)
        if reader.is_encrypted:
            raise NoDataError(message("it is locked with a password"), "pdf")
        attached = [(file.name, file.content) for file in reader.attachment_list]
    except DAMAGE:
        raise NoDataError(message("the file is cut off or damaged"), "pdf") from None
    files = dict(attached)
    if PDF_MANIFEST not in files:
        raise NoDataError(NOTHING, "pdf")
    manifest = _manifest(files.pop(PDF_MANIFEST).decode(errors="replace"), "pdf")
    return TakenOut("pdf", manifest, {path: file for path, file in files.items() if path in manifest.digests})


def _opened(format_name: str, envelope: str) -> TakenOut:
    try:
        data = json.loads(envelope)
        contents = data.pop("contents")
        files = {
            str(path): value.encode() if isinstance(value, str) else b64decode(value["base64"])
            for path, value in contents.items()
        }
        manifest = json.dumps(data, ensure_ascii=False)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoDataError(DAMAGED, format_name) from None
    return TakenOut(format_name, _manifest(manifest, format_name), files)


def _manifest(text: str, format_name: str) -> Manifest:
    try:
        return read_manifest(text)
    except LaterManifestError:
        raise NoDataError(message("it was made by a later version of itatrack: update this one"), format_name) from None
    except ManifestError:
        raise NoDataError(DAMAGED, format_name) from None
