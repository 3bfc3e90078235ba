"""Sums at the foot of tables, of groups and in summaries: who adds up the printed figures finds them right."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support import TODAY

from itatrack.progress.state import progress
from itatrack.project import every_file, load
from itatrack.report.report_tables import table_of
from itatrack.storage.workspace import HISTORY, PLAN
from itatrack.yamltext.document import Document

COLUMNS = ["title", "budget", "spent", "left", "used"]
USED = {"name": "used", "heading": "ร้อยละ", "kind": "percent-of", "of": ["spent", "budget"]}
AMOUNTS = st.none() | st.decimals(0, 10**7, places=2)
MEASURES = st.lists(
    st.tuples(st.sampled_from("กขค"), AMOUNTS | st.just("ไม่ใช้งบประมาณ"), AMOUNTS), min_size=1, max_size=8
)


def table(name: str, measures: list[tuple[str, object, object]]) -> list[list[str]]:
    """Return the cells of a table of measures, each given by its group, its budget, and what was spent."""
    tables = {
        "money": {"columns": COLUMNS, "totals": COLUMNS[1:], "group_totals": True},
        "summary": {"each": "group", "columns": ["group", *COLUMNS[1:]], "totals": COLUMNS[1:]},
    }
    listed = [
        {"id": f"m{at}", "title": "ม", "group": group} | ({} if budget is None else {"budget": str(budget)})
        for at, (group, budget, _) in enumerate(measures)
    ]
    plan = {
        "agency": {"name": "ก"}, "fiscal_year": "2564", "title": "แผน", "columns": [USED], "tables": tables,
        "measures": sorted(listed, key=lambda measure: measure["group"]),
    }  # fmt: skip
    history = {
        f"m{at}": [{"date": "2564-01-05", "status": "in-progress", "spent": str(spent)}]
        for at, (*_, spent) in enumerate(measures)
        if spent is not None
    }
    files = (Document.read(PLAN, json.dumps(plan).encode()), Document.read(HISTORY, json.dumps(history).encode()))
    complete = load(*files, TODAY, every_file).complete()
    rows: Any = table_of(complete[0], progress(*complete, TODAY), name, None).rows
    return [[cell.mark + "".join(item.text for item in cell.items) for cell in row] for row in rows]


def number(text: str) -> Decimal:
    """Return the number in a cell, 0 where it has none."""
    return Decimal(text.replace(",", "")) if text.strip("-").replace(",", "").replace(".", "").isdigit() else Decimal(0)


@given(MEASURES)
def test_sums_of_money_add_up_across_and_down(measures: list[tuple[str, object, object]]) -> None:
    """What is left is the budget less what was spent in every row of sums, its share too; and the column adds up."""
    for name in ("money", "summary"):
        rows = table(name, measures)
        summed = [row for row in rows if row[0].startswith("รวม")] if name == "money" else rows
        for _, budget, spent, left, used in summed:
            if left != "-":
                assert number(left) == number(budget) - number(spent)
            if number(budget) and spent != "-":
                share = 100 * number(spent) / number(budget)
                assert abs(number(used) - share) <= Decimal("0.005")
    if all(budget is not None for _, budget, _ in measures):
        *rows, foot = table("money", measures)
        assert number(foot[3]) == sum(number(row[3]) for row in rows if row[0] == "ม")


def test_what_is_left_counts_what_is_not_known_to_be_spent_as_nothing() -> None:
    """Of a budget of which nothing is recorded as spent, all is left; without a budget nothing is, unless one spent."""
    rows = table("money", [("ก", 1000, 400), ("ก", 500, None), ("ข", "ไม่ใช้งบประมาณ", None), ("ค", None, 30)])
    assert [row[1:4] for row in rows if row[0] == "ม"] == [
        ["1,000", "400", "600"],
        ["500", "-", "500"],
        ["ไม่ใช้งบประมาณ", "-", "-"],
        ["-", "30", "-"],
    ]
    assert rows[-1] == ["รวม", "1,500", "430", "1,070", "28.67"]
