"""Make the Word templates of the memo, of แบบ บส. ๔ and of a table alone anew, as they come with the tool.

    python tools/make_word_templates.py

A clerk changes a copy of them in Word; this script is for whoever changes what comes with the tool. It writes the parts
of the package itself, so that nothing is in them but what the memo needs. Thai text in Word takes its font, size and
weight from the properties of complex scripts, so each style has both kinds.
"""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
FONT: Final = "TH SarabunPSK"
# Where the font is not installed Word takes one of these: the name that Windows registers, the font's successor, and
# the font of Windows whose letters are as small. Other Thai fonts are half as large again.
OTHER_NAMES: Final = "THSarabunPSK,TH Sarabun New,Cordia New"
# The font that draws Arabic digits as Thai ones: so page numbers are Thai in LibreOffice too, which has none for them.
NUMBER_FONT: Final = "TH SarabunIT๙"
# What LibreOffice uses where these fonts are not installed, each with its face and the key of its first bytes. The
# letters of Sarabun are drawn at 0.68 of the size: its x is 0.50 of it high, that of the official fonts 0.34.
SCALE: Final = 0.68
SARABUN: Final = TEMPLATES.parent / "itatrack" / "fonts"
EMBEDDED: Final = (
    (FONT, "Regular", "5E2A3B1C-0001-4A6D-9E51-1F6C2D7A8B90", SARABUN / "Sarabun-Regular.ttf"),
    (FONT, "Bold", "5E2A3B1C-0002-4A6D-9E51-1F6C2D7A8B90", SARABUN / "Sarabun-Bold.ttf"),
    (NUMBER_FONT, "Regular", "5E2A3B1C-0003-4A6D-9E51-1F6C2D7A8B90", TEMPLATES.parent / "tools" / "page-digits.ttf"),
)
FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
# Of the letters' size: what single spacing is with this font (1.3). Fixed, pages do not grow where another font stands
# in for it, such as one with room for two marks over a letter in every line.
LINE, TABLE_LINE = 1.3, 1.25
TITLE_LINE: Final = 35
LEFT, RIGHT, TOP, BOTTOM = 3.0, 2.0, 1.5, 2.0
# The number of a page stands 3 centimetres down; the text begins below it.
HEADER, NUMBER_BELOW_HEADER = 1.5, 1.0
# The reference stands below it, and with its line it ends where the least margin of a document with one begins.
FOOTER: Final = 0.65
PORTRAIT, LANDSCAPE = (21.0, 29.7), (29.7, 21.0)

DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
OFFICE_TYPE: Final = "application/vnd.openxmlformats-officedocument"
WORD: Final = f"{OFFICE_TYPE}.wordprocessingml"
NAMESPACES: Final = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"'
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

SIGN: Final = "(ลงชื่อ) .............................."


def twips(centimetres: float) -> int:
    """Return centimetres in twentieths of a point."""
    return round(centimetres / 2.54 * 1440)


class Style(NamedTuple):
    """A style of paragraphs or letters; a size of 0 and what is empty is that of the style it is based on.

    Attributes:
        before, after: the room above and below, in points.
        keeps: `keepNext` and `keepLines`.
        more, indent: properties that stand before and behind the spacing.
        level: that of a heading, from 0.
    """

    name: str
    size: float = 0
    bold: bool = False
    line: float = 0
    before: float = 0
    after: float = 0
    keeps: tuple[str, ...] = ()
    more: str = ""
    indent: str = ""
    align: str = ""
    level: int | None = None
    letters: str = ""
    is_character: bool = False

    @property
    def xml(self) -> str:
        """Return the style, its properties in the order of the schema."""
        kind = "character" if self.is_character else "paragraph"
        identifier = self.name.title().replace(" ", "")
        is_normal = self.name == "Normal"
        based = "" if is_normal or self.is_character else '<w:basedOn w:val="Normal"/>'
        default = ' w:default="1"' if is_normal else ""
        custom = ' w:customStyle="1"' if self.name.startswith("Memo ") else ""
        return (
            f'<w:style w:type="{kind}"{default}{custom} w:styleId="{identifier}"><w:name w:val="{self.name}"/>{based}'
            f"<w:qFormat/>{self._paragraph}{self._letters}</w:style>"
        )

    @property
    def _paragraph(self) -> str:
        before = f' w:before="{round(self.before * 20)}"' if self.before else ""
        before += f' w:after="{round(self.after * 20)}"' if self.after else ""
        line = f' w:line="{round(self.line * 20)}" w:lineRule="exact"' if self.line else ""
        properties = (
            "".join(f"<w:{name}/>" for name in self.keeps)
            + self.more
            + (f"<w:spacing{before}{line}/>" if before or line else "")
            + self.indent
            + (f'<w:jc w:val="{self.align}"/>' if self.align else "")
            + (f'<w:outlineLvl w:val="{self.level}"/>' if self.level is not None else "")
        )
        return f"<w:pPr>{properties}</w:pPr>" if properties else ""

    @property
    def _letters(self) -> str:
        half = round(self.size * 2)
        properties = (
            ("<w:b/><w:bCs/>" if self.bold else "")
            + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")
            + self.letters
        )
        return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def tabs(*stops: tuple[str, str, float]) -> str:
    """Return the tab stops of a style: how each aligns, what leads to it, and where it is."""
    inner = "".join(f'<w:tab w:val="{align}" w:leader="{leader}" w:pos="{twips(at)}"/>' for align, leader, at in stops)
    return f"<w:tabs>{inner}</w:tabs>"


