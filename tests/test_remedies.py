"""Every help is followed to the letter, and what comes of it is what was meant."""

from __future__ import annotations

import datetime as dt
import operator
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from clerk import LEFT_ALONE, follow
from support import CASES
from yaml_library import every_text

from itatrack.findings.message import ENGLISH
from itatrack.findings.reporters import concise
from itatrack.project import load
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from pathlib import Path

INVALID = sorted((CASES / "invalid").iterdir())
# Where the help asks to look for oneself: what a person then does.
_CLOSED = ("กองคลัง\n", "กองคลัง]\n")
BY_HAND: dict[str, list[tuple[str, str]]] = {
    "E106-bracket": [_CLOSED],
    "both-files-broken": [_CLOSED],
    "E106-merge-conflict": [
        ("<<<<<<< HEAD\n", ""),
        ("=======\n  - date: 2564-03-31\n", ""),
        (">>>>>>> theirs\n", ""),
    ],
    "E108-lost-head": [("#agency:", "agency:")],
    "E109-anchors": [("property: &first", "property:"), ("e-service: *first", "e-service: []")],
    "E110-deep": [("[" * 70, "["), ("]" * 70, "]")],
    "E204-key-is-a-list": [("? [property]\n: []", "property: []")],
    "E204-history-is-a-list": [("- property", "property: []")],
    "E204-wrong-kind": [
        ("agency: เทศบาลตำบลตัวอย่าง", "agency:\n  name: เทศบาลตำบลตัวอย่าง"),
        ("monitoring: []", "monitoring:\n  text: รายงาน"),
        ("e-service: done", "e-service:\n  - date: 2564-03-31\n    status: done"),
    ],
    "E204-item-below": [
        ("E-Service\n      - ข้อ 2", '"E-Service\n      - ข้อ 2"'),
        ("กองคลัง\n      - สำนักปลัด", "กองคลัง\n      , สำนักปลัด"),
        ("result: ผู้ใช้ 120 ราย", "result:\n      - ผู้ใช้ 120 ราย"),
    ],
    "W503-unit-twice": [("กองคลัง, สำนักปลัด]", "กองคลัง]"), ("[กองคลัง, กองคลัง]", "[กองคลัง]")],
    "E304-column": [("{heading: ก}", "{heading: ก, column: title}"), ("[statuses, zzz, months]", "[status]")],
    "E208-four-groups": [(", 1.1.1.1]", "]")],
    "E311-rows": [
        ("table: bs4", "table: plan"),
        ("finished", "done"),
        ("issue: ก, risk: สูงสุด, colour: แดง", "risk: สูง"),
        ("ปฎิทิน", "ปฏิทิน"),
    ],
    "E312-computed": [
        ("early, heading: ก่อน, kind: product, of: [likelihood, impact]", "impact, heading: ผลกระทบ, kind: number"),
        (
            "impact, heading: ผลกระทบ, kind: number}\n  - {name: score",
            "early, heading: ก่อน, kind: product, of: [likelihood, impact]}\n  - {name: score",
        ),
        ("[likelyhood]", "[likelihood, impact]"),
        ("kind: sum}", "kind: sum, of: [budget, spent]}"),
        ("kind: level, of: [impact]}", "kind: level, of: [impact], levels: [{name: ต่ำ, from: 1}]}"),
        ("[{name: สูง, from: 10}, {name: ต่ำ, from: 1}]", "[{name: ต่ำ, from: 1}, {name: สูง, from: 10}]"),
        (", of: impact}\n", "}\n"),
        ("    score: 12\n", ""),
        (", levels: [{name: สูง, from: 10}]}", "}"),
        (", each: [2563, 2564]}", "}"),
    ],
    "E201-part-of-a-series": [
        ("{2563: ไม่มีงบ, ๒๕๖๔: 10000, 2565: 5000}", "{2563: ไม่ใช้งบประมาณ, 2564: 10000}"),
        ("yearly: 10000", "yearly: {2564: 10000}"),
    ],
    "E302-unit-of-an-entry": [
        ("[กองคลงั]", "[กองคลัง]"),
        ("{from: 2564-03-01, to: 2564-01-31}", "{from: 2564-01-01, to: 2564-01-31}"),
        ("2584-03-31", "2564-03-31"),
        ("แปดพัน", "8000"),
    ],
    "E305-part-twice": [("[2563, 2564, 2563]", "[2563, 2564]")],
    "E313-switch": [
        (", E302: ไม่ใช้, W555: ไม่ใช้, w502: ไม่ใช้, ตรวจ: ไม่", ""),
        ("    responsible: [สำนักปลัด]\n", ""),
    ],
    "E314-group": [
        ("[กองช่าง]", "[กองคลัง]"),
        ("{from: 2564-03-31, to: 2564-01-01}", "{from: 2564-01-01, to: 2564-03-31}"),
        ("  - ด้านบุคคล\n", "  - ด้านอื่น\n"),
    ],
    "W531-no-such-rows": [("[กองคลัง, กองช่าง]", "[สำนักปลัด]")],
    "E212-digest": [(", sha256: 2cf24dba", "")],
    "E315-pin-without-file": [
        (", sha256: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", ""),
        (", copy: data/measures.yaml}\n      - {url", ", file: data/measures.yaml}\n      - {url"),
        (", file: data/status.yaml, copy", ", copy"),
    ],
    "W530-idle-switch": [("W515: เบิกจ่ายจากส่วนกลาง, ", "")],
    "edge-E304-own-tables": [
        ("  assessment: [title]", "  own_assessment: [title]"),
        ("ปฏิทิน: [title]", "calendar: [title]"),
        ("{title: ว่าง}", "{title: ว่าง, columns: [title]}"),
        ("รอบ 7 เดือน", "รอบ 6 เดือน"),
        ("[left, statuses]", "[left, status]"),
        ("[spend, left, title], page: wide", "[spent, budget], page: landscape"),
        ("{column: title, lines: [budget]}, {lines: [title]}", "{heading: ก, lines: [title, budget]}, budget"),
        ("group_totals: yes", "totals: budget, group_totals: yes"),
    ],
    "E409-period": [("{from: 2564-03-31, to: 2564-01-01}", "{from: 2564-01-01, to: 2564-03-31}")],
    "edge-E304-with-headings": [
        ("column: title, columns: [budget]", "columns: [title, budget]"),
        ("column: statuses", "column: status"),
    ],
    "two-slips-and-an-anchor": [("&a E-Service", "E-Service")],
    "one-slip-no-list": [
        ("signed_by: นางสาวตัวอย่าง ทดสอบ", "signed_by:\n    name: นางสาวตัวอย่าง\n    position: นักจัดการงานทั่วไป"),
        ("monitoring: ทุกไตรมาส", "monitoring:\n  text: ทุกไตรมาส"),
    ],
}
# Where what is right is not in the help and cannot be: order and doubles are for a person to judge.
JUDGED = {
    "E108-lost-head",
    "E203-duplicate-key",
    "E204-empty-plan",
    "E406-same-day",
    "W517-group-again",
    "edge-W505-beside-wrong-days",
    "edge-unread-group",
}
DAY = dt.date(2021, 3, 31)
PLAN = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
HISTORY = (CASES / "base" / "status.yaml").read_text(encoding="utf-8")
STEPS = "    steps:\n      - จัดทำแนวทางปฏิบัติ\n"
STEP = "      - เพิ่มช่องทางบริการ\n"
STEP_IN_QUOTES = '      - "เพิ่มช่องทางบริการ"\n'
TITLE = "    title: E-Service\n"
SECOND = "  - id: e-service\n"
UNITS = "    responsible: [กองคลัง]\n"
EVIDENCE = "      - ประกาศลงวันที่ 15 มีนาคม\n"
MEASURE = PLAN[PLAN.index(SECOND) :]
ENTRY = "  - date: 2564-03-31\n"
ADDRESS = "      - url: https://www.example.go.th/a%20b.pdf\n"
LATER = "property:\n  - date: 2564-02-28\n    status: in-progress\n"
IN_GROUP = f"{SECOND}    group: ด้านที่ 2\n"
DUE = f"{TITLE}    monitoring:\n      due: 2564-05-31\n      text: รายงาน\n"


