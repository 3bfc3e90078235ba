"""No letter is lost, off its page, over a rule or over another one, however long rows, words and tables are."""

from __future__ import annotations

import random
import re
import unicodedata
import zipfile
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from glyphs import Sheet, misplaced, sheets
from rendering import make, report_request
from support import ROOT, TODAY, documents
from test_memo import REAL, WORKSPACE

from itatrack.findings.finding import Finding
from itatrack.model.amounts import Baht
from itatrack.model.columns import HEADINGS
from itatrack.model.records import Evidence, Measure, Plan, StatusEntry
from itatrack.model.status import Status
from itatrack.model.tables import Column, TableColumn, TableDefinition, Tables
from itatrack.progress.state import progress
from itatrack.project import load
from itatrack.report.context import report_context
from itatrack.storage.workspace import Workspace

if TYPE_CHECKING:
    from itatrack.model.records import History

PLAN_, HISTORY_ = REAL.complete()
WORDS = [
    *("ดำเนินการ", "ตรวจสอบ", "ข้อมูล", "งบประมาณ", "สำนักปลัด", "เทศบาลตำบล", "การจัดซื้อจัดจ้าง", "และ", "โดย", "ให้"),
    *("(ITA)", "E-Service", "พ.ศ. 2567", "กฎหมายว่าด้วยวิธีปฏิบัติราชการทางปกครอง", "1-02/2567"),
]
AMOUNT = Baht("12550000.50")


def pages(plan: Plan, history: History, form: str = "memo") -> list[Sheet]:
    """Make the PDF of a plan and read its glyphs."""
    context = report_context(plan, progress(plan, history, TODAY), report_request(form=form))
    made = make(f"{form}.typ", report_request("pdf", thai=False), context, WORKSPACE.templates(None))
    assert isinstance(made, bytes), made
    return sheets(made)


def check(found: list[Sheet], plan: Plan, texts: list[str]) -> None:
    """Check that all glyphs have their places and that every letter of the texts is there, each as often as it must."""
    style = plan.style
    margins = (
        [3, 2, 2.5, 2]
        if style is None
        else [float(getattr(style, f"margin_{one}")) for one in ("left", "right", "top", "bottom")]
    )
    margins[2] -= 1  # where the first page begins, beside the garuda
    assert misplaced(found, tuple(margins)) == []
    printed = Counter(
        letter for page in found for one in page.glyphs for letter in unicodedata.normalize("NFKD", one.letter)
    )
    wanted = Counter(re.sub(r"\s", "", unicodedata.normalize("NFKD", "".join(texts))))
    assert {letter: count for letter, count in (wanted - printed).items() if letter != "-"} == {}


def changed(
    measures: list[Measure],
    shown: list[str],
    entries: dict[str, StatusEntry],
    **more: Any,  # noqa: ANN401
) -> tuple[Plan, History]:
    """Return the real plan with other measures and one table of some columns, and a history."""
    columns = tuple(TableColumn(location=PLAN_.location, column=name) for name in shown)
    definition = TableDefinition(location=PLAN_.location, columns=columns)
    tables = Tables(location=PLAN_.location, result=definition)
    plan = Plan(**{**vars(PLAN_), "measures": tuple(measures), "tables": tables, **more})
    return plan, type(HISTORY_)(location=HISTORY_.location, entries={name: (entry,) for name, entry in entries.items()})


def entry(**values: Any) -> StatusEntry:  # noqa: ANN401
    """Return what was reported of a measure that is done."""
    return StatusEntry(location=PLAN_.location, date=TODAY, status=Status.DONE, **values)


def address(length: int) -> str:
    """Return a web address of some length."""
    return ("https://www.dongsomboon.go.th/index.php?op=staticcontent&id=" + "Ab3_" * length)[:length]


