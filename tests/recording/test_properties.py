"""Random histories in random layouts, and random changes: the data as intended, and no other byte touched."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from support import TODAY

from itatrack.model.status import Status
from itatrack.recording.change import Change, make_change
from itatrack.recording.status import StatusRequest
from itatrack.recording.status_update import StatusUpdate
from itatrack.thai import calendar
from itatrack.thai.spelling import normalise
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

IDS = ["alpha", "beta", "gamma", "delta"]
PLAN = """\
agency: {name: ก}
memo: {from: ก, subject: ก, to: ก, section: ก, signed_by: {name: ก, position: ก}}
units: [ก]
title: ก
measures:
""" + "".join(f"  - {{id: {name}, title: ก, steps: [ก], responsible: [ก]}}\n" for name in IDS)
DAYS = [calendar.parse_iso(f"2564-0{month}-{day}") for month in (1, 2, 3) for day in ("05", "15", "25")]
COMMENTS = ["# หัวไฟล์", "# หมายเหตุ", "# รายการต่อไป", "# ต่อจากนี้"]
CODES = [status.code for status in Status]
# Texts that are as the reader gives them, among them all that YAML reads otherwise when it stands bare.
ODD = [
    "ก: ข",
    "ก #1",
    "- ก",
    "'ก'",
    '"',
    "yes",
    "~",
    "2564-03-01",
    "[ก]",
    "{ก",
    "ก,ข",
    "*ก",
    "&ก",
    "!ก",
    "%",
    "@ก",
    "`",
    "ก:",
    "#",
    "?",
    "\\",
    "ก\nข",
]
TEXTS = st.sampled_from([*ODD, "ประกาศ", "ที่น้ำ"]) | st.text(
    "กข่ำ ab:#,'\"[]{}&*!|>%@`-?~\n", min_size=1, max_size=12
).map(normalise).filter(bool)


UNIQUE = st.lists(TEXTS, max_size=2, unique=True).map(tuple)
UPDATES = st.builds(
    StatusUpdate,
    st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from(Status),
    st.sampled_from(DAYS),
    UNIQUE,
    UNIQUE,
    st.fixed_dictionaries(
        {"note": TEXTS},
        optional={
            "progress": st.integers(0, 100).map(str),
            "result": TEXTS,
            "spent": st.sampled_from(["0", "12500", "99.50"]),
            "problems": TEXTS,
            "remedy": TEXTS,
        },
    ),
)


@st.composite
def entries(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return the entries of a measure, the oldest first."""
    found = []
    for day in sorted(draw(st.sets(st.sampled_from(DAYS), max_size=3))):
        entry: dict[str, Any] = {"date": calendar.iso(day), "status": draw(st.sampled_from(CODES))}
        if draw(st.booleans()):
            entry["evidence"] = draw(st.lists(TEXTS, min_size=1, max_size=2))
        if draw(st.booleans()):
            entry["result"] = draw(TEXTS | st.lists(TEXTS, min_size=1, max_size=2))
        if draw(st.booleans()):
            entry["note"] = draw(TEXTS)
        found.append(entry)
    return found


@st.composite
def written(draw: st.DrawFn) -> tuple[dict[str, Any], str]:  # noqa: C901  one list of all that people write
    """Return a history as data, and as text in a layout that mixes what people write."""
    pick: Callable[..., Any] = lambda *choices: draw(st.sampled_from(choices))  # noqa: E731
    names = draw(st.lists(st.sampled_from(IDS), unique=True))
    data = {name: draw(entries()) for name in names}
    lines: list[str] = [*pick([], ["# หัวไฟล์"], ["# หัวไฟล์", ""])]

    def scalar(text: str) -> str:
        bare = yaml.safe_dump([text], allow_unicode=True, width=9999, default_flow_style=True)[1:-2]
        quoted = yaml.safe_dump([text], allow_unicode=True, width=9999, default_flow_style=True, default_style='"')[
            1:-2
        ]
        return str(pick(bare if "\n" not in bare else quoted, quoted))

    def comment() -> str:
        return str(pick("", "", "  # หมายเหตุ"))

    def texts(key: str, values: list[str], column: int) -> list[str]:
        if draw(st.booleans()):
            return [f"{' ' * column}{key}: [{', '.join(map(scalar, values))}]{comment()}"]
        inner = column + pick(0, 2)
        return [f"{' ' * column}{key}:{comment()}", *(f"{' ' * inner}- {scalar(one)}{comment()}" for one in values)]

    def one(key: str, text: str, column: int) -> list[str]:
        if "\n" in text or text != text.strip() or draw(st.booleans()):
            return [f"{' ' * column}{key}: {scalar(text)}{comment()}"]
        return [f"{' ' * column}{key}: {pick('|-', '>-')}", f"{' ' * (column + 2)}{text}"]

    def one_or_more(key: str, value: str | list[str], column: int) -> list[str]:
        return one(key, value, column) if isinstance(value, str) else texts(key, value, column)

    for name in names:
        offset, blank = pick(0, 2, 4), pick(0, 0, 1)
        if not data[name]:
            lines.append(f"{name}:{pick('', ' []', ' ~', ' [ ]')}{comment()}")
        elif draw(st.booleans()) and draw(st.booleans()):
            dumped = yaml.safe_dump(
                data[name], allow_unicode=True, width=9999, default_flow_style=True, sort_keys=False
            )
            lines += [f"{name}: {dumped[:-1]}{comment()}"] if "\n" not in dumped[:-1] else []
            if "\n" in dumped[:-1]:
                data[name] = []
                lines.append(f"{name}:")
        else:
            lines.append(f"{name}:{comment()}")
            for entry in data[name]:
                dash = " " * offset + "-" + " " * pick(1, 1, 3)
                column = len(dash)
                lines += pick([], [], [" " * offset + "# รายการต่อไป"])
                date = pick(entry["date"], f"'{entry['date']}'", f'"{entry["date"]}"')
                lines += [f"{dash}date: {date}{comment()}", f"{' ' * column}status: {entry['status']}{comment()}"]
                lines += texts("evidence", entry["evidence"], column) if "evidence" in entry else []
                lines += one_or_more("result", entry["result"], column) if "result" in entry else []
                lines += one("note", entry["note"], column) if "note" in entry else []
                lines += [" " * column + "# ต่อจากนี้"] if draw(st.booleans()) else []
                lines += [""] * blank
        lines += pick([], [""], ["", "# ต่อไป"])
    if names and draw(st.booleans()):
        lines = ["---", *lines, *pick([], ["..."])]
    newline = pick("\n", "\n", "\r\n")
    text = newline.join(lines) + pick(newline, "")
    return data, pick("", "\ufeff") + text


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
        for key, value in update.values.items():
            old = entry.get(key)
            if not isinstance(old, list):
                entry[key] = value
            elif value not in old:
                old.append(value)
    return result


def read(content: bytes) -> dict[str, Any]:
    """Read a history with PyYAML, every value as text and nothing as an empty list."""
    text = content.decode("utf-8-sig")
    loaded = yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506  every value stays text
    return {name: found if isinstance(found, list) else [] for name, found in loaded.items()}


def apply(content: bytes, update: StatusUpdate) -> Any:  # noqa: ANN401  whatever comes of it
    """Record in a history's bytes."""
    plan, history = Document.read("p", PLAN.encode()), Document.read("data/status.yaml", content)
    return make_change(StatusRequest(update), plan, history, TODAY, lambda _: True)


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


def blocks(text: str) -> dict[str, list[str]]:
    """Return the lines of each measure, without blank lines and comments behind them."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.removeprefix("\ufeff").split("\n"):
        head = line.partition(":")[0]
        name = head if head in IDS else "" if line.startswith("...") else name
        found.setdefault(name, []).append(line.rstrip("\r"))
    for lines in found.values():
        while lines and (not lines[-1] or lines[-1].startswith("#")):
            lines.pop()
    return found


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
