"""Markdown reads back as the data, whatever the data holds; the reader is GitHub's own parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given
from hypothesis import strategies as st
from rendering import report_request

from itatrack.report.formats.markdown import Markdown
from itatrack.report.tables import Cell, Heading, Item, Table

PLAIN = Markdown(report_request(thai=False))
PARTS = [
    *"|*_<>&{}[]()~`\\#+-.!:=$\"'/@ \n1aกำ่",
    "<br>",
    "&amp;",
    "https://",
    "www.",
    "ftp://",
    "mailto:",
    "{{",
    "%}",
    "1) ",
]
HOSTILE = st.lists(st.sampled_from(PARTS), max_size=25).map(
    lambda parts: "\n".join(line.strip() for line in "".join(parts).strip().splitlines())
)


class _Reader(HTMLParser):
    """Gathers what a browser would show: rows of cells, or the whole text; a line break is one."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.text = ""
        self.tags: list[str] = []
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "a":
            self.links.append(dict(attrs).get("href"))

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def read(markdown: str) -> _Reader:
    """Render as GitHub does (raw HTML kept, as it keeps `<br>`) and read the page."""
    reader = _Reader()
    reader.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))
    return reader


def squeezed(text: str) -> str:
    """Fold blanks as a browser does."""
    return re.sub(r"[ \n]+", " ", text).strip()


@given(HOSTILE)
@example("1. หนึ่ง")
@example("# หัวข้อ\n- รายการ")
@example("www.a_b.go.th https://x.go.th/a_b_c?d=1&copy=2 (http://y.go.th).")
@example("--- | ---")
@example("a\\")
def test_paragraph_reads_back(text: str) -> None:
    """A value in a paragraph of its own reads back as itself and makes no other markup."""
    page = read(f"ก่อน\n\n{PLAIN.text(text)}\n\nหลัง\n")
    assert squeezed(page.text) == squeezed(f"ก่อน {text} หลัง")
    assert set(page.tags) <= {"p", "br", "a"}


@pytest.mark.slow
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_cell_reads_back(texts: list[str]) -> None:
    """Cells keep their number and their text, one line or several items."""
    cells = (Cell((Item("x"),)), Cell(tuple(map(Item, texts))), Cell(mark="-"))
    page = read(PLAIN.table(Table((Heading("ก"), Heading("ข", ("ค", "ง"))), (cells, cells))))
    expected = texts[0] if len(texts) == 1 else " ".join(f"- {text}" for text in texts)
    assert [len(row) for row in page.rows] == [3, 3, 3]
    assert [squeezed(row[1]) for row in page.rows[1:]] == [squeezed(expected)] * 2
    assert [squeezed(row[2]) for row in page.rows[1:]] == ["-", "-"]
    assert set(page.tags) <= {"table", "thead", "tbody", "tr", "th", "td", "br", "a"}


ADDRESSES = st.text(alphabet=st.sampled_from(list("abc/?&=%+_*~|()[]\\^`{}'!$;:@,.-#กำ1")), max_size=20).map(
    lambda tail: f"https://example.go.th/{tail}"
)


@given(HOSTILE.filter(bool))
def test_a_file_reads_back(file: str) -> None:
    """A file's name stands behind the text in the same cell, whatever it is."""
    page = read(PLAIN.table(Table((Heading("ก"),), ((Cell((Item("x", None, file),)),),))))
    assert [squeezed(row[0]) for row in page.rows] == ["ก", squeezed(f"x ({file})")]


@given(ADDRESSES, HOSTILE)
@example("https://example.go.th/?a=1&copy=2", "ประกาศ")
def test_link_reads_back(address: str, text: str) -> None:
    """Evidence with an address is one link to just that address, under its text, which it follows, or by itself."""
    page = read(PLAIN.table(Table((Heading("ก"),), ((Cell((Item(text, address),)),),))))
    shown = f"{text} ({Item(text, address).short_address})" if text else address
    assert squeezed(page.rows[1][0]) == squeezed(shown)
    assert len(page.links) == 1
    assert _decoded(page.links[0]) == _decoded(address)


def _decoded(address: str | None) -> str:
    from urllib.parse import unquote

    return unquote(address or "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("67.87", "๖๗.๘๗"),
        ("https://example.go.th/notice-2564.pdf", "<https://example.go.th/notice-2564.pdf>"),
        ("ดู https://example.go.th/?a=1&b=2).", "ดู <https://example.go.th/?a=1&b=2>)."),
        ("https://example.go.th/?a=1&copy;=2", "https\\://example.go.th/?a=1\\&copy;=2"),
        ("1. ข้อแรก", "๑. ข้อแรก"),
        ("a_b", "a\\_b"),
        ("บรรทัด\nใหม่", "บรรทัด<br>ใหม่"),
        ("- ขีด", "\\- ขีด"),
        ("R&D", "R&D"),
        ("&copy;", "\\&copy;"),
    ],
)
def test_values(value: str, expected: str) -> None:
    """Digits are converted, addresses stay, and only what would be markup is escaped."""
    assert Markdown(report_request()).text(value) == expected
