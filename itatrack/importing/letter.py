"""What the text around the tables says: the head of the letter, what it refers to, the result, and who signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from itatrack.importing.values import day, days_in
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_DOTS = r"[.…_]{3,}"
_LABEL = r"(?:^|(?<=\s))"
_AGENCY = (
    r"(?:เทศบาล(?:ตำบล|เมือง|นคร)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบต\.\s?|อบจ\.\s?|โรงเรียน|โรงพยาบาล|วิทยาลัย|มหาวิทยาลัย"
    r"|สำนักงาน(?:เขต|ปลัดกระทรวง|คณะกรรมการ|สาธารณสุขอำเภอ|สาธารณสุขจังหวัด)|กรม|กระทรวง|จังหวัด|อำเภอ|สถาบัน)"
)
_NAME_END = r"(?=\s|$|โทร|ว่าด้วย|ได้|มี|ใน|ประจำ|ปี|ที่|ตาม|[,.)(/0-9])"
_TITLES = r"\(?\s*(?:นาย|นาง|นางสาว|น\.ส\.|ว่าที่|ดร\.|ผศ\.|รศ\.|ศ\.|จ่า|สิบ|พัน|ร้อย|ดาบ|พล|แพทย์หญิง|พ\.ต|ร\.ต|จ\.ส|ส\.อ)"


class Signer(NamedTuple):
    """Who signs: whose opinion it is where it is one, the name and the position, empty where they were not found."""

    of: str
    name: str
    position: str


class Letter(NamedTuple):
    """What was found in the text of a letter; texts are empty and lists too where nothing was.

    Attributes:
        fields: the texts by the keys of the memo.
        day: the letter's date, and the text of one that was not read.
        as_of: the day that the result is of.
        fiscal_year: the plan's.
        assessment: the result that the plan rests on.
        agency: the name, the district and the province.
        signers: in order.
        left: the lines that were not taken whole.
    """

    fields: dict[str, str]
    day: dt.date | None
    unread_day: str
    as_of: dt.date | None
    fiscal_year: str
    assessment: dict[str, str]
    agency: dict[str, str]
    refers_to: dict[str, str]
    signers: list[Signer]
    left: list[str]


def letter_of(lines: Sequence[str]) -> Letter:
    """Return what the lines of a letter say, without those of its tables."""
    head, rest = _head(lines)
    signers, rest = _signers(rest)
    text = "\n".join(lines)
    written = head.pop("day", "")
    letter_day = day(written) if written else None
    kept: list[str] = []
    for line in rest:
        if re.match("จึงเรียนมาเพื่อ", line) and "closing" not in head:
            head["closing"] = line
        elif not re.fullmatch(rf"บันทึกข้อความ|[-–—. ]*[0-9]*[-–—. ]*|{_DOTS}", line):
            kept.append(line)
    head |= _section(text)
    return Letter(
        head,
        letter_day,
        "" if letter_day else written,
        _as_of(text, letter_day),
        _fiscal_year(head.get("subject", ""), kept),
        _assessment(text),
        _agency(head, text),
        _refers_to(text),
        signers,
        kept,
    )


def _head(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the fields of the letter's head, and the other lines."""
    found: dict[str, str] = {}
    rest = []
    labels = {"ส่วนราชการ": "from", "ที่": "number", "วันที่": "day", "เรื่อง": "subject", "เรียน": "to"}
    pattern = rf"^({'|'.join(labels)})(?:\s*:\s*|\s+|(?=[0-9.…_])|(?<=เรียน)(?=[ก-ฮ])|(?<=เรื่อง)(?=รายงาน))"
    for line in lines:
        # In one line stand number and date, or the agency and its telephone.
        bare = re.sub(_DOTS, " ", line).strip()
        parts = re.split(r"\s+(?=วันที่(?:\s|[0-9])|โทร(?:\.|ศัพท์|\s)|ไปรษณีย์อิเล็กทรอนิกส์|อีเมล)", bare)
        match = re.match(pattern, parts[0])
        name = labels.get(match[1]) if match else None
        if match is None or name is None or name in found or (name != "from" and _is_body(found, name)):
            rest.append(line)
            continue
        found[name] = parts[0][match.end() :].strip()
        for part in parts[1:]:
            key, value = _more(part)
            found.setdefault(key, value)
    return {key: value for key, value in found.items() if value}, rest


