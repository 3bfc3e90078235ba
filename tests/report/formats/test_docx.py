"""The memo as a Word document, read back with python-docx."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rendering import GivenTemplates, make, report_request
from support import CASES, PIXEL, ROOT, TODAY
from test_memo import HOSTILE, REAL, WORKSPACE, hostile_plan, plan_of_all_columns, squeezed

from itatrack.findings.finding import Finding
from itatrack.findings.message import ENGLISH
from itatrack.progress.state import progress
from itatrack.report.context import report_context

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.model.records import History, Plan
    from itatrack.project import Project

    Run = Callable[..., subprocess.CompletedProcess[bytes]]


def made(plan: Plan, history: History, *, thai: bool = True, own: bytes | None = None) -> bytes | Finding:
    """Make the Word document of a plan."""
    context = report_context(plan, progress(plan, history, TODAY), report_request())
    templates = GivenTemplates({"memo.docx": own} if own else {}, WORKSPACE.templates(None))
    found = make("memo.docx", report_request("docx", thai=thai), context, templates)
    assert not isinstance(found, str)
    return found


def read(content: bytes | Finding) -> Any:  # noqa: ANN401  python-docx' own type
    """Open a document."""
    assert isinstance(content, bytes), content
    return docx.Document(BytesIO(content))


def rows(table: Any) -> list[list[str]]:  # noqa: ANN401  python-docx' own type
    """Return the texts of a table's cells; a merged cell counts for each of its places."""
    return [[squeezed(cell.text) for cell in row.cells] for row in table.rows]


@pytest.fixture(scope="module")
def real() -> Any:  # noqa: ANN401  python-docx' own type
    """Open the document of the real memo."""
    return read(made(*REAL.complete(), thai=False))


@pytest.mark.slow
def test_the_real_memo_reads_back(real: Any) -> None:  # noqa: ANN401
    """Both tables hold the twelve measures, each with its tick and evidence, and all names stand in the text."""
    plan, history = REAL.complete()
    first, second = (rows(table) for table in real.tables)
    assert [len(row) for row in first] == [4] * 13
    assert [len(row) for row in second] == [5] * 14
    titles = [squeezed(measure.title) for measure in plan.measures]
    assert [row[0] for row in first[1:]] == [row[0] for row in second[2:]] == titles
    assert [row[2:] for row in second[2:]] == [["-", "-", "✓ตรวจสอบข้อมูลที่เว็บไซต์ของหน่วยงาน"]] * 12
    assert {row[3] for row in first[1:]} == {"รายงานความก้าวหน้าและสรุปผลณ31มีนาคม2564"}
    steps = [state.steps for state in progress(plan, history, TODAY).states]
    assert [row[1] for row in second[2:]] == [squeezed("".join(one)) for one in steps]
    text = "".join(paragraph.text for paragraph in real.paragraphs)
    for name in (plan.memo.from_, plan.memo.subject, plan.memo.signed_by.name, plan.memo.opinions[0].name):
        assert name in text


def test_heads_repeat_and_rows_stay_whole(real: Any) -> None:  # noqa: ANN401
    """The header rows of both tables are repeated, no row is torn, and the shared cell is merged."""
    first, second = real.tables
    for table, heads in ((first, 1), (second, 2)):
        for index, row in enumerate(table.rows):
            properties = row._tr.trPr  # noqa: SLF001  python-docx has no other way
            assert (properties.find(qn("w:tblHeader")) is not None) is (index < heads)
            assert properties.find(qn("w:cantSplit")) is not None
    merges = [one.get(qn("w:val")) for one in first._tbl.iter(qn("w:vMerge"))]  # noqa: SLF001  the same
    assert merges == ["restart", *[None] * 11]
    spans = [one.get(qn("w:val")) for one in second._tbl.iter(qn("w:gridSpan"))]  # noqa: SLF001  the same
    assert spans == ["3"]


def test_tables_do_not_run_into_each_other(real: Any) -> None:  # noqa: ANN401
    """Behind each table stands a paragraph: Word would join two tables that touch."""
    assert len(real.tables) == 2
    for table in real.tables:
        assert table._tbl.getnext().tag == qn("w:p")  # noqa: SLF001  python-docx has no other way


@pytest.mark.slow
def test_same_data_same_bytes() -> None:
    """The document holds no time: made twice it is the same."""
    assert made(*REAL.complete()) == made(*REAL.complete())


