"""On paper a roll-up has every agency, as Word and PDF, as a titled document or a memo, and says what is stuck."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import agencies
import docx
import pypdfium2
import pytest
from calling import call
from docx.enum.section import WD_ORIENT
from support import PIXEL

from itatrack.rollup import paper
from itatrack.thai.digits import to_thai


def squeezed(text: str) -> str:
    """Return a text without the spaces and line breaks that a layout adds."""
    return "".join(text.split())


def test_a_word_memo_has_every_agency_and_its_head(tmp_path: Path) -> None:
    """python-docx reads the head of the list's memo, a row an agency with its figures, sums, and each trouble."""
    listed, planted = agencies.province(tmp_path, agencies.MEMO)
    document = docx.Document(str(agencies.written(listed, tmp_path / "memo.docx")))
    text = squeezed("\n".join(paragraph.text for paragraph in document.paragraphs))
    for said in ("บันทึกข้อความ", "สำนักงานจังหวัดทดสอบโทร.๐-๔๓๘๑-๑๒๓๔", "มค๐๐๑๗.๒/๑๒๓", "เรียนผู้ว่าราชการจังหวัดทดสอบ"):
        assert said in text
    assert "(ลงชื่อ)..............................นางสาวทดสอบตัวอย่างหัวหน้าสำนักงานจังหวัด" in text
    assert "มีหน่วยงานทั้งหมด๓๐แห่งนับรวมได้๒๕แห่ง" in text
    assert "จึงเรียนมาเพื่อโปรดทราบ" in text
    to_call, table = document.tables[:2]
    headings = [cell.text for cell in table.rows[0].cells]
    assert document.element.body.xpath("w:tbl[1]/w:tr[1]/w:trPr/w:tblHeader")
    rows = [dict(zip(headings, (cell.text for cell in row.cells), strict=True)) for row in table.rows[1:]]
    assert [row["ที่"] for row in rows] == [*(to_thai(str(number)) for number in range(1, 31)), ""]
    for row, each in zip(rows, planted, strict=False):
        if each.trouble in {"", "duplicate"}:
            assert row["หน่วยงาน"] == to_thai(each.name)
            assert row["มาตรการ"] == to_thai(str(len(each.statuses)))
            assert row["เสร็จ"] == to_thai(str(each.statuses.count("done")))
        elif each.trouble in {"missing", "empty"}:
            assert (row["หน่วยงาน"], row["มาตรการ"]) == (each.path, "-")
    counting = [each for each in planted if not each.trouble]
    assert rows[-1]["มาตรการ"] == to_thai(str(sum(len(each.statuses) for each in counting)))
    called = [row.cells[0].text for row in to_call.rows[1:]]
    stuck = [each for each in planted if each.trouble or each.overdue or not each.reported]
    assert len(called) == len(stuck)
    overdue = document.tables[2]
    assert len(overdue.rows) - 1 == sum(each.overdue for each in counting)
    assert {section.orientation for section in document.sections} == {WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE}


def test_without_a_memo_it_is_a_titled_document(tmp_path: Path) -> None:
    """A list without a head, or folders alone, make a titled document that lies on its side and asks for no name."""
    listed, planted = agencies.province(tmp_path)
    agencies.written(listed, tmp_path / "one.docx")
    code, _, err = call(
        "rollup",
        *(each.path for each in planted),
        "--year",
        "2564",
        "--round",
        "6",
        "-o",
        str(tmp_path / "two.docx"),
        "--no-cache",
    )
    assert code == 1, err
    pages = (zipfile.ZipFile(tmp_path / name).read("word/document.xml") for name in ("one.docx", "two.docx"))
    assert next(pages) == next(pages)
    document = docx.Document(str(tmp_path / "one.docx"))
    lines = [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
    assert "สรุปผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสของหน่วยงาน" in lines[0]
    assert "๒๕๖๔ รอบ ๖ เดือน" in lines[0].replace("\u00a0", " ")
    assert lines[1].replace("\u00a0", " ") == "หน่วยงาน ๓๐ แห่ง ข้อมูล ณ วันที่ ๓๑ มีนาคม ๒๕๖๔"
    assert not any("ลงชื่อ" in line for line in lines)
    assert {section.orientation for section in document.sections} == {WD_ORIENT.LANDSCAPE}
    assert len(document.tables[1].rows) == 32


@pytest.mark.slow
@pytest.mark.parametrize("memo", ["", agencies.MEMO])
def test_a_pdf_loses_no_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memo: str) -> None:
    """Two readers find every agency in the PDF, heads on each page of the table, and the wide table on its side."""
    monkeypatch.chdir(tmp_path)
    _, planted = agencies.province(Path(), memo)
    path = agencies.written("agencies.yaml", Path("rollup.pdf"))
    by_poppler = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    with pypdfium2.PdfDocument(path) as document:
        pages = [squeezed(page.get_textpage().get_text_bounded()) for page in document]
        lying = [page.get_width() > page.get_height() for page in document]
    for number, each in enumerate(planted, 1):
        name = squeezed(each.path if each.trouble in {"missing", "empty"} else to_thai(each.name))
        assert name in squeezed(by_poppler), each
        assert f"{to_thai(str(number))}{name}" in "".join(pages), each
    with_rows = [page for page, lies in zip(pages, lying, strict=True) if lies and "มีการบันทึกแล้ว" in page]
    assert len(with_rows) > 1
    assert all("เกินกำหนด" in page and "ร้อยละ" in page for page in with_rows)
    assert all(lying) is not bool(memo)