def _is_body(found: dict[str, str], name: str) -> bool:
    """Check whether a label can only begin a sentence here: a letter's head is over with the person addressed."""
    return "to" in found and name != "day"


def _more(part: str) -> tuple[str, str]:
    if part.startswith("วันที่"):
        return "day", part.removeprefix("วันที่").strip()
    if part.startswith("โทร"):
        return "phone", re.sub(r"^โทร(\.|ศัพท์)?\s*:?\s*", "", part)
    return "email", re.sub(r"^(ไปรษณีย์อิเล็กทรอนิกส์|อีเมล\S*)\s*:?\s*", "", part)


def _signers(lines: Sequence[str]) -> tuple[list[Signer], list[str]]:
    """Return who signs, in order, and the other lines.

    A name in brackets, or after a title, below a place to sign begins the lines of a signature.
    """
    signers: list[Signer] = []
    rest: list[str] = []
    of = ""
    index = 0
    while index < len(lines):
        line = re.sub(_DOTS, " ", lines[index]).strip()
        index += 1
        opinion = re.match(r"(?:[0-9]+[.)]\s*)?(?:ความเห็น(?:ของ)?|ความคิดเห็น(?:ของ)?|คำสั่ง(?:ของ)?)\s*(\S.*)?$", line)
        if opinion and len(line) < 120:  # noqa: PLR2004  a heading, not a sentence
            of = (opinion[1] or "").strip(" :-")
            continue
        reporter = re.match(rf"(?:ผู้รายงาน|ผู้จัดทำ|ผู้เสนอ)\s*:?\s*({_TITLES}.*)", line)
        if reporter:
            signers.append(Signer("", reporter[1].strip(), ""))
            continue
        is_name = re.fullmatch(rf"{_TITLES}[^()]{{3,60}}\)", line) is not None and line.startswith("(")
        if not is_name and not re.match(r"\(?\s*ลงชื่อ", line):
            rest.append(lines[index - 1])
            continue
        same = re.sub(r"^\(?\s*ลงชื่อ\s*\)?|ผู้รายงาน|ผู้จัดทำ|ผู้เสนอ", "", line).strip(" ()")
        name = line if is_name else f"({same})" if same and re.match(_TITLES, same) else ""
        if not name and index < len(lines) and re.match(rf"{_TITLES}|\(", re.sub(_DOTS, "", lines[index])):
            name = re.sub(_DOTS, "", lines[index]).strip()
            index += 1
        positions: list[str] = []
        while name and index < len(lines) and len(positions) < 3 and not _ends_signature(lines[index]):  # noqa: PLR2004
            positions.append(re.sub(r"^ตำแหน่ง\s*:?\s*", "", re.sub(_DOTS, " ", lines[index]).strip()))
            index += 1
        signers.append(Signer(of, name if name.strip("() ") else "", "\n".join(filter(None, positions))))
        of = ""
    return signers, rest


def _ends_signature(line: str) -> bool:
    return (
        re.match(rf"\(?\s*ลงชื่อ|ความเห็น|ความคิดเห็น|คำสั่ง|วันที่|[-–—]*\s*[0-9]|ทราบ|เรียน|{_DOTS}|\(", line) is not None
        or len(line) > 90  # noqa: PLR2004  a sentence, no position
    )


def _section(text: str) -> dict[str, str]:
    """Return who reports, by the sentences that a memo has for it."""
    match = re.search(r"^(?:ตามที่|ด้วย)\s*(.{4,120}?)\s*ได้(?:รายงาน|จัดทำ|ดำเนินการ|กำหนด|วิเคราะห์)", text, re.MULTILINE)
    return {"section": match[1]} if match else {}