@pytest.mark.slow
def test_title_and_numbers(real: Any) -> None:  # noqa: ANN401
    """The document has the memo's subject for a title; its page numbers are Thai unless digits are Arabic."""
    plan, history = REAL.complete()
    assert (real.core_properties.title, real.core_properties.author) == (plan.memo.subject, plan.agency.name)
    for document, numerals in ((real, "decimal"), (read(made(plan, history)), "thaiNumbers")):
        (formats,) = (numbers.get(qn("w:fmt")) for numbers in document.element.iter(qn("w:pgNumType")))
        assert formats == numerals
        # A switch of the field itself, such as `ThaiArabic`, prints letters in LibreOffice.
        header = document.sections[0].header._element  # noqa: SLF001  python-docx has no other way
        assert [field.get(qn("w:instr")) for field in header.iter(qn("w:fldSimple"))] == [" PAGE "]


@pytest.mark.slow
@pytest.mark.parametrize("length", [255, 256, 257, 1000])
def test_a_long_subject(length: int) -> None:
    """Only the property of the document is shortened, between syllables; the subject stands whole in the text."""
    plan, history = REAL.complete()
    subject, name = ("ที่" * length)[:length], ("กำ" * length)[:length]
    memo = type(plan.memo)(**{**vars(plan.memo), "subject": subject})
    agency = type(plan.agency)(**{**vars(plan.agency), "name": name})
    found = read(made(type(plan)(**{**vars(plan), "memo": memo, "agency": agency}), history))
    assert subject in "".join(paragraph.text for paragraph in found.paragraphs)
    for whole, short in ((subject, found.core_properties.title), (name, found.core_properties.author)):
        assert len(short) <= 255
        assert short == whole if length <= 255 else whole.startswith(short.removesuffix("…"))
        assert length <= 255 or (short.endswith("…") and short[-2] in "่ำ")


@pytest.mark.parametrize("count", [1, 2, 3])
def test_cells_merged_over_a_few_rows(count: int) -> None:
    """The monitoring that so many measures share is one merged cell; of one measure it is none."""
    plan, history = REAL.complete()
    few = type(plan)(**{**vars(plan), "measures": plan.measures[:count]})
    first = read(made(few, history)).tables[0]
    merges = [one.get(qn("w:val")) for one in first._tbl.iter(qn("w:vMerge"))]  # noqa: SLF001  python-docx has no other way
    assert merges == (["restart", *[None] * (count - 1)] if count > 1 else [])


def test_a_heading_over_two_columns(make_project: Callable[..., Path], load_project: Callable[..., Project]) -> None:
    """The heading of a group spans the whole table, also where that has two columns."""
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    plan = plan.replace("units:", "tables: {plan: [title, steps]}\nunits:")
    plan = re.sub("(- id: .*\n)", r"\g<1>    group: ด้านที่หนึ่ง\n", plan)
    first = read(made(*load_project(make_project(measures=plan)).complete())).tables[0]
    assert rows(first)[1] == ["ด้านที่หนึ่ง"] * 2


@pytest.mark.slow
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[HOSTILE] * 6).map(list))
def test_hostile_values(texts: list[str]) -> None:
    """Whatever the values hold, the tables keep their shape and every value reads back."""
    title, step, unit, name, subject, monitoring = texts
    found = read(made(hostile_plan(texts), REAL.complete()[1], thai=False))
    plan, result = (rows(table) for table in found.tables)
    assert plan[1] == [squeezed(one) for one in (title, step + title, unit, monitoring)]
    assert [len(row) for row in result] == [5] * 14
    text = squeezed("".join(paragraph.text for paragraph in found.paragraphs))
    assert squeezed(f"เรื่อง{subject}") in text
    assert squeezed(f"ของ{name}") in text
    assert found.core_properties.title == subject


@pytest.mark.slow
@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[HOSTILE] * 3).map(list))
def test_hostile_values_in_every_column(texts: list[str]) -> None:
    """All columns there are read back too."""
    tables = map(rows, read(made(*plan_of_all_columns(texts), thai=False)).tables)
    *_, last = (table for table in tables if table[0][0] == "ลำดับ")  # the part of the plan with its last columns
    assert last[-1][-1] == squeezed(texts[2])


def with_tag(old: str, new: str) -> bytes:
    """Return the memo's template with a tag changed, as somebody would in Word."""
    content = BytesIO()
    with zipfile.ZipFile(ROOT / "templates" / "memo.docx") as template, zipfile.ZipFile(content, "w") as changed:
        for name in template.namelist():
            part = template.read(name).decode("utf-8", "surrogateescape")
            assert name != "word/document.xml" or old in part
            changed.writestr(name, part.replace(old, new).encode("utf-8", "surrogateescape"))
    return content.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "code", "excerpt"),
    [
        ("memo.to }}", "memo.too }}", "T603", "memo.too"),
        ("memo.to }}", "memo.to | shout }}", "T604", "shout"),
        ("{%p endif %}", "", "T602", "endfor"),
        ("{{ date }}", "{{ memo.refers_to.item.x }}", "T603", "item"),
    ],
)
def test_a_slip_in_a_template(old: str, new: str, code: str, excerpt: str) -> None:
    """A wrong tag is reported with the template's name and the paragraph it stands in, without any XML."""
    found = made(*REAL.complete(), own=with_tag(old, new))
    assert isinstance(found, Finding)
    assert (found.code, found.span.path) == (code, "templates/memo.docx")
    assert excerpt in found.span.excerpt + found.message(ENGLISH)
    assert "<w:" not in found.span.excerpt


