"""The memo as PDF, read back with the reader that a browser has."""

from __future__ import annotations

import json
import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import typst
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rendering import GivenTemplates, make, report_request
from support import CASES, PIXEL, ROOT, TODAY
from test_memo import HOSTILE, REAL, WORKSPACE, hostile_plan, plan_of_all_columns

from itatrack.findings.finding import Finding
from itatrack.findings.message import ENGLISH
from itatrack.model.records import Measure, Plan
from itatrack.progress.state import progress
from itatrack.report.context import report_context
from itatrack.report.formats.pdf_text import with_mapped_glyphs

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.model.records import History

    Run = Callable[..., subprocess.CompletedProcess[bytes]]

pytestmark = pytest.mark.slow  # Typst sets a page for each

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
SYLLABLES = [consonant + vowel + tone for consonant in CONSONANTS for vowel in ["", *"ัิีึืุู"] for tone in ["", *"่้๊๋์"]] + [
    consonant + tone + "ำ" for consonant in CONSONANTS for tone in ["", *"่้๊๋"]
]


def made(
    plan: Plan, history: History, form: str = "memo", *, thai: bool = True, own: str | None = None
) -> bytes | Finding:
    """Make the PDF of a plan."""
    context = report_context(plan, progress(plan, history, TODAY), report_request(form=form))
    templates = GivenTemplates({"memo.typ": own} if own else {}, WORKSPACE.templates(None))
    found = make(f"{form}.typ", report_request("pdf", thai=thai), context, templates)
    assert not isinstance(found, str)
    return found


def text_of(pdf: bytes | Finding) -> str:
    """Return the text of a PDF without blanks, and without the page numbers and table heads of further pages."""
    assert isinstance(pdf, bytes), pdf
    pages = pypdfium2.PdfDocument(pdf)
    return squeezed("".join(page.get_textpage().get_text_range() for page in pages))


def squeezed(text: str) -> str:
    """Drop blanks, and what a reader sets in their place; a reader composes letters."""
    return re.sub(r"[\s\u200b\ufffe]+", "", unicodedata.normalize("NFC", text))


def test_the_real_memo_reads_back() -> None:
    """Twelve measures with their steps, twelve ticks and all names are in the PDF, as text that can be searched."""
    plan, history = REAL.complete()
    text = text_of(made(plan, history, thai=False))
    assert text.count("✓") == 12
    for measure in plan.measures:
        assert squeezed(measure.title)[:8] in text
    for name in (
        plan.memo.from_,
        plan.memo.subject,
        plan.memo.signed_by.name,
        *(one.name for one in plan.memo.opinions),
    ):
        assert squeezed(name) in text
    assert "งานบริหารงานทั่วไปสำนักปลัด" in text
    assert "สถานะการดำเนินงาน" in text


def test_same_data_same_bytes() -> None:
    """The PDF holds no time and no chance: made twice it is the same."""
    assert made(*REAL.complete()) == made(*REAL.complete())


def test_title_and_language() -> None:
    """The PDF has the memo's subject for a title, is tagged, and says that it is Thai."""
    pdf = made(*REAL.complete())
    assert isinstance(pdf, bytes)
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == REAL.complete()[0].memo.subject
    assert b"/Lang(th" in pdf.replace(b" ", b"")
    assert b"/StructTreeRoot" in pdf


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_every_syllable_is_copied_once(weight: str, tmp_path: Path) -> None:
    """Each consonant with each vowel and tone mark comes out of the PDF as it went in, and none lacks a glyph."""
    source = f'#set text(font: "Sarabun", lang: "th", weight: "{weight}", fallback: false)\n'
    (tmp_path / "all.typ").write_text(source + " ".join(f"|{one}" for one in SYLLABLES), encoding="utf-8")
    fonts = ROOT / "itatrack" / "fonts"
    pdf, warnings = typst.compile_with_warnings(tmp_path / "all.typ", font_paths=[fonts], ignore_system_fonts=True)
    assert warnings == []
    pages = pypdfium2.PdfDocument(pdf)
    text = re.sub(r"\s+", "", "".join(page.get_textpage().get_text_range() for page in pages))
    assert text.split("|")[1:] == SYLLABLES


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_every_glyph_says_what_it_is(weight: str, tmp_path: Path) -> None:
    """A reader that knows glyphs alone, as those of Firefox and of most programs in Python do, finds each syllable."""
    pypdf = pytest.importorskip("pypdf")
    source = f'#set text(font: "Sarabun", lang: "th", weight: "{weight}", fallback: false)\n'
    (tmp_path / "all.typ").write_text(source + " ".join(f"|{one}" for one in SYLLABLES), encoding="utf-8")
    fonts = ROOT / "itatrack" / "fonts"
    pdf = with_mapped_glyphs(typst.compile(tmp_path / "all.typ", font_paths=[fonts], ignore_system_fonts=True))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert re.sub(r"\s+", "", text).split("|")[1:] == SYLLABLES
    assert with_mapped_glyphs(pdf) == pdf


