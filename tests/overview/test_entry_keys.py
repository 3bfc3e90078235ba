"""Every key that an entry of the history may have is known everywhere that entries are shown, written or tried."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest
from support import CASES, TESTS

from itatrack.cli.status_set import set_
from itatrack.findings.message import ENGLISH
from itatrack.model.columns import HEADINGS
from itatrack.model.fields import fields_of
from itatrack.model.records import REVISABLE, StatusEntry
from itatrack.overview.cells import plain
from itatrack.overview.log import MeasureLog, log_lines
from itatrack.overview.status_json import log_envelope
from itatrack.progress.state import progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.progress.state import State
    from itatrack.project import Project

KEYS = tuple(fields_of(StatusEntry))
# What each key is as it stands in the file, and as a person reads it in the log.
VALUES = {
    "date": ("2564-03-15", "2564-03-15"),
    "status": ("in-progress", "in-progress"),
    "progress": ("45", "45"),
    "result": ("ผลของงาน", "ผลของงาน"),
    "indicators": ("[{name: ร้อยละ, result: '81'}]", "ร้อยละ: 81"),
    "evidence": ("[หลักฐานหนึ่ง]", "หลักฐานหนึ่ง"),
    "steps": ("[ขั้นตอนหนึ่ง]", "ขั้นตอนหนึ่ง"),
    "spent": ("12500.50", "12,500.50"),
    "problems": ("ปัญหาหนึ่ง", "ปัญหาหนึ่ง"),
    "remedy": ("ทางแก้หนึ่ง", "ทางแก้หนึ่ง"),
    "responsible": ("[กองคลัง]", "กองคลัง"),
    "period": ("{from: 2563-11-01, to: 2564-06-30}", "2563-11-01 – 2564-06-30"),
    "budget": ("98,765", "98,765"),
    "monitoring": ("{text: วิธีติดตาม, due: 2564-07-31}", "วิธีติดตาม (2564-07-31)"),
    "note": ("หมายเหตุหนึ่ง", "หมายเหตุหนึ่ง"),
}
# Columns and options that go by another name.
COLUMNS = {"date": "since", "steps": "reported_steps", "indicators": "indicator_results"}
OPTIONS = {"status": "words", **dict.fromkeys(REVISABLE, "columns")}
# `status set` has no option for it: a result belongs to one of several indicators, which is edited in the file.
ONLY_IN_THE_FILE = {"indicators"}


@pytest.fixture
def state(make_project: Callable[..., Path], load_project: Callable[[Path], Project]) -> State:
    """Return the state of a measure with one entry that has every key."""
    entry = "".join(f"    {key}: {text}\n" for key, (text, _) in VALUES.items())
    folder = make_project(status=f"e-service:\n  -{entry[3:]}")
    plan = folder / "data" / "measures.yaml"
    measure = "  - id: e-service\n    indicators: [{name: ร้อยละ, target: '80'}]\n"
    plan.write_text(plan.read_text(encoding="utf-8").replace("  - id: e-service\n", measure), encoding="utf-8")
    plan_and_history = load_project(folder).complete()
    states = progress(*plan_and_history, plan_and_history[1].entries["e-service"][0].date).states
    return next(one for one in states if one.measure.id == "e-service")


def test_the_values_have_every_key() -> None:
    """A new key of an entry needs a value here, and so is tried by the tests below."""
    assert VALUES.keys() == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_table_may_have_it(key: str) -> None:
    """There is a column for it, with a heading."""
    assert COLUMNS.get(key, key) in HEADINGS


@pytest.mark.parametrize("key", KEYS)
def test_the_log_shows_it(key: str, state: State) -> None:
    """The log shows it to people and to programs."""
    assert VALUES[key][1] in plain(log_lines(MeasureLog(state), ENGLISH))
    (entry,) = log_envelope(state)["entries"]
    assert entry[key] not in (None, [], "")


@pytest.mark.parametrize("key", sorted(set(KEYS) - ONLY_IN_THE_FILE))
def test_status_set_records_it(key: str) -> None:
    """`status set` has an option for it, or an argument."""
    assert OPTIONS.get(key, key) in inspect.signature(set_).parameters


@pytest.mark.parametrize("key", sorted(set(KEYS) - ONLY_IN_THE_FILE))
def test_recording_is_tried_with_it(key: str) -> None:
    """The property test of recording and the corpus of its cases have it."""
    sources = [TESTS / "histories.py", TESTS / "recording" / "test_properties.py"]
    assert any(f'"{key}' in source.read_text(encoding="utf-8") for source in sources)
    cases = (path.read_text(encoding="utf-8", errors="replace") for path in (CASES / "recording").rglob("status.yaml"))
    results = (path.read_text(encoding="utf-8", errors="replace") for path in (CASES / "recording").rglob("result.txt"))
    assert any(f"{key}:" in text for text in (*cases, *results))