def measure(number: int, *steps: str, **values: Any) -> Measure:  # noqa: ANN401
    """Return a measure."""
    return Measure(
        location=PLAN_.location,
        id=f"m{number}",
        title=f"มาตรการที่ {number}",
        steps=steps,
        responsible=PLAN_.units,
        **values,
    )


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 20, 40, 150])
def test_rows_of_many_pages(count: int) -> None:
    """A measure with many links takes the pages it needs, each link is there, and no page is left half blank."""
    links = tuple(
        Evidence(location=PLAN_.location, text=f"รายงานฉบับที่ {number} ปลาย", url=address(60)) for number in range(count)
    )
    plan, history = changed(
        [measure(1, "ขั้นตอน"), measure(2)], ["title", "reported_steps", "evidence"], {"m1": entry(evidence=links)}
    )
    found = pages(plan, history)
    check(found, plan, [one.text or "" for one in links])
    if count == 150:  # what is no higher than a page stays on one
        assert len(found) >= 6
        assert all(page.lowest < page.height / 2 for page in found[:-2])


@pytest.mark.slow
@pytest.mark.parametrize("length", [60, 300])
@pytest.mark.parametrize("columns", [3, 6])
def test_long_addresses(length: int, columns: int) -> None:
    """An address that is printed breaks behind its signs, else anywhere, and never runs into the next cell."""
    links = (
        Evidence(location=PLAN_.location, url=address(length)),
        Evidence(location=PLAN_.location, url="x" * length),
    )
    names = ["title", "evidence", "reported_steps", "responsible", "since", "note"][:columns]
    plan, history = changed([measure(1, "y" * length)], names, {"m1": entry(evidence=links, note="ก" * length)})
    check(pages(plan, history), plan, [(one.url or "").removeprefix("https://") for one in links] + ["y" * length])


@pytest.mark.slow
@pytest.mark.parametrize("count", [5, 10, 14])
def test_amounts_side_by_side(count: int) -> None:
    """Amounts of millions in many columns stand each in its own, whole."""
    names = [f"amount_{number}" for number in range(count)]
    own = tuple(Column(location=PLAN_.location, name=name, heading=f"งวดที่ {name[7:]}", kind="baht") for name in names)
    plan, history = changed(
        [measure(1, custom_columns=dict.fromkeys(names, AMOUNT))], ["title", *names], {}, columns=own
    )
    found = pages(plan, history)
    check(found, plan, [str(AMOUNT)] * count)
    rows = Counter(round(one.bottom) for page in found for one in page.glyphs if one.letter == "5")
    on_lines = [fives for fives in rows.values() if fives >= 3]
    assert sum(on_lines) == 3 * count  # three in each amount, and none of it on another line
    assert all(fives % 3 == 0 for fives in on_lines)


@pytest.mark.slow
@pytest.mark.parametrize("count", [13, 25, 40])
def test_more_columns_than_anybody_reads(count: int) -> None:
    """With all columns there are the words are cut, and even so no letter is lost."""
    names = ["title", *(name for name in HEADINGS if name != "title")]
    own = tuple(
        Column(location=PLAN_.location, name=f"own_{number}", heading=f"คอลัมน์ {number}") for number in range(20)
    )
    names = [*names, *(one.name for one in own)][:count]
    values = {one.name: "ปลาย" for one in own}
    plan, history = changed(
        [measure(1, "ขั้นตอน", custom_columns=values, budget=AMOUNT)], names, {"m1": entry(note="หมายเหตุ")}, columns=own
    )
    check(pages(plan, history), plan, [])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_wide_tables(seed: int) -> None:
    """A table of up to twenty columns is split in letters that can be read: each cell once, each row in each part."""
    choice = random.Random(seed)  # noqa: S311  no secret
    count, rows = choice.choice([12, 16, 20]), choice.choice([3, 20])
    names = [f"own_{number}" for number in range(count)]
    own = tuple(Column(location=PLAN_.location, name=name, heading=words(choice, 3)) for name in names)
    lengths = [choice.choice([1, 1, 4, 30]) for _ in names]
    measures = []
    for number in range(rows):
        values = {name: words(choice, n) + f"จบ{number}" for name, n in zip(names, lengths, strict=True)}
        measures.append(measure(number, group=(f"หมวด{number // 6}",), custom_columns=values))
    plan, history = changed(measures, ["number", "title", *names], {}, columns=own)
    found = pages(plan, history)
    check(found, plan, [text for each in measures for text in each.custom_columns.values()])
    text = "".join(one.letter for page in found for one in page.glyphs)
    (last,) = {int(parts) for parts in re.findall("ตารางส่วนที่[0-9]จาก([0-9])", text)}
    assert last >= 2
    assert all(text.count(f"มาตรการที่{number}") >= last for number in range(rows))
    assert min(page.size for page in found) >= 9