@pytest.mark.slow
@pytest.mark.parametrize("number", [5, 18, 36])
def test_no_page_of_a_memo_is_left_half_blank(tmp_path: Path, number: int) -> None:
    """The first page names whom to call; no row stands alone on the last page of a table, nor the signature."""
    planted = agencies.plant(tmp_path, number, 7, ())
    listed = tmp_path / "agencies.yaml"
    paths = "".join(f"  - path: {Path(each.path).name}\n" for each in planted)
    listed.write_text(f"{agencies.MEMO}agencies:\n{paths}", encoding="utf-8")
    with pypdfium2.PdfDocument(agencies.written(str(listed), tmp_path / "memo.pdf", 0)) as document:
        pages = [squeezed(page.get_textpage().get_text_bounded()) for page in document]
    assert "หน่วยงานที่ต้องติดตาม" in pages[0]
    (sums,) = (page for page in pages if "ทั้งหมดนับ" in page)
    assert f"{to_thai(str(number))}{squeezed(to_thai(planted[-1].name))}" in sums
    assert "มาตรการหน่วยงานเสร็จร้อยละ" in pages[-1]
    document = docx.Document(str(agencies.written(str(listed), tmp_path / "memo.docx", 0)))
    _, table, *_, shared = document.tables
    kept = [row._tr.xpath(".//w:keepNext") != [] for row in table.rows[1:]]  # noqa: SLF001  python-docx has no other way
    assert kept == [*[False] * (number - 1), True, False]
    assert shared.rows[-2]._tr.xpath(".//w:keepNext")  # noqa: SLF001  the same


def test_no_word_of_an_agency_is_a_tag(tmp_path: Path) -> None:
    """What looks like a template in a name is printed as it is written."""
    listed, planted = agencies.province(tmp_path, number=6)
    plan = next(Path(each.path) for each in planted if not each.trouble) / "data" / "measures.yaml"
    text = plan.read_text(encoding="utf-8").replace("name: องค์การบริหารส่วนตำบลที่", "name: 'อบต. {{ 7*7 }} <b>' #", 1)
    plan.write_text(text.replace("<b>' #", "<b>', district: อ, province: จ}\n#", 1), encoding="utf-8")
    document = docx.Document(str(agencies.written(listed, tmp_path / "a.docx")))
    names = [row.cells[1].text for row in document.tables[1].rows]
    assert "อบต. {{ ๗*๗ }} <b>" in [name.replace("\u00a0", " ") for name in names]


def test_the_garuda_and_the_style_of_a_list(tmp_path: Path) -> None:
    """Picture, letters, margins and reference of a list are those of the document, and what is wrong is a finding."""
    head = "style: {font: Nofont, text_size: 18, margin_left: 2}\n" + agencies.MEMO.replace(
        "memo:\n", "memo:\n  garuda: a.png\n  reference: true\n"
    )
    listed, _ = agencies.province(tmp_path, head, number=6)
    command = ("rollup", listed, "-o", str(tmp_path / "a.docx"), "--no-cache")
    code, _, err = call(*command)
    assert (code, "agencies.yaml:3:11" in err, "E310" in err) == (1, True, True)
    (tmp_path / "a.png").write_bytes(PIXEL)
    code, _, err = call(*command)
    assert code == 1, err
    document = docx.Document(str(tmp_path / "a.docx"))
    assert len(document.element.body.xpath("//w:drawing")) == 1
    assert round(document.sections[0].left_margin.cm, 1) == 2
    assert document.styles["Memo Text"].font.size.pt == 18
    assert "รหัสอ้างอิง" in document.sections[0].first_page_footer.paragraphs[0].text
    Path(listed).write_text(head.replace("garuda: a.png", "outline: headings") + "agencies: [a]\n", encoding="utf-8")
    code, _, err = call(*command)
    assert (code, "agencies.yaml:3:3" in err, "unknown key `outline`" in err) == (1, True, True)


def test_a_wrong_head_is_a_finding(tmp_path: Path) -> None:
    """A slip in the memo of a list is said with its line and column, and nothing is written."""
    listed, _ = agencies.province(tmp_path, agencies.MEMO.replace("phone:", "phnoe:"), number=6)
    code, _, err = call("rollup", listed, "-o", str(tmp_path / "a.docx"), "--no-cache")
    assert code == 1
    assert "agencies.yaml:3:3" in err
    assert "phone" in err
    assert not (tmp_path / "a.docx").exists()


def test_work_in_word_is_not_written_over(tmp_path: Path) -> None:
    """A document that was changed in Word since is left as it is."""
    listed, _ = agencies.province(tmp_path, number=6)
    path = agencies.written(listed, tmp_path / "a.docx")
    agencies.written(listed, path)
    document = docx.Document(str(path))
    document.add_paragraph("เพิ่มเติม")
    document.save(str(path))
    before = path.read_bytes()
    code, _, err = call("rollup", listed, "-o", str(path), "--no-cache")
    assert code == 2
    assert "name another file" in err
    assert path.read_bytes() == before


def test_too_much_for_paper_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than anybody lays out are refused with what to do instead, and nothing is written."""
    listed, _ = agencies.province(tmp_path, number=8)
    monkeypatch.setattr(paper, "MAX_ROWS", 9)
    code, _, err = call("rollup", listed, "--year", "2564", "--round", "6", "-o", str(tmp_path / "a.pdf"), "--no-cache")
    assert code == 1
    assert "name fewer agencies, or write html or xlsx" in " ".join(err.split())
    assert not (tmp_path / "a.pdf").exists()
