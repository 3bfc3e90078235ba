"""Renaming, removing, moving and changing measures and units: in any layout, in both files, and nothing else."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from histories import TEXTS
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from support import CASES, ROOT, TODAY
from yaml_library import dumped, every_text

from itatrack.project import every_file
from itatrack.recording.change import Change, make_change
from itatrack.recording.measures import MeasureMove, MeasureRemoval, MeasureRename, MeasureUpdate, UnitRename
from itatrack.recording.refusal import (
    DuplicateId,
    DuplicateUnit,
    EditRefused,
    InvalidData,
    InvalidResult,
    LastMeasure,
    Refusal,
    UnknownIds,
    UnknownUnit,
)
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.recording.change import ChangeRequest

PROJECTS = [ROOT / "data", CASES / "base", *(path / "data" for path in sorted((ROOT / "examples").iterdir()))]
HEAD = """\
agency: {name: ก}
memo: {from: ก, subject: ก, to: ก, section: กองคลัง, signed_by: {name: ก, position: ก}}
units: [กองคลัง, สำนักปลัด]  # สอง
title: ก
"""
PLAN = (
    HEAD
    + """\
measures:
  # ของปีก่อน
  - id: alpha  # เดิม
    title: ก
    steps:
      - หนึ่ง  # ต้นปี
      - สอง
    responsible: [กองคลัง, สำนักปลัด]
    # จบ alpha

  - id: "beta"
    title: |
      ข
    responsible: # ผู้รับผิดชอบ
    - กองคลัง

  - {id: gamma, title: ค, code: ๑, responsible: [สำนักปลัด]}
"""
)
HISTORY = """\
# ประวัติ
alpha:
  - {date: 2564-01-05, status: in-progress}
# ของ beta
'beta':
  - {date: 2564-01-05, status: done, evidence: [ก]}
