"""Correcting and taking away entries: what is named changes, in any layout, and nothing else."""

from __future__ import annotations

import copy
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from histories import DAYS, IDS, PLAN, TEXTS, blocks, read, written
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from support import TODAY

from itatrack.model.status import Status
from itatrack.project import every_file
from itatrack.recording.change import Change, make_change
from itatrack.recording.entry_changes import ALL, EntryRemoval, EntryUpdate
from itatrack.recording.refusal import (
    AmbiguousEvidence,
    BeforeFiscalYear,
    DuplicateEntry,
    EditRefused,
    InvalidData,
    InvalidResult,
    NoEntry,
    Refusal,
    UnknownEvidence,
    UnknownIds,
)
from itatrack.thai import calendar
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from itatrack.recording.change import ChangeRequest

PATH = "data/status.yaml"


def day(text: str) -> dt.date:
    """Return a day of the Buddhist era."""
    found = calendar.parse_iso(text)
    assert isinstance(found, dt.date)
    return found


def apply(history: str, request: ChangeRequest, plan: str = PLAN) -> Change | Refusal:
    """Make a change of a history."""
    documents = Document.read("data/measures.yaml", plan.encode()), Document.read(PATH, history.encode())
    return make_change(request, *documents, TODAY, every_file)


def changed(history: str, request: ChangeRequest, plan: str = PLAN) -> str:
    """Return a history after a change that must be made."""
    outcome = apply(history, request, plan)
    assert isinstance(outcome, Change), outcome
    return (outcome.after.history_document.content or b"").decode()


HISTORY = """\
# ประวัติ

alpha:
  # เริ่มงาน
  - date: 2564-01-05  # วันประชุม
    status: in-progress
    evidence:
      - บันทึกการประชุม  # อยู่ในแฟ้ม
      - {url: https://example.go.th/a, text: ภาพถ่าย}
      - คำสั่ง
    note: รอ

  - date: 2564-02-05
    status: done
    result: [ก, ข]

# ต่อไป
beta:
  - {date: ๒๕๖๔-๐๒-๐๕, status: done, evidence: [ประกาศ]}
"""


def lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that are gone and those that are new."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("request_", "gone", "new"),
    [
        (EntryUpdate("alpha", None, Status.IN_PROGRESS), ["    status: done"], []),
        (EntryUpdate("alpha", DAYS[0], values={"note": None}), ["    note: รอ"], []),
        (
            EntryUpdate("alpha", DAYS[0], values={"note": "ยุติ: แล้ว"}),
            ["    note: รอ"],
            ["    note: 'ยุติ: แล้ว'"],
        ),
        (
            EntryUpdate("alpha", DAYS[0], evidence=("บันทึก",), removed_evidence=("บันทึกการประชุม",)),
            ["      - บันทึกการประชุม  # อยู่ในแฟ้ม"],
            ["      - บันทึก  # อยู่ในแฟ้ม"],
        ),
        (
            EntryUpdate("alpha", DAYS[0], removed_evidence=("https://example.go.th/a",)),
            ["      - {url: https://example.go.th/a, text: ภาพถ่าย}"],
            [],
        ),
        (
            EntryUpdate("alpha", DAYS[0], removed_evidence=ALL),
            [
                "    evidence:",
                "      - บันทึกการประชุม  # อยู่ในแฟ้ม",
                "      - {url: https://example.go.th/a, text: ภาพถ่าย}",
                "      - คำสั่ง",
            ],
            [],
        ),
        (EntryUpdate("alpha", values={"result": "ค"}), ["    result: [ก, ข]"], ["    result: [ค]"]),
        (EntryUpdate("alpha", values={"result": None}), ["    result: [ก, ข]"], []),
        (
            EntryUpdate("alpha", values={"steps": ["ก", "ข"]}),
            [],
            ["    steps: [ก, ข]"],
        ),
        (
            EntryUpdate("beta", to_date=day("2564-02-07"), values={"progress": "90"}),
            ["  - {date: ๒๕๖๔-๐๒-๐๕, status: done, evidence: [ประกาศ]}"],
            ["  - {date: ๒๕๖๔-๐๒-๐๗, status: done, progress: 90, evidence: [ประกาศ]}"],
        ),
        (
            EntryUpdate("beta", evidence=({"url": "https://example.go.th/b"},), removed_evidence=("ประกาศ",)),
            ["  - {date: ๒๕๖๔-๐๒-๐๕, status: done, evidence: [ประกาศ]}"],
            ["  - {date: ๒๕๖๔-๐๒-๐๕, status: done, evidence: [{url: 'https://example.go.th/b'}]}"],
        ),
        (EntryRemoval("beta", day("2564-02-05")), HISTORY.splitlines()[-3:], []),
    ],
    ids=range(12),
)
def test_a_correction(request_: ChangeRequest, gone: list[str], new: list[str]) -> None:
    """Only what is named changes, and comments beside what stays stay."""
    assert lines(HISTORY, changed(HISTORY, request_)) == (gone, new)


