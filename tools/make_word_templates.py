"""Make the Word templates of the memo and of แบบ บส. ๔ anew, as they come with the tool.

    python tools/make_word_templates.py

A clerk changes a copy of them in Word; this script is for whoever changes what comes with the tool. Thai text in Word
takes its font, size and weight from the properties of complex scripts, so each style has both kinds.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
FONT = "TH SarabunPSK"
# Where the font is not installed Word takes one of these: the name that Windows registers, and its successors.
OTHER_NAMES = f'<w:font w:name="{FONT}"><w:altName w:val="THSarabunPSK,TH Sarabun New,Sarabun"/></w:font>'
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
NUMBERING = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="170" w:hanging="170"/></w:pPr></w:lvl></w:abstractNum>
"""


# The schema of Word's files fixes the order of these; a file in another order may be refused.
ORDER = (
    *("pStyle", "keepNext", "keepLines", "numPr", "tabs", "spacing", "ind", "jc"),
    *("rStyle", "rFonts", "b", "bCs", "sz", "szCs", "lang"),
)


def in_order(document: Any) -> None:  # noqa: ANN401
    """Bring what styles say of letters and paragraphs into the order of the schema."""
    for kind in ("w:rPr", "w:pPr"):
        for properties in document.styles.element.iter(qn(kind)):
            names = [child.tag.partition("}")[2] for child in properties]
            if set(names) <= set(ORDER):
                properties[:] = sorted(properties, key=lambda child: ORDER.index(child.tag.partition("}")[2]))


def style(document: Any, name: str, size: float, *, bold: bool = False, base: str | None = "Normal") -> Any:  # noqa: ANN401
    """Make a paragraph style, or change the one there is, for Latin and for Thai letters."""
    styles = document.styles
    found = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if base and name != base:
        found.base_style = styles[base]
    found.font.size, found.font.bold = Pt(size), bold
    properties = found.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")) + properties.findall(qn("w:lang")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    properties.insert(0, fonts)
    for tag, value in (("w:szCs", str(int(size * 2))), *([("w:bCs", "1")] if bold else [])):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        properties.append(element)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:bidi"), "th-TH")
    properties.append(language)
    found.paragraph_format.space_after = Pt(0)
    found.paragraph_format.line_spacing = 1
    return found


def styles(document: Any, width: float) -> None:  # noqa: ANN401
    """Make the styles that the templates and the tables use."""
    style(document, "Normal", 16, base=None)
    style(document, "Memo Title", 29, bold=True).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = style(document, "Memo Field", 16)
    field.paragraph_format.tab_stops.add_tab_stop(Cm(width / 2), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
    field.paragraph_format.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    wide = style(document, "Memo Wide Field", 16)
    wide.paragraph_format.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    style(document, "Memo To", 16).paragraph_format.space_before = Pt(6)
    text = style(document, "Memo Text", 16)
    text.paragraph_format.space_before, text.paragraph_format.first_line_indent = Pt(6), Cm(2.5)
    heading = style(document, "Memo Heading", 16, bold=True)
    heading.paragraph_format.space_before, heading.paragraph_format.keep_with_next = Pt(12), True
    table = style(document, "Memo Table Heading", 16, bold=True)
    table.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table.paragraph_format.space_before, table.paragraph_format.keep_with_next = Pt(12), True
    style(document, "Memo Cell", 14)
    style(document, "Memo Number", 14).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    head = style(document, "Memo Head", 14, bold=True)
    head.paragraph_format.alignment, head.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
    group = style(document, "Memo Group", 14, bold=True)
    group.paragraph_format.keep_with_next = True
    item = style(document, "Memo Item", 14)
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING))
    number = numbering.add_num(90)
    properties = item.element.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number.numId}"/></w:numPr>')
    )
    signature = style(document, "Memo Signature", 16)
    signature.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    signature.paragraph_format.left_indent, signature.paragraph_format.keep_together = Cm(width / 2), True
    style(document, "Memo Page", 16).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def page(document: Any, *, flipped: bool) -> None:  # noqa: ANN401
    """Set A4 with its margins, and the page number at the top from the second page on."""
    section = document.sections[0]
    if flipped:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if flipped else (Cm(21), Cm(29.7))
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin, section.header_distance = Cm(2.5), Cm(2), Cm(1.5)
    section.different_first_page_header_footer = True
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:fmt"), "thaiNumbers")
    # Its place among the settings of a section is fixed: right behind the margins.
    section._sectPr.find(qn("w:pgMar")).addnext(numbers)  # noqa: SLF001  python-docx has no other way
    paragraph = section.header.paragraphs[0]
    paragraph.style = document.styles["Memo Page"]
    paragraph.add_run("- ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE \\* ThaiArabic ")
    paragraph._p.append(field)  # noqa: SLF001  the same
    paragraph.add_run(" -")


def labelled(document: Any, name: str, *parts: str) -> Any:  # noqa: ANN401
    """Add a line of labels and values: every other part is a label, in bold and larger."""
    paragraph = document.add_paragraph(style=name)
    for index, part in enumerate(parts):
        run = paragraph.add_run(part)
        if index % 2 == 0:
            run.style = document.styles["Memo Label"]
    return paragraph


