"""Slips of hand editing are fixed, and nothing else is changed."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from support import CASES, ROOT, TODAY
from yaml_library import every_text

from itatrack.project import every_file, load
from itatrack.recording.change import Change, make_change
from itatrack.recording.fix_all import FixAll
from itatrack.recording.undo import Undo, remembered
from itatrack.yamltext import loader
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from pathlib import Path

    from itatrack.project import Project

PLAN = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
HISTORY = (CASES / "base" / "status.yaml").read_text(encoding="utf-8")
NAMES = ("measures.yaml", "status.yaml")
FOLDERS = [
    *(ROOT / "examples" / name / "data" for name in ("school", "department")),
    ROOT / "data",
    *sorted(path for path in (CASES / "valid").iterdir() if path.is_dir()),
]
SAFE = {
    "nikhahit and aa": ("จัดทำ", "จัดทํา"),
    "two sara e": ("แนว", "เเนว"),
    "an invisible character": ("ประกาศ", "ประ\u200bกาศ"),
    "a byte order mark within": ("title: E", "\ufefftitle: E"),
    "a vertical tab": ("ประกาศลง", "ประกาศ\x07ลง"),
    "an embedding": ("E-Service", "\u202aE-Service\u202c"),
    "a space of Word": ("15 มีนาคม", "15\u00a0มีนาคม"),
    "spaces of Word before a key": ("    steps:\n      - เพิ่ม", "\u00a0\u00a0\u00a0\u00a0steps:\n      - เพิ่ม"),
    "spaces of Word before an item": ("      - เพิ่ม", "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0- เพิ่ม"),
    "a space of Word behind a colon": ("status: done", "status:\u00a0done"),
    "a tab before a key": ("    status: done", "\tstatus: done"),
    "a tab before the first item": ("      - เพิ่ม", "\t\t- เพิ่ม"),
    "a tab before the first key of a record": ("  from:", "\tfrom:"),
    "a tab behind a dash": ("  - date: 2564", "  -\tdate: 2564"),
    "long dashes": ("2564-03-31\n    status", "2564–03—31\n    status"),
}
UNSAFE = {
    "a key too deep": ("    title: E", "      title: E"),
    "a key not deep enough": ("    responsible: [กองคลัง]", "   responsible: [กองคลัง]"),
    "a key between others": ("  section:", "section:"),
    "the first key of a record": ("  from:", "from:"),
    "the first key of the file": ("agency: {", "   agency: {"),
    "the first item of a list": ("      - จัดทำแนวทางปฏิบัติ", "  - จัดทำแนวทางปฏิบัติ"),
    "the first item": ("  - id: property", "- id: property"),
    "a key in the record above": ("units: [", "  units: ["),
    "all measures in the record above": ("measures:\n", "  measures:\n"),
    "the keys of a record at the edge": ("  text: รายงานความก้าวหน้า\n  due:", "text: รายงานความก้าวหน้า\ndue:"),
    "a record that slipped out": ("  signed_by:", "signed_by:"),
    "no blank behind a colon": ("    title: E", "    title:E"),
    "no blank behind the first colon": ("- date: 2564", "- date:2564"),
    "a wide colon": ("title: E", "title：E"),
}
QUOTED = {
    "curly quotes": ("\n      - เพิ่มช่องทางบริการ", " [“เพิ่ม, แจ้ง”]", 'steps: ["เพิ่ม, แจ้ง"]'),
    "a text that is not closed": ("title: E-Service", 'title: "E-Service', 'title: "E-Service"\n'),
    "an item that is not closed": ("- เพิ่มช่องทางบริการ", "- 'เพิ่ม\n      - 'ทำ'", "- 'เพิ่ม'\n      - 'ทำ'\n"),
    "an item in brackets that is not closed": ("[กองคลัง]", '["กองคลัง]  # ก', '["กองคลัง"]  # ก\n'),
    "a text closed by another sign": ("title: E-Service", 'title: "E-Service”', 'title: "E-Service"\n'),
    "a value": ("title: E-Service", "title: ระยะที่ 1: เว็บ", 'title: "ระยะที่ 1: เว็บ"'),
    "an item": ("- เพิ่มช่องทาง", "- ข้อ 1: เพิ่มช่องทาง", '- "ข้อ 1: เพิ่มช่องทางบริการ"'),
    "and no blank": ("title: E-Service", "title:ระยะที่ 1: เว็บ", 'title: "ระยะที่ 1: เว็บ"'),
}  # fmt: skip


def read(texts: tuple[str, ...]) -> Project:
    """Load a project of two texts."""
    plan, history = (Document.read(name, text.encode()) for name, text in zip(NAMES, texts, strict=True))
    return reload(plan, history)


def reload(plan: Document, history: Document) -> Project:
    """Load a project of two documents, in which every file of evidence exists."""
    return load(plan, history, TODAY, every_file)


def change(texts: tuple[str, ...], *, unsafe: bool = False) -> Change:
    """Fix a project of two texts."""
    before = read(texts)
    outcome = make_change(FixAll(reload, with_unsafe=unsafe), *before.documents, TODAY, every_file)
    assert isinstance(outcome, Change)
    return outcome


def fixed(texts: tuple[str, ...], *, unsafe: bool = False) -> tuple[str, ...]:
    """Return two texts after they were fixed."""
    documents = change(texts, unsafe=unsafe).after.documents
    return tuple((document.content or b"").decode() for document in documents)


def slipped(text: str, typed: str) -> tuple[str, str]:
    """Return the base project with a slip."""
    assert text in PLAN + HISTORY
    return PLAN.replace(text, typed, 1), HISTORY.replace(text, typed, 1)


@pytest.mark.parametrize("slip", SAFE)
def test_safe(slip: str) -> None:
    """What can only have been meant otherwise is fixed, to the letter."""
    text, typed = SAFE[slip]
    if slip == "long dashes":
        text, typed = text.replace("\n    status", "\n    status: done"), typed.replace("status", "status: done")
    assert fixed(slipped(text, typed)) == (PLAN, HISTORY)


@pytest.mark.parametrize("slip", UNSAFE)
def test_unsafe(slip: str) -> None:
    """What is likely to be meant is fixed where that is asked for, and else left alone."""
    texts = slipped(*UNSAFE[slip])
    assert fixed(texts) == texts
    assert fixed(texts, unsafe=True) == (PLAN, HISTORY)


@pytest.mark.parametrize("slip", QUOTED)
def test_quotes(slip: str) -> None:
    """A text with a colon and a blank is put in quotes, and one that was opened with a quote is closed."""
    text, typed, meant = QUOTED[slip]
    texts = slipped(text, typed)
    assert fixed(texts) == texts
    plan, _ = fixed(texts, unsafe=True)
    assert meant in plan
    assert read((plan, HISTORY)).errors == []


def test_an_id_in_thai_digits() -> None:
    """An id is fixed in both files at once, and left where another measure has the right one already."""
    texts = PLAN.replace("id: property", "id: property-๒"), HISTORY.replace("property:", "property-๒:")
    assert fixed(texts) == tuple(text.replace("property-๒", "property-2") for text in texts)
    texts = texts[0].replace("id: e-service", "id: property-2"), texts[1]
    assert fixed(texts) == texts


def test_several_slips_of_a_text_that_cannot_be_read() -> None:
    """Slips are fixed one behind the other, though only the first of them can be seen."""
    texts = (
        PLAN.replace("title: ", "title:").replace("    resp", "\tresp").replace("การ", "กา\u200bร"),
        HISTORY.replace("    status: ", "\tstatus:\u00a0").replace("2564-03-31", "2564–03–31"),
    )
    assert fixed(texts, unsafe=True) == (PLAN, HISTORY)
    assert fixed(texts)[1] == HISTORY


def test_what_would_change_the_meaning_is_left() -> None:
    """An odd space before `#` does not become an ordinary one, for the rest of the text would be a comment."""
    texts = PLAN.replace("E-Service", "E\u00a0#Service"), HISTORY
    assert fixed(texts, unsafe=True) == texts
    texts = PLAN, HISTORY.replace("ประกาศลงวันที่ 15 มีนาคม", "url: https://example.go.th/สํา.pdf")
    assert fixed(texts) == texts


def test_bytes_around_it_stay() -> None:
    """Line ends and the byte order mark of a file stay as they are."""
    plan = "\ufeff" + PLAN.replace("\n", "\r\n")
    texts = plan.replace("แนว", "เเนว"), HISTORY
    assert fixed(texts) == (plan, HISTORY)


def test_undo() -> None:
    """What was fixed is undone as any change is, though errors come back."""
    texts = slipped(*SAFE["a tab before a key"])
    done = change(texts)
    outcome = make_change(Undo([remembered(done, "itatrack fix", "now")]), *done.after.documents, TODAY, every_file)
    assert isinstance(outcome, Change)
    assert [document.content for document in outcome.after.documents] == [text.encode() for text in texts]


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files are not changed at all, they are not fixed either."""
    monkeypatch.setattr(loader, "IS_C", False)
    before = read(slipped(*SAFE["two sara e"]))
    assert not isinstance(make_change(FixAll(reload), *before.documents, TODAY, every_file), Change)


