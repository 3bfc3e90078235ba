"""Tables as CSV and Excel, read back by readers that are not ours."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from support import ROOT, TODAY

from itatrack.model.amounts import Baht, Grouped
from itatrack.progress.state import progress
from itatrack.report.data_tables import data_table, table_names
from itatrack.report.sheets.csv_file import csv_file, csv_text
from itatrack.report.sheets.values import value_of
from itatrack.report.sheets.xlsx_file import MAX_LETTERS, SheetAbout, TooLongError, xlsx_file
from itatrack.report.tables import DONE_MARK, EMPTY_MARK, Cell, Heading, Item, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.project import Project

ABOUT = SheetAbout("รายงาน", "เทศบาล", dt.date(2021, 3, 31))
# What begins a formula in one spreadsheet or another, https://owasp.org/www-community/attacks/CSV_Injection.
FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "- cmd|' /C calc'!A0",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1,1)",
    '=HYPERLINK("http://x.example","ก")',
    "--1",
    "-๒+๓",
]


def table(*texts: str, name: str = "t") -> Table:
    """Return a table of one column of texts."""
    return Table((Heading("ก"),), tuple((Cell((Item(text),)),) for text in texts), name=name)


def read(content: bytes) -> list[list[str]]:
    """Return the rows of CSV as Python's reader has them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_formula_is_planted_in_csv(text: str) -> None:
    """A text that begins like a formula begins otherwise in CSV, in headings too, and is still there."""
    planted = Table((Heading(text),), table(text).rows)
    for ((cell,),) in ([row] for row in read(csv_file(planted))):
        assert cell.lstrip()[0] not in "=+-@＝＋－＠\t\r\n\ufeff\u200b"
        assert cell[1:] in {text, text[1:]}


@pytest.mark.parametrize(
    "text", ["-5", "+5", "-5.25", "-1,204", "-5%", "-๕", "-1,204.50 %", "ก=ข", "5-6", "'=1", "a\n=1"]
)
def test_a_number_stays_as_it_is(text: str) -> None:
    """A number keeps its sign, and what stands within a text stays."""
    assert read(csv_file(table(text)))[1] == [text]


@pytest.mark.parametrize(
    ("text", "shown"), [("- ขั้นตอน", "– ขั้นตอน"), ("-ไม่มี", "–ไม่มี"), ("-", "–"), ("- 5 คน", "– 5 คน")]
)
def test_the_hyphen_of_a_list_becomes_a_dash(text: str, shown: str) -> None:
    """A hyphen before a word reads the same as a dash, without an apostrophe before it."""
    assert read(csv_file(table(text)))[1] == [shown]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@\t\n -5"), min_size=1))
@settings(max_examples=60)
def test_any_text_comes_back_and_is_no_formula(text: str) -> None:
    """Whatever a text is, CSV holds it whole, and a formula in no case."""
    ((cell,),) = read(csv_file(table(text)))[1:]
    assert cell in {text, f"'{text}", "–" + text[1:]}
    if cell == text and text[:1] in "=+-@":
        Decimal(text.replace(",", "").replace(" ", "").removesuffix("%"))
    (again,) = [row[0].value for row in openpyxl.load_workbook(io.BytesIO(xlsx_file([table(text)], ABOUT))).active][1:]  # type: ignore[union-attr]
    assert again == text or not text.isprintable()


@pytest.mark.parametrize("text", [*FORMULAS, "_x000D_", "1e5", "http://x.example", "TRUE", "0012", "2564-03-31"])
def test_a_text_is_a_text_in_excel(text: str) -> None:
    """In a workbook every text is a text, letter by letter, and none a formula, number, link or line break."""
    content = xlsx_file([table(text)], ABOUT)
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    shown = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1][0]
    assert isinstance(shown, str)
    assert shown.strip() == text.replace("\r", "").strip() or text == "\ufeff=1+1"


def test_values_have_types() -> None:
    """Numbers, money and days are such in Excel, with their own formats, and plain in CSV."""
    values = [Baht("1234.5"), Decimal(-5), Grouped("1204"), Decimal("0.125"), dt.date(2021, 3, 31), None]
    row = tuple(
        Cell((Item("printed"),), value=value) if value is not None else Cell(mark=EMPTY_MARK) for value in values
    )
    one = Table(tuple(Heading(str(number)) for number in range(len(values))), (row,))
    assert read(csv_file(one))[1] == ["1234.5", "-5", "1204", "0.125", "2021-03-31", ""]
    cells = openpyxl.load_workbook(io.BytesIO(xlsx_file([one], ABOUT))).worksheets[0][2]
    assert [cell.value for cell in cells] == [1234.5, -5, 1204, 0.125, dt.datetime(2021, 3, 31), None]  # noqa: DTZ001
    formats = ["#,##0.00", "General", "#,##0", "General", "[$-107041E]d mmm yyyy"]
    assert [cell.number_format for cell in cells][:5] == formats


