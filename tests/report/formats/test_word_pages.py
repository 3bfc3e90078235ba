"""The memo as a Word document, laid out by LibreOffice, and judged by the places of its glyphs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import unicodedata
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import docx
import pytest
from docx.oxml.ns import qn
from glyphs import Sheet, misplaced, sheets
from rendering import make, report_request
from support import ROOT, TODAY, documents
from test_memo import REAL, WORKSPACE

from itatrack.model.amounts import Baht
from itatrack.model.records import Evidence, Measure, Plan, StatusEntry
from itatrack.model.status import Status
from itatrack.model.tables import Column, TableColumn, TableDefinition, Tables
from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.context import report_context
from itatrack.storage.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from itatrack.model.records import History

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice"),
]
NO_MARGINS = (0.0, 0.0, 0.0, 0.0)
AMOUNT = Baht("12550000.50")
LONG = ("https://www.dongsomboon.go.th/index.php?op=staticcontent&id=" + "Ab3_" * 60)[:300]
LINKS = 40
NAMES = [f"amount_{number}" for number in range(10)]


class Laid(NamedTuple):
    """A plan and its history, its Word document, and the pages that LibreOffice makes of it."""

    plan: Plan
    history: History
    word: bytes
    pages: list[Sheet]


def crowded() -> tuple[Plan, History]:
    """Return a plan of two measures with many links in a cell, a long address, and ten columns of amounts."""
    plan, history = REAL.complete()
    at = plan.location
    measures = tuple(
        Measure(
            location=at,
            id=name,
            title=f"มาตรการ {name}",
            steps=("ขั้นตอน",),
            responsible=plan.units,
            custom_columns=dict.fromkeys(NAMES, AMOUNT) if name == "m1" else {},
        )
        for name in ("m1", "m2")
    )
    links = [Evidence(location=at, text=f"รายงานฉบับที่ {number} ปลาย", url=LONG[:60]) for number in range(LINKS)]
    entry = StatusEntry(location=at, date=TODAY, status=Status.DONE, evidence=(*links, Evidence(location=at, url=LONG)))
    columns = tuple(Column(location=at, name=name, heading=f"งวดที่ {name[7:]}", kind="baht") for name in NAMES)
    shown = tuple(TableColumn(location=at, column=name) for name in ("title", "evidence", *NAMES))
    tables = Tables(location=at, result=TableDefinition(location=at, columns=shown))
    changes = {"measures": measures, "columns": columns, "tables": tables}
    return Plan(**{**vars(plan), **changes}), type(history)(location=history.location, entries={"m1": (entry,)})


def high() -> tuple[Plan, History]:
    """Return a plan with a table that is split, whose rows have texts of up to two hundred letters."""
    plan, history = REAL.complete()
    at, names = plan.location, [f"own_{number}" for number in range(40)]
    measures = tuple(
        Measure(
            location=at,
            id=f"m{row}",
            title=f"มาตรการ {row}",
            steps=("ขั้นตอน",),
            custom_columns={
                name: ("รายงานผู้บริหารทราบ " * (1 + 7 * (row + number) % 10),) for number, name in enumerate(names)
            },
        )
        for row in range(6)
    )
    columns = tuple(Column(location=at, name=name, heading=f"ผลด้านที่ {name[4:]}") for name in names)
    shown = tuple(TableColumn(location=at, column=name) for name in ("number", "title", *names))
    tables = Tables(location=at, result=TableDefinition(location=at, columns=shown))
    changes = {"measures": measures, "columns": columns, "tables": tables}
    return Plan(**{**vars(plan), **changes}), type(history)(location=history.location, entries={})


def example(name: str) -> tuple[Plan, History]:
    """Return the plan and the history of an example."""
    workspace = Workspace(ROOT / "examples" / name)
    return load(*documents(workspace), TODAY, workspace.has_file).complete()


def convert(folder: Path) -> None:
    """Make PDFs of the Word documents in a folder, with a profile of its own, and leave no process behind."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    with subprocess.Popen(
        [*command, str(folder), *map(str, sorted(folder.glob("*.docx")))],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            assert process.wait(timeout=120) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Laid]:
    """Lay all documents out in one call, which takes as long as one document alone."""
    folder = tmp_path_factory.mktemp("word")
    plans = {
        "real": REAL.complete(),
        "province": example("province"),
        "hospital": example("hospital"),
        "crowded": crowded(),
        "high": high(),
    }
    for name, (plan, history) in plans.items():
        context = report_context(plan, progress(plan, history, TODAY), report_request())
        made = make("memo.docx", report_request("docx", thai=False), context, WORKSPACE.templates(None))
        assert isinstance(made, bytes), made
        (folder / f"{name}.docx").write_bytes(made)
    convert(folder)
    return {
        name: Laid(*both, (folder / f"{name}.docx").read_bytes(), sheets((folder / f"{name}.pdf").read_bytes()))
        for name, both in plans.items()
    }


