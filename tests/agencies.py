"""Provinces of random agencies with planted troubles: what a roll-up must say of each is known before it is asked."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import NamedTuple

from calling import call

AS_OF = dt.date(2021, 3, 31)
DUE = dt.date(2021, 2, 28)
TITLES = [f"{what}{of}" for what in ("ประกาศ", "อบรม", "เผยแพร่", "ตรวจสอบ") for of in ("งบประมาณ", "พัสดุ", "จริยธรรม")]
PLAN = """\
agency: {{name: {name}, district: {district}, province: จังหวัดทดสอบ}}
fiscal_year: {year}
memo: {{from: ก, phone: 0-4301-{number:04}, subject: ก, to: ก, section: ก, signed_by: {{name: ก, position: ก}}}}
units: [ก]
title: มาตรการ
monitoring: {{text: ติดตาม, due: {due}}}
measures:
{measures}"""
MEMO = """\
memo:
  from: สำนักงานจังหวัดทดสอบ
  phone: 0-4381-1234
  number: มค 0017.2/123
  to: ผู้ว่าราชการจังหวัดทดสอบ
  section: กลุ่มงานอำนวยการ
  signed_by: {name: นางสาวทดสอบ ตัวอย่าง, position: หัวหน้าสำนักงานจังหวัด}
  opinions: [{of: ผู้ว่าราชการ, name: นายตัวอย่าง ทดสอบ, position: ผู้ว่าราชการจังหวัดทดสอบ}]
"""
TROUBLES = ("missing", "empty", "broken", "other-year", "duplicate")


class Agency(NamedTuple):
    """An agency as it was planted."""

    path: str
    name: str
    district: str
    trouble: str = ""
    statuses: tuple[str, ...] = ()
    with_evidence: int = 0
    budget: int = 0
    last_entry: dt.date | None = None
    reported: bool = False
    overdue: int = 0


def be(day: dt.date) -> str:
    """Return a day as the files have it."""
    return f"{day.year + 543}-{day.month:02}-{day.day:02}"


def plant(folder: Path, number: int = 30, seed: int = 1, troubles: tuple[str, ...] = TROUBLES) -> list[Agency]:
    """Make agencies in a folder: first those with troubles, in random places, each other one with a random history."""
    chance = random.Random(seed)  # noqa: S311  no secret
    kinds = [*troubles, *[""] * (number - len(troubles))]
    chance.shuffle(kinds)
    kinds.sort(key=lambda kind: kind == "duplicate")  # it comes after the one that it repeats
    planted: list[Agency] = []
    for index, trouble in enumerate(kinds):
        path = folder / f"หน่วย งาน {index:03}"
        name, district = f"องค์การบริหารส่วนตำบลที่ {index}", f"อำเภอ{index % 3}"
        if trouble == "missing":
            planted.append(Agency(str(path), "", "", trouble))
            continue
        path.mkdir(parents=True)
        if trouble == "empty":
            planted.append(Agency(str(path), "", "", trouble))
            continue
        if trouble == "duplicate":
            name, district = next((each.name, each.district) for each in planted if not each.trouble)
        planted.append(_agency(path, Agency(str(path), name, district, trouble), index, chance))
    return planted


def _agency(path: Path, agency: Agency, index: int, chance: random.Random) -> Agency:
    """Write a project with random measures and entries; a fifth of the sound ones have recorded nothing."""
    titles = chance.sample(TITLES, chance.randint(3, len(TITLES)))
    is_silent = not agency.trouble and index % 5 == 4
    statuses, days, history, evidence, budget = [], [], [], 0, 0
    measures = []
    year = 2563 if agency.trouble == "other-year" else 2564
    due = DUE if year == 2564 else dt.date(2020, 3, 31)
    for number, title in enumerate(titles):
        baht = chance.choice((0, 1500, 20000))
        budget += baht
        measures.append(
            f"  - {{id: m-{number}, title: {title}, responsible: [ก]{f', budget: {baht}' if baht else ''}}}\n"
        )
        status = chance.choice(("not-started", "in-progress", "done", "done"))
        if is_silent:
            status = "not-started"
        statuses.append(status)
        if status == "not-started":
            continue
        day = dt.date(2020, 10, 1) + dt.timedelta(chance.randint(0, 180))
        if year == 2563:
            day = day.replace(year=2020, month=1, day=9)
        days.append(day)
        proof = chance.choice(("", ", evidence: [ประกาศ]")) if status == "done" else ""
        evidence += bool(proof)
        history.append(f"m-{number}:\n  - {{date: {be(day)}, status: {status}{proof}}}\n")
        # What comes after the day that is asked for is not known on it.
        history.append(f"  - {{date: 2564-05-0{1 + number % 9}, status: done}}\n" if year == 2564 else "")
    text = PLAN.format(
        name=agency.name, district=agency.district, year=year, number=index, due=be(due), measures="".join(measures)
    )
    if agency.trouble == "broken":
        text = text.replace("responsible: [ก]", "responsible: [ข]", 1)
    (path / "data").mkdir()
    (path / "data" / "measures.yaml").write_text(text, encoding="utf-8")
    (path / "data" / "status.yaml").write_text("".join(history), encoding="utf-8")
    return agency._replace(
        statuses=tuple(statuses),
        with_evidence=evidence,
        budget=budget,
        last_entry=max(days, default=None),
        reported=bool(days),
        overdue=sum(status != "done" for status in statuses),
    )


def province(folder: Path, memo: str = "", number: int = 30) -> tuple[str, list[Agency]]:
    """Plant agencies, one of each trouble, and return the file that lists them."""
    planted = plant(folder, number, 7)
    listed = folder / "agencies.yaml"
    paths = "".join(f"  - path: {Path(each.path).name}\n" for each in planted)
    listed.write_text(f"{memo}agencies:\n{paths}", encoding="utf-8")
    return str(listed), planted


def written(listed: str, output: Path, status: int = 1) -> Path:
    """Write the roll-up of a list as of the sixth month."""
    code, out, err = call("rollup", listed, "--year", "2564", "--round", "6", "-o", str(output), "--no-cache")
    assert (code, out) == (status, ""), err
    return output
