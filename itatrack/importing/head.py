"""The plan's own values, from the letter around the tables, with placeholders for what it does not say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from itatrack.findings.message import Message, message
from itatrack.importing.letter import Letter, Signer, fiscal_year_of_day
from itatrack.scaffold import placeholders

if TYPE_CHECKING:
    from itatrack.importing.notes import Fields, Notes, Path

_MEMO: Final = (
    ("from", placeholders.FROM, "ส่วนราชการ"),
    ("phone", "", ""),
    ("email", "", ""),
    ("number", "", ""),
    ("subject", placeholders.SUBJECT, "เรื่อง"),
    ("to", placeholders.HEAD, "เรียน"),
    ("section", placeholders.SECTION, "งานหรือฝ่ายที่รายงาน"),
)


_REPORT: Final = r"(แบบ)?(ฟอร์ม)?(การ)?รายงาน(ผล|ความก้าวหน้า).{10,150}$"


def missing(what: str) -> Message:
    """Return the doubt about what the source does not say."""
    return message("not found in the source: {what}", what=what)


def plan_head(letter: Letter, title: str, notes: Notes) -> Fields:
    """Return the plan's values from the letter: agency, year, result, memo and title."""
    head: Fields = {"agency": _agency(letter, notes)}
    if letter.fiscal_year:
        head["fiscal_year"] = letter.fiscal_year
    elif letter.day:
        notes.doubt(
            (),
            message(
                "the plan's fiscal year is not named; by the date it may be {year}", year=fiscal_year_of_day(letter.day)
            ),
        )
    else:
        notes.doubt((), missing("ปีงบประมาณ"))
    if letter.assessment:
        head["assessment"] = dict(letter.assessment)
    head["memo"] = _memo(letter, notes)
    report = re.match(r"(?:แบบ)?(?:ฟอร์ม)?(?:การ)?(?:รายงาน|สรุป)?ผล.*?(?:ตาม|ของ)?((?:มาตรการ|แผน|โครงการ).*)", title)
    if report:
        notes.doubt(("title",), message("taken from {what}", what=title))
        title = re.sub(r"\s+ณ\s.*", "", report[1])
        # A word alone is no name.
        title = title if len(title) > len("มาตรการ") else ""
    of_subject = re.search("ตาม((?:มาตรการ|แผน).+)", letter.fields.get("subject", ""))
    if not title and of_subject:
        notes.doubt(("title",), message("taken from {what}", what="เรื่อง"))
        title = of_subject[1]
    head["title"] = title or placeholders.TITLE
    if not title:
        notes.doubt(("title",), missing("ชื่อแผน"))
    return head


def _agency(letter: Letter, notes: Notes) -> Fields:
    if not letter.agency:
        notes.doubt(("agency", "name"), missing("ชื่อหน่วยงาน"))
        return {"name": placeholders.AGENCY}
    return dict(letter.agency)


def _memo(letter: Letter, notes: Notes) -> Fields:
    memo: Fields = {}
    for key, placeholder, what in _MEMO:
        value = _without_running_number(letter, notes) if key == "number" else letter.fields.get(key, "")
        if key == "section" and value == letter.agency.get("name"):
            value = ""
        if not value and key == "section" and (value := _section(letter)):
            notes.doubt(("memo", key), message("taken from {what}", what="ส่วนราชการ"))
        if not value and key == "subject" and (value := _report_line(letter)):
            notes.doubt(("memo", key), message("taken from {what}", what=value))
        if not value and placeholder:
            notes.doubt(("memo", key), missing(what))
        if value or placeholder:
            memo[key] = value or placeholder
    if letter.refers_to:
        memo["refers_to"] = dict(letter.refers_to)
    if letter.fields.get("closing"):
        memo["closing"] = letter.fields["closing"]
    reporter = next((signer for signer in letter.signers if not signer.of), None)
    memo["signed_by"] = _signature(reporter or Signer("", "", ""), notes, ("memo", "signed_by"))
    others = [signer for signer in letter.signers if signer is not reporter]
    if others:
        memo["opinions"] = [_opinion(signer, notes, ("memo", "opinions", index)) for index, signer in enumerate(others)]
    return memo


def _without_running_number(letter: Letter, notes: Notes) -> str:
    number = letter.fields.get("number", "")
    code = re.fullmatch(r"(.*/)\s*[0-9]+", number)
    if code:
        notes.doubt(("memo", "number"), message("the old letter's running number is left out: {number}", number=number))
    return code[1] if code else number


def _report_line(letter: Letter) -> str:
    """Return the heading of a report that is no letter."""
    return next((re.sub("^แบบ(ฟอร์ม)?", "", line) for line in letter.left if re.match(_REPORT, line)), "")


def _section(letter: Letter) -> str:
    """Return the part of ส่วนราชการ before the agency's name."""
    name = letter.agency.get("name", "")
    before = letter.fields.get("from", "").partition(name)[0].strip() if name else ""
    return re.sub(r"\s*(แห่ง|ของ)$", "", before)


def _signature(signer: Signer, notes: Notes, path: Path) -> Fields:
    if not signer.name:
        notes.doubt((*path, "name"), missing("ชื่อผู้ลงนาม"))
    if not signer.position:
        notes.doubt((*path, "position"), missing("ตำแหน่งผู้ลงนาม"))
    return {"name": signer.name or placeholders.NAME, "position": signer.position or placeholders.POSITION}


def _opinion(signer: Signer, notes: Notes, path: Path) -> Fields:
    signature = _signature(signer, notes, path)
    of = signer.of or signer.position.partition("\n")[0]
    if not signer.of:
        notes.doubt((*path, "of"), message("it was not found whose opinion it is; the position is used"))
    return {"of": of or placeholders.POSITION, **signature}