def styles(width: float, title_size: float) -> list[Style]:
    """Return the styles that the templates and the tables use, for a page with so much room between its margins."""
    text, table = {"size": 16, "line": 16 * LINE}, {"size": 14, "line": 14 * TABLE_LINE}
    together = ("keepNext", "keepLines")
    sign = f'<w:ind w:left="{twips(width / 2)}"/>'
    title_line = title_size * TITLE_LINE / 29
    return [
        Style("Normal"),
        # The room below is as high as the garuda is lower than the title.
        Style("heading 1", title_size, bold=True, line=title_line, after=8, keeps=together, align="center", level=0),
        Style("heading 2", bold=True, **text, before=6, keeps=together, level=1),
        Style("Memo Label", 20, bold=True, is_character=True),
        # Dots under all of a value, however many lines it has, and on to the margin.
        Style("Memo Value", letters='<w:u w:val="dotted"/>', is_character=True),
        Style("Memo Strong", bold=True, is_character=True),
        Style(
            *("Memo Field", 16),
            line=20 * LINE,
            more=tabs(("left", "none", width / 2), ("right", "none", width)),
        ),
        Style("Memo Wide Field", 16, line=20 * LINE, more=tabs(("right", "none", width))),
        Style("Memo To", **text, before=6),
        Style("Memo Text", **text, before=6, indent=f'<w:ind w:firstLine="{twips(2.5)}"/>'),
        Style("Memo Cell", **table),
        Style("Memo Number", **table, align="right"),
        Style("Memo Mark", **table, align="center"),
        Style("Memo Head", bold=True, **table, keeps=("keepNext",), align="center"),
        Style("Memo Group", bold=True, **table, keeps=("keepNext",)),
        Style("Memo Item", **table, more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        # The name is four lines below the text before it: two of them are blank, and the third is signed.
        Style("Memo Sign", **text, before=2 * 16 * LINE, keeps=together, indent=sign, align="center"),
        Style("Memo Signature", **text, keeps=("keepLines",), indent=sign, align="center"),
        Style("Memo Opinion", **text, before=12, keeps=together, more=tabs(("right", "dot", width))),
        Style("Memo Page", **text, align="center"),
        Style("Memo Reference", 12, line=12 * LINE, align="right"),
        Style("Memo Page Number", letters=f"<w:rFonts{faces(NUMBER_FONT)}/>", is_character=True),
    ]


def faces(font: str) -> str:
    """Return the attributes that set a font for letters of all scripts."""
    return "".join(f' w:{kind}="{font}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))


def styles_part(width: float, title_size: float) -> str:
    """Return the part that holds the styles."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{faces(FONT)}/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    return f"<w:styles {NAMESPACES}>{defaults}{''.join(style.xml for style in styles(width, title_size))}</w:styles>"


def paragraph(style: str, *runs: str | tuple[str, str]) -> str:
    """Return a paragraph of runs, each a text or a text with the name of its style; a text may end in a tab."""
    inner = ""
    for run in runs:
        text, name = (run, "") if isinstance(run, str) else run
        properties = f'<w:rPr><w:rStyle w:val="{name.replace(" ", "")}"/></w:rPr>' if name else ""
        bare = text.removesuffix("\t")
        shown = f'<w:t xml:space="preserve">{escape(bare, quote=False)}</w:t>' if bare else ""
        tab = "" if bare == text else "<w:tab/>"
        inner += f"<w:r>{properties}{shown}{tab}</w:r>"
    properties = "" if style == "Normal" else f'<w:pPr><w:pStyle w:val="{style.title().replace(" ", "")}"/></w:pPr>'
    return f"<w:p>{properties}{inner}</w:p>"


def signature(*lines: str) -> str:
    """Return the lines of a signature, with room to sign; all but the last stay with the next."""
    return paragraph("Memo Sign", SIGN) + "".join(paragraph("Memo Signature", line) for line in lines)


def memo() -> str:
    """Return the text of the memo."""
    # The spaces behind the words are those at which no line ends.
    phone = "{% if memo.phone %} โทร.\u00a0{{ memo.phone }}{% endif %}"
    email = "{% if memo.email %} ไปรษณีย์อิเล็กทรอนิกส์\u00a0{{ memo.email }}{% endif %}"
    return "".join(
        (
            paragraph("Normal", "{{p garuda | picture }}"),
            paragraph("heading 1", "บันทึกข้อความ"),
            paragraph(
                "Memo Wide Field",
                ("ส่วนราชการ", "Memo Label"),
                (" {{ memo.from }}" + phone + email + "\t", "Memo Value"),
            ),
            paragraph(
                "Memo Field",
                ("ที่", "Memo Label"),
                (' {{ memo.number or "" }}\t', "Memo Value"),
                ("วันที่", "Memo Label"),
                (" {{ date }}\t", "Memo Value"),
            ),
            paragraph("Memo Wide Field", ("เรื่อง", "Memo Label"), (" {{ memo.subject }}\t", "Memo Value")),
            paragraph("Memo To", "เรียน  {{ memo.to }}"),
            paragraph("Normal", "{%p for part in body %}"),
            paragraph("Normal", "{%p if part.heading and part.rows %}"),
            centred(paragraph("heading 2", '{{ part.heading | join("\\n") }}')),
            paragraph("Normal", "{%p elif part.heading %}"),
            paragraph("heading 2", '{{ part.heading | join(" ") }}'),
            paragraph("Normal", "{%p endif %}"),
            texts_and_table(),
            paragraph("Normal", "{%p endfor %}"),
            signature("{{ memo.signed_by.name }}", "{{ memo.signed_by.position }}"),
            paragraph("Normal", "{%p for opinion in memo.opinions %}"),
            paragraph("Memo Opinion", ("ความเห็น{{ opinion.of }}", "Memo Strong"), " \t"),
            signature("{{ opinion.name }}", "{{ opinion.position }}"),
            paragraph("Normal", "{%p endfor %}"),
        )
    )


def texts_and_table() -> str:
    """Return what stands below the heading of a part."""
    return "".join(
        (
            paragraph("Normal", "{%p for paragraph in part.paragraphs %}"),
            paragraph("Memo Text", "{{ paragraph }}"),
            paragraph("Normal", "{%p endfor %}"),
            paragraph("Normal", "{{p part.rows | table(part.headings) }}"),
        )
    )


def bs4() -> str:
    """Return the text of แบบ บส. ๔."""
    box = '{{ "☑ " if one.chosen else "☐ " }}{{ one.name }}{% if not loop.last %}     {% endif %}'
    year = "ปีงบประมาณ พ.ศ."
    return "".join(
        (
            paragraph("Memo To", "แบบ บส. ๔"),
            paragraph("heading 1", "แบบรายงานผลการดำเนินการตามมาตรการ"),
            paragraph("Memo Page", f"{{% for one in rounds %}}{box}{{% endfor %}}"),
            paragraph("Memo Page", ("ชื่อหน่วยงาน", "Memo Strong"), " {{ agency.full_name }}"),
            paragraph("Memo Page", (year, "Memo Strong"), " {{ fiscal_year }}"),
            paragraph("Normal", "{{p bs4_rows | table(bs4_headings) }}"),
            paragraph("Memo To", "ข้อมูล ณ วันที่ {{ as_of }}"),
            signature(
                '{{ head.name if head else "(..............................)" }}',
                '{{ head.position if head else "ตำแหน่ง .............................." }}',
                "วันที่ ......../......................../........",
            ),
        )
    )


def table() -> str:
    """Return the text of a table alone."""
    return "".join(
        (
            paragraph("Normal", "{%p for part in body %}"),
            paragraph("Normal", "{%p if loop.first %}"),
            paragraph("heading 1", '{{ part.heading | join(" ") or title }}'),
            paragraph(
                "Memo Page",
                "{{ agency.full_name }} ข้อมูล ณ วันที่ {{ as_of }}{% if round %} ({{ round }}){% endif %}",
            ),
            paragraph("Normal", "{%p elif part.heading %}"),
            paragraph("heading 2", '{{ part.heading | join(" ") }}'),
            paragraph("Normal", "{%p endif %}"),
            texts_and_table(),
            paragraph("Normal", "{%p endfor %}"),
        )
    )


def centred(heading: str) -> str:
    """Return a heading in the middle of the line, as that of a table is."""
    return heading.replace("</w:pPr>", '<w:jc w:val="center"/></w:pPr>', 1)


def section(size: tuple[float, float]) -> str:
    """Return the settings of A4 with its margins, and the page number from the second page on."""
    width, height = map(twips, size)
    orientation = ' w:orient="landscape"' if width > height else ""
    left, right, top, bottom, header, footer = map(twips, (LEFT, RIGHT, TOP, BOTTOM, HEADER, FOOTER))
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId7"/><w:footerReference w:type="first" r:id="rId8"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{header}"'
        f' w:footer="{footer}" w:gutter="0"/><w:pgNumType w:fmt="thaiNumbers"/><w:titlePg/></w:sectPr>'
    )


def header() -> str:
    """Return the head of the pages: `- ๒ -`, in the numerals of the section, which LibreOffice knows as Word does."""
    space = f'<w:spacing w:before="{twips(NUMBER_BELOW_HEADER)}" w:after="120"/>'
    style = '<w:rPr><w:rStyle w:val="MemoPageNumber"/></w:rPr>'
    number = f'<w:fldSimple w:instr=" PAGE "><w:r>{style}<w:t>๒</w:t></w:r></w:fldSimple>'
    line = paragraph("Memo Page", "- ", " -").replace("</w:pPr>", f"{space}</w:pPr>", 1)
    return f"<w:hdr {NAMESPACES}>{line.replace('</w:r><w:r>', f'</w:r>{number}<w:r>', 1)}</w:hdr>"


def footer() -> str:
    """Return the foot of the pages: the letters by which paper and file are compared, or a line that takes no room."""
    line = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    inner = (
        paragraph("Normal", "{%p if reference %}"),
        paragraph("Memo Reference", "รหัสอ้างอิง {{ reference }}"),
        paragraph("Normal", "{%p else %}"),
        line,
        paragraph("Normal", "{%p endif %}"),
    )
    return f"<w:ftr {NAMESPACES}>{''.join(inner)}</w:ftr>"


def numbering() -> str:
    """Return the bullets of lists in cells, in letters of the paragraph's size."""
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="170" w:hanging="170"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def fonts() -> str:
    """Return what a program is told of the fonts, to choose another one where they are not installed."""
    kinds = '<w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
    shown = ""
    for name, others, panose, kind in (
        (FONT, OTHER_NAMES, '<w:panose1 w:val="020B0500040200020003"/>', kinds),
        (NUMBER_FONT, FONT, "", kinds),
    ):
        embedded = "".join(
            f'<w:embed{face} r:id="rId{number}" w:fontKey="{{{key}}}"/>'
            for number, (font, face, key, _) in enumerate(EMBEDDED, 1)
            if font == name
        )
        shown += f'<w:font w:name="{name}"><w:altName w:val="{others}"/>{panose}{kind}{embedded}</w:font>'
    return f"<w:fonts {NAMESPACES}>{shown}</w:fonts>"


def embedded_font(key: str, path: Path) -> bytes:
    """Return a font as a document embeds it: as small as the official one, its first bytes hidden behind a key."""
    font = bytearray(path.read_bytes())
    for table in range(int.from_bytes(font[4:6], "big")):
        entry = font[12 + 16 * table : 28 + 16 * table]
        if entry[:4] == b"head":
            # The units of the size: the more there are, the smaller the letters.
            units = int.from_bytes(entry[8:12], "big") + 18
            font[units : units + 2] = round(int.from_bytes(font[units : units + 2], "big") / SCALE).to_bytes(2, "big")
    hidden = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    font[: len(hidden)] = (byte ^ mask for byte, mask in zip(font, hidden, strict=False))
    return bytes(font)


def theme() -> str:
    """Return the theme, which a document is to have: its font, and black on white."""
    colours = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{"FFFFFF" if name.startswith("lt") else "000000"}"/></a:{name}>' for name in colours
    )
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    styles = {"fill": fill, "ln": f"<a:ln>{fill}</a:ln>", "effect": "<a:effectStyle><a:effectLst/></a:effectStyle>"}
    lists = {name: f"<a:{name}StyleLst>{style * 3}</a:{name}StyleLst>" for name, style in styles.items()}
    return (
        f'<a:theme xmlns:a="{DRAWING}" name="Memo"><a:themeElements><a:clrScheme name="Memo">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Memo"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Memo">{"".join(lists.values())}<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>'
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def settings() -> str:
    """Return the settings: tables within the margins, as Word has them since 2013."""
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:bidi="th-TH"/></w:settings>'
    )


def core() -> str:
    """Return the properties of the document, which the memo fills in."""
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title/><dc:creator/><dc:language>th-TH</dc:language></cp:coreProperties>"
    )


