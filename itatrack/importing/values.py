"""Read the values in cells: lists, units, budgets, marks, statuses and days."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.importing.grid import BULLET, SOFT_BREAK, one_line
from itatrack.importing.headings import squeezed, status_of
from itatrack.model import amounts
from itatrack.model.number_kinds import NO_BUDGET
from itatrack.model.status import Status
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from itatrack.yamltext.edit.emitter import Data

MARKS: Final = "✓✔√☑☒✗✘✕●⬤■◉/xX"
_MARK: Final = r"(?:[✓✔√☑●⬤■◉]\ufe0f?|\(?[/✓✔√]\)|/(?!\w)|[xXP✗✘✕☒](?=\s|$))"
_OPEN_BOX: Final = r"[☐□○◯❏❑]|\(\s*\)|\[\s*\]"
_TICKED_BOX: Final = r"[☑☒✓✔√●◉■]|\(\s*[✓✔√/xX]\s*\)|\[\s*[✓✔√/xX]\s*\]"
_STATUS_ALONE: Final = (
    r"(ยังไม่|ไม่ได้|ยังไม่ได้)(เริ่ม)?(ดำเนินการ|ดำเนินงาน|เริ่ม)|(อยู่)?(ใน)?ระหว่าง(การ)?(ดำเนินการ|ดำเนินงาน|ทำ)?"
    r"|กำลัง(ดำเนินการ|ดำเนินงาน|ทำ)|(ได้)?(ดำเนินการ|ดำเนินงาน)?(ได้)?(แล้ว)?(เสร็จ|เรียบร้อย|สำเร็จ)(สิ้น|เรียบร้อย|สมบูรณ์)*(แล้ว)?"
    r"|(ได้)?(ดำเนินการ|ดำเนินงาน)แล้ว|ยกเลิก(แล้ว|มาตรการ|การดำเนินการ)?"
)
_FINISHED: Final = "แล้วเสร็จ|เรียบร้อยแล้ว|เสร็จเรียบร้อย|เสร็จสิ้น"
_EMPTY: Final = r"[-–—−_.…☐□ ]*|\(?-\)?|ไม่มีข้อมูล"
_BULLETS: Final = rf"[-–—*{BULLET}·▪●○◦➢➤✦❖\uf0b7o](?=\s|[ก-๙A-Z])\s*"
_NUMBERED: Final = r"\(?(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})*)(?:[.)]|(?<=\.[0-9]))\)?\s*(?![0-9%])"
_NO_BUDGET: Final = r"(ไม่|มิได้|ไม่ได้)(มีการ)?(มี|ใช้|ใช่|ต้องใช้)(จ่าย)?(งบประมาณ|งบ|เงินงบประมาณ)(ดำเนินการ|ในการดำเนินการ)?"
_UNIT: Final = (
    r"(?:สำนัก|กอง|ฝ่าย|งาน|ส่วน|กลุ่ม|ศูนย์|คณะ|หน่วย|แผนก|สถานี|โรงเรียน|โรงพยาบาล|ทุก|ปลัด|นายก|ผู้|หัวหน้า|นิติกร|นัก|เจ้า"
    r"|สถาบัน|ห้อง|ที่ทำการ)\S*"
)
_URL: Final = r"https?://[^\s<>\"]*[^\s<>\".,;:)\]]"


def is_empty(text: str) -> bool:
    """Check whether a cell says nothing: it is blank or has a dash."""
    return re.fullmatch(_EMPTY, one_line(text)) is not None


def items(text: str, *, with_empty: bool = False) -> tuple[list[str], bool]:
    """Return the items of a cell's list without their bullets and numbers, and whether that they are several is sure.

    Lines that begin with a bullet or with the next number begin an item, and other lines go on with it; where no line
    does, each paragraph is an item, and each line of a lone one. Items that are a dash count where their place tells
    what they belong to: `with_empty`.
    """
    if is_empty(text):
        return [], True
    lines = [line.strip() for line in re.split(f"[\n{SOFT_BREAK}]", text) if line.strip()]
    begins = _beginnings(lines)
    if any(begins):
        joined = list[str]()
        for line, beginning in zip(lines, begins, strict=True):
            bare = line[beginning:].strip() if beginning else line
            if beginning or not joined:
                joined.append(bare)
            else:
                joined[-1] = f"{joined[-1]} {bare}".strip()
        return [item for item in joined if item and (with_empty or not is_empty(item))], True
    paragraphs = [one_line(part) for part in text.split("\n") if part.strip()]
    parts = paragraphs if len(paragraphs) > 1 else lines
    return [part for part in parts if with_empty or not is_empty(part)], len(paragraphs) > 1 or len(lines) == 1


def _beginnings(lines: list[str]) -> list[int]:
    """Return for each line how long its bullet or number is; 0 where it goes on with the line before."""
    lengths = []
    expected = 1
    for line in lines:
        bullet = re.match(_BULLETS, line)
        number = re.match(_NUMBERED, line)
        if number and re.sub(".*[.]", "", number["number"]) == str(expected) and line[number.end() :].strip():
            lengths.append(number.end())
            expected += 1
        else:
            lengths.append(bullet.end() if bullet and line[bullet.end() :].strip() else 0)
    return lengths


def without_number(text: str) -> tuple[str, str]:
    """Return a text without the number or bullet that it begins with, and that number."""
    text = re.sub(f"^{_BULLETS}", "", text)
    match = re.match(_NUMBERED, text)
    return (text[match.end() :].strip(), match["number"]) if match and text[match.end() :].strip() else (text, "")


def units(text: str) -> list[str]:
    """Return the units that a cell names: parted by slashes, commas, lines and `และ` between blanks.

    A blank parts them where each part is called a unit, as persons have blanks in their names.
    """
    parts = [part for item in items(text)[0] for part in re.split(r"\s*[/,;]\s*|\s+และ\s+", item)]
    names: list[str] = []
    for part in filter(None, map(str.strip, parts)):
        words = part.split()
        names += words if len(words) > 1 and all(re.fullmatch(_UNIT, word) for word in words) else [part]
    return list(dict.fromkeys(without_number(name)[0] for name in names))


def budget(text: str) -> str | None:
    """Return a budget as the files write it, or None where the text is none alone."""
    line = one_line(text)
    if re.fullmatch(_NO_BUDGET, line.replace(" ", "").strip("()-")):
        return NO_BUDGET
    bare = re.sub(r"(\.\s?[-–—]|\s?[-–—]\.?)\s*(?=บาท|$)", "", line)
    bare = re.sub(r"^(งบประมาณ|จำนวน|จำนวนเงิน|รวม|ใช้งบประมาณ|วงเงิน)\s*:?\s*", "", bare).strip(" ()")
    bare = re.sub(r"\.?\s*(บาท(ถ้วน)?|บ\.)$", "", bare).strip()
    amount = amounts.money(bare)
    return None if amount is None else format(amount, "f")


def percent(text: str) -> str | None:
    """Return a percentage, or None where the text is none alone."""
    bare = re.sub(r"^ร้อยละ\s*|\s*(%|เปอร์เซ็นต์)$", "", one_line(text))
    number = amounts.percent(bare)
    return format(number, "f") if number is not None and 0 <= number <= 100 else None  # noqa: PLR2004


class Marked(NamedTuple):
    """A cell of a column that is ticked: whether it has a mark, and its other text."""

    is_marked: bool
    rest: str


def marked(text: str) -> Marked:
    """Return what a cell of a column for ticks says."""
    stripped = text.strip()
    match = re.match(_MARK, stripped)
    if match:
        return Marked(is_marked=True, rest=stripped[match.end() :].strip())
    end = re.search(rf"\s{_MARK}\s*$", stripped)
    if end:
        return Marked(is_marked=True, rest=stripped[: end.start()].strip())
    return Marked(is_marked=False, rest="" if is_empty(stripped) else stripped)


def chosen(text: str) -> str:
    """Return a cell's text, or of a list of boxes to tick what stands beside the ticked ones."""
    line = one_line(text)
    if not re.search(_OPEN_BOX, line):
        return text
    parts = re.split(rf"({_OPEN_BOX}|{_TICKED_BOX})", line)
    ticked = [
        words.strip(" ,;")
        for box, words in zip(parts[1::2], parts[2::2], strict=True)
        if re.fullmatch(_TICKED_BOX, box)
    ]
    return "\n".join(filter(None, ticked))