def test_an_entry_that_gets_another_date_moves_with_its_comments() -> None:
    """The entries stay in the order of their dates."""
    after = changed(HISTORY, EntryUpdate("alpha", DAYS[0], to_date=day("2564-02-20"), values={"note": None}))
    assert after == HISTORY.replace(
        HISTORY[HISTORY.index("  # เริ่มงาน") : HISTORY.index("  - date: 2564-02-05")], ""
    ).replace(
        "    result: [ก, ข]\n",
        "    result: [ก, ข]\n\n"
        + HISTORY[HISTORY.index("  # เริ่มงาน") : HISTORY.index("    note: รอ")].replace("2564-01-05", "2564-02-20"),
    )


def test_the_last_entry_goes_with_its_key() -> None:
    """A measure without entries has no key in the history, and a history may be left without any."""
    assert "alpha" not in changed(changed(HISTORY, EntryRemoval("alpha", DAYS[0])), EntryRemoval("alpha", DAYS[3]))
    only = "# หัวไฟล์\n\nalpha:\n  - date: 2564-01-05\n    status: done\n    evidence: [ก]\n"
    assert changed(only, EntryRemoval("alpha", DAYS[0])) == "# หัวไฟล์\n"
    assert read(changed("{alpha: [{date: 2564-01-05, status: done}]}", EntryRemoval("alpha", DAYS[0])).encode()) == {}


PLAN_WITH_MORE = PLAN.replace(
    "title: ก\nmeasures:\n",
    "title: ก\ncolumns: [{name: joined, heading: ผู้เข้าร่วม, kind: number}, {name: seen_on, heading: วันที่, kind: date}]\n"
    "measures:\n",
).replace("id: alpha, title: ก,", "id: alpha, title: ก, indicators: [{name: ร้อยละ, target: ร้อยละ 80}, จำนวน],")
WITH_MORE = """\
alpha:
  - date: 2564-01-05
    status: done
    evidence: [ก]
    indicators:
      - {name: 1, result: 70}  # เบื้องต้น
    joined: 40
"""


@pytest.mark.parametrize(
    ("update", "gone", "new"),
    [
        (EntryUpdate("alpha", values={"joined": "45"}), ["    joined: 40"], ["    joined: 45"]),
        (EntryUpdate("alpha", values={"joined": None}), ["    joined: 40"], []),
        (EntryUpdate("alpha", values={"seen_on": "2564-01-04"}), [], ["    seen_on: 2564-01-04"]),
        (
            EntryUpdate("alpha", indicators={"ร้อยละ": "85"}),
            ["      - {name: 1, result: 70}  # เบื้องต้น"],
            ["      - {name: 1, result: 85}  # เบื้องต้น"],
        ),
        (EntryUpdate("alpha", indicators={"จำนวน": "3 คน"}), [], ["      - {name: จำนวน, result: 3 คน}"]),
        (
            EntryUpdate("alpha", indicators={"1": ""}),
            ["    indicators:", "      - {name: 1, result: 70}  # เบื้องต้น"],
            [],
        ),
    ],
    ids=range(6),
)
def test_columns_and_indicators(update: EntryUpdate, gone: list[str], new: list[str]) -> None:
    """The agency's own columns and the results of indicators are corrected as other keys are."""
    assert lines(WITH_MORE, changed(WITH_MORE, update, PLAN_WITH_MORE)) == (gone, new)


