"""The page of a roll-up is read without scripts, asks for nothing, and sorts and filters in a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import agencies
import pypdf
import pytest
from calling import call
from lxml import html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Clicks on the heading of percentages twice, which sorts from the highest, and chooses a group.
SCRIPT = """<script>
const heads = [...document.querySelectorAll("#agencies thead button")];
const percent = heads.find((head) => head.textContent === "ร้อยละ");
percent.click(); percent.click();
const select = document.querySelector("#choice select");
select.value = "อำเภอ1";
select.dispatchEvent(new Event("change"));
</script></body>"""


@pytest.fixture
def page(tmp_path: Path) -> tuple[Path, list[agencies.Agency]]:
    """Return the page of a province of random agencies, one of them with a hostile name."""
    planted = agencies.plant(tmp_path / "p", 12, 21)
    plan = Path(planted[-1].path) / "data" / "measures.yaml"
    text = plan.read_text(encoding="utf-8").replace("จังหวัดทดสอบ", "'\"><script>alert(1)</script>'")
    plan.write_text(text, encoding="utf-8")
    path = tmp_path / "rollup.html"
    options = ("--year", "2564", "--round", "6", "--group-by", "district", "-o", str(path), "--no-cache")
    status, out, err = call("rollup", *(each.path for each in planted), *options)
    assert (status, out) == (1, ""), err
    return path, planted


def browse(folder: Path, *arguments: str) -> str:
    """Return what Chromium prints; without one the test is skipped."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no browser is installed")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    done = subprocess.run([*command, *arguments], capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def rows_of(tree: HtmlElement, name: str) -> list[HtmlElement]:
    """Return the rows of the body of a table."""
    return list(tree.xpath(f"//section[@id='{name}']//tbody/tr"))


def test_the_page_is_complete_without_scripts(page: tuple[Path, list[agencies.Agency]]) -> None:
    """An independent parser finds each agency in its row, headings, captions, and charts that say what they show."""
    path, planted = page
    text = path.read_text(encoding="utf-8")
    tree = html.fromstring(text)
    named = [row.xpath("string(th)") for row in rows_of(tree, "agencies")]
    assert named == [each.name or each.path for each in planted]
    assert tree.get("lang") == "th"
    for table in tree.xpath("//table"):
        assert table.xpath("caption/h2")
        assert table.xpath("thead//th[@scope='col']")
        assert len({len(row) for row in table.xpath(".//tr")}) == 1
    assert len(tree.xpath("//section[@id='agencies']//tbody//svg[@role='img']/@aria-label")) == 12 - 3
    assert tree.xpath("//section[@id='year']//svg/@aria-label")
    assert not re.findall(r"""src=|href="(?!tel:)|url\(|@import|https?://""", text)
    assert len(tree.xpath("//script")) == 1
    assert "default-src 'none'" in text


@pytest.mark.slow
def test_on_paper_no_page_lacks_its_heads(tmp_path: Path) -> None:
    """Printed from a browser, each page with agencies has the heads of the columns, and no title stands alone."""
    planted = agencies.plant(tmp_path / "p", 40, 4, ())
    path = tmp_path / "rollup.html"
    call("rollup", *(each.path for each in planted), "--year", "2564", "--round", "6", "-o", str(path), "--no-cache")
    made = tmp_path / "rollup.pdf"
    browse(tmp_path, f"--print-to-pdf={made}", "--no-pdf-header-footer", path.as_uri())
    # The reader of PDF loses the tone marks, and lines are broken anywhere.
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(made).pages]
    heads = [page.count("หมายเหตุ") for page in pages if "การบันทึกแล" in page]
    assert len(heads) > 1
    assert set(heads) == {1}
    assert not [page for page in pages if re.search("มาตรการที.?เกินก.{1,3}หนด$", page)]


@pytest.mark.slow
def test_a_browser_sorts_and_filters(page: tuple[Path, list[agencies.Agency]], tmp_path: Path) -> None:
    """In Chromium a click on a heading sorts by numbers, and the choice of a group shows its agencies alone."""
    path, planted = page
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", SCRIPT), encoding="utf-8")
    tree = html.fromstring(browse(tmp_path, "--dump-dom", path.as_uri()))
    rows = rows_of(tree, "agencies")
    (sorted_by,) = tree.xpath("//section[@id='agencies']//th[@aria-sort]")
    assert (sorted_by.text_content(), sorted_by.get("aria-sort")) == ("ร้อยละ", "descending")
    column = sorted_by.getparent().index(sorted_by)
    values = [float(row[column].get("data-value") or -1) for row in rows]
    assert values == sorted(values, reverse=True)
    shown = {row.xpath("string(th)") for row in rows if row.get("hidden") is None}
    assert shown == {each.name for each in planted if each.district == "อำเภอ1"}
