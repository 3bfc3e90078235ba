"""The seal of a Word document, broken by every kind of change."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest

from itatrack.report.formats.word_seal import UNSEALED, is_untouched, sealed

if TYPE_CHECKING:
    from collections.abc import Mapping

CORE = f"<cp:coreProperties><dc:identifier>{UNSEALED}</dc:identifier></cp:coreProperties>"
PARTS = {"docProps/core.xml": CORE, "word/document.xml": "<w:document/>", "word/header1.xml": "<w:hdr/>"}


def package(parts: Mapping[str, str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of parts."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def parts_of(content: bytes) -> dict[str, str]:
    """Return the parts of an archive."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_what_is_as_it_was_written() -> None:
    """A sealed document is untouched, also where its parts are packed anew, and sealing it twice gives the same."""
    first = sealed(package(PARTS))
    assert is_untouched(first)
    assert first == sealed(package(dict(reversed(PARTS.items())), zipfile.ZIP_STORED))
    assert is_untouched(package(parts_of(first), zipfile.ZIP_STORED))


@pytest.mark.parametrize(
    "change",
    [
        {"word/document.xml": "<w:document />"},
        {"word/comments.xml": "<w:comments/>"},
        {"word/header1.xml": None},
        {"docProps/core.xml": CORE},
        {"docProps/core.xml": CORE.replace("<dc:identifier>", "<dc:title>x</dc:title><dc:identifier>")},
        {"docProps/core.xml": "<cp:coreProperties/>"},
        {"docProps/core.xml": None},
    ],
)
def test_what_was_changed(change: dict[str, str | None]) -> None:
    """A part that is changed, added or gone is seen, and a seal that is gone or that of nothing."""
    parts = {**parts_of(sealed(package(PARTS))), **change}
    assert not is_untouched(package({name: part for name, part in parts.items() if part is not None}))


def test_a_part_renamed() -> None:
    """What stands in one part does not count for another."""
    parts = parts_of(sealed(package(PARTS)))
    parts["word/header1.xml"], parts["word/document.xml"] = parts["word/document.xml"], parts["word/header1.xml"]
    assert not is_untouched(package(parts))


def test_what_another_program_saved() -> None:
    """A document that was opened and saved is taken for changed: its parts are written in another way."""
    content = BytesIO()
    docx.Document().save(content)
    assert not is_untouched(content.getvalue())


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\0" * 40, sealed(package(PARTS))[:-30], b"text"])
def test_what_is_no_document(content: bytes) -> None:
    """A file of another kind, a broken one and half of one are none of ours."""
    assert not is_untouched(content)


def test_an_encrypted_document() -> None:
    """What cannot be read is taken for changed."""
    whole = bytearray(sealed(package(PARTS)))
    central = whole.index(b"PK\x01\x02")
    whole[6] |= 1
    whole[central + 8] |= 1
    assert not is_untouched(bytes(whole))


def test_a_document_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is unpacked of what no memo can be."""
    whole = sealed(package(PARTS))
    monkeypatch.setattr("itatrack.report.formats.word_seal._LARGEST", 10)
    assert not is_untouched(whole)