@pytest.mark.parametrize(
    ("history", "request_", "refusal"),
    [
        (HISTORY, EntryUpdate("gamma", values={"note": "ก"}), NoEntry("gamma", None, [])),
        (HISTORY, EntryRemoval("beta", DAYS[0]), NoEntry("beta", DAYS[0], [day("2564-02-05")])),
        (HISTORY, EntryUpdate("zeta", values={"note": "ก"}), UnknownIds(["zeta"], IDS)),
        (HISTORY, EntryUpdate("alpha", DAYS[0], to_date=day("2564-02-05")), DuplicateEntry("alpha", day("2564-02-05"))),
        (HISTORY, EntryUpdate("beta", removed_evidence=("ประกาส",)), UnknownEvidence(["ประกาส"], ["ประกาศ"])),
    ],
    ids=range(5),
)
def test_what_is_refused(history: str, request_: ChangeRequest, refusal: Refusal) -> None:
    """What is not there is not corrected."""
    assert apply(history, request_) == refusal


NAMESAKES = """\
alpha:
  - date: 2564-02-01
    status: done
    evidence:
      - a.pdf
      - {file: a.pdf}
      - {text: ภาพ, url: https://example.go.th/a}
      - {text: ภาพ, url: https://example.go.th/b}
      - {text: ปก, url: https://example.go.th/c}
      - ปก
"""


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("text=a.pdf", "      - a.pdf"),
        ("file=a.pdf", "      - {file: a.pdf}"),
        ("ปก", "      - ปก"),
        ("https://example.go.th/b", "      - {text: ภาพ, url: https://example.go.th/b}"),
        ("a.pdf", AmbiguousEvidence("a.pdf", ["text=a.pdf", "file=a.pdf"])),
        ("ภาพ", AmbiguousEvidence("ภาพ", ["url=https://example.go.th/a", "url=https://example.go.th/b"])),
    ],
)
def test_evidence_of_the_same_name(name: str, outcome: str | Refusal) -> None:
    """The evidence that is meant goes and no other; where that is not clear, the refusal says how each is named."""
    update = EntryUpdate("alpha", removed_evidence=(name,))
    if isinstance(outcome, str):
        assert lines(NAMESAKES, changed(NAMESAKES, update)) == ([outcome], [])
    else:
        assert apply(NAMESAKES, update) == outcome


def test_a_date_before_the_fiscal_year_is_refused() -> None:
    """An entry is not moved to where it would not count."""
    plan = PLAN.replace("title: ก\nmeasures", "title: ก\nfiscal_year: 2564\nmeasures")
    assert isinstance(apply(HISTORY, EntryUpdate("beta", to_date=day("2563-09-30")), plan), BeforeFiscalYear)


def test_an_error_in_the_entries_is_fixed_first() -> None:
    """Nothing is corrected beside an error in the entries of the measure, and no correction brings one."""
    assert isinstance(apply(HISTORY.replace("done", "dnoe"), EntryRemoval("alpha", DAYS[0])), InvalidData)
    assert isinstance(apply(HISTORY, EntryUpdate("alpha", values={"joined": "1"})), InvalidResult)


def test_a_layout_that_cannot_be_edited_is_left() -> None:
    """Where a comment between brackets would be lost, the finding says which measure to change by hand."""
    history = "alpha: [{date: 2564-01-05, status: done, # แล้ว\n  note: ก, result: ข}]\n"
    outcome = apply(history, EntryUpdate("alpha", values={"note": None}))
    assert isinstance(outcome, EditRefused)
    assert outcome.finding.values["ids"] == "alpha"