def label_style(document: Any) -> None:  # noqa: ANN401
    """Make the style of the head's labels."""
    found = document.styles.add_style("Memo Label", WD_STYLE_TYPE.CHARACTER)
    found.font.size, found.font.bold = Pt(20), True
    properties = found.element.get_or_add_rPr()
    for tag, value in (("w:bCs", "1"), ("w:szCs", "40")):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        properties.append(element)


def signature(document: Any, name: str, position: str, *more: str) -> None:  # noqa: ANN401
    """Add the lines of a signature, with room to sign."""
    lines = ["(ลงชื่อ) ..............................", name, position, *more]
    for index, line in enumerate(lines):
        paragraph = document.add_paragraph(line, style="Memo Signature")
        paragraph.paragraph_format.keep_with_next = index < len(lines) - 1
        if index == 0:
            paragraph.paragraph_format.space_before = Pt(42)


def memo() -> Any:  # noqa: ANN401
    """Make the template of the memo."""
    document = docx.Document()
    styles(document, 16)
    label_style(document)
    page(document, flipped=False)
    document.add_paragraph("{{p garuda | picture }}")
    document.add_paragraph("บันทึกข้อความ", style="Memo Title")
    phone = "{% if memo.phone %} โทร. {{ memo.phone }}{% endif %}"
    email = "{% if memo.email %} ไปรษณีย์อิเล็กทรอนิกส์ {{ memo.email }}{% endif %}"
    labelled(document, "Memo Wide Field", "ส่วนราชการ ", "{{ memo.from }}" + phone + email + "\t")
    labelled(document, "Memo Field", "ที่ ", '{{ memo.number or "" }}\t', "วันที่ ", "{{ date }}\t")
    labelled(document, "Memo Wide Field", "เรื่อง ", "{{ memo.subject }}\t")
    document.add_paragraph("เรียน  {{ memo.to }}", style="Memo To")
    for text, name in (
        ("{%p for part in body %}", "Normal"),
        ("{%p if part.heading and part.rows %}", "Normal"),
        ('{{ part.heading | join("\\n") }}', "Memo Table Heading"),
        ("{%p elif part.heading %}", "Normal"),
        ('{{ part.heading | join(" ") }}', "Memo Heading"),
        ("{%p endif %}", "Normal"),
        ("{%p for paragraph in part.paragraphs %}", "Normal"),
        ("{{ paragraph }}", "Memo Text"),
        ("{%p endfor %}", "Normal"),
        ("{{p part.rows | table(part.headings) }}", "Normal"),
        ("{%p endfor %}", "Normal"),
    ):
        document.add_paragraph(text, style=name)
    signature(document, "{{ memo.signed_by.name }}", "{{ memo.signed_by.position }}")
    document.add_paragraph("{%p for opinion in memo.opinions %}")
    leader = labelled(document, "Memo Wide Field", "", "ความเห็น{{ opinion.of }} \t")
    leader.runs[-1].bold = True
    leader.paragraph_format.space_before, leader.paragraph_format.keep_with_next = Pt(14), True
    signature(document, "{{ opinion.name }}", "{{ opinion.position }}")
    document.add_paragraph("{%p endfor %}")
    return document


def bs4() -> Any:  # noqa: ANN401
    """Make the template of แบบ บส. ๔."""
    document = docx.Document()
    styles(document, 24.7)
    label_style(document)
    page(document, flipped=True)
    document.add_paragraph("แบบ บส. ๔")
    centred = document.styles["Memo Page"]
    document.add_paragraph("แบบรายงานผลการดำเนินการตามมาตรการ", style="Memo Table Heading")
    box = '{{ "☑ " if one.chosen else "☐ " }}{{ one.name }}{% if not loop.last %}     {% endif %}'
    boxes = f"{{% for one in rounds %}}{box}{{% endfor %}}"
    document.add_paragraph(boxes, style=centred)
    document.add_paragraph("ชื่อหน่วยงาน  {{ agency.full_name }}", style=centred)
    document.add_paragraph("ปีงบประมาณ พ.ศ. {{ fiscal_year }}", style=centred)
    document.add_paragraph("{{p bs4_rows | table(bs4_headings) }}")
    document.add_paragraph("ข้อมูล ณ วันที่ {{ as_of }}", style="Memo To")
    signature(
        document,
        '{{ head.name if head else "(..............................)" }}',
        '{{ head.position if head else "ตำแหน่ง .............................." }}',
        "วันที่ {{ date }}",
    )
    return document


def saved(document: Any) -> bytes:  # noqa: ANN401
    """Return a document as a file with fixed times, so that the same script makes the same bytes."""
    in_order(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = "", "", "", "th-TH"
    package = document.part.package
    for name in [name for name, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
        del package.rels[name]
    content, clean = BytesIO(), BytesIO()
    document.save(content)
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            part = old.read(name)
            if name == "word/fontTable.xml":
                part = part.replace(b"</w:fonts>", OTHER_NAMES.encode() + b"</w:fonts>")
            new.writestr(zipfile.ZipInfo(name, FIRST_DAY), part, zipfile.ZIP_DEFLATED)
    return clean.getvalue()


def files() -> dict[Path, bytes]:
    """Return what is generated here, by its place."""
    return {TEMPLATES / "memo.docx": saved(memo()), TEMPLATES / "bs4.docx": saved(bs4())}


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content)