class Slip(NamedTuple):
    """A slip in one of the two files: a text, what was typed in its place, and what was meant, if not the text.

    `kind` tells the clerk what it was, where the help cannot know.
    """

    text: str
    typed: str
    meant: str | None = None
    kind: str = ""
    in_history: bool = False


def of(text: str, typed: str, meant: str | None = None, kind: str = "") -> Slip:
    """Make a slip in the file that holds the text."""
    return Slip(text, typed, meant, kind, in_history=text in HISTORY)


def title(text: str, kind: str = "") -> Slip:
    """Make a slip of a title that YAML does not take as it stands."""
    quoted = text.replace("'", "''")
    return of(TITLE, f"    title: {text}\n", f"    title: '{quoted}'\n", kind)


def indented(line: str, by: int) -> Slip:
    """Make a slip of a line in the wrong column."""
    return of(line, (" " * by + line) if by > 0 else line[-by:])


def steps(*lines: str, meant: tuple[str, ...] = ("1. จัดทำ", "2. เผยแพร่")) -> Slip:
    """Make a slip of steps that were pasted as text."""
    return of(STEPS, "".join(lines), "    steps:\n" + "".join(f"      - {step}\n" for step in meant))


def day(text: str) -> Slip:
    """Make a slip of a date in another form."""
    return of(ENTRY, f"  - date: {text}\n")