def status_words(text: str) -> tuple[Status | None, bool]:
    """Return the status that a text tells, and whether it says nothing but that."""
    bare = marked(one_line(text)).rest
    squeezed_text = squeezed(bare)
    if re.fullmatch(_STATUS_ALONE, squeezed_text):
        return status_of(bare), True
    status = status_of(re.split(r"[ (,:;]", bare)[0]) or status_of(bare)
    if status is None and re.search(_FINISHED, bare) and not re.search("ไม่|คาดว่า|จะ|หาก|เมื่อ", bare):
        return Status.DONE, False
    return status, False


def day(text: str) -> dt.date | None:
    """Return the day of a text, or None where it is none alone or could be another."""
    bare = re.sub(r"^(ภายใน|ณ|เมื่อ|ถึง|ตั้งแต่)\s*", "", one_line(text))
    bare = re.sub(r"^(วันที่|วัน)\s*", "", bare)
    read = calendar.parse_date(bare)
    if isinstance(read, dt.date):
        return read
    # A year of two digits, or one of the common era, is read where it can mean one thing only.
    is_sure = read.kind in {"form", "short-year", "common-era"} and read.other is None
    return read.meant if is_sure else None


def days_in(text: str) -> list[dt.date]:
    """Return the days that are written out in a text, in order."""
    months = "|".join(re.escape(name) for name in (*calendar.FULL_MONTHS, *calendar.SHORT_MONTHS))
    written = re.findall(
        rf"(?<![0-9])([0-9]{{1,2}})\s*({months})\s*(?:พ\.?\s*ศ\.?\s*)?([0-9]{{4}}|[0-9]{{2}})(?![0-9])", text
    )
    read = [day(" ".join(parts)) for parts in written]
    return [each for each in read if each]


