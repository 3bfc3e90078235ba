"""Files that come from anywhere: each leads to a draft or to a sentence about the file, never to a traceback."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from old_memos import Grid, bring_in, package, word, workbook

from itatrack.findings.message import ENGLISH
from itatrack.importing import grid, sources
from itatrack.importing.grid import SourceError

HEAD = ["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"]
ROWS = [HEAD, ["ประกาศนโยบาย", "จัดทำประกาศ", "กองคลัง"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(content: bytes) -> str:
    """Return what is said of a source that is refused."""
    with pytest.raises(SourceError) as error:
        sources.read(content)
    return ENGLISH(error.value.said)


def changed(content: bytes, name: str, before: bytes, after: bytes) -> bytes:
    """Return a package with something else in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    assert before in parts[name]
    return package(parts | {name: parts[name].replace(before, after)})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "it is a Word document of the old format (.doc)"),
        (OLE + "Workbook".encode("utf-16-le"), "it is an Excel workbook of the old format (.xls)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "it is protected by a password"),
        (OLE, "it is a document of an old Office program"),
        (b"{\\rtf1", "it is a document in RTF"),
        (b"%PDF-1.4", "it is a PDF"),
        (b"PK\x03\x04 xl/workbook.bin xl/workbook", "it is a binary Excel workbook (.xlsb)"),
        (b"PK\x03\x04 application/vnd.oasis.opendocument.text", "it is an OpenDocument file"),
        (package({"memo.txt": "ข้อความ"}), "it is a ZIP archive"),
        (b"\x89PNG\r\n", "it is a picture"),
        (b"\xff\xfe\x00\xd8", "it cannot be read as text"),
        (b"\x81\xff\xdb", "it cannot be read as text"),
        (b"a,b\0,c", "it cannot be read as text"),
    ],
)
def test_what_is_not_read_is_named(content: bytes, said: str) -> None:
    """A file of another kind is named as what it is."""
    assert refusal(content).startswith(said)


def test_damaged_files() -> None:
    """A package that is cut, changed in its bytes, or holds something else than it says, is called damaged."""
    for whole in (word(Grid(ROWS)), workbook({"แผน": ROWS})):
        for size in range(30, len(whole), max(1, len(whole) // 40)):
            assert "damaged" in refusal(whole[:size]) or "ZIP archive" in refusal(whole[:size])
        middle = bytearray(whole)
        for place in range(100, len(whole), max(1, len(whole) // 60)):
            middle[place] ^= 0xFF
            with suppress(SourceError):
                sources.read(bytes(middle))
            middle[place] ^= 0xFF
    for part, text in (("word/document.xml", b"<w:body>"), ("[Content_Types].xml", b"<Types")):
        assert "damaged" in refusal(changed(word(Grid(ROWS)), part, text, b"<"))


def test_bombs() -> None:
    """What would become large is refused before it does."""
    big = b"0" * (101 * 1024 * 1024)
    assert refusal(package({"word/document.xml": big})).startswith("unpacked it would be far larger")
    assert refusal(package({"xl/workbook.xml": b"", **{f"xl/{n}": b"" for n in range(5001)}})).startswith("unpacked it")
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    plain = word("ก", Grid(ROWS))
    hostile = changed(plain, "word/document.xml", b"<w:document", entities + b"]><w:document")
    hostile = changed(hostile, "word/document.xml", "ก".encode(), b"&j;")
    with suppress(SourceError):
        blocks, _ = sources.read(hostile)
        assert sum(len(block) for block in blocks if isinstance(block, str)) < 1000


@pytest.mark.parametrize("name", ["XFD1048576", "A1048576", "ZZ300", "A99999999999999999999"])
def test_a_sheet_whose_cells_lie_far_apart(name: str) -> None:
    """A sheet is read as the rectangle around its cells, so one far away is refused."""
    pytest.importorskip("python_calamine")
    content = changed(workbook({"แผน": ROWS}), "xl/worksheets/sheet1.xml", b'r="C2"', f'r="{name}"'.encode())
    assert "further than any plan" in refusal(content)


@pytest.mark.parametrize("hidden", [b'r="&#65;1048576"', b'r="A1" x="<!DOCTYPE"'])
def test_a_sheet_that_hides_where_its_cells_lie(hidden: bytes) -> None:
    """What the look at the cells' names could miss is refused."""
    pytest.importorskip("python_calamine")
    content = changed(workbook({"แผน": ROWS}), "xl/worksheets/sheet1.xml", b'r="C2"', hidden)
    assert "damaged" in refusal(content)


@pytest.mark.slow
def test_huge_tables() -> None:
    """Tables of more cells than any plan has are refused, as are wide ones."""
    assert "more than 200,000 cells" in refusal(("a," * 1000 + "\n").encode() * 300)
    wide = changed(word(Grid([["ก"]])), "word/document.xml", b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="999999999"/>')
    assert "more than 300 columns" in refusal(wide)


def test_strange_characters() -> None:
    """Signs that the files may not hold are named, and the draft is right."""
    text = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\nประกาศ\u202eนโยบาย\x07\tก: ข # ค\t\u200bกองคลัง\ufeff\n- 'x\t\"{[*&!|>%@`\t\n"
    made = bring_in(text.encode())
    assert made.column("title") == ["ประกาศ<U+202E>นโยบาย<U+0007>", "- 'x"]
    assert made.plan["units"] == ["กองคลัง"]
    assert "ก: ข # ค" in made.column("steps")[0]
    heap = "ก" + "\u0e31" * 60
    assert grid.clean_text(heap).startswith("ก<U+0E31>")
