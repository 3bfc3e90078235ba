"""Lists in cells, numbered as the agency numbers them."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.model.choice_kinds import NumberingKind
from itatrack.model.columns import HeadedColumn, column_groups
from itatrack.model.records import Measure
from itatrack.model.tables import ColumnUse, TableColumn, TableDefinition, Tables
from itatrack.progress.state import State
from itatrack.report.cells import RowContext, cell_of

AT = cast("Any", SimpleNamespace())
TABLE = RowContext(cast("Any", None), ("steps",), None, cast("Any", SimpleNamespace(columns={})))


def lines(steps: tuple[str, ...], numbering: str | None) -> list[str]:
    """Return the lines of a cell with steps."""
    state = State(Measure(location=AT, id="m", title="ม", steps=steps), None, (), dt.date(2024, 3, 31))
    return cell_of(HeadedColumn("steps", "", numbering=numbering), state, TABLE).lines(lambda item: item.text)


@pytest.mark.parametrize(("numbering", "second"), [("1)", "2) ข"), ("1.", "2. ข"), ("(1)", "(2) ข"), (None, "- ข")])
def test_items_have_their_numbers(numbering: str | None, second: str) -> None:
    """The number stands as the first one is written; without numbering each item has a dash, and one alone nothing."""
    assert lines(("ก", "ข"), numbering)[1] == second
    assert lines(("ก",), numbering) == ["ก"]


@given(st.lists(st.sampled_from(["ก", "- ย่อย", "1) เดิม"]), min_size=2))
def test_what_stands_below_an_item_has_no_number(steps: list[str]) -> None:
    """Items are counted without those below them, whatever their order, and no text is lost."""
    shown = lines(tuple(steps), "1)")
    numbers = [line.partition(") ")[0] for line in shown if not line.startswith("- ")]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert [
        line if step.startswith("- ") else line.partition(") ")[2] for line, step in zip(shown, steps, strict=True)
    ] == steps


@pytest.mark.parametrize(("text", "read"), [("๑.", "1."), ("(๑)", "(1)"), ("1)", "1)")])
def test_thai_numerals_are_read(text: str, read: str) -> None:
    """It may be written as the document prints it."""
    assert NumberingKind().read(text) == read


@pytest.mark.parametrize("key", ["columns", "lines"])
def test_what_stands_beside_several_columns_holds_for_each(key: str) -> None:
    """The numbering and the round beside `columns` and `lines` are those of each column that has none of its own."""
    uses = (ColumnUse(location=AT, column="steps"), ColumnUse(location=AT, column="result", numbering="1.", round="ก"))
    group = TableColumn(location=AT, heading="ทำอะไร", numbering="1)", round="ข", **{key: uses})
    tables = Tables(location=AT, plan=TableDefinition(location=AT, columns=(group,)))
    plan = cast("Any", SimpleNamespace(tables=tables, columns=()))
    (shown,) = column_groups(plan, "plan")
    columns = shown.columns if key == "columns" else shown.columns[0].lines
    assert [(column.numbering, column.round) for column in columns] == [("1)", "ข"), ("1.", "ก")]