@pytest.mark.slow
def test_high_rows_of_a_wide_table() -> None:
    """Where each row is about as high as a page, the parts fill the pages one below the other, and nothing is lost."""
    choice = random.Random(1)  # noqa: S311  no secret
    names = [f"own_{number}" for number in range(20)]
    own = tuple(Column(location=PLAN_.location, name=name, heading=words(choice, 3)) for name in names)
    measures = [
        measure(number, custom_columns={name: words(choice, choice.choice([3, 5, 8, 15, 60])) for name in names})
        for number in range(12)
    ]
    plan, history = changed(measures, ["number", "title", *names], {}, columns=own)
    found = pages(plan, history)
    check(found, plan, [text for each in measures for text in each.custom_columns.values()])
    white = [page for page in found if page.lowest > page.height * 0.4]
    assert len(white) < len(found) / 5


def with_ticks() -> tuple[Plan, History]:
    """Return a plan with a table of eighteen columns of ticks under long headings."""
    own = tuple(
        Column(location=PLAN_.location, name=f"own_{number}", heading=f"ประชาสัมพันธ์{number}") for number in range(18)
    )
    ticks = {column.name: ("✓",) for column in own}
    measures = [measure(number, custom_columns=ticks) for number in range(9)]
    return changed(measures, ["number", "title", *(column.name for column in own)], {}, columns=own)


@pytest.mark.slow
def test_turned_headings() -> None:
    """Headings that alone make a table too wide are turned, and it is not split."""
    plan, history = with_ticks()
    found = pages(plan, history)
    check(found, plan, [column.heading for column in plan.columns])
    assert min(page.size for page in found) >= 9
    assert "ตารางส่วนที่" not in "".join(one.letter for page in found for one in page.glyphs)
    tall = [one for page in found for one in page.glyphs if one.letter == "ป"]
    assert sum(one.right - one.left > one.top - one.bottom for one in tall) >= 18
    context = report_context(plan, progress(plan, history, TODAY), report_request())
    page, word = (
        make(f"memo.{ending}", report_request(name), context, WORKSPACE.templates(None))
        for name, ending in (("html", "html.j2"), ("docx", "docx"))
    )
    assert isinstance(page, str)
    assert page.count('<span class="upwards">') == 18
    assert isinstance(word, bytes)
    with zipfile.ZipFile(BytesIO(word)) as package:
        assert package.read("word/document.xml").count(b'"btLr"') == 18


@pytest.mark.slow
def test_a_heading_higher_than_the_two_rows_beside_it() -> None:
    """Word is told how high the rows of the head are: LibreOffice would cut the heading off on every further page."""
    plan, history = changed([measure(1)], ["number", "title", "statuses"], {})
    number, *others = plan.definitions["result"].columns
    high = type(number)(location=PLAN_.location, column="number", heading="กฎหมาย ว่าด้วย วิธี ปฏิบัติ ราชการ ทาง ปกครอง")
    definition = TableDefinition(location=PLAN_.location, columns=(high, *others))
    plan = Plan(**{**vars(plan), "tables": Tables(location=PLAN_.location, result=definition)})
    for one, rows in ((plan, 2), (PLAN_, 0)):
        context = report_context(one, progress(one, history, TODAY), report_request())
        word = make("memo.docx", report_request("docx"), context, WORKSPACE.templates(None))
        assert isinstance(word, bytes)
        with zipfile.ZipFile(BytesIO(word)) as package:
            assert package.read("word/document.xml").count(b"<w:trHeight ") == rows


@pytest.mark.slow
def test_long_texts_of_the_head() -> None:
    """Subject, names and numbers of the memo break where they are too long for their lines."""
    memo = PLAN_.memo
    long = "ก" * 200
    signed = type(memo.signed_by)(**{**vars(memo.signed_by), "name": long, "position": address(120)})
    opinions = tuple(type(one)(**{**vars(one), "of": long, "name": long}) for one in memo.opinions)
    changes = {
        "subject": long,
        "from_": address(200),
        "phone": "0" * 100,
        "number": "X" * 90,
        "to": long,
        "closing": long,
    }
    other = type(memo)(**{**vars(memo), **changes, "signed_by": signed, "opinions": opinions})
    plan = Plan(**{**vars(PLAN_), "memo": other})
    check(pages(plan, HISTORY_), plan, [long, address(200), "0" * 100, "X" * 90])


