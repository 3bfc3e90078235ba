"""The form of the Word memo: what its styles, pages and properties say, checked against the schema of Word's files."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from openxml_audit import OpenXmlValidator
from PIL import ImageFont
from rendering import make, report_request
from support import PIXEL, ROOT, TODAY, documents
from test_memo import REAL, WORKSPACE

from itatrack.model.memo import Style
from itatrack.model.records import Evidence, StatusEntry
from itatrack.model.status import Status
from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.context import report_context
from itatrack.report.values import Picture
from itatrack.storage.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from itatrack.model.records import History, Plan
    from itatrack.report.request import FormName

GARUDA = Picture("garuda.png", PIXEL)


def made(
    plan: Plan, history: History, form: FormName = "memo", garuda: Picture | None = None, *, arabic: bool = False
) -> bytes:
    """Return the Word document of a plan."""
    context = report_context(plan, progress(plan, history, TODAY), report_request(form=form, garuda=garuda))
    found = make(f"{form}.docx", report_request("docx", thai=not arabic), context, WORKSPACE.templates(None))
    assert isinstance(found, bytes), found
    return found


def read(content: bytes) -> Any:  # noqa: ANN401  python-docx' own type
    """Open a document."""
    return docx.Document(BytesIO(content))


def with_style(plan: Plan, **values: Decimal | str) -> Plan:
    """Return a plan with some of its `style` set."""
    return type(plan)(**{**vars(plan), "style": Style(location=plan.location, **values)})


@pytest.fixture(scope="module")
def contents() -> dict[str, bytes]:
    """Return documents of each kind: upright, with a garuda, with wide tables on their side, and the form."""
    plan, history = REAL.complete()
    province = Workspace(ROOT / "examples" / "province")
    return {
        "real": made(plan, history, garuda=GARUDA),
        "wide": made(*load(*documents(province), TODAY, province.has_file).complete()),
        "form": made(plan, history, "bs4"),
    }


@pytest.fixture(scope="module")
def opened(contents: dict[str, bytes]) -> dict[str, Any]:
    """Open them."""
    return {name: read(content) for name, content in contents.items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["real", "wide", "form"])
def test_it_follows_the_schema(contents: dict[str, bytes], name: str, tmp_path: Path) -> None:
    """Every part of the document is as the schema of Office Open XML and the rules of Word have it."""
    path = tmp_path / "memo.docx"
    path.write_bytes(contents[name])
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_the_schema_bites(contents: dict[str, bytes], tmp_path: Path) -> None:
    """Properties in another order than the schema's are found."""
    path = tmp_path / "memo.docx"
    with zipfile.ZipFile(BytesIO(contents["real"])) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<w:b/><w:bCs/>", b"<w:bCs/><w:b/>"))
    assert OpenXmlValidator().validate(path).errors


