"""The measures of the form on the pages of the PDF, in centimetres from their edges."""

from __future__ import annotations

import pypdfium2
import pytest
from glyphs import sheets
from pypdfium2 import raw
from rendering import make, report_request
from support import PIXEL, TODAY
from test_memo import REAL, WORKSPACE

from itatrack.progress.state import progress
from itatrack.report.context import report_context
from itatrack.report.values import Picture

pytestmark = pytest.mark.slow  # Typst sets pages

CENTIMETRE = 72 / 2.54


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Make the real memo with a picture in the place of the garuda."""
    plan, history = REAL.complete()
    settings = report_request(garuda=Picture("garuda.png", PIXEL))
    context = report_context(plan, progress(plan, history, TODAY), settings)
    found = make("memo.typ", report_request("pdf", thai=True), context, WORKSPACE.templates(None))
    assert isinstance(found, bytes), found
    return found


def test_the_garuda_is_beside_the_title(pdf: bytes) -> None:
    """The garuda is 1.5 cm high and 1.5 cm from the upper edge; the title stands beside it."""
    page = pypdfium2.PdfDocument(pdf)[0]
    (picture,) = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    left, bottom, _, top = (one / CENTIMETRE for one in picture.get_bounds())
    assert (left, 29.7 - top, top - bottom) == pytest.approx((3, 1.5, 1.5), abs=0.02)
    (first, *_) = sheets(pdf)
    title = next(one for one in first.glyphs if one.letter == "บ")
    assert bottom < title.bottom / CENTIMETRE < title.top / CENTIMETRE < top


def test_sizes(pdf: bytes) -> None:
    """Title, labels and text are as large as TH SarabunPSK is at 29, 20 and 16 points: ก is 0.4 of them high."""
    # A syllable has one box for its letter and its marks, which is higher.
    heights = [one.top - one.bottom for one in sheets(pdf)[0].glyphs if one.letter == "ก"]
    for size in (29, 20, 16, 14):  # that of tables too
        assert min(abs(0.4 * size - height) for height in heights) < 0.15, size
    assert min(heights) == pytest.approx(0.4 * 14, abs=0.15)


def test_page_numbers_and_the_last_page(pdf: bytes) -> None:
    """From the second page on a number is about 3 cm down; no signature is alone, nor an opinion on the last page."""
    pages = sheets(pdf)
    assert len(pages) <= 7
    for page in pages[1:]:
        number = [one for one in page.glyphs if one.bottom > page.height - 3.3 * CENTIMETRE]
        assert 2.5 < (page.height - max(one.top for one in number)) / CENTIMETRE < 3.2
        assert "".join(one.letter for one in number)[0] == "-"
    texts = ["".join(one.letter for one in page.glyphs) for page in pages]
    assert texts[-1].count("(ลงชื่อ)") >= 2
    signed = next(text for text in texts if "(ลงชื่อ)" in text)
    assert signed.index("สรุปณวันที่") < signed.index("จึงเรียนมาเพื่อโปรด") < signed.index("(ลงชื่อ)")