# The parts that the document refers to, each with the end of its relation's type and the type of its content.
PARTS: Final = {
    "styles.xml": ("styles", f"{WORD}.styles+xml"),
    "settings.xml": ("settings", f"{WORD}.settings+xml"),
    "numbering.xml": ("numbering", f"{WORD}.numbering+xml"),
    "header1.xml": ("header", f"{WORD}.header+xml"),
    "fontTable.xml": ("fontTable", f"{WORD}.fontTable+xml"),
    "theme1.xml": ("theme", f"{OFFICE_TYPE}.theme+xml"),
    # The first page has a foot of its own, which says the same; its head is empty.
    "footer1.xml": ("footer", f"{WORD}.footer+xml"),
    "footer2.xml": ("footer", f"{WORD}.footer+xml"),
}


def relations(*targets: tuple[str, str]) -> str:
    """Return the relations to parts, each by its type and its target."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def content_types() -> str:
    """Return what each part of the package is."""
    overrides = [
        ("/word/document.xml", f"{WORD}.document.main+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *((f"/word/{name}", kind) for name, (_, kind) in PARTS.items()),
    ]
    inner = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="odttf" ContentType="{OFFICE_TYPE}.obfuscatedFont"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


def package(text: str, size: tuple[float, float], title_size: float) -> bytes:
    """Return a Word document with fixed times, so that the same script makes the same bytes."""
    body = f"<w:document {NAMESPACES}><w:body>{text}{section(size)}</w:body></w:document>"
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core(),
        "word/_rels/document.xml.rels": relations(
            *((f"{OFFICE}/{relation}", name) for name, (relation, _) in PARTS.items())
        ),
        "word/document.xml": body,
        "word/styles.xml": styles_part(size[0] - LEFT - RIGHT, title_size),
        "word/settings.xml": settings(),
        "word/numbering.xml": numbering(),
        "word/header1.xml": header(),
        "word/footer1.xml": footer(),
        "word/footer2.xml": footer(),
        "word/fontTable.xml": fonts(),
        "word/theme1.xml": theme(),
        "word/_rels/fontTable.xml.rels": relations(
            *((f"{OFFICE}/font", f"fonts/font{number}.odttf") for number, _ in enumerate(EMBEDDED, 1))
        ),
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text_part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), DECLARATION + text_part, zipfile.ZIP_DEFLATED)
        for number, (_, _, key, path) in enumerate(EMBEDDED, 1):
            part = zipfile.ZipInfo(f"word/fonts/font{number}.odttf", FIRST_DAY)
            archive.writestr(part, embedded_font(key, path), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def files() -> dict[Path, bytes]:
    """Return what is generated here, by its place."""
    return {
        TEMPLATES / "memo.docx": package(memo(), PORTRAIT, 29),
        TEMPLATES / "bs4.docx": package(bs4(), LANDSCAPE, 20),
        TEMPLATES / "table.docx": package(table(), LANDSCAPE, 20),
    }


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content)