@pytest.mark.parametrize(
    ("old", "new", "excerpt"),
    [
        # The text up to the next tag that is closed would be gone, and nothing said.
        ("{{ memo.from }}", "{% if memo.phone {{ memo.from }}", "{%"),
        ("บันทึกข้อความ</w:t>", "บันทึกข้อความ {% if memo.phone</w:t>", "{%"),
        ("{{ memo.from }}", "{{ memo.from", "{{"),
        ("{{ memo.from }}", "{# {{ memo.from }}", "{#"),
        # The paragraph's other words would be.
        ("{{ memo.from }}", "{{ memo.from }} {%p if memo.phone %}", "{%p if memo.phone %}"),
        ("{%p endif %}", "{%p endif %} ท้ายย่อหน้า", "{%p endif %}"),
    ],
)
def test_a_slip_that_would_be_silent(old: str, new: str, excerpt: str) -> None:
    """A tag that would take text of the document away with it is reported at its paragraph."""
    found = made(*REAL.complete(), own=with_tag(old, new))
    assert isinstance(found, Finding)
    assert (found.code, found.span.path) == ("T602", "templates/memo.docx")
    assert found.span.excerpt[found.span.column - 1 : found.span.end_column - 1] == excerpt


def with_part(part: str, old: str, new: str) -> bytes:
    """Return the memo's template with a part changed, as only a program would."""
    content = BytesIO()
    with zipfile.ZipFile(ROOT / "templates" / "memo.docx") as template, zipfile.ZipFile(content, "w") as changed:
        for name in template.namelist():
            text = template.read(name)
            assert name != part or old.encode() in text
            changed.writestr(name, text.replace(old.encode(), new.encode()) if name == part else text)
    return content.getvalue()


_RELATION = '<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" {}/>'


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", 'Target="https://example.com/x.dotm" TargetMode="External"'),
        ("image", 'Target="https://example.com/x.png" TargetMode="External"'),
        ("image", 'Target="file:///etc/passwd" TargetMode="External"'),
        ("oleObject", 'Target="https://example.com/x" TargetMode="External"'),
        ("aFChunk", 'Target="https://example.com/x.html" TargetMode="External"'),
        ("subDocument", 'Target="file:///etc/passwd" TargetMode="External"'),
        ("hyperlink", 'Target="file:///C:/Windows/System32/calc.exe" TargetMode="External"'),
        ("hyperlink", 'Target="javascript:alert(1)" TargetMode="External"'),
    ],
)
def test_a_template_that_reaches_out(kind: str, target: str) -> None:
    """A template that would fetch or run something when its document is opened is refused."""
    relation = _RELATION.format(kind, target)
    part = "word/_rels/document.xml.rels"
    found = made(*REAL.complete(), own=with_part(part, "</Relationships>", f"{relation}</Relationships>"))
    assert isinstance(found, Finding)
    assert found.code == "T605"


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" DDEAUTO c x "><w:r><w:t>x</w:t></w:r></w:fldSimple>',
        '<w:fldSimple w:instr="includepicture https://example.com/x"/>',
        '<w:fldSimple w:instr="DATE"/>',
        "<w:r>{begin}<w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c</w:instrText></w:r><w:r>{end}</w:r>",
        '<w:r>{begin}<w:instrText>{{ "DDE" }} c</w:instrText></w:r><w:r>{separate}</w:r><w:r>{end}</w:r>',
        "<w:r><w:instrText>DDEAUTO c</w:instrText></w:r>",
        '<w:fldSimple w:instr="HYPERLINK &quot;file://server/share/x.exe&quot;"/>',
        '<w:fldSimple w:instr=" hyperlink javascript:alert(1)"/>',
        r'<w:r>{begin}<w:instrText>HYPERLINK "\\server\x.exe"</w:instrText></w:r><w:r>{end}</w:r>',
    ],
)
def test_a_field_that_runs(field: str) -> None:
    """So is a field that runs or fetches something, or that changes by itself, in pieces or made by a tag too."""
    for kind in ("begin", "separate", "end"):
        field = field.replace(f"{{{kind}}}", f'<w:fldChar w:fldCharType="{kind}"/>')
    found = made(*REAL.complete(), own=with_tag("</w:body>", f"<w:p>{field}</w:p></w:body>"))
    assert isinstance(found, Finding)
    assert found.code == "T605"