"""


def apply(plan: str, history: str, request: ChangeRequest) -> Change | Refusal:
    """Make a change of a project."""
    files = Document.read("data/measures.yaml", plan.encode()), Document.read("data/status.yaml", history.encode())
    return make_change(request, *files, TODAY, every_file)


def changed(request: ChangeRequest, plan: str = PLAN, history: str = HISTORY) -> tuple[str, str]:
    """Return plan and history after a change that must be made."""
    outcome = apply(plan, history, request)
    assert isinstance(outcome, Change), outcome
    first, second = ((document.content or b"").decode() for document in outcome.after.documents)
    return first, second


BLOCKS = {
    "alpha": PLAN[PLAN.index("  # ของปีก่อน") : PLAN.index('\n  - id: "beta"')],
    "beta": PLAN[PLAN.index('  - id: "beta"') : PLAN.index("\n  - {id: gamma")],
    "gamma": PLAN[PLAN.index("  - {id: gamma") :],
}


def test_rename() -> None:
    """The id changes in its place in both files, in the quotes that it has."""
    assert changed(MeasureRename("beta", "beta-2")) == (
        PLAN.replace('"beta"', '"beta-2"'),
        HISTORY.replace("'beta'", "'beta-2'"),
    )
    assert changed(MeasureRename("gamma", "delta")) == (PLAN.replace("gamma", "delta"), HISTORY)
    assert changed(MeasureRename("beta", "beta")) == (PLAN, HISTORY)


def test_remove() -> None:
    """The measure goes with its comments, and its entries with theirs."""
    assert changed(MeasureRemoval("alpha")) == (
        PLAN.replace(BLOCKS["alpha"] + "\n", ""),
        HISTORY.replace("alpha:\n  - {date: 2564-01-05, status: in-progress}\n", ""),
    )
    assert changed(MeasureRemoval("beta")) == (
        PLAN.replace(BLOCKS["beta"] + "\n", ""),
        HISTORY[: HISTORY.index("# ของ beta")],
    )
    assert changed(MeasureRemoval("gamma")) == (PLAN.replace("\n" + BLOCKS["gamma"], ""), HISTORY)


@pytest.mark.parametrize(
    ("request_", "order"),
    [
        (MeasureMove("alpha", "gamma", after=True), ["beta", "gamma", "alpha"]),
        (MeasureMove("gamma", "alpha", after=False), ["gamma", "alpha", "beta"]),
        (MeasureMove("alpha", "beta", after=False), ["alpha", "beta", "gamma"]),
        (MeasureMove("beta", "beta", after=True), ["alpha", "beta", "gamma"]),
        (MeasureMove("alpha", "beta", after=True), ["beta", "alpha", "gamma"]),
    ],
    ids=range(5),
)
def test_move(request_: MeasureMove, order: list[str]) -> None:
    """The measure moves letter by letter with its comments, and the history stays."""
    plan = HEAD + "measures:\n" + "\n".join(BLOCKS[name] for name in order)
    assert changed(request_) == (plan, HISTORY)


def test_update() -> None:
    """What is named is replaced item by item, and what is empty goes."""
    values: dict[str, Any] = {"title": "ง: ใหม่", "steps": ["สอง", "สาม"], "responsible": ["กองคลัง"], "code": "A-1"}
    plan = PLAN.replace("title: ก\n    steps", "title: 'ง: ใหม่'\n    steps")
    plan = plan.replace("      - หนึ่ง  # ต้นปี\n      - สอง\n", "      - สอง\n      - สาม\n")
    plan = plan.replace("[กองคลัง, สำนักปลัด]\n    # จบ", "[กองคลัง]\n    # จบ")
    plan = plan.replace("id: alpha  # เดิม\n", "id: alpha  # เดิม\n    code: A-1\n")
    assert changed(MeasureUpdate("alpha", values))[0] == plan
    assert changed(MeasureUpdate("gamma", {"code": None, "responsible": []}))[0] == PLAN.replace(
        "{id: gamma, title: ค, code: ๑, responsible: [สำนักปลัด]}", "{id: gamma, title: ค}"
    )


def test_rename_a_unit() -> None:
    """A unit changes its name wherever it is a unit, and other texts that hold the name stay."""
    plan, history = changed(UnitRename("กองคลัง", "กองคลังและพัสดุ"))
    assert history == HISTORY
    assert plan.replace("กองคลังและพัสดุ", "กองคลัง") == PLAN
    assert plan.count("กองคลังและพัสดุ") == 3
    assert "section: กองคลัง," in plan


ONE = HEAD + "measures:\n  - {id: alpha, title: ก}\n"


@pytest.mark.parametrize(
    ("plan", "request_", "refusal"),
    [
        (PLAN, MeasureRename("alpha", "beta"), DuplicateId("beta")),
        (PLAN, MeasureRename("zeta", "beta"), UnknownIds(["zeta"], ["alpha", "beta", "gamma"])),
        (PLAN, MeasureRemoval("zeta"), UnknownIds(["zeta"], ["alpha", "beta", "gamma"])),
        (PLAN, MeasureMove("alpha", "zeta", after=True), UnknownIds(["zeta"], ["alpha", "beta", "gamma"])),
        (PLAN, UnitRename("กองคลงั", "ก"), UnknownUnit("กองคลงั", ["กองคลัง", "สำนักปลัด"])),
        (PLAN, UnitRename("กองคลัง", "สำนักปลัด"), DuplicateUnit("สำนักปลัด")),
        (ONE, MeasureRemoval("alpha"), LastMeasure("alpha")),
    ],
    ids=range(7),
)
def test_what_is_refused(plan: str, request_: ChangeRequest, refusal: Refusal) -> None:
    """What is not there is not changed, and no two measures or units get one name."""
    assert apply(plan, "" if plan == ONE else HISTORY, request_) == refusal


@pytest.mark.parametrize(
    "request_", [MeasureRename("alpha", "x"), MeasureRemoval("alpha"), MeasureMove("alpha", "beta", after=True)]
)
def test_errors_are_fixed_first(request_: ChangeRequest) -> None:
    """Nothing is changed beside an error of the plan."""
    assert isinstance(apply(PLAN.replace("title: ค", "titel: ค"), HISTORY, request_), InvalidData)


def test_no_change_brings_an_error() -> None:
    """An id that is none, a unit that the plan does not have, and entries of another measure are refused."""
    assert isinstance(apply(PLAN, HISTORY, MeasureRename("alpha", "Alpha 2")), InvalidResult)
    assert isinstance(apply(PLAN, HISTORY, MeasureUpdate("alpha", {"responsible": ["กองช่าง"]})), InvalidResult)
    stray = HISTORY + "x-1:\n  - {date: 2564-01-05, status: done, evidence: [ก]}\n"
    assert isinstance(apply(PLAN, stray, MeasureRename("alpha", "x-1")), InvalidResult)


def data(text: str) -> Any:  # noqa: ANN401  whatever YAML holds
    """Read a file with PyYAML, every value as text."""
    return every_text(text) or {}


def comments(text: str) -> list[str]:
    """Return the comments of a text as far as a pattern can tell."""
    return sorted(line[line.index(" # ") :] for line in text.splitlines() if " # " in line)


@pytest.mark.slow
@pytest.mark.parametrize("folder", PROJECTS, ids=lambda path: path.parent.name)
def test_measures_of_every_project(folder: Path) -> None:
    """First and last are renamed, removed, and moved to the other end; PyYAML reads what is meant and nothing else."""
    plan, history = ((folder / f"{name}.yaml").read_text(encoding="utf-8") for name in ("measures", "status"))
    before, entries = data(plan), data(history)
    ids = [measure["id"] for measure in before["measures"]]
    for position, name in [*enumerate(ids)][:3] + [*enumerate(ids)][3:][-2:]:
        new_plan, new_history = changed(MeasureRename(name, "x-1"), plan, history)
        wanted = copy.deepcopy(before)
        wanted["measures"][position]["id"] = "x-1"
        assert data(new_plan) == wanted
        assert list(data(new_history).items()) == [("x-1" if key == name else key, of) for key, of in entries.items()]
        new_plan, new_history = changed(MeasureRemoval(name), plan, history)
        assert data(new_plan) == before | {"measures": [part for part in before["measures"] if part["id"] != name]}
        assert data(new_history) == {key: of for key, of in entries.items() if key != name}
        other = ids[0] if position else ids[-1]
        new_plan, new_history = changed(MeasureMove(name, other, after=not position), plan, history)
        rest = [part for part in before["measures"] if part["id"] != name]
        moved = [before["measures"][position]]
        assert data(new_plan)["measures"] == (moved + rest if position else rest + moved)
        assert (comments(new_plan), new_history) == (comments(plan), history)
        assert sorted(new_plan.split()) == sorted(plan.split())
    for unit in before["units"][:3]:
        new_plan, _ = changed(UnitRename(unit, "หน่วยใหม่"), plan, history)
        wanted = copy.deepcopy(before)
        stated = [*wanted["measures"], *(group for group in wanted.get("groups", ()) if isinstance(group, dict))]
        for record, key in ((wanted, "units"), *((part, "responsible") for part in stated)):
            if key in record:
                record[key] = ["หน่วยใหม่" if name == unit else name for name in record[key]]
        assert data(new_plan) == wanted
        assert comments(new_plan) == comments(plan)


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[dict[str, Any]], str]:
    """Return measures as data, and a plan of them in a layout that mixes what people write."""
    pick: Callable[..., Any] = lambda *choices: draw(st.sampled_from(choices))  # noqa: E731
    names = draw(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=2, unique=True))
    measures, lines = [], [*HEAD.splitlines(), "measures:" + pick("", "  # มาตรการ")]
    offset, gap = pick(0, 2, 4), pick(0, 1, 2)
    for name in names:
        measure: dict[str, Any] = {"id": name, "title": draw(TEXTS)}
        if draw(st.booleans()):
            measure["steps"] = draw(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
        measure["responsible"] = draw(st.lists(st.sampled_from(["กองคลัง", "สำนักปลัด"]), min_size=1, unique=True))
        measures.append(measure)
        flow = dumped(measure, width=9999, default_flow_style=True)[:-1]
        if "\n" not in flow and draw(st.booleans()):
            lines.append(f"{' ' * offset}- {flow}{pick('', '  # หมายเหตุ')}")
        else:
            block = dumped(measure, width=9999, indent=pick(2, 4))
            first, *rest = block.splitlines()
            lines += pick([], [" " * offset + "# รายการต่อไป"])
            lines += [f"{' ' * offset}- {first}{pick('', '  # หมายเหตุ')}"]
            lines += [f"{' ' * (offset + 2)}{line}" if line else "" for line in rest]
            lines += pick([], [" " * (offset + 2) + "# ต่อจากนี้"])
        lines += [""] * gap
    newline = pick("\n", "\r\n")
    return measures, pick("", "\ufeff") + newline.join(lines).rstrip("\r\n") + pick(newline, "")


REQUESTS = st.sampled_from(["rename", "remove", "move", "update", "unit"])


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(plans(), REQUESTS, st.data())
def test_only_what_is_wanted_changes(  # noqa: C901  one list of all changes
    plan: tuple[list[dict[str, Any]], str], kind: str, draw: st.DataObject
) -> None:
    """In random layouts the plan holds what was worked out without YAML."""
    measures, text = plan
    before = data(text.removeprefix("\ufeff"))
    assume(before["measures"] == measures)
    names = [measure["id"] for measure in measures]
    name, other = (draw.draw(st.sampled_from(names)) for _ in range(2))
    position = names.index(name)
    wanted = copy.deepcopy(before)
    request: ChangeRequest
    if kind == "rename":
        request = MeasureRename(name, "x-1")
        wanted["measures"][position]["id"] = "x-1"
    elif kind == "remove":
        request = MeasureRemoval(name)
        del wanted["measures"][position]
    elif kind == "move":
        after = draw.draw(st.booleans())
        request = MeasureMove(name, other, after=after)
        if name != other:
            moved = wanted["measures"].pop(position)
            index = next(index for index, measure in enumerate(wanted["measures"]) if measure["id"] == other)
            wanted["measures"].insert(index + after, moved)
    elif kind == "update":
        steps = draw.draw(st.lists(TEXTS, max_size=2, unique=True))
        request = MeasureUpdate(name, {"title": draw.draw(TEXTS), "steps": steps})
        wanted["measures"][position] |= {"title": request.values["title"], "steps": steps}
        if not steps:
            del wanted["measures"][position]["steps"]
    else:
        request = UnitRename("กองคลัง", "กองใหม่")
        wanted["units"][0] = "กองใหม่"
        for measure in wanted["measures"]:
            measure["responsible"] = ["กองใหม่" if unit == "กองคลัง" else unit for unit in measure["responsible"]]
    outcome = apply(text, "", request)
    if isinstance(outcome, EditRefused):  # a block text at the end of a file without a line break, or one with `|+`
        assert "|" in text
        return
    assert isinstance(outcome, Change), outcome
    new = (outcome.after.plan_document.content or b"").decode()
    assert data(new.removeprefix("\ufeff")) == wanted
    if kind != "remove":
        for comment in ("# มาตรการ", "# หมายเหตุ", "# รายการต่อไป", "# ต่อจากนี้"):
            assert new.count(comment) == text.count(comment)
    assert ("\r\n" in new) == ("\r\n" in text)