def test_a_number_of_too_many_digits_is_a_text_in_excel() -> None:
    """Excel keeps 15 digits: a longer number is a text there, and no digit of it is lost."""
    exact = Baht("999999999999999.99")
    one = Table((Heading("ก"),), ((Cell(value=exact),),))
    assert openpyxl.load_workbook(io.BytesIO(xlsx_file([one], ABOUT))).worksheets[0]["A2"].value == "999999999999999.99"
    assert csv_text(exact) == "999999999999999.99"


def test_what_a_cell_holds() -> None:
    """Items are lines without hyphens, addresses are whole, and the dash for nothing is nothing."""
    assert value_of(Cell(mark=EMPTY_MARK)) is None
    assert value_of(Cell()) is None
    assert value_of(Cell((Item("ก"), Item("ข")))) == "ก\nข"
    assert value_of(Cell((Item("ก"), Item("ข")), joined_by="/")) == "ก/ข"
    assert value_of(Cell((Item("ก", "https://x.example/a/"),), mark=DONE_MARK)) == "✓ ก (https://x.example/a/)"
    assert value_of(Cell((Item("", file="a.pdf"), Item("ก")), mark=DONE_MARK)) == "✓\na.pdf\nก"


def test_headings_of_two_levels() -> None:
    """A heading over several columns is merged in Excel, frozen with the rest; in CSV it stands before each of them."""
    headings = (Heading("ลำดับ"), Heading("เงิน", ("ได้", "จ่าย")))
    one = Table(headings, ((Cell(value=Decimal(1)), Cell(value=Baht(2)), Cell(value=Baht(3))),))
    assert read(csv_file(one))[0] == ["ลำดับ", "เงิน: ได้", "เงิน: จ่าย"]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file([one], ABOUT))).worksheets[0]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1"}
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=2)] == [
        ["ลำดับ", "เงิน", None],
        [None, "ได้", "จ่าย"],
    ]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A3", "$1:$2")


def test_names_of_sheets() -> None:
    """Excel takes the name of every sheet: short, without its own signs, and each once."""
    names = ["ก" * 40, "ก" * 40, "a/b:c", "''", "A", "a"]
    content = xlsx_file([table("ก", name=name) for name in names], ABOUT)
    read_names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert read_names == ["ก" * 31, "ก" * 29 + " 2", "a b c", "Sheet", "A", "a 2"]


def test_a_text_longer_than_excel_takes() -> None:
    """A text that Excel would cut is refused, with its place; the longest that it takes is whole."""
    content = xlsx_file([table("ก" * MAX_LETTERS)], ABOUT)
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"].value == "ก" * MAX_LETTERS
    with pytest.raises(TooLongError) as caught:
        xlsx_file([table("ก", "😀" * (MAX_LETTERS // 2 + 1))], ABOUT)
    assert (caught.value.row, caught.value.column) == (2, "ก")


@pytest.mark.parametrize("example", ["department", "hospital", "province", "school", "subdistrict", "university"])
def test_tables_of_the_examples(example: str, load_project: Callable[[Path], Project]) -> None:
    """Every table has a row a measure, or a text that it sums up, in both formats, and the same bytes each time."""
    plan, history = load_project(ROOT / "examples" / example).complete()
    states = progress(plan, history, TODAY)
    for name in table_names(plan):
        one = data_table(plan, states, name, None)
        rows = read(csv_file(one))
        answers = sum(len(measure.answers) for measure in plan.measures)
        others = {"assessment": len(plan.assessments), "weak_points": answers, "by_dimension": 4, "by_unit": 5}
        assert len(rows) - 1 == others.get(name, len(plan.measures))
        assert {len(row) for row in rows} == {sum(heading.columns for heading in one.headings)}
        assert csv_file(one, bom=True) == b"\xef\xbb\xbf" + csv_file(one)
        content = xlsx_file([one], ABOUT)
        assert content == xlsx_file([one], ABOUT)
        head = 2 if any(heading.parts for heading in one.headings) else 1
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert len(sheet) - head == len(rows) - 1
        for row, cells in zip(rows[1:], sheet[head:], strict=True):
            assert [text for text in row if text and text[0].isalpha()] == [
                cell for cell in cells if isinstance(cell, str) and cell and cell[0].isalpha()
            ]