def url(text: str, meant: str = "https://www.example.go.th/a%20b.pdf") -> Slip:
    """Make a slip of an address."""
    return of(EVIDENCE, f"      - url: {text}\n", f"      - url: {meant}\n")


def budget(text: str, meant: str) -> Slip:
    """Make a slip of an amount of money."""
    return of(TITLE, f"{TITLE}    budget: {text}\n", f"{TITLE}    budget: {meant}\n")


SLIPS = {
    "numbered lines": steps("    steps:\n      1. จัดทำ\n      2. เผยแพร่\n"),
    "numbered lines as a block": steps("    steps: |\n      1. จัดทำ\n      2. เผยแพร่\n"),
    "numbered lines below the key": steps("    steps:\n    1. จัดทำ\n    2. เผยแพร่\n"),
    "numbered in one line": steps("    steps: 1. จัดทำ 2. เผยแพร่\n"),
    "numbered with brackets": steps("    steps: (1) จัดทำ (2) เผยแพร่\n", meant=("(1) จัดทำ", "(2) เผยแพร่")),
    "numbered in Thai": steps("    steps:\n      ๑) จัดทำ\n      ๒) เผยแพร่\n", meant=("๑) จัดทำ", "๒) เผยแพร่")),
    "lines without dashes": steps("    steps:\n      จัดทำ\n      เผยแพร่\n", meant=("จัดทำ", "เผยแพร่")),
    "numbered lines in an item": steps("    steps:\n      - 1. จัดทำ\n        2. เผยแพร่\n"),
    "numbered in an item": steps("    steps:\n      - ๑. จัดทำ ๒. เผยแพร่\n", meant=("๑. จัดทำ", "๒. เผยแพร่")),
    "an item with a colon": of(STEPS, "    steps: [ข้อ 1: จัดทำ]\n", '    steps: ["ข้อ 1: จัดทำ"]\n'),
    "bullets": steps("    steps:\n      • จัดทำ\n      • เผยแพร่\n", meant=("จัดทำ", "เผยแพร่")),
    "long dashes": steps("    steps:\n      – จัดทำ\n      – เผยแพร่\n", meant=("จัดทำ", "เผยแพร่")),
    "wide dash": of(STEP, STEP.replace("-", "－")),
    "two units with a slash": of(UNITS, UNITS.replace("กองคลัง", "กองคลัง/สำนักปลัด"), UNITS.replace("]", ", สำนักปลัด]")),
    "two units with and": of(UNITS, UNITS.replace("กองคลัง", "กองคลังและสำนักปลัด"), UNITS.replace("]", ", สำนักปลัด]")),
    "two units with a wide comma": of(
        UNITS, UNITS.replace("กองคลัง", "กองคลัง，สำนักปลัด"), UNITS.replace("]", ", สำนักปลัด]")
    ),
    "two units as text": of(UNITS, "    responsible: กองคลัง, สำนักปลัด\n", UNITS.replace("]", ", สำนักปลัด]")),
    "two units as text with and": of(UNITS, "    responsible: กองคลัง และ สำนักปลัด\n", UNITS.replace("]", ", สำนักปลัด]")),
    "two units as an item": of(UNITS, "    responsible:\n      - กองคลัง/สำนักปลัด\n", UNITS.replace("]", ", สำนักปลัด]")),
    "all units as text": of("units: [สำนักปลัด, กองคลัง]", "units: สำนักปลัด และ กองคลัง"),
    "a unit as text": of(UNITS, "    responsible: กองคลัง\n"),
    "a unit misspelt": of(UNITS, UNITS.replace("กองคลัง", "กองคลงั")),
    "the same measure twice": Slip(
        HISTORY, HISTORY + LATER, HISTORY.replace(ENTRY, LATER[10:] + ENTRY), "", in_history=True
    ),
    "a key of an entry too deep": indented("    status: in-progress\n", 2),
    "a key of a measure too deep": indented(TITLE, 2),
    "a key behind a list too deep": indented(UNITS, 2),
    "a list's key too deep": indented(STEPS.split("\n", maxsplit=1)[0] + "\n", 2),
    "a key of the memo too deep": indented("  section: งานบริหารงานทั่วไป\n", 2),
    "a key of a measure too shallow": indented(TITLE, -1),
    "a key behind a list too shallow": indented(UNITS, -1),
    "an item too deep": indented(SECOND, 1),
    "an item too shallow": indented(SECOND, -1),
    "a key behind a record too deep": of("measures:\n", "  measures:\n"),
    "a tab": of(TITLE, "\t" + TITLE.strip() + "\n"),
    "a key that stands below another": of(TITLE, f"{TITLE}    due: 2564-05-31\n", DUE.replace("รายงาน", "ข้อความ")),
    "a capital": of("- id: e-service", "- Id: e-service"),
    "capitals": of("title: E-S", "TITLE: E-S"),
    "no blank after the colon": of("title: E-S", "title:E-S"),
    "a wide colon": of("title: E-S", "title：E-S"),
    "a wide colon and a blank": of("title: E-S", "title： E-S"),
    "a heading between measures": of(SECOND, f"  ด้านที่ 2\n{SECOND}", IN_GROUP),
    "a heading with a colon": of(SECOND, f"  ด้านที่ 2:\n{SECOND}", IN_GROUP),
    "a heading as an item": of(SECOND, f"  - ด้านที่ 2\n{SECOND}", SECOND),
    "a heading as an item with a colon": of(SECOND, f"  - ด้านที่ 2:\n{SECOND}", SECOND),
    "a heading at the edge": of(SECOND, f"ด้านที่ 2\n{SECOND}", IN_GROUP),
    "a value below its key, not far enough": of(TITLE, "    title:\n    E-Service\n"),
    "items without dashes, not far enough": of(STEPS, "    steps:\n    จัดทำแนวทางปฏิบัติ\n"),
    "the only item, at the edge": of(SECOND, "- id: e-service\n"),
    "the first key of a record": of("    name: (น", "  name: (น"),
    "a second line of a text": of(TITLE, f"{TITLE}    เพื่อประชาชน\n", "    title: E-Service เพื่อประชาชน\n"),
    "a second line at the edge": of(TITLE, f"{TITLE}เพื่อประชาชน\n", "    title: E-Service เพื่อประชาชน\n"),
    "two lines": of(TITLE, f"{TITLE}เพื่อประชาชน\n", '    title: "E-Service\\nเพื่อประชาชน\\n"\n', "two lines"),
    "a second line of an item": of(STEP, f"{STEP}      ออนไลน์\n", f"{STEP}      - ออนไลน์\n"),
    "a row of Markdown": of(
        SECOND,
        f"| 1 | สื่อสาร | ทำสื่อ | กองคลัง |\n{SECOND}",
        f"  - {{id: pasted, title: สื่อสาร, steps: [ทำสื่อ], responsible: [กองคลัง]}}\n{SECOND}",
    ),
    "a row of a table": of(
        SECOND,
        f"1\tสื่อสาร\tทำสื่อ\tกองคลัง\n{SECOND}",
        f"  - {{id: pasted, title: สื่อสาร, steps: [ทำสื่อ], responsible: [กองคลัง]}}\n{SECOND}",
    ),
    "no dash before an entry": of(ENTRY, ENTRY.replace("- ", "  ")),
    "no dash before evidence": of(EVIDENCE, "      text: ประกาศลงวันที่ 15 มีนาคม\n", EVIDENCE.replace("- ", "- text: ")),
    "an id in brackets": of("- id: e-service", "- id: [e-service]"),
    "a year with its era": of("fiscal_year: 2563", "fiscal_year: พ.ศ. ๒๕๖๓"),
    "a year with a word": of("fiscal_year: 2563", "fiscal_year: ปีงบประมาณ 2563"),
    "a year in wide digits": of("fiscal_year: 2563", "fiscal_year: ２５６３"),
    "a score with a word": of("score: 85.50", "score: ร้อยละ 85.50"),
    "a score with points": of("score: 85.50", "score: 85.50 คะแนน"),
    **{
        f"a date {text}": day(text)
        for text in (
            "2564–03–31",
            "2564‑03‑31",
            "2564—03—31",
            "2564−03−31",
            "31/3/2564",
            "31/3/2021",
            "2021-03-31",
            "31 มี.ค. 64",
            "ณ วันที่ 31 มีนาคม พ.ศ. 2564",
            "๓๑–๓–๒๕๖๔",
            "2564/3/31",
            "2564-31-03",
        )
    },
    **{
        f"an address {text}": url(text)
        for text in (
            "https://www.example.go.th/a b.pdf",
            "HTTPS://www.example.go.th/a%20b.pdf",
            "https:/www.example.go.th/a b.pdf",
            "<https://www.example.go.th/a%20b.pdf>",
            "https:\\\\www.example.go.th/a b.pdf",
            "https：//www.example.go.th/a%20b.pdf",
            "httpss://www.example.go.th/a%20b.pdf",
            "https:///www.example.go.th/a%20b.pdf",
        )
    },
    **{
        f"an amount {text}": budget(text, meant)
        for text, meant in (
            ("12,500.-", "12,500"),
            ("12500 บาทถ้วน", "12500"),
            ("฿500", "500"),
            ("จำนวน ๕๐๐ บาท", "๕๐๐"),
        )
    },
    **{
        f"a title {text}": title(text)
        for text in (
            "ข้อ 1: บริการ",
            "@บริการ",
            "%ร้อยละ 5",
            "`บริการ`",
            "*บริการ",
            "- บริการ",
            "? บริการ",
            "> 50",
            "ก: ข: ค",
            "บริการ:",
            '"ก" และ "ข"',
            "'ก' ข",
            "[ร่าง] บริการ",
        )
    },
    "a title with nested quotes": of(TITLE, '    title: "งาน "ก" ใหม่"\n', "    title: 'งาน \"ก\" ใหม่'\n"),
    "a title in curly quotes": of(TITLE, "    title: “ก: ข”\n", '    title: "ก: ข"\n'),
    **{
        f"the first item of a list {columns} columns in": of(STEPS, STEPS.replace("      - ", " " * columns + "- "))
        for columns in range(4)
    },
    "an item to the left of its list": of(STEPS, f"{STEPS}  - ก\n", f"{STEPS}      - ก\n"),
    "all items to the left of their list": of(STEPS, "    steps:\n  - ก\n  - ข\n", "    steps: [ก, ข]\n"),
    "the only entry's status between": Slip(
        HISTORY,
        HISTORY + "e-service:\n  - date: 2564-03-31\n  status: not-started\n",
        HISTORY + "e-service:\n  - date: 2564-03-31\n    status: not-started\n",
        in_history=True,
    ),
    "a due date that a measure does not have": of(
        TITLE, f"{TITLE}    due: 31 พ.ค. 64\n", DUE.replace("รายงาน", "ข้อความ")
    ),
    "curly quotes around a comma in brackets": of(
        STEPS, "    steps: [“จัดทำ, แจ้ง”, ก]\n", '    steps: ["จัดทำ, แจ้ง", ก]\n'
    ),
    "a curly quote that is closed by a straight one": of(TITLE, '    title: “E-Service"\n'),
    "a curly quote that is not closed": of(TITLE, "    title: E-Service”\n"),
    "a quote that is not opened": of(TITLE, '    title: E-Service"\n'),
    "a quote that is not closed": of(TITLE, '    title: "E-Service\n'),
    "a quote that is not closed above another": Slip(
        f"{TITLE}    steps:\n{STEP}",
        f'    title: "E-Service\n    steps:\n{STEP_IN_QUOTES}{STEP_IN_QUOTES}',
        f"{TITLE}    steps:\n{STEP}{STEP}",
    ),
    "a quote of an item that is not closed": steps(
        "    steps:\n      - 'จัดทำ\n      - 'เผยแพร่'\n", meant=("จัดทำ", "เผยแพร่")
    ),
    "a quote in brackets that is not closed": of(UNITS, '    responsible: ["กองคลัง]\n'),
    "a quote in brackets that is not closed before another": of(
        UNITS, '    responsible: ["กองคลัง, "สำนักปลัด"]\n', UNITS.replace("]", ", สำนักปลัด]")
    ),
    "a quote that is closed by that of a word processor": of(TITLE, '    title: "E-Service”\n'),
    "a lone dash for nothing": of(
        "    status: in-progress\n", "    status: in-progress\n    note: -\n", "    status: in-progress\n"
    ),
    "a lone dash as text": of("section: งานบริหารงานทั่วไป", "section: -", 'section: "-"', "text"),
    "two lines as one": of("from: สำนักปลัด\n  subject: รายงานผล\n", "from: สำนักปลัด  subject: รายงานผล\n"),
    "two lines as one with a comma": of(f"{ENTRY}    status: done\n", "  - date: 2564-03-31 status: done\n"),
    "a list's key at the end of a line": of(f"{TITLE}    steps:\n", "    title: E-Service    steps:\n"),
    "an entry at the end of a line": of(f"status: in-progress\n{ENTRY}", "status: in-progress - date: 2564-03-31\n"),
    "an id at the end of a line": of(
        f"    responsible: [สำนักปลัด]\n{SECOND}", f"    responsible: [สำนักปลัด] {SECOND.strip()}\n"
    ),
    "a record on the line of its key": of(
        "monitoring:\n  text: รายงานความก้าวหน้า\n", "monitoring: text: รายงานความก้าวหน้า\n"
    ),
    "a word with a colon in a title": of(
        TITLE, "    title: ระบบ e-office: ระยะที่ 1\n", '    title: "ระบบ e-office: ระยะที่ 1"\n', "text"
    ),
    "no colon after an id": of("property:\n", "property\n", None, "colon"),
    "no colon after a key": of(TITLE, "    title E-Service\n", None, "colon"),
    "an equals sign for a colon": of(TITLE, "    title = E-Service\n", None, "colon"),
    "no blank after the dash of an entry": of(ENTRY, ENTRY.replace("- ", "-")),
    "a key below a text": of(
        EVIDENCE,
        "      - ประกาศ\n        url: https://example.go.th\n",
        "      - text: ประกาศ\n        url: https://example.go.th\n",
    ),
    "a measure at the edge": of(MEASURE, MEASURE.replace("\n  ", "\n").removeprefix("  ")),
    "an entry's keys each with a dash": of(f"{ENTRY}    status: done\n", f"{ENTRY}  - status: done\n"),
    "a measure's keys each with a dash": of(MEASURE, re.sub("(?m)^    (?! )", "  - ", MEASURE)),
    "a tab after the dash": of(STEP, STEP.replace("- ", "-\t")),
    "a line with unusual spaces": of("    status: in-progress\n", "\u00a0\u00a0\u00a0\u00a0status: in-progress\n"),
    "long dashes that join items": of(
        "    evidence:\n",
        "    result:\n      — จัดทำ\n      — เผยแพร่\n    evidence:\n",
        "    result:\n      - จัดทำ\n      - เผยแพร่\n    evidence:\n",
    ),
    "an item below a list in brackets": of(
        "units: [สำนักปลัด, กองคลัง]\n", "units: [สำนักปลัด]\n  - กองคลัง\n", "units: [สำนักปลัด, กองคลัง]\n"
    ),
    "an item below the units of a measure": of(UNITS, f"{UNITS}      - สำนักปลัด\n", UNITS.replace("]", ", สำนักปลัด]")),
    "an item that is indented too far": of(
        STEPS, f"{STEPS}        - ก\n        - ข\n", f"{STEPS}      - ก\n      - ข\n"
    ),
    "two dashes before an item": of(STEP, STEP.replace("- ", "- - ")),
    "other signs before items": steps("    steps:\n      * จัดทำ\n      * เผยแพร่\n", meant=("จัดทำ", "เผยแพร่")),
    "another sign before the first item": of(
        "    evidence:\n",
        "    result:\n      ✓ จัดทำ\n      - เผยแพร่\n    evidence:\n",
        "    result:\n      - จัดทำ\n      - เผยแพร่\n    evidence:\n",
    ),
    "an unusual space after a colon": of("status: in-progress", "status:\u00a0in-progress"),
    "an unusual space after a title's colon": of("title: E-S", "title:\u00a0E-S"),
    "a wide key": of("    status: in-progress", "    ｓｔａｔｕｓ: in-progress"),
    "two items as one": steps("    steps:\n      - จัดทำ      - เผยแพร่\n", meant=("จัดทำ", "เผยแพร่")),
    "no blank after a colon in braces": of("{name: เทศบาลตำบลตัวอย่าง}", "{name:เทศบาลตำบลตัวอย่าง}"),
    "the mark of a block of code": of(HISTORY, f"```yaml\n{HISTORY}"),
    "a numbered unit": of(UNITS, UNITS.replace("กองคลัง", "1. กองคลัง")),
    "a lone dash for an entry": of(ENTRY, f"  -\n{ENTRY}", ENTRY),
    "a year of two digits with its era": of("fiscal_year: 2563", "fiscal_year: พ.ศ. ๖๓"),
    "a year of the other era with its name": of("fiscal_year: 2563", "fiscal_year: ค.ศ. 2020"),
    **{
        f"an id {text}": of("- id: e-service", f"- id: {text}")
        for text in ("E-Service", "e service", "e_service", "e.service", "-e-service-", "E--SERVICE")
    },
    "a status with a capital": of("status: done", "status: Done"),
    "a status in Thai": of("status: done", "status: ดำเนินการเสร็จเรียบร้อยแล้ว"),
}
SLIPS["a removed measure"] = Slip(
    HISTORY,
    HISTORY + "e-service-2:\n  - {date: 2564-03-31, status: done, evidence: [ก]}\n",
    HISTORY,
    "removed",
    in_history=True,
)
SLIPS["a removed measure that is named like another"] = Slip(
    HISTORY,
    HISTORY + "e-servise:\n  - {date: 2564-03-31, status: done, evidence: [ก]}\n",
    HISTORY,
    "removed",
    in_history=True,
)