def bare(text: str) -> str:
    """Return a text without white space, with ำ as two letters, as a PDF has it."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKD", text))


def letters(text: str) -> str:
    """Return a text without marks, whose order in a PDF is that of their places, and without dotted lines."""
    return re.sub(r"\.{3,}", "", "".join(one for one in bare(text) if unicodedata.category(one) != "Mn"))


def lost(texts: Iterable[str], printed: str) -> list[str]:
    """Return the texts that are printed neither whole nor in two parts, as at the end of a page."""
    return [
        text
        for text in map(letters, texts)
        if text not in printed
        and not any(
            text[:cut] in printed and text[cut:] in printed[printed.index(text[:cut]) :] for cut in range(1, len(text))
        )
    ]


def data(one: Laid) -> list[str]:
    """Return the texts of the data that every memo prints."""
    memo = one.plan.memo
    texts = [one.plan.agency.name, memo.from_, memo.subject, memo.to, memo.signed_by.name, memo.signed_by.position]
    texts += [opinion.name for opinion in memo.opinions]
    for state in progress(one.plan, one.history, TODAY).states:
        texts += [state.measure.title, *state.measure.steps]
        texts += [link.text or (link.url or "").removeprefix("https://") for link in state.evidence]
    return [text for text in texts if text]


@pytest.mark.parametrize("name", ["real", "province", "hospital", "crowded", "high"])
def test_every_letter_has_its_place(laid: dict[str, Laid], name: str) -> None:
    """No glyph is off its page, on a rule or over another one, and each text of data and document is found."""
    one = laid[name]
    assert any(page.rules for page in one.pages)
    assert misplaced(one.pages, NO_MARGINS) == []
    printed = "".join(glyph.letter for page in one.pages for glyph in page.glyphs)
    body = docx.Document(BytesIO(one.word)).element.body
    paragraphs = ["".join(text.text or "" for text in of.iter(qn("w:t"))) for of in body.iter(qn("w:p"))]
    assert Counter(bare("".join(paragraphs))) - Counter(bare(printed)) == Counter()
    assert lost([*paragraphs, *data(one)], letters(printed)) == []


def test_nothing_is_left_out_of_a_crowded_table(laid: dict[str, Laid]) -> None:
    """Ten amounts of millions, forty links and the whole long address are there, each in its own cell."""
    printed = letters("".join(glyph.letter for page in laid["crowded"].pages for glyph in page.glyphs))
    assert printed.count(str(AMOUNT)) == len(NAMES)
    assert printed.count("ปลาย") == LINKS
    assert lost([LONG.removeprefix("https://")], printed) == []


def test_high_rows_fill_the_pages(laid: dict[str, Laid]) -> None:
    """The parts of a split table stand one below the other: hardly any page is more than half white."""
    pages = laid["high"].pages
    white = [page for page in pages if page.lowest > page.height * 0.5]
    assert len(pages) > 20
    assert len(white) < len(pages) / 10


def test_about_as_many_pages_as_the_pdf(laid: dict[str, Laid]) -> None:
    """Without TH SarabunPSK the real memo has at most one page more or less than the PDF, in letters of its size."""
    one = laid["real"]
    context = report_context(one.plan, progress(one.plan, one.history, TODAY), report_request())
    made = make("memo.typ", report_request("pdf", thai=False), context, WORKSPACE.templates(None))
    assert isinstance(made, bytes)
    assert abs(len(sheets(made)) - len(one.pages)) <= 1
