"""The memo as a web page, read by Python's own parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rendering import report_request
from support import CASES, ROOT
from test_memo import HOSTILE, REAL, hostile_plan, memo, plan_of_all_columns, squeezed

from itatrack.report.formats.registry import text_format
from itatrack.report.tables import Cell, Heading, Item, Table

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

_VOID = {"meta", "img", "br", "wbr", "col"}


class _Page(HTMLParser):
    """Reads a page: whether its elements are closed in order, its text, its tables, and what it points at."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.rows: list[list[str]] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data
            if self.open and {"td", "th"} & set(self.open):
                self.rows[-1][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a kind."""
        return [attributes for name, attributes in self.seen if name == tag]


@pytest.fixture(scope="module")
def real() -> _Page:
    """Read the page of the real memo."""
    return _Page((ROOT / "tests" / "golden" / "memo-2564-03-31.html").read_text(encoding="utf-8"))


def test_the_page_is_one_file(real: _Page) -> None:
    """The page asks for nothing: no script, no link, no picture or font from elsewhere."""
    assert not {"script", "link", "iframe", "img"} & {tag for tag, _ in real.seen}
    source = (ROOT / "tests" / "golden" / "memo-2564-03-31.html").read_text(encoding="utf-8")
    assert "@import" not in source
    assert "url(" not in source


def test_the_page_reads_aloud(real: _Page) -> None:
    """It is Thai, has one h1 and h2 below it, and each table has a caption, column headings and whole rows."""
    assert real.all("html") == [{"lang": "th"}]
    levels = [tag for tag, _ in real.seen if re.fullmatch(r"h[1-6]", tag)]
    assert levels == ["h1", "h2", "h2", "h2", "h2", "h2"]
    assert len(real.all("caption")) == len(real.all("table")) == 2
    assert {one["scope"] for one in real.all("th")} == {"col", "colgroup", "row"}
    assert sum(one["scope"] == "row" for one in real.all("th")) == 12 + 12
    assert real.all("section") == [{}, {}] + [{"class": "opinion"}] * 3
    assert len(real.rows) == 1 + 12 + 2 + 12
    assert [row[4] for row in real.rows[15:]] == ["✓ ตรวจสอบข้อมูลที่เว็บไซต์ของหน่วยงาน"] * 12


def test_what_rows_share_is_on_every_page(real: _Page) -> None:
    """The shared cells cover all rows, begin anew before a page ends, and a phone shows their text in each row."""
    spans = [int(one["rowspan"] or 0) for one in real.all("td") if "rowspan" in one]
    assert sum(spans) == 12
    assert len(spans) > 1
    shared = [one for one in real.all("tr") if "data-shared" in one]
    assert len(shared) == 12 - len(spans)
    assert {one["data-shared"] for one in shared} == {"การกำกับติดตาม: รายงานความก้าวหน้าและสรุปผล ณ ๓๑ มีนาคม ๒๕๖๔"}


@pytest.mark.parametrize("name", ["memo", "bs4"])
def test_a_table_is_regular(name: str) -> None:
    """Each row of the examples' tables fills all columns, and no cell reaches out of the table."""
    pages = sorted((ROOT / "examples").glob(f"*/reports/*.{name}.html"))
    assert pages
    for path in pages:
        tables = re.findall(r"<table>.*?</table>", path.read_text(encoding="utf-8"), re.DOTALL)
        assert tables, path.name
        for table in tables:
            width = table.count("<col>")
            reaching: dict[int, int] = {}
            for row in re.findall(r"<tr[ >].*?</tr>", table, re.DOTALL):
                reaching = {column: rows - 1 for column, rows in reaching.items() if rows > 1}
                for attributes in re.findall(r"<t[dh]\b([^>]*)>", row):
                    sizes = [re.search(rf'{kind}span="(\d+)"', attributes) for kind in ("col", "row")]
                    columns, rows = (int(size[1]) if size else 1 for size in sizes)
                    free = [column for column in range(width) if column not in reaching]
                    assert columns <= len(free), (path.name, row[:80])
                    reaching |= dict.fromkeys(free[:columns], rows)
                assert len(reaching) == width, (path.name, row[:80])
            assert set(reaching.values()) == {1}


def test_evidence_is_a_link() -> None:
    """A web address is a link under its text, an address within a text too, and a file stands behind its text."""
    form = text_format(report_request("html", thai=True, width=80))
    assert form.item(Item("ประกาศ 2", "https://a.go.th/?x=1&y=2")) == (
        '<a href="https://a.go.th/?x=1&amp;y=2">ประกาศ ๒</a><span class="address"> (a.go.th/?x=1&amp;y=2)</span>'
    )
    assert form.item(Item("", "https://a.go.th/1")) == '<a href="https://a.go.th/1">https://a.go.th/1</a>'
    assert form.item(Item("ก", None, "a/1.pdf")) == "ก (a/1.pdf)"
    assert form.text("ดู https://a.go.th/1. ข้อ 1") == 'ดู <a href="https://a.go.th/1">https://a.go.th/1</a>. ข้อ ๑'


def test_a_group_heads_its_rows() -> None:
    """A heading among the rows reaches over all columns."""
    form = text_format(report_request("html", thai=True, width=80))
    rows = ((Cell((Item("ด้านที่ 1"),), columns=2),), (Cell((Item("ก"),)), Cell((Item("5"),), align="right")))
    page = _Page(form.table(Table((Heading("ข"), Heading("ค")), rows)))
    assert page.rows == [["ข", "ค"], ["ด้านที่ ๑"], ["ก", "๕"]]
    assert [one.get("colspan") for one in page.all("th")] == [None, None, "2"]


@pytest.mark.slow
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[HOSTILE] * 6).map(list))
def test_hostile_values(texts: list[str]) -> None:
    """Whatever the values hold, the page stays whole and every value reads back."""
    title, step, unit, name, subject, monitoring = texts
    page = _Page(memo(hostile_plan(texts), REAL.complete()[1], "html", thai=False))
    row = [squeezed(cell) for cell in page.rows[1]]
    assert row == [squeezed(title), squeezed(f"{step}{title}"), squeezed(unit), squeezed(monitoring)]
    for value in (subject, name):
        assert squeezed(value) in squeezed(page.text)


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[HOSTILE] * 3).map(list))
def test_hostile_values_in_every_column(texts: list[str]) -> None:
    """All columns there are read back too."""
    plan, history = plan_of_all_columns(texts)
    page = _Page(memo(plan, history, "html", thai=False))
    # The last part of the plan has the agency's own column, behind the running number.
    assert squeezed([row for row in page.rows if row[0] == "1"][-1][-1]) == squeezed(texts[2])
    assert all(squeezed(one) in squeezed(page.text) for one in texts)


def test_the_garuda_is_in_the_page(make_project: Callable[..., Path], run: Run) -> None:
    """The agency's own picture stands in the page itself."""
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    folder = make_project(measures=plan.replace("  section:", "  garuda: data/garuda.png\n  section:"))
    (folder / "data" / "garuda.png").write_bytes(b"\x89PNG\r\n\x1a\n1234567890")
    done = run("report", "--as-of", "2564-03-31", "--format", "html", cwd=folder, PYTHONPATH=str(ROOT))
    (picture,) = _Page(done.stdout.decode()).all("img")
    assert picture["src"] == "data:image/png;base64,iVBORw0KGgoxMjM0NTY3ODkw"