@pytest.mark.parametrize("name", ["real", "wide", "form"])
def test_no_part_is_left_over(contents: dict[str, bytes], name: str) -> None:
    """The package holds what the memo needs, and nothing of the program or the day that it was made with."""
    names = zipfile.ZipFile(BytesIO(contents[name])).namelist()
    usual = ["styles", "settings", "numbering", "header1", "footer1", "footer2", "fontTable", "theme1", "document"]
    wanted = {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels"}
    wanted |= {f"word/fonts/font{number}.odttf" for number in (1, 2, 3)} | {"word/_rels/fontTable.xml.rels"}
    pictures = {part for part in names if part.startswith("word/media/")}
    assert set(names) - pictures == wanted | {f"word/{part}.xml" for part in usual}
    assert len(pictures) == (1 if name == "real" else 0)


def test_the_properties(opened: dict[str, Any]) -> None:
    """Created and modified are the memo's own day, and the language is Thai."""
    properties = opened["real"].core_properties
    day = dt.datetime.combine(TODAY, dt.time(), dt.UTC)
    assert [properties.created, properties.modified] == [day.replace(tzinfo=properties.created.tzinfo)] * 2
    assert (properties.language, properties.last_modified_by) == ("th-TH", properties.author)


@pytest.mark.parametrize(("name", "title"), [("real", "บันทึกข้อความ"), ("form", "แบบรายงานผลการดำเนินการตามมาตรการ")])
def test_headings(opened: dict[str, Any], name: str, title: str) -> None:
    """The title is the one heading of the first level, with those of the parts below it."""
    document = opened[name]
    headings = [one for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert [one.text for one in headings if one.style.name == "Heading 1"] == [title]
    assert headings[0].text == title
    assert len(headings) > 1 or name == "form"
    for level in (1, 2):
        outline = document.styles[f"Heading {level}"].element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        assert outline.get(qn("w:val")) == str(level - 1)


def test_sizes_are_those_of_the_guides(opened: dict[str, Any]) -> None:
    """The title has 29 points on a line of exactly 35, labels have 20 and text 16; แบบ บส. ๔ is titled as in PDF."""
    styles = opened["real"].styles
    assert [styles[name].font.size.pt for name in ("Heading 1", "Memo Label", "Memo Text")] == [29, 20, 16]
    assert [styles[name].font.bold for name in ("Heading 1", "Memo Label")] == [True, True]
    assert styles["Heading 1"].paragraph_format.line_spacing.pt == 35
    assert [styles[name].paragraph_format.space_before.pt for name in ("Memo To", "Memo Text", "Heading 2")] == [6] * 3
    assert opened["form"].styles["Heading 1"].font.size.pt == 20


@pytest.mark.slow
@pytest.mark.parametrize("name", ["real", "wide", "form"])
def test_thai_letters_have_their_own_properties(opened: dict[str, Any], name: str) -> None:
    """Where a size or a weight is set, that of complex scripts is too; runs have none of their own."""
    document = opened[name]
    for tree in (document.element, document.styles.element):
        for properties in tree.iter(qn("w:rPr")):
            sizes = [properties.find(qn(tag)) for tag in ("w:sz", "w:szCs")]
            assert len({size is None or size.get(qn("w:val")) for size in sizes}) == 1
            assert (properties.find(qn("w:b")) is None) is (properties.find(qn("w:bCs")) is None)
    assert not [*document.element.iter(qn("w:sz"), qn("w:b"), qn("w:rFonts"))]
    default = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert default.find(qn("w:rFonts")).get(qn("w:cs")) == "TH SarabunPSK"
    assert default.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"


def test_the_font_that_stands_in(contents: dict[str, bytes]) -> None:
    """Other names of the font are named, and lines are exact, so that another font does not make pages longer."""
    fonts = zipfile.ZipFile(BytesIO(contents["real"])).read("word/fontTable.xml").decode()
    assert 'w:name="TH SarabunPSK"><w:altName w:val="THSarabunPSK,TH Sarabun New,' in fonts
    for style in read(contents["real"]).styles:
        if style.name != "Normal" and style.type.name == "PARAGRAPH":
            assert style.paragraph_format.line_spacing_rule.name == "EXACTLY", style.name


def test_fonts_that_stand_in(contents: dict[str, bytes]) -> None:
    """The document embeds letters of the official size, whose digits of page numbers are Thai; fonts are whole."""
    archive = zipfile.ZipFile(BytesIO(contents["real"]))
    table = archive.read("word/fontTable.xml").decode()
    keys = re.findall(r'r:id="rId(\d)" w:fontKey="{([0-9A-F-]+)}"', table)
    assert [number for number, _ in keys] == ["1", "2", "3"]
    for number, key in keys:
        font = bytearray(archive.read(f"word/fonts/font{number}.odttf"))
        for index, mask in enumerate(bytes.fromhex(key.replace("-", ""))[::-1] * 2):
            font[index] ^= mask
        face = ImageFont.truetype(BytesIO(bytes(font)), 1000)
        if number == "3":
            drawn = [bytes(face.getmask(digits)) for digits in ("0123456789", "๐๑๒๓๔๕๖๗๘๙")]
            assert drawn[0] == drawn[1]
        else:
            left, top, _, bottom = face.getbbox("x", anchor="ls")
            assert abs(bottom - top - 340) < 15, left


@pytest.mark.slow
def test_page_numbers_in_arabic_digits() -> None:
    """With Arabic digits the font of page numbers is that of the text, and another font of the plan leaves it alone."""
    plan, history = REAL.complete()
    for arabic in (False, True):
        document = read(made(with_style(plan, font="TH Sarabun New"), history, arabic=arabic))
        header = document.sections[0].header._element  # noqa: SLF001  python-docx has no other way
        assert (header.find(f".//{qn('w:rStyle')}") is None) is arabic
        number = document.styles["Memo Page Number"].element.find(f".//{qn('w:rFonts')}")
        assert number.get(qn("w:cs")) == number.get(qn("w:ascii")) == "TH SarabunIT๙"


def test_the_garuda_stands_beside_the_title(opened: dict[str, Any]) -> None:
    """It is 1.5 centimetres high and as far from the upper edge, takes no line of its own, and can be read out."""
    (anchor,) = opened["real"].element.iter(qn("wp:anchor"))
    centimetre = 360000
    assert int(anchor.find(qn("wp:extent")).get("cy")) == 1.5 * centimetre
    position = anchor.find(qn("wp:positionV"))
    assert (position.get("relativeFrom"), int(position[0].text)) == ("margin", 0)
    assert abs(opened["real"].sections[0].top_margin - 1.5 * centimetre) < Pt(1)
    assert anchor.find(qn("wp:wrapNone")) is not None
    assert anchor.find(qn("wp:docPr")).get("descr") == "ตราครุฑ"
    first, second = opened["real"].paragraphs[:2]
    assert first.paragraph_format.line_spacing.pt == 1
    assert second.style.name == "Heading 1"


def test_dots_under_every_line_of_a_field(opened: dict[str, Any]) -> None:
    """The values of the head and the space to the margin are underlined with dots; the labels are not."""
    underline = opened["real"].styles["Memo Value"].element.find(f"{qn('w:rPr')}/{qn('w:u')}")
    assert underline.get(qn("w:val")) == "dotted"
    fields = [one for one in opened["real"].paragraphs if one.style.name in ("Memo Field", "Memo Wide Field")]
    assert len(fields) == 3
    for field in fields:
        styles = [run.style.name for run in field.runs]
        assert styles == ["Memo Label", "Memo Value"] * (len(styles) // 2)
        assert field.runs[-1].text.endswith("\t")


def test_page_numbers(opened: dict[str, Any]) -> None:
    """The first page has none; from the second on the number stands three centimetres down, in the middle."""
    for document in opened.values():
        first, *others = document.sections
        assert first.different_first_page_header_footer
        assert not any(section.different_first_page_header_footer for section in others)
        (line,) = first.header.paragraphs
        down = first.header_distance.cm + line.paragraph_format.space_before.cm
        assert down < 3 < down + line.style.paragraph_format.line_spacing.cm
        assert line.style.paragraph_format.alignment.name == "CENTER"
        assert re.fullmatch(r"- (?:๒)? ?-", line.text)


def test_wide_tables_lie_on_their_side(opened: dict[str, Any]) -> None:
    """They have a section of their own, with their heading; head and signatures stay upright, and numbers go on."""
    document = opened["wide"]
    sections = [(one.orientation.name, one.page_width > one.page_height) for one in document.sections]
    assert sections == [("PORTRAIT", False), ("LANDSCAPE", True), ("PORTRAIT", False)]
    ends = [
        index
        for index, one in enumerate(document.element.body)
        if one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    ]
    tables = [index for index, one in enumerate(document.element.body) if one.tag == qn("w:tbl")]
    lying_tables = [index for index in tables if ends[0] < index < ends[1]]
    assert lying_tables
    summaries = [index for index in tables if index > ends[1]]
    assert len(summaries) == 2
    paragraphs = {one._p: one for one in document.paragraphs}  # noqa: SLF001  python-docx has no other way
    assert paragraphs[document.element.body[lying_tables[0] - 1]].style.name == "Heading 2"
    assert paragraphs[document.element.body[ends[0]]].style.name != "Heading 2"
    assert {one.get(qn("w:fmt")) for one in document.element.iter(qn("w:pgNumType"))} == {"thaiNumbers"}
    widths = [sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) for table in document.tables]  # noqa: SLF001
    lying = document.sections[1]
    room = lying.page_width - lying.left_margin - lying.right_margin
    assert max(widths) <= Emu(room).pt * 20 + 5


def test_all_tables_have_letters_of_one_size(opened: dict[str, Any]) -> None:
    """What one table has no room for, no table of the document has; smaller than 12 points is none."""
    styles = opened["wide"].styles
    names = ("Memo Cell", "Memo Number", "Memo Mark", "Memo Head", "Memo Group", "Memo Item")
    (size,) = {styles[name].font.size.pt for name in names}
    assert 12 <= size <= 14
    assert {styles[name].paragraph_format.line_spacing.pt for name in names} == {round(size * 1.25, 1)}


def test_marks_are_centred(opened: dict[str, Any]) -> None:
    """A stroke or a tick alone stands in the middle of its cell; a tick with evidence begins its line."""
    cells = [cell for row in opened["real"].tables[1].rows[2:] for cell in row.cells[2:]]
    styles = {(cell.text, cell.paragraphs[0].style.name) for cell in cells}
    assert styles == {("-", "Memo Mark"), ("✓ ตรวจสอบข้อมูลที่เว็บไซต์ของหน่วยงาน", "Memo Cell")}
    assert opened["real"].styles["Memo Mark"].paragraph_format.alignment.name == "CENTER"


@pytest.mark.slow
def test_the_address_of_evidence_is_printed() -> None:
    """Behind the words of a link stands its address, for a reader on paper, without what a browser adds."""
    plan, history = REAL.complete()
    links = [
        Evidence(location=plan.location, text="รายงาน 1", url="https://example.go.th/a?b=1&c={{2}}/"),
        Evidence(location=plan.location, url="http://example.go.th/"),
        Evidence(location=plan.location, text="ภาพ", file="data/{1}.png"),
    ]
    entry = StatusEntry(location=plan.location, date=TODAY, status=Status.DONE, evidence=tuple(links))
    changed = type(history)(location=history.location, entries={plan.measures[0].id: (entry,)})
    document = read(made(plan, changed))
    cell = document.tables[1].rows[2].cells[4]
    shown = ["".join(text.text for text in one._p.iter(qn("w:t"))) for one in cell.paragraphs]  # noqa: SLF001
    assert shown == ["✓", "รายงาน ๑ (example.go.th/a?b=1&c={{2}})", "http://example.go.th", "ภาพ (data/{1}.png)"]
    fields = [one.get(qn("w:instr")).strip() for one in cell._tc.iter(qn("w:fldSimple"))]  # noqa: SLF001
    assert fields == [f'HYPERLINK "{link.url}"' for link in links[:2]]


def _keeps(paragraph: Any) -> bool:  # noqa: ANN401  python-docx' own type
    own = paragraph.paragraph_format.keep_with_next
    return bool(paragraph.style.paragraph_format.keep_with_next if own is None else own)


def test_signatures_are_never_alone(opened: dict[str, Any]) -> None:
    """Two lines of text and the closing stay with the first signature, and the last two signatures with each other."""
    paragraphs = opened["real"].paragraphs
    signed = [index for index, one in enumerate(paragraphs) if one.style.name == "Memo Sign"]
    assert len(signed) == 4
    closing = signed[0] - 1
    assert paragraphs[closing].text == "จึงเรียนมาเพื่อโปรดทราบ"
    assert all(map(_keeps, paragraphs[closing - 1 : closing + 1]))
    assert not _keeps(paragraphs[closing - 2])
    # Each signature with its lines, and an opinion with its signature.
    for start, end in zip(signed, [*(one - 1 for one in signed[1:]), len(paragraphs)], strict=True):
        assert all(map(_keeps, paragraphs[start : end - 1]))
    assert [_keeps(paragraphs[one - 2]) for one in signed[1:]] == [False, False, True]
    assert _keeps(paragraphs[signed[1] - 1])


def test_the_last_rows_stay_with_the_signature(opened: dict[str, Any]) -> None:
    """The last two rows of the form's table stay with each other, with the line below and with its signature."""
    document = opened["form"]
    *_, third, second, last = document.tables[-1].rows
    kept = [all(_keeps(each) for cell in row.cells for each in cell.paragraphs) for row in (third, second, last)]
    assert kept == [False, True, True]
    signed = [one.style.name for one in document.paragraphs].index("Memo Sign")
    assert all(map(_keeps, document.paragraphs[signed - 2 : signed + 1]))


def test_room_to_sign(opened: dict[str, Any]) -> None:
    """A name stands four lines below the text before its signature: two of them are blank."""
    sign = opened["real"].styles["Memo Sign"].paragraph_format
    assert round(sign.space_before / sign.line_spacing, 2) == 2


def test_spaces_at_which_no_line_ends(opened: dict[str, Any]) -> None:
    """The era and its year, a day and its month stay on one line: Word has a space for that, and no other sign."""
    text = "\n".join(paragraph.text for paragraph in opened["real"].paragraphs)
    assert "พ.ศ.\u00a0๒๕๖๒" in text
    assert "โทร.\u00a0" in text
    assert not re.search("[\u200b-\u200f\u2060\ufeff]", text)


def test_the_form_is_dated_by_hand(opened: dict[str, Any]) -> None:
    """The date of the signature of แบบ บส. ๔ is left open."""
    assert re.fullmatch(r"วันที่ [./ ]+", opened["form"].paragraphs[-1].text)


@pytest.mark.slow
def test_wider_margins_take_the_lines_with_them() -> None:
    """Dots, tab stops and signatures end at the margin, wherever the plan sets it."""
    plan, history = REAL.complete()
    document = read(made(with_style(plan, margin_left=Decimal(4)), history))
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert round(Emu(room).cm) == 15
    for name in ("Memo Field", "Memo Wide Field", "Memo Opinion"):
        stops = document.styles[name].paragraph_format.tab_stops
        assert abs(stops[-1].position - room) < Pt(1)
    assert abs(document.styles["Memo Signature"].paragraph_format.left_indent - room / 2) < Pt(1)