def test_two_readers_find_the_same() -> None:
    """The memo can be searched whichever way a reader finds its text, and holds no character without a width."""
    pypdf = pytest.importorskip("pypdf")
    pdf = made(*REAL.complete())
    assert isinstance(pdf, bytes)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert squeezed(text).count("ดำเนินการ") == text_of(pdf).count("ดำเนินการ") > 5
    assert re.findall("[\u00ad\u200b-\u200f\u2060\ufeff]", text) == []


MARKS = ["ั", *"ำิีึืฺุู", *"็่้๊๋์ํ๎", "่ำ", "\u0300", "\u0301"]
OTHERS = [*map(chr, range(0x21, 0x7F)), *"–—‘’“”…✓☑☐°±×÷½€¥£฿๑๙ฯๆะาเแ๏"]


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_a_mark_on_any_sign_is_copied_once(weight: str, tmp_path: Path) -> None:
    """A mark that somebody typed behind another sign than a consonant, as in `ราคา $ำ ปกติ`, is not copied twice."""
    texts = ["ราคา $ำ ปกติ", *(f"ก{other}{mark}ข" for other in OTHERS for mark in MARKS)]
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    source = f'#set text(font: ("Sarabun", "DejaVu Sans Mono"), lang: "th", weight: "{weight}")\n'
    (tmp_path / "all.typ").write_text(source + '#json("texts.json").map(par).join()', encoding="utf-8")
    fonts = ROOT / "itatrack" / "fonts"
    found = squeezed(text_of(typst.compile(tmp_path / "all.typ", font_paths=[fonts], ignore_system_fonts=True)))
    assert found == squeezed("".join(texts))


def many(count: int) -> Plan:
    """Return a plan of many measures with long steps."""
    plan, _ = REAL.complete()
    steps = tuple(f"ขั้นตอนที่ {number} {plan.measures[7].steps[0]}" for number in range(3))
    measures = tuple(
        Measure(
            location=plan.location,
            id=f"m{number}",
            title=f"มาตรการลำดับ {number} ปลาย",
            steps=steps,
            responsible=plan.units,
        )
        for number in range(count)
    )
    return Plan(**{**vars(plan), "measures": measures})


def test_sixty_measures_over_many_pages() -> None:
    """A long plan goes over many pages with its head repeated on each, and no measure is lost."""
    pdf = made(many(60), REAL.complete()[1], thai=False)
    assert isinstance(pdf, bytes)
    pages = [squeezed(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]
    text = "".join(pages)
    assert len(pages) > 20
    assert sum("ขั้นตอนหรือวิธีปฏิบัติ" in page for page in pages) > 10
    for number in range(60):
        assert len(re.findall(rf"ลำดับ{number}ปลาย", text)) == 2, number
    assert pages[1].startswith("-2-")


@pytest.mark.parametrize("count", [5, 6, 7, 8])
def test_no_page_has_the_signature_alone(count: int) -> None:
    """However long a form is, two rows of its table at least stand above its signature, and no row is lost."""
    plan, history = REAL.complete()
    measures = tuple(
        Measure(location=plan.location, id=f"m{number}", title=f"มาตรการที่ {number} ท้าย", steps=("ขั้นตอน " * 12,))
        for number in range(count)
    )
    content = made(
        type(plan)(**{**vars(plan), "measures": measures}),
        type(history)(location=plan.location, entries={}),
        "bs4",
        thai=False,
    )
    assert isinstance(content, bytes)
    pages = [squeezed(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(content)]
    rows = [re.findall(r"มาตรการที่(\d+)ท้าย", page) for page in pages]
    assert [int(row) for page in rows for row in page] == [*range(count)]
    assert "(ลงชื่อ)" in pages[-1]
    assert len(rows[-1]) >= 2


@pytest.mark.slow
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[HOSTILE] * 6).map(list))
@example(["|$ำ|"] * 6)
@example(["ราคา $ำ ปกติ"] * 6)
def test_hostile_values(texts: list[str]) -> None:
    """Whatever the values hold, they are text in the PDF and nothing else."""
    text = text_of(made(hostile_plan(texts), REAL.complete()[1], thai=False))
    assert text.count("✓") >= 12
    for value in (texts[4], texts[3]):
        # The reader takes a hyphen at the end of a line for one that divides a word.
        assert squeezed(value).replace("-", "") in text.replace("-", "")