def _zero_width(line: str, chance: random.Random) -> str:
    places = [match.start() for match in re.finditer("[ก-๙]", line)] if "://" not in line else []
    place = chance.choice(places) if places else None
    return line if place is None else line[:place] + chance.choice("\u200b\ufeff\u00ad") + line[place:]


def _shifted(line: str, chance: random.Random) -> str:
    columns = chance.choice([-1, 1, 2])
    return re.sub("^ *(?=[a-z_]+: +[^ |>])", lambda match: " " * (len(match[0]) + columns), line)


SLIPS = [
    (_zero_width, False),
    (lambda line, _: line.replace("ำ", "ํา") if "://" not in line else line, False),
    (lambda line, _: re.sub("(?<=[ก-๙]) (?=[ก-๙])", "\u00a0", line), False),
    (lambda line, _: re.sub(r"(25\d\d)-(\d\d)-(\d\d)(?=\r?$)", r"\1–\2–\3", line), False),
    (lambda line, _: re.sub("^ +", lambda match: "\u00a0" * len(match[0]), line), False),
    (lambda line, _: re.sub("^ +", lambda match: "\t" * (len(match[0]) // 2), line), False),
    (lambda line, _: re.sub(r"^( *-) ", "\\1\t", line), False),
    (lambda line, _: re.sub(r"^( *(?:- +)?[a-z_]+:) +(?=[^\s\[{\"'|>&#-])", r"\1", line), True),
    (_shifted, True),
]  # fmt: skip


def _random_slips(texts: list[str], chance: random.Random) -> tuple[list[str], dict[tuple[int, int], bool]]:
    """Return texts with up to three slips on lines of their own, and these lines."""
    slips: dict[tuple[int, int], bool] = {}
    for _ in range(chance.choice([1, 1, 2, 3])):
        number = chance.randrange(2)
        lines = texts[number].split("\n")
        place = chance.randrange(len(lines))
        make, is_unsafe = chance.choice(SLIPS)
        typed = lines[place] if lines[place].lstrip()[:1] in {"", "#"} else make(lines[place], chance)
        if (number, place) not in slips and typed != lines[place]:
            slips[number, place] = is_unsafe
            lines[place] = typed
            texts[number] = "\n".join(lines)
    return texts, slips


def _values(folder: Path, name: str) -> str:
    path = folder / name if (folder / name).exists() else CASES / "base" / name
    return path.read_bytes().decode("utf-8-sig")


@pytest.mark.slow
def test_random_slips() -> None:
    """Whatever is fixed in real files: lines without a slip stay or keep their values, as another reader reads them.

    Spelling and blanks come back to the letter. Where all lines with a slip came back, so did the whole file.
    """
    chance = random.Random(569)  # noqa: S311  the same slips at each run
    back = 0
    for _ in range(80):
        folder = chance.choice(FOLDERS)
        right = [_values(folder, name) for name in NAMES]
        texts, slips = _random_slips([*right], chance)
        safe, unsafe = (fixed((texts[0], texts[1]), unsafe=flag) for flag in (False, True))
        for number in range(2):
            lines, typed = right[number].split("\n"), texts[number].split("\n")
            for place, line in enumerate(safe[number].split("\n")):
                # Safe: each line is as it was typed or as it was before the slip.
                assert line in {lines[place], typed[place]}
            try:
                data = every_text(unsafe[number])
            except yaml.YAMLError:
                continue
            places = [place for where, place in slips if where == number]
            all_back = all(unsafe[number].split("\n")[place] == lines[place] for place in places)
            back += bool(places) and all_back
            if all_back:
                assert data == every_text(right[number])
    assert back > 30
