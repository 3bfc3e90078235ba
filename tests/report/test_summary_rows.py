"""Tables that sum up: a row for each text of a column, counted here by other means."""

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

UNITS = ["สำนักปลัด", "กองคลัง", "กองช่าง"]
LEVELS = ["สูง", "กลาง", "ต่ำ"]
STATUSES = ["not-started", "in-progress", "done"]
SHARE = {"name": "share", "heading": "ร้อยละ", "kind": "percent-of", "of": ["done", "measures"]}
LEVEL = {"name": "level", "heading": "ระดับ", "kind": "choice", "choices": LEVELS}
MEASURES = st.lists(
    st.fixed_dictionaries(
        {"responsible": st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True)},
        optional={
            "group": st.lists(st.sampled_from(["ก", "ข", "ค"]), min_size=1, max_size=2, unique=True),
            "level": st.sampled_from(LEVELS),
            "budget": st.integers(1, 10**9).map(str),
        },
    ).flatmap(lambda measure: st.tuples(st.just(measure), st.sampled_from(STATUSES))),
    min_size=1,
    max_size=12,
)
EACH = st.sampled_from(["responsible", "group", "level"])


def read(each: str, measures: list[tuple[dict[str, Any], str]], **keys: Any) -> tuple[dict[str, Any], dict[str, Any]]:  # noqa: ANN401  keys of a table
    """Return a plan with a summary, and a history with an entry for each measure that has begun."""
    columns = ["number", each, "measures", "statuses", "share", "budget"]
    table = {"each": each, "columns": columns, "totals": ["measures", "statuses", "share", "budget"], **keys}
    plan = {
        "agency": {"name": "ก"}, "fiscal_year": "2564", "title": "แผน", "units": UNITS, "columns": [LEVEL, SHARE],
        "tables": {"summary": table},
        "measures": [{"id": f"m{at}", "title": f"ม {at}", **one} for at, (one, _) in enumerate(measures)],
    }  # fmt: skip
    begun = {f"m{at}": [{"date": "2564-01-05", "status": status}] for at, (_, status) in enumerate(measures)}
    return plan, {key: entries for key, entries in begun.items() if entries[0]["status"] != "not-started"}


def rows(plan: dict[str, Any], history: dict[str, Any]) -> list[list[str]]:
    """Return the cells of the summary."""
    files = (Document.read(PLAN, json.dumps(plan).encode()), Document.read(HISTORY, json.dumps(history).encode()))
    complete = load(*files, TODAY, every_file).complete()
    table = table_of(complete[0], progress(*complete, TODAY), "summary", None)
    return [[cell.mark + "".join(item.text for item in cell.items) for cell in row] for row in table.rows]


def counted(name: str, members: list[tuple[dict[str, Any], str]]) -> list[str]:
    """Return what a row has to say of measures, behind its number."""
    counts = [sum(status == each for _, status in members) for each in STATUSES]
    budgets = [int(measure["budget"]) for measure, _ in members if "budget" in measure]
    share = f"{Decimal(counts[2] * 100) / len(members):.2f}" if members else "-"
    share = share.removesuffix(".00")
    return [name, str(len(members)), *map(str, counts), share, f"{sum(budgets):,}" if budgets else "-"]


@given(EACH, MEASURES)
def test_each_row_has_the_sums_of_its_measures(each: str, measures: list[tuple[dict[str, Any], str]]) -> None:
    """Every measure counts in the row of each of its texts, in the order of the plan, and once at the foot."""

    def texts(measure: dict[str, Any]) -> list[str]:
        stated = measure.get(each, [])
        return [stated] if isinstance(stated, str) else stated[:1] if each == "group" else stated

    order = {"responsible": UNITS, "level": LEVELS}.get(each, [])
    order = [*order, *(text for measure, _ in measures for text in texts(measure) if text not in order)]
    expected = []
    for text in dict.fromkeys(order):
        members = [one for one in measures if text in texts(one[0])]
        expected += [counted(text, members)] if members or each == "level" else []
    without = [one for one in measures if not texts(one[0])]
    expected += [counted("ไม่ระบุ", without)] if without else []
    *shown, foot = rows(*read(each, measures))
    assert [row[0] for row in shown] == [str(number) for number in range(1, len(shown) + 1)]
    assert [row[1:] for row in shown] == expected
    assert foot[1:] == counted("รวม", measures)


def test_groups_in_the_group_that_is_chosen() -> None:
    """A summary of one group has a row for each group in it."""
    groups = [["มิติที่ 1", "1.1"], ["มิติที่ 1", "1.2"], ["มิติที่ 2", "2.1"], ["มิติที่ 1", "1.1"]]
    measures = [({"responsible": UNITS[:1], "group": group}, "done") for group in groups]
    assert [row[1:3] for row in rows(*read("group", measures))] == [["มิติที่ 1", "3"], ["มิติที่ 2", "1"], ["รวม", "4"]]
    chosen = rows(*read("group", measures, rows={"group": "มิติที่ 1"}))
    assert [row[1:3] for row in chosen] == [["1.1", "2"], ["1.2", "1"], ["รวม", "3"]]


def test_a_group_that_is_still_empty_has_a_row() -> None:
    """What the plan declares and no measure is of stands with 0."""
    plan, history = read("group", [({"responsible": UNITS[:1], "group": ["ข"]}, "done")])
    plan["groups"] = ["ก", "ข"]
    assert [row[1:6] for row in rows(plan, history)] == [
        ["ก", "0", "0", "0", "0"],
        ["ข", "1", "0", "0", "1"],
        ["รวม", "1", "0", "0", "1"],
    ]