def fixed(plan: str, history: str, kind: str = "") -> tuple[str, str]:
    """Return both files after the help of the first finding was followed, again and again, until there is none."""
    texts = {"measures.yaml": plan, "status.yaml": history}
    for _ in range(30):
        files = [Document.read(name, text.encode()) for name, text in texts.items()]
        findings = [one for one in load(*files, DAY, lambda *_: True).findings if one.code not in LEFT_ALONE]
        if not findings:
            return texts["measures.yaml"], texts["status.yaml"]
        first = findings[0]
        texts[first.span.path] = follow(first, texts[first.span.path], kind)
    raise AssertionError(f"for ever: {concise([first], ENGLISH)}{texts[first.span.path]}")


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_fixed_by_its_help(slip: Slip) -> None:
    """Whoever follows the help has the data that was meant: nothing is lost, moved or made one."""
    source = HISTORY if slip.in_history else PLAN
    assert slip.text in source
    typed = source.replace(slip.text, slip.typed, 1)
    meant = source.replace(slip.text, slip.text if slip.meant is None else slip.meant, 1)
    found = fixed(PLAN, typed, slip.kind) if slip.in_history else fixed(typed, HISTORY, slip.kind)
    assert typed not in found
    expected = (PLAN, meant) if slip.in_history else (meant, HISTORY)
    assert [*map(every_text, found)] == [*map(every_text, expected)]


KEPT = r"(?<![\w-])(?:id|date) *:"


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_a_case_of_the_corpus_is_fixed_by_its_help(case: Path) -> None:
    """Every project of the corpus has no finding left after the help of each was followed; no record is lost."""
    texts = []
    for name in ("measures.yaml", "status.yaml"):
        file = case / name if (case / name).exists() else CASES / "base" / name
        if (case / f"{name}.missing").exists():
            pytest.skip("a file that is not there is made by hand")
        try:
            texts.append(file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError:
            pytest.skip("a file in another encoding is saved anew by its program")
    if case.name in JUDGED:
        pytest.skip("a person judges what is right")
    for old, new in BY_HAND.get(case.name, ()):
        assert any(old in text for text in texts)
        texts = [text.replace(old, new) for text in texts]
    before = [len(re.findall(KEPT, text)) for text in texts]
    after = [len(re.findall(KEPT, text)) for text in fixed(*texts)]
    assert [*map(operator.le, before, after)] == [True, True]
