"""The reference in the foot of a document, by which paper and file are compared."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from rendering import TEXT_FORMATS, carrying
from support import CASES

from itatrack.report.formats.registry import FORMATS
from itatrack.report.reference import LETTERS, reference
from itatrack.verification.taken_out import taken_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.report.request import FormatName

BASE = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
ASKED = BASE.replace("memo:\n", "memo:\n  reference: true\n", 1)
DAY = dt.date(2021, 3, 31)
# Consonants that a hurried reader takes for each other.
LOOKS = ("กถภฤ", "ขฃชซ", "คฅดตศ", "ญณ", "ฎฏ", "ฐธ", "ทฑห", "นม", "บปษ", "ผฝพฟฬ", "ลส", "อฮ")


def printed(content: bytes, format_: FormatName) -> list[str]:
    """Return the references that a reader sees in a document, wherever it stands."""
    if format_ == "pdf":
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
        text = text.replace("\u0e4d\u0e32", "\u0e33")
    elif format_ == "docx":
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = [package.read(name).decode() for name in package.namelist() if re.match("word/[a-z0-9]+.xml", name)]
        text = "\n".join(re.sub("<[^>]*>", "", part) for part in parts)
    else:
        text = content.decode().replace("<wbr>", "")
    return re.findall("รหัสอ้างอิง +([ก-ฮ]{5}-[ก-ฮ]{5})", text)


@pytest.mark.parametrize(
    "format_",
    [name if name in TEXT_FORMATS else pytest.param(name, marks=pytest.mark.slow) for name in FORMATS],
)
def test_all_formats_print_the_letters_that_verify_names(
    make_project: Callable[..., Path], format_: FormatName
) -> None:
    """A memo prints the letters that its carried data gives, the same in each format, and also where it is bare."""
    folder = make_project(measures=ASKED)
    content = carrying(folder, format_)
    (letters,) = set(printed(content, format_))
    assert letters == taken_out(content).manifest.reference == taken_out(carrying(folder, "md")).manifest.reference
    assert set(printed(carrying(folder, format_, bare=True), format_)) == {letters}


@pytest.mark.slow
def test_each_page_has_them_in_its_foot(make_project: Callable[..., Path]) -> None:
    """In PDF and Word they stand in the foot of every page, also of one that lies on its side, and nowhere else."""
    folder = make_project(measures=ASKED.replace("memo:\n", "tables: {result: {page: landscape}}\nmemo:\n", 1))
    pages = len(pypdf.PdfReader(BytesIO(carrying(folder, "pdf"))).pages)
    assert len(printed(carrying(folder, "pdf"), "pdf")) == pages > 1
    content = carrying(folder, "docx")
    (letters,) = set(printed(content, "docx"))
    document = docx.Document(BytesIO(content))
    assert letters not in "".join(text.text or "" for text in document.element.iter(qn("w:t")))
    assert len(document.sections) > 1
    for section in document.sections:
        feet = [section.footer, *([section.first_page_footer] if section.different_first_page_header_footer else ())]
        assert [foot.paragraphs[0].text for foot in feet] == [f"รหัสอ้างอิง {letters}"] * len(feet)


def test_only_where_the_plan_asks_for_it(make_project: Callable[..., Path]) -> None:
    """A memo has no reference unless the plan says so, and verify names one of it all the same."""
    content = carrying(make_project(), "md")
    assert printed(content, "md") == []
    assert re.fullmatch("[ก-ฮ]{5}-[ก-ฮ]{5}", taken_out(content).manifest.reference)


def test_other_data_or_another_question_has_other_letters() -> None:
    """A day, a date, a round, a kind of document and each byte of the data change the letters; the same never do."""
    usual = ((DAY, DAY), None, "memo", {"a": "0"})
    later = DAY + dt.timedelta(1)
    others = [
        ((later, DAY), None, "memo", {"a": "0"}),
        ((DAY, later), None, "memo", {"a": "0"}),
        ((DAY, DAY), "รอบ 6 เดือน", "memo", {"a": "0"}),
        ((DAY, DAY), None, "bs4", {"a": "0"}),
        ((DAY, DAY), None, "memo", {"a": "1"}),
        ((DAY, DAY), None, "memo", {"b": "0"}),
    ]
    assert reference(*usual) == reference(*usual)
    assert len({reference(*each) for each in (usual, *others)}) == len(others) + 1


def test_no_two_letters_look_alike() -> None:
    """Of the letters that are taken for each other, one at most is used, and all are consonants."""
    assert len(set(LETTERS)) == len(LETTERS) == 16
    assert all(len(set(group) & set(LETTERS)) <= 1 for group in LOOKS)
    assert set(LETTERS) <= {chr(code) for code in range(0x0E01, 0x0E2F)}