@pytest.mark.slow
@pytest.mark.parametrize("target", ["https://a.go.th/x", "HTTPS://a.go.th", r"\l bookmark", "mailto:a@a.go.th"])
def test_a_field_that_links(target: str) -> None:
    """A link to a page, as a field has it, does no harm."""
    field = f"<w:fldSimple w:instr='HYPERLINK {target}'/>"
    assert isinstance(made(*REAL.complete(), own=with_tag("</w:body>", f"<w:p>{field}</w:p></w:body>")), bytes)


_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_OLD_OFFICE = 'xmlns:o="urn:schemas-microsoft-com:office:office"'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "element"),
    [
        (
            "settings",
            '<w:mailMerge><w:connectString w:val="DSN=x"/><w:query w:val="SELECT * FROM x"/></w:mailMerge>',
        ),
        ("document", f'<w:pict><v:shape {_VML}><v:imagedata src="https://example.com/x.png"/></v:shape></w:pict>'),
        ("document", f'<w:pict><v:shape {_VML}><v:imagedata {_OLD_OFFICE} o:href="//server/x"/></v:shape></w:pict>'),
        ("document", '<w:scriptAnchor><w:scriptText w:val="x"/></w:scriptAnchor>'),
    ],
)
def test_an_element_that_reaches_out(part: str, element: str) -> None:
    """What needs no relation to fetch or run something is refused too."""
    end = "</w:settings>"
    own = (
        with_part("word/settings.xml", end, element + end)
        if part == "settings"
        else with_tag("</w:body>", f"<w:p><w:r>{element}</w:r></w:p></w:body>")
    )
    found = made(*REAL.complete(), own=own)
    assert isinstance(found, Finding)
    assert found.code == "T605"


def test_what_is_no_word_document() -> None:
    """A file of another kind under a template's name is reported, always in the same words."""
    main = "wordprocessingml.document.main+xml"
    for own in (
        b"PK not a document",
        with_part("[Content_Types].xml", main, main.replace("document.main", "template.main")),
        with_part("[Content_Types].xml", "<Types", "<"),
        with_part("word/document.xml", "<w:body>", "<w:body"),
        with_part("word/document.xml", "<w:body>", "<w:p>" * 999),
        with_part("word/document.xml", "w:body>", "w:corpse>"),
        with_part("word/_rels/document.xml.rels", "<Relationships", "<"),
    ):
        found = made(*REAL.complete(), own=own)
        assert isinstance(found, Finding)
        assert found.code == "T602", found.message(ENGLISH)
        assert "0x" not in found.message(ENGLISH)


def test_the_style_of_the_plan(make_project: Callable[..., Path], run: Run) -> None:
    """Font, sizes and margins that the plan sets are in the document, for Thai letters too, and the garuda is."""
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    style = "style: {font: TH Sarabun New, text_size: 15, table_size: 12.5, margin_top: 1.8, indent: 2}\n"
    folder = make_project(measures=style + plan.replace("  section:", "  garuda: data/g.png\n  section:"))
    (folder / "data" / "g.png").write_bytes(PIXEL)
    done = run("report", "--as-of", "2564-03-31", "--format", "docx", cwd=folder, PYTHONPATH=str(ROOT))
    found = read(done.stdout)
    assert re.findall(r'w:szCs w:val="(\d+)"', found.styles["Memo Text"].element.xml) == ["30"]
    assert found.styles["Memo Cell"].font.size.pt == 12.5
    default = found.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert {default.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {"TH Sarabun New"}
    fonts = zipfile.ZipFile(BytesIO(done.stdout)).read("word/fontTable.xml").decode()
    assert re.search('<w:font w:name="TH Sarabun New">.*?<w:embedRegular', fonts)
    # The title begins a centimetre above the margin, beside the garuda.
    assert round(found.sections[0].top_margin.cm, 1) == round(found.sections[0].header_distance.cm, 1) == 0.8
    assert round(found.styles["Memo Text"].paragraph_format.first_line_indent.cm, 1) == 2
    # The lines go with the letters: single spacing is 1.3 of their size.
    assert found.styles["Memo Text"].paragraph_format.line_spacing.pt == 19.5


def test_a_missing_package_is_named(run: Run, tmp_path: Path) -> None:
    """Without the library a message names the one thing that is missing, and no file is made."""
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name in {'docxtpl', 'typst'} else find(name, *more)\n"
    )
    for ending in ("docx", "pdf"):
        output = tmp_path / f"memo.{ending}"
        done = run("report", "--as-of", "2564-03-31", "-o", str(output), PYTHONPATH=f"{tmp_path}:{ROOT}")
        assert (done.returncode, output.exists()) == (2, False)
        package = {"docx": "docxtpl", "pdf": "typst"}[ending]
        assert re.search(rf'pip install .*"{package}[<>=0-9.,]+"\n', done.stderr.decode())