KEYS = st.fixed_dictionaries(
    {},
    optional={
        "note": TEXTS | st.none(),
        "result": TEXTS | st.none(),
        "progress": st.integers(0, 100).map(str),
        "steps": st.lists(TEXTS, min_size=1, max_size=2, unique=True),
    },
)


@st.composite
def corrections(draw: st.DrawFn) -> tuple[dict[str, Any], str, EntryUpdate | EntryRemoval]:
    """Return a history as data and as text, and a correction of an entry that it has."""
    data, text = draw(written())
    names = [name for name, entries in data.items() if entries]
    assume(names)
    name = draw(st.sampled_from(names))
    entry = draw(st.sampled_from(data[name]))
    if draw(st.booleans()) and draw(st.booleans()):
        return data, text, EntryRemoval(name, day(entry["date"]))
    free = [date for date in DAYS if calendar.iso(date) not in {other["date"] for other in data[name]}]
    removed = draw(st.lists(st.sampled_from(entry.get("evidence") or ["-"]), max_size=2, unique=True))
    return (
        data,
        text,
        EntryUpdate(
            name,
            day(entry["date"]),
            draw(st.none() | st.sampled_from(Status)),
            draw(st.none() | st.sampled_from(free)),
            draw(KEYS),
            tuple(draw(st.lists(TEXTS, max_size=2, unique=True))),
            draw(st.sampled_from([(), tuple(removed) if "evidence" in entry else (), ALL])),
        ),
    )


def expected(data: dict[str, Any], change: EntryUpdate | EntryRemoval) -> dict[str, Any]:
    """Return the data as it is to be, worked out without any YAML."""
    result = copy.deepcopy(data)
    entries = result[change.id]
    entry = next(entry for entry in entries if entry["date"] == calendar.iso(change.date or TODAY))
    if isinstance(change, EntryRemoval):
        entries.remove(entry)
        return {name: found for name, found in result.items() if found or data[name] == found}
    evidence = entry.pop("evidence", [])
    kept = [text for text in evidence if change.removed_evidence is not ALL and text not in change.removed_evidence]
    new = [text for text in change.evidence if text not in kept]
    first = min((index for index, text in enumerate(evidence) if text not in kept), default=len(evidence))
    both = [*kept[:first], *new, *kept[first:]]
    stated = {"date": calendar.iso(change.to_date) if change.to_date else None, "evidence": both}
    stated["status"] = change.status.code if change.status else None
    entry |= {key: value for key, value in stated.items() if value}
    for key, value in change.values.items():
        if value is None:
            entry.pop(key, None)
        elif isinstance(entry.get(key), list) and isinstance(value, str):
            entry[key] = [value]
        else:
            entry[key] = value
    entries.sort(key=lambda other: other["date"])
    return result


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(corrections())
def test_only_what_is_wanted_changes(case: tuple[dict[str, Any], str, EntryUpdate | EntryRemoval]) -> None:
    """The data is as worked out without YAML, other measures keep every line, and the second time nothing changes."""
    data, text, change = case
    assume(read(text.encode()) == data)
    outcome = apply(text, change)
    if isinstance(outcome, EditRefused):
        assert "[" in text or "{" in text
        return
    assert isinstance(outcome, Change), outcome
    content = outcome.after.history_document.content or b""
    assert read(content) == expected(data, change)
    others = set(data) - {change.id}
    assert {name: blocks(content.decode())[name] for name in others} == {name: blocks(text)[name] for name in others}
    if isinstance(change, EntryUpdate):
        date = change.to_date or change.date
        again = apply(content.decode(), change._replace(date=date, removed_evidence=(), evidence=()))
        assert isinstance(again, Change)
        assert again.diff == ""
