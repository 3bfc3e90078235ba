"""Series: columns side by side under one heading, that say what as many columns of their own would say."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rendering import report_request
from support import TODAY

from itatrack.model.status import Status
from itatrack.progress.state import progress
from itatrack.project import every_file, load
from itatrack.recording.change import Change, make_change
from itatrack.recording.entry_changes import EntryUpdate
from itatrack.recording.status_update import StatusUpdate
from itatrack.report.context import report_context
from itatrack.report.report_tables import table_of
from itatrack.storage.workspace import HISTORY, PLAN
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from itatrack.model.records import History, Plan
    from itatrack.report.tables import Table

VALUES = st.sampled_from(["10000", "12,500.50", "0", "ไม่ใช้งบประมาณ", "๗๕๐"])
PARTS = st.lists(
    st.sampled_from(["2566", "2567", "ไตรมาสที่ 1", "ไตรมาส 1.2", "โอกาส: มาก", "budget", "location", "part 1"]),
    min_size=1,
    max_size=4,
    unique=True,
)


def read(plan: dict[str, Any], history: dict[str, Any]) -> tuple[Plan, History]:
    """Return a plan and its history without errors, written as JSON, which is YAML."""
    files = (Document.read(PLAN, json.dumps(plan).encode()), Document.read(HISTORY, json.dumps(history).encode()))
    return load(*files, TODAY, every_file).complete()


def plan_of(columns: list[Any], shown: list[Any], totals: list[str], values: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a plan with columns, a table of them, and a measure for each set of values."""
    sums = {"totals": totals, "group_totals": "yes"} if totals else {}
    table = {"columns": ["title", *shown], **sums}
    measures = [{"id": f"m{at}", "title": f"ม {at}", "group": f"ก{at // 2}", **one} for at, one in enumerate(values)]
    return {
        "agency": {"name": "ก"}, "fiscal_year": "2564", "title": "แผน", "columns": columns,
        "tables": {"money": table}, "measures": measures,
    }  # fmt: skip


def table(plan: dict[str, Any], history: dict[str, Any]) -> Table:
    """Return the table of a plan as of today."""
    read_plan, read_history = read(plan, history)
    return table_of(read_plan, progress(read_plan, read_history, TODAY), "money", None)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[str], list[dict[str, str]], list[dict[str, str]]]:
    """Return parts, the values of some measures, and those of an entry of each of them."""
    parts = draw(PARTS)
    some = st.dictionaries(st.sampled_from(parts), VALUES)
    measures = draw(st.lists(some, min_size=1, max_size=4))
    return parts, measures, [draw(some) for _ in measures]


@given(cases())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_series_is_as_many_columns(case: tuple[list[str], list[dict[str, str]], list[dict[str, str]]]) -> None:
    """Table, sums and what is computed are those of a plan that declares a column for each part by hand."""
    parts, measures, entries = case
    names = {part: f"column_{number}" for number, part in enumerate(parts)}
    total = {"name": "total", "heading": "รวม", "kind": "sum"}
    assume(len(parts) > 1)
    series = plan_of(
        [{"name": "yearly", "heading": "งบ", "kind": "budget", "each": parts}, {**total, "of": "yearly"}],
        ["yearly", "total", {"column": f"yearly.{parts[0]}", "heading": "แรก"}],
        ["yearly", "total"],
        [{"yearly": values} for values in measures],
    )
    by_hand = plan_of(
        [
            *({"name": name, "heading": part, "kind": "budget"} for part, name in names.items()),
            {**total, "of": [*names.values()]},
        ],
        [{"heading": "งบ", "columns": [*names.values()]}, "total", {"column": names[parts[0]], "heading": "แรก"}],
        [*names.values(), "total"],
        [{names[part]: value for part, value in values.items()} for values in measures],
    )
    entry = {"date": "2564-01-31", "status": "in-progress"}
    nested = {f"m{at}": [{**entry, "yearly": values}] for at, values in enumerate(entries)}
    flat = {
        f"m{at}": [{**entry, **{names[part]: value for part, value in values.items()}}]
        for at, values in enumerate(entries)
    }
    assert table(series, nested) == table(by_hand, flat)


_ENTRY = {"date": "2564-01-31", "status": "in-progress", "result": "ก"}


@given(
    st.dictionaries(st.sampled_from(["2566", "2567", "ไตรมาสที่ 1"]), VALUES),
    st.dictionaries(st.sampled_from(["2566", "2567", "ไตรมาสที่ 1"]), st.sampled_from(["5", "0"]), min_size=1),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=60)
def test_parts_are_recorded_below_the_key(old: dict[str, str], new: dict[str, str], block: bool, takes: bool) -> None:  # noqa: FBT001  drawn
    """What is recorded of a part changes that part and no other, in every layout; taken away, the others stay."""
    columns = [{"name": "yearly", "heading": "งบ", "kind": "budget", "each": ["2566", "2567", "ไตรมาสที่ 1"]}]
    plan = Document.read(PLAN, json.dumps(plan_of(columns, ["yearly"], [], [{}])).encode())
    if block:
        below = "".join(f"      {part}: {value}\n" for part, value in old.items())
        text = f"m0:\n  - date: 2564-01-31\n    status: in-progress\n{'    yearly:' if below else ''}\n{below}"
    else:
        text = json.dumps({"m0": [_ENTRY | ({"yearly": old} if old else {})]})
    values = {f"yearly.{part}": value for part, value in new.items()}
    update = (
        EntryUpdate("m0", values=dict.fromkeys(values))
        if takes
        else StatusUpdate(("m0",), Status.IN_PROGRESS, TODAY.replace(month=1), values=values)
    )
    change = make_change(update, plan, Document.read(HISTORY, text.encode()), TODAY, every_file)
    assert isinstance(change, Change), change
    assert change.after.history
    stated = change.after.history.entries["m0"][0].custom_columns
    kept = {part: value for part, value in old.items() if part not in new}
    assert stated.keys() == {f"yearly.{part}" for part in (kept if takes else {**kept, **new})}
    if not takes:
        assert {name: stated[name] for name in values} == {name: Decimal(value) for name, value in values.items()}


def test_a_template_sees_the_parts() -> None:
    """A template asks a series for a part by its name, and goes through all of them."""
    columns = [{"name": "yearly", "heading": "งบ", "kind": "budget", "each": ["2566", "2567"]}]
    plan, history = read(plan_of(columns, ["yearly"], [], [{"yearly": {"2566": "1000"}}]), {})
    context = report_context(plan, progress(plan, history, TODAY), report_request(form="table", table="money"))
    yearly = context.values.measures[0].yearly
    assert str(yearly["2566"]) == "1,000"
    assert not yearly["2567"]
    assert [*yearly] == ["2566", "2567"]
