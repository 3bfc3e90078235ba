"""The PDF for keeping and for screen readers: its own word, another program's, and what stands in its tags."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from rendering import make, report_request
from support import PIXEL, TODAY
from test_memo import REAL, WORKSPACE

from itatrack.progress.state import progress
from itatrack.report.context import report_context
from itatrack.report.values import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow  # Typst sets a page for each


@pytest.fixture(scope="module", params=["memo", "bs4"])
def pdf(request: pytest.FixtureRequest) -> bytes:
    """Make a document of the real plan, with a picture in the place of the garuda."""
    plan, history = REAL.complete()
    settings = report_request(form=request.param, garuda=Picture("garuda.png", PIXEL))
    context = report_context(plan, progress(plan, history, TODAY), settings)
    found = make(f"{request.param}.typ", report_request("pdf", thai=True), context, WORKSPACE.templates(None))
    assert isinstance(found, bytes), found
    return found


def test_it_says_what_it_keeps_to(pdf: bytes) -> None:
    """The metadata name PDF/A-3a and PDF/UA-1, and the memo's date."""
    metadata = pdf[pdf.index(b"<?xpacket begin") : pdf.index(b"<?xpacket end")].decode()
    assert re.search(r"pdfaid:part>3<", metadata)
    assert re.search(r"pdfaid:conformance>A<", metadata)
    assert re.search(r"pdfuaid:part>1<", metadata)
    assert f"CreateDate>{TODAY.isoformat()}" in metadata


def test_another_program_finds_nothing(pdf: bytes, tmp_path: Path) -> None:
    """The checker pdfua has no remark."""
    pdfua = pytest.importorskip("pdfua")
    path = tmp_path / "document.pdf"
    path.write_bytes(pdf)
    assert [(each.rule_id, each.message) for each in pdfua.validate(path).findings] == []


def test_tables_and_headings(pdf: bytes) -> None:
    """The title is the first heading, heads of tables are header cells, and every row has all of its cells."""
    pikepdf = pytest.importorskip("pikepdf")
    document = pikepdf.open(BytesIO(pdf))

    def inside(node: Any) -> Iterator[Any]:  # noqa: ANN401  pikepdf's own types
        children = node.get("/K", ())
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                yield child
                yield from inside(child)

    every = [*inside(document.Root.StructTreeRoot)]
    headings = [str(each.S) for each in every if re.fullmatch(r"/H\d?", str(each.S))]
    assert headings[0] == "/H1"
    assert headings.count("/H1") == 1
    assert all(str(each.Alt) for each in every if each.S == "/Figure")
    tables = [each for each in every if each.S == "/Table"]
    assert tables
    for table in tables:
        assert "/TH" in [str(each.S) for each in inside(table)]
        rows = [[str(cell.S) for cell in inside(each)] for each in inside(table) if each.S == "/TR"]
        assert len({row.count("/TD") for row in rows if "/TD" in row}) == 1
    with document.open_outline() as outline:
        assert outline.root