@pytest.mark.slow
def test_a_heading_stays_with_its_row() -> None:
    """A heading among the rows never is the last line of a page, whether the row below it is low or high."""
    for height in (1, 3, 60):
        measures = [
            measure(number, *["ขั้นตอนหนึ่ง"] * (height if number % 2 else number % 7), group=(f"หมวด{number}", "ย่อย"))
            for number in range(24)
        ]
        found = pages(*changed(measures, ["title", "steps"], {}))
        for page in found[:-1]:
            lowest = min(page.glyphs, key=lambda one: one.bottom).bottom
            line = "".join(one.letter for one in page.glyphs if one.bottom < lowest + 8)
            assert "หมวด" not in line
            assert "ย่อย" not in line


@pytest.mark.slow
def test_the_shared_cell_survives() -> None:
    """The monitoring that measures share is one cell on each page that has rows of them."""
    plan = Plan(
        **{
            **vars(PLAN_),
            "measures": tuple(measure(number, *["ขั้นตอน"] * (20 if number == 2 else 8)) for number in range(12)),
        }
    )
    found = pages(plan, HISTORY_)
    texts = ["".join(one.letter for one in page.glyphs) for page in found]
    assert sum("การกำกับ" in text for text in texts) >= 3
    for text in texts:
        assert text.count("การกำกับ") == text.count("รายงานความก้าวหน้าและสรุปผล"), text
    check(found, plan, ["ขั้นตอน"] * 108)


EXAMPLES = sorted(one.name for one in (ROOT / "examples").iterdir() if (one / "data").is_dir())


@pytest.mark.slow
@pytest.mark.parametrize("form", ["memo", "bs4"])
@pytest.mark.parametrize("name", [*EXAMPLES, "."])
def test_examples(name: str, form: str) -> None:
    """The examples and the real memo have every glyph in its place."""
    workspace = Workspace(ROOT / "examples" / name if name != "." else ROOT)
    plan, history = load(*documents(workspace), TODAY, workspace.has_file).complete()
    check(pages(plan, history, form), plan, [plan.agency.name])


def words(choice: random.Random, count: int) -> str:
    """Return a text of some words."""
    return "".join(choice.choice(WORDS) + choice.choice(["", "", " "]) for _ in range(count)).strip()


def random_plan(seed: int) -> tuple[Plan, History, list[str]]:
    """Return a plan of any shape, and the texts that it prints."""
    choice = random.Random(seed)  # noqa: S311  no secret
    measures, entries, texts = [], {}, []
    for number in range(choice.choice([1, 3, 12])):
        steps = [words(choice, choice.choice([5, 15, 200])) for _ in range(choice.choice([1, 2, 3, 25]))]
        group = (words(choice, choice.choice([3, 30])),) if choice.random() < 0.5 else ()
        measures.append(measure(number, *steps, group=group, budget=AMOUNT, issue=words(choice, 3)))
        lengths = [choice.choice([30, 80, 300]) for _ in range(choice.choice([0, 1, 3, 40]))]
        links = tuple(
            Evidence(location=PLAN_.location, text=words(choice, 4), url=address(length)) for length in lengths
        )
        problems, note = (words(choice, 20),), words(choice, 12)
        entries[f"m{number}"] = entry(evidence=links, spent=AMOUNT, problems=problems, note=note)
        texts += [*steps, *(one.text or "" for one in links)]
    others = [name for name in HEADINGS if name not in {"title", "reported_steps", "statuses"}]
    return *changed(
        measures, ["title", "reported_steps", "statuses", *choice.sample(others, choice.choice([0, 2, 5, 9]))], entries
    ), texts


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_random_plans(seed: int) -> None:
    """Plans of any shape lose no letter."""
    plan, history, texts = random_plan(seed)
    found = pages(plan, history)
    check(found, plan, texts)


@pytest.mark.slow
def test_a_finding_is_no_paper() -> None:
    """What is wrong in a template comes before any paper."""
    plan, history = REAL.complete()
    context = report_context(plan, progress(plan, history, TODAY), report_request())
    assert isinstance(make("none.typ", report_request("pdf"), context, WORKSPACE.templates(None), ()), Finding)
