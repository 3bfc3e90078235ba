"""The files of a new project: an agency begins with them and changes them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from itatrack.thai import calendar
from itatrack.yamltext.edit.writing import scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = Path(__file__).parent
_WHOLE_YEAR = 12
# What stands for words that nobody was asked for.
PLACEHOLDERS = ("(ตำแหน่งหัวหน้าหน่วยงาน)", "(ชื่อ นามสกุล)", "(ตำแหน่ง)", "(ชื่อมาตรการแรก)", "(ขั้นตอนแรก)")
# The title of an agency's head by the word that its name begins with.
_HEADS = {
    "เทศบาล": "นายกเทศมนตรี",
    "องค์การบริหารส่วน": "นายก",
    "จังหวัด": "ผู้ว่าราชการ",
    "อำเภอ": "นาย",
    "โรงเรียน": "ผู้อำนวยการ",
    "โรงพยาบาล": "ผู้อำนวยการ",
    "มหาวิทยาลัย": "อธิการบดี",
    "กรม": "อธิบดี",
}


class Answers(NamedTuple):
    """What is asked for a new project; the year is a fiscal year of the Buddhist era."""

    agency: str
    section: str
    fiscal_year: int


def data_files(answers: Answers) -> dict[str, bytes]:
    """Give plan and history of a new project, with a first measure to be changed: a project without findings."""
    plan = _read("measures.yaml").decode()
    values: Mapping[str, str] = {
        "agency": answers.agency,
        "section": answers.section,
        "from": f"{answers.section} {answers.agency}",
        "to": head_of(answers.agency),
        "fiscal_year": str(answers.fiscal_year),
        "last_year": str(answers.fiscal_year - 1),
        "last_day": calendar.iso(calendar.fiscal_month_end(answers.fiscal_year, _WHOLE_YEAR)),
    }
    # Years and days stand bare, as everywhere in the files.
    written = {
        name: value if name.endswith(("year", "day")) else scalar(value, flow=False) for name, value in values.items()
    }
    plan = re.sub(r"<(\w+)>", lambda place: written[place[1]], plan)
    return {"data/measures.yaml": plan.encode(), "data/status.yaml": _read("status.yaml")}


def head_of(agency: str) -> str:
    """Give the title of the agency's head, to whom the memo goes; words to be changed where its kind is not known."""
    for kind, title in _HEADS.items():
        if agency.startswith(kind):
            return title + agency.removeprefix("เทศบาล" if kind == "เทศบาล" else "")
    return PLACEHOLDERS[0]


def left_over(plan: str) -> list[str]:
    """Give the words of a new project that stand in a plan's text still, and are to be changed before it is printed."""
    return [words for words in PLACEHOLDERS if words in plan]


def schema_files() -> dict[str, bytes]:
    """Give the schemas by which an editor completes and checks the data, where the data's first line says they are."""
    schemas = _HERE.parent / "model" / "schema"
    names = ("measures", "status")
    return {f"data/.schema/{name}.json": (schemas / f"{name}.schema.json").read_bytes() for name in names}


def git_files() -> dict[str, bytes]:
    """Give the file that keeps printed memos out of git."""
    return {".gitignore": _read("gitignore")}


def check_files(address: str | None) -> dict[str, bytes]:
    """Return the files that have the data checked before each commit and, where an address is given, on GitHub.

    Args:
        address: where the workflow installs the tool from; it stands in a command, so it holds no sign of a shell.
    """
    files = {".pre-commit-config.yaml": _read("pre-commit-config.yaml")}
    if address:
        files[".github/workflows/itatrack.yml"] = _read("workflow.yml").replace(b"<address>", address.encode())
    return files


def _read(name: str) -> bytes:
    return (_HERE / name).read_bytes()