@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[HOSTILE] * 3).map(list))
def test_every_column_fits_somehow(texts: list[str]) -> None:
    """With all columns there are the page is hopeless, and yet nothing fails."""
    assert isinstance(made(*plan_of_all_columns(texts)), bytes)


@pytest.mark.parametrize(
    ("template", "place", "said"),
    [
        ('#import "page.typ": *\n#data.memo.nobody\n', (2, 12), "nobody"),
        ('#import "page.typ": *\n\n#field(\n', (3, 7), "unclosed"),
        ('#import "other.typ": *\n', (1, 1), "other.typ"),
        ('#read("/etc/passwd")\n', (1, 7), "file not found"),
        ('#image("../../x.png")\n', (1, 8), ""),
    ],
)
def test_a_slip_in_a_template(template: str, place: tuple[int, int], said: str) -> None:
    """A slip is reported with file and line, and no template reaches a file outside."""
    found = made(*REAL.complete(), own=template)
    assert isinstance(found, Finding)
    assert (found.code[:2], found.span.line) == ("T6", place[0])
    assert said in found.message(ENGLISH)


def test_the_file_and_the_terminal(run: Run, tmp_path: Path, run_on_terminal: Callable[..., str]) -> None:
    """A name in .pdf makes a PDF, a pipe gets its bytes, and a terminal gets a word about it."""
    done = run("report", "--as-of", "2564-03-31", "-o", str(tmp_path / "memo.pdf"))
    assert done.returncode == 0, done.stderr
    piped = run("report", "--as-of", "2564-03-31", "--format", "pdf")
    assert piped.stdout == (tmp_path / "memo.pdf").read_bytes()
    assert piped.stdout.startswith(b"%PDF-")
    with pytest.raises(AssertionError, match="pdf cannot be shown on a terminal"):
        run_on_terminal("report", "--as-of", "2564-03-31", "--format", "pdf", cwd=ROOT, width=80)


def test_bs4_lies_on_its_side(run: Run) -> None:
    """แบบ บส. ๔ is set on A4 on its side, with a tick in the box of its round."""
    done = run("report", "-C", "examples/subdistrict", "--round", "6", "--form", "bs4", "--format", "pdf")
    page = pypdfium2.PdfDocument(done.stdout)[0]
    assert page.get_width() > page.get_height()
    assert "☑รอบ๖เดือน" in squeezed(page.get_textpage().get_text_range())


def test_the_style_of_the_plan(make_project: Callable[..., Path], run: Run) -> None:
    """Margins and sizes that the plan sets are those of the page, and the garuda stands on it."""
    plan = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
    style = "style: {text_size: 24, margin_left: 5}\n"
    folder = make_project(measures=style + plan.replace("  section:", "  garuda: data/g.png\n  section:"))
    (folder / "data" / "g.png").write_bytes(PIXEL)
    done = run("report", "--as-of", "2564-03-31", "--format", "pdf", cwd=folder, PYTHONPATH=str(ROOT))
    page = pypdfium2.PdfDocument(done.stdout)[0]
    text = page.get_textpage()
    start = text.get_text_range().index("เรียน")
    left, bottom, _, top = text.get_charbox(start, loose=True)
    assert round(left / 72 * 2.54, 1) == pytest.approx(5, abs=0.15)
    assert 18 < top - bottom < 40
    kinds = [item.type for item in page.get_objects()]
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds
