"""What `status set` refuses, and what it says of the state that it changes."""

from __future__ import annotations

import pytest
from support import TODAY, set_in
from yaml_library import every_text

from itatrack.model.status import Status
from itatrack.reading import location
from itatrack.reading.scalars import key_text
from itatrack.recording.change import Change
from itatrack.recording.refusal import BeforeFiscalYear, InvalidData, MissingReason, UnknownIds
from itatrack.recording.status_effect import status_effect
from itatrack.thai import calendar


@pytest.mark.parametrize(("day", "year"), [("2563-09-30", 2564), ("2563-10-01", None)])
def test_a_day_before_the_plan_s_year(day: str, year: int | None) -> None:
    """An entry that would not count is not recorded; the first day of the year is the first that counts."""
    outcome = set_in(b"", ["property", "in-progress", "--date", day])
    assert outcome == BeforeFiscalYear(calendar.parse_iso(day), year) if year else isinstance(outcome, Change)


def recorded(history: str, *arguments: str) -> Change:
    """Record in a history, and return the outcome."""
    outcome = set_in(history.encode(), list(arguments))
    assert isinstance(outcome, Change), outcome
    return outcome


def read(outcome: Change) -> dict[str, list[dict[str, object]]]:
    """Read a changed history with a reader that is not the tool's own, every value as text."""
    content = outcome.after.history_document.content or b""
    loaded: dict[str, list[dict[str, object]]] = every_text(content)
    return loaded


def lost(outcome: Change, day: str) -> dict[str, list[tuple[str, str]]]:
    """Return what the state of the measure no longer has on the day that was recorded, or today."""
    return dict(status_effect(["property"], calendar.parse_iso(day), outcome, TODAY).lost)


def test_what_is_asked_must_fit() -> None:
    """Unknown ids are told with the known ones, and a step back without a note with where the measure stands."""
    assert set_in(b"", ["properly", "done"]) == UnknownIds(["properly"], ["property", "e-service"])
    history = b"property:\n  - {date: 2564-03-01, status: done, evidence: [x]}\n"
    back = set_in(history, ["property", "in-progress"])
    assert back == MissingReason({"property": Status.DONE}, Status.IN_PROGRESS)
    assert set_in(b"", ["property", "cancelled"]) == MissingReason({"property": Status.NOT_STARTED}, Status.CANCELLED)


GOING = """\
property:
  - date: 2564-01-31
    status: in-progress
    progress: 40
    evidence: [ร่างประกาศ]
    steps: [สำรวจทรัพย์สิน]
    result: สำรวจแล้ว
    spent: 500
    problems: [ฝนตก, รถเสีย]
    remedy: เลื่อนวัน
    note: เริ่มช้า
"""


@pytest.mark.parametrize(
    ("arguments", "gone"),
    [
        (["in-progress", "--evidence", "ประกาศ", "--progress", "60", "--spent", "700"], []),
        (["in-progress", "--problems", "ไม่มี"], [("problems", "ฝนตก"), ("problems", "รถเสีย"), ("remedy", "เลื่อนวัน")]),
        (["in-progress", "--problems", "ฝนตก", "--remedy", "เลื่อนวัน"], [("problems", "รถเสีย")]),
        (["in-progress", "--remedy", "ใช้เต็นท์"], [("remedy", "เลื่อนวัน")]),
        (["in-progress", "--result", "ร่างแล้ว"], [("result", "สำรวจแล้ว")]),
        (["in-progress", "--step", "ร่างประกาศ"], [("steps", "สำรวจทรัพย์สิน")]),
        (
            ["done", "--evidence", "ประกาศ", "--result", "สำรวจแล้ว"],
            [
                ("evidence", "ร่างประกาศ"),
                ("steps", "สำรวจทรัพย์สิน"),
                ("problems", "ฝนตก"),
                ("problems", "รถเสีย"),
                ("remedy", "เลื่อนวัน"),
            ],
        ),
    ],
)
def test_what_the_memo_no_longer_has(arguments: list[str], gone: list[tuple[str, str]]) -> None:
    """What a change takes out of the state is named, text by text; what joins it or lasts is not."""
    outcome = recorded(GOING, "property", *arguments, "--date", "2564-02-28")
    assert lost(outcome, "2564-02-28") == ({"property": gone} if gone else {})


def test_what_a_later_state_loses() -> None:
    """A change in the past names what the state of today loses by it."""
    later = GOING + "  - date: 2564-03-15\n    status: in-progress\n"
    outcome = recorded(later, "property", "done", "--date", "2564-02-28", "--evidence", "ร่างประกาศ", "--note", "x")
    assert ("evidence", "ร่างประกาศ") in lost(outcome, "2564-02-28")["property"]


@pytest.mark.parametrize("result", ["สำรวจแล้ว", "[สำรวจแล้ว]", "|\n      สำรวจแล้ว"])
def test_texts_of_one_day_join(result: str) -> None:
    """On the day of an entry a text joins those that are there, however they are written; a note is replaced."""
    history = GOING.replace("result: สำรวจแล้ว", f"result: {result}")
    arguments = ["in-progress", "--date", "2564-01-31", "--result", "ร่างแล้ว", "--problems", "ลา", "--note", "ใหม่"]
    outcome = recorded(history, "property", *arguments)
    (entry,) = read(outcome)["property"]
    assert [str(one).strip() for one in entry["result"]] == ["สำรวจแล้ว", "ร่างแล้ว"]  # type: ignore[attr-defined]  a list
    assert entry["problems"] == ["ฝนตก", "รถเสีย", "ลา"]
    assert lost(outcome, "2564-01-31") == {"property": [("note", "เริ่มช้า")]}


HIDDEN = "\u200b"


@pytest.mark.slow
@pytest.mark.parametrize("before", [HIDDEN, "\ufeff", "\u00ad"])
@pytest.mark.parametrize("key", ["property", "status", "evidence", "result"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_hidden_character_makes_no_second_key(key: str, before: str, quote: str) -> None:
    """A key with a hidden character is the key that it looks like: no second one is made beside it."""
    history = GOING.replace(f"{key}:", f"{quote}{before}{key}{quote}:", 1)
    day = ["--date", "2564-01-31", "--evidence", "ประกาศ", "--result", "ร่างแล้ว"]
    for date in (day, ["--date", "2564-02-28", *day[2:]]):
        outcome = recorded(history, "property", "done", *date)
        found = {name.strip(before): entries for name, entries in read(outcome).items()}
        entries = [{name.strip(before): value for name, value in entry.items()} for entry in found["property"]]
        assert len(read(outcome)) == 1
        assert [len(entry) for entry in entries] == [len(one) for one in read(outcome).popitem()[1]]
        assert entries[-1]["status"] == "done"
        assert "ประกาศ" in entries[-1]["evidence"]  # type: ignore[operator]  a list


@pytest.mark.parametrize(
    "history",
    [
        GOING + GOING,
        GOING + GOING.replace("property", HIDDEN + "property"),
        GOING.replace("status:", "statsu:"),
        GOING.replace("evidence:", "evidnce:"),
        GOING.replace("property:", "proprty:"),
        GOING.replace("    result", "    status: done\n    result"),
        GOING.replace("    result", f"    {HIDDEN}status: done\n    result"),
        GOING + GOING.partition("\n")[2],
    ],
)
def test_no_second_truth(history: str) -> None:
    """Beside a key that stands there twice or is mistyped nothing is recorded: there would be two truths."""
    for day in ("2564-01-31", "2564-02-28"):
        outcome = set_in(history.encode(), ["property", "done", "--date", day, "--evidence", "ประกาศ"])
        assert isinstance(outcome, InvalidData), outcome
        assert outcome.findings


@pytest.mark.parametrize(
    "wrong",
    [
        "property: ประกาศ",
        "property:\n  - status: done",
        "property:\n  - date: 2564-13-01\n    status: done",
        "property:\n  - date: 2564-01-31\n    statsu: done",
        "property:\n  - date: 2564-01-31\n    status: done\n    evidence: [{}]",
        "property:\n  - date: 2564-01-31\n    status: done\n  - ประกาศ",
        GOING + "property:\n  - date: 2564-02-28\n    status: done",
    ],
)
def test_only_what_concerns_a_measure(wrong: str) -> None:
    """Of a history's errors those of the measure's entries are shown, and not those of others before and after them."""
    before = "e-service:\n  - date: 2564-13-01\n    status: done\n"
    after = "gone:\n  - date: 2564-01-31\n    status: done\n"
    outcome = set_in((before + wrong + "\n" + after).encode(), ["property", "done", "--date", "2564-03-01"])
    assert isinstance(outcome, InvalidData), outcome
    lines = before.count("\n"), (before + wrong).count("\n") + 1
    assert outcome.findings
    assert all(lines[0] < error.span.line <= lines[1] for error in outcome.findings)


def test_many_errors_elsewhere_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys of the history are gone through a fixed number of times, not once for each error of other measures."""
    keys_read = 0

    def count(key: str) -> str:
        nonlocal keys_read
        keys_read += 1
        return key_text(key)

    monkeypatch.setattr(location, "key_text", count)
    entry = "\n  - date: 2564-01-31\n    status: in-progress\n"
    history = "".join(f"{name}:{entry}" for name in ["property", *(f"gone-{number}" for number in range(300))])
    recorded(history, "property", "done", "--date", "2564-02-28", "--evidence", "ก")
    assert keys_read < 10 * 300