def _as_of(text: str, letter_day: dt.date | None) -> dt.date | None:
    """Return the day that the result is of: the last that is named so, not after the letter's own."""
    days = [
        each
        for part in re.findall(r"(?:ณ\s*(?:วันที่)?|สิ้นสุด(?:วันที่)?|ถึงวันที่)\s*([^\n]{5,30})", text)
        for each in days_in(part)[:1]
    ]
    days = [each for each in days if letter_day is None or each <= letter_day]
    return max(days, default=letter_day)


def _fiscal_year(subject: str, lines: Sequence[str]) -> str:
    """Return the plan's fiscal year, where the subject or the short lines above the tables name one alone."""
    for texts in ([subject], [line for line in lines if len(line) < 200]):  # noqa: PLR2004  headings, no paragraphs
        years: set[str] = {
            year
            for text in texts
            if not re.search("ผลการประเมิน|ผลคะแนน", text) or "มาตรการ" in text[:30]
            for year in re.findall(r"(?:ปีงบประมาณ|งบประมาณ|ประจำปี)\s*(?:พ\.?\s*ศ\.?\s*)?(25[0-9]{2})", text)
        }
        if len(years) == 1:
            return years.pop()
    return ""


def _assessment(text: str) -> dict[str, str]:
    """Return the year, the score and the level of the ITA result, where one sentence has all three."""
    match = re.search(
        r"([^\n]*)(?:ค่าคะแนน|คะแนน)\S{0,12}\s*(?:คือ|เท่ากับ)?\s*([0-9]{1,3}(?:\.[0-9]+)?)(?:\s*คะแนน)?"
        r"[^\n]{0,30}?ระดับ\s*(?:คุณภาพ)?\s*\"?(A{1,2}|[B-F]|ผ่านดีเยี่ยม|ผ่านดี|ผ่าน|ต้องปรับปรุงโดยด่วน|ต้องปรับปรุง)",
        text,
    )
    # The year that is named last before the score: a sentence may begin with the plan's.
    years = re.findall(r"ปี\s*(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?\s*)?(25[0-9]{2})", match[1]) if match else []
    if match is None or not years or float(match[2]) > 100:  # noqa: PLR2004
        return {}
    found = {"fiscal_year": years[-1], "score": match[2], "level": match[3]}
    target = re.search(r"ปีงบประมาณ\s*(?:พ\.?\s*ศ\.?\s*)?(25[0-9]{2})\s*มีค่าคะแนน(?:ที่)?สูงขึ้น", text)
    return found | ({"target_fiscal_year": target[1]} if target else {})


def _agency(head: dict[str, str], text: str) -> dict[str, str]:
    """Return the agency's name, by the words that names of agencies begin with, and where it lies."""
    for place in (head.get("from", ""), head.get("to", ""), text):
        for match in re.finditer(rf"{_AGENCY}\S*?[ก-๎]{{2,}}?\S*?{_NAME_END}", place):
            name = re.sub(r"[ฯ,.:;]+$", "", match[0])
            where = re.search(rf"{re.escape(name)}\s+(?=[อจ])(อำเภอ\S+)?\s*(จังหวัด\S+)?", text)
            parts = {"name": name, "district": where and where[1], "province": where and where[2]}
            return {key: part for key, part in parts.items() if part}
    return {}


def _refers_to(text: str) -> dict[str, str]:
    """Return the earlier memo that is referred to."""
    match = re.search(
        r"(?:ไว้ใน)?(?:ข้อ\s*([0-9.]+)\s*)?ตามบันทึกข้อความ[^\n]{0,80}?เรื่อง\s*([^\n]+?)\s*(?:มีรายละเอียด|ดังนี้|นั้น|$)", text
    )
    if match is None:
        return {}
    return {"subject": match[2]} | ({"item": match[1]} if match[1] else {})


def fiscal_year_of_day(each: dt.date) -> str:
    """Return the fiscal year that a day lies in."""
    return str(calendar.fiscal_year(each))
