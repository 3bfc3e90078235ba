"""Random histories in random layouts, and random changes: the data as intended, and no other byte touched."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from histories import COMMENTS, DAYS, IDS, PLAN, UPDATES, blocks, read, written
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from support import TODAY

from itatrack.model.status import Status
from itatrack.project import every_file
from itatrack.recording.change import Change, make_change
from itatrack.recording.status_update import StatusUpdate
from itatrack.thai import calendar
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    import datetime as dt


# One text stands for a list of one: a new one comes beside it, and takes nothing away.
JOINING = {"result"}


def expected(data: dict[str, Any], update: StatusUpdate) -> dict[str, Any]:
    """Return the data as it is to be, worked out without any YAML."""
    result = {name: copy.deepcopy(found) for name, found in data.items()}
    for name in update.ids:
        day = calendar.iso(update.date)
        found = result.setdefault(name, [])
        entry = next((one for one in found if one["date"] == day), None)
        if entry is None:
            entry = {"date": day}
            found.append(entry)
            found.sort(key=lambda one: one["date"])
        entry["status"] = update.status.code
        for key, new in (("evidence", update.evidence), ("steps", update.steps)):
            if new:
                old = entry.get(key, [])
                entry[key] = [*old, *(one for one in new if one not in old)]
        for dotted, value in update.values.items():
            key, _, part = dotted.partition(".")
            if part:
                entry.setdefault(key, {})[part] = value
                continue
            if key not in JOINING or key not in entry:
                entry[key] = value
                continue
            old = entry[key] if isinstance(entry[key], list) else [entry[key]]
            if value not in old:
                entry[key] = [*old, value]
    return result


def apply(content: bytes, update: StatusUpdate) -> Any:  # noqa: ANN401  whatever comes of it
    """Record in a history's bytes."""
    plan, history = Document.read("p", PLAN.encode()), Document.read("data/status.yaml", content)
    return make_change(update, plan, history, TODAY, every_file)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(written(), UPDATES)
def test_only_what_is_wanted_changes(history: tuple[dict[str, Any], str], update: StatusUpdate) -> None:
    """The data is as worked out without YAML, no other line differs, and the second time nothing changes."""
    data, text = history
    old = text.encode()
    assume(read(old) == data)
    result = apply(old, update)
    assert isinstance(result, Change), result
    content = result.after.history_document.content or b""
    assert read(content) == expected(data, update)
    again = apply(content, update)
    assert isinstance(again, Change)
    assert (again.is_empty, again.diff) == (True, "")
    new = content.decode()
    for comment in COMMENTS:
        assert new.count(comment) == text.count(comment)
    others = set(data) - set(update.ids)
    assert {name: blocks(new)[name] for name in others} == {name: blocks(text)[name] for name in others}


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(written(), st.sampled_from(IDS), st.sampled_from(DAYS))
def test_a_new_entry_takes_no_byte_away(history: tuple[dict[str, Any], str], name: str, day: dt.date) -> None:
    """Where the day has no entry and the measure has others, the old bytes stand before and behind what is new."""
    data, text = history
    old = text.encode()
    assume(read(old) == data)
    assume(data.get(name) and calendar.iso(day) not in {entry["date"] for entry in data[name]})
    result = apply(old, StatusUpdate((name,), Status.DONE, day, ("ภาพถ่าย",), (), {"note": "เพราะ"}))
    assert isinstance(result, Change), result
    content = result.after.history_document.content or b""
    added = len(content) - len(old)
    assert any(content[:at] + content[at + added :] == old for at in range(len(old) + 1))
