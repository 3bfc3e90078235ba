"""Where lines of the PDF end, judged by another program with words of its own."""

from __future__ import annotations

import ctypes
import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw
from rendering import make, report_request
from support import ROOT, TODAY, documents
from test_memo import WORKSPACE

from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.context import report_context
from itatrack.storage.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow  # Typst sets a page for each

THAI = re.compile("[\u0e01-\u0e4e]")


class Letter(NamedTuple):
    """A letter, and where it stands on its page, in points from the lower left corner."""

    letter: str
    x: float
    y: float


def letters(page: pypdfium2.PdfPage) -> list[Letter]:
    """Return the letters of a page as they follow each other in it."""
    text, found = page.get_textpage(), []
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        found.append(Letter(chr(raw.FPDFText_GetUnicode(text, index)), x.value, y.value))
    return [one for one in found if one.letter not in "\r\n"]


def line_ends(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind the end of a line between two Thai letters, without spaces."""
    for page in pypdfium2.PdfDocument(pdf):
        for place, (one, other) in enumerate(pairwise(found := letters(page)), 1):
            if THAI.match(one.letter) and THAI.match(other.letter) and 8 < one.y - other.y < 30 and other.x < one.x:
                yield tuple("".join(each.letter for each in part) for part in (found[:place], found[place:]))


@pytest.mark.parametrize("name", [".", "examples/province", "examples/hospital"])
def test_no_line_ends_within_a_word(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """PyThaiNLP, with words of its own, finds no line that ends within one."""
    monkeypatch.setenv("PYTHAINLP_DATA", str(tmp_path))
    tokenize = pytest.importorskip("pythainlp.tokenize")
    workspace = Workspace(ROOT / name)
    plan, history = load(*documents(workspace), TODAY, workspace.has_file).complete()
    context = report_context(plan, progress(plan, history, TODAY), report_request())
    pdf = make("memo.typ", report_request("pdf", thai=True), context, WORKSPACE.templates(None))
    markdown = make("memo.md.j2", report_request("md", thai=True), context, WORKSPACE.templates(None))
    assert isinstance(pdf, bytes)
    assert isinstance(markdown, str)
    texts = {text.strip() for text in re.split(r"[|\n]|<br>", re.sub(r"\\(.)", r"\1", markdown))}
    judged, cut = 0, []
    for before, after in line_ends(pdf):
        context_of_end = before[-8:] + after[:8]
        for text in (text for text in texts if context_of_end in text):
            end = text.index(context_of_end) + 8
            # Its two ways of cutting differ where both are right, as in ปฏิบัติการป้องกัน.
            ways = (tokenize.word_tokenize(text, engine=engine) for engine in ("newmm", "longest"))
            edges = {0, *(edge for way in ways for edge in accumulate(map(len, way)))}
            judged += 1
            if end not in edges:
                cut.append(f"{before[-12:]}|{after[:12]}")
    assert judged > 20
    assert cut == []