def period(text: str) -> dict[str, str]:
    """Return a period: from day to day where it is written so, else its words."""
    line = one_line(text)
    if re.fullmatch(r"(ภายใน|ถึง)(วันที่)?\s*[0-9].*", line) and (last := day(line)):
        return {"to": calendar.iso(last)}
    ends = [day(end) for end in re.split(r"\s+(?:[-–—]|ถึง)\s+|(?<=[0-9])\s*(?:[-–—]|ถึง)\s*(?=[0-9]{1,2} )", line)]
    if len(ends) == 2 and ends[0] and ends[1] and ends[0] <= ends[1]:  # noqa: PLR2004
        return {"from": calendar.iso(ends[0]), "to": calendar.iso(ends[1])}
    return {"text": line}


def evidence(text: str) -> list[Data]:
    """Return the pieces of evidence of a cell; an address becomes one."""
    pieces: list[Data] = []
    for item in items(text)[0]:
        found = re.findall(_URL, item)
        rest = re.sub(_URL, "", item)
        for url in found:  # as a link shows it, without what every address begins with
            rest = rest.replace(re.sub("^https?://", "", url), "")
        rest = rest.strip(" ()[]:,")
        if len(found) == 1:
            pieces.append({"text": rest, "url": found[0]} if rest else {"url": found[0]})
        else:
            pieces += [{"url": url} for url in found] if found and not rest else [item]
    return pieces


def ticked(names: Iterable[str], marks: Collection[bool]) -> str:
    """Return which parts of a year are ticked, those that follow each other as a stretch."""
    stretches: list[list[str]] = []
    before = False
    for name, is_marked in zip(names, marks, strict=True):
        if is_marked and before:
            stretches[-1].append(name)
        elif is_marked:
            stretches.append([name])
        before = is_marked
    return ", ".join(f"{part[0]} - {part[-1]}" if len(part) > 1 else part[0] for part in stretches)
