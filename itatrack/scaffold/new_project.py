"""The files of a new project: an agency begins with them and changes them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from itatrack.scaffold import placeholders
from itatrack.thai import calendar
from itatrack.yamltext.edit.emitter import scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = Path(__file__).parent
_WHOLE_YEAR = 12
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
    """Return plan and history of a new project, with a first measure to be changed.

    Its only findings are those of the words that are to be replaced.
    """
    plan = _read("measures.yaml").decode()
    values: Mapping[str, str] = {
        "agency": answers.agency,
        "section": answers.section,
        "from": f"{answers.section} {answers.agency}",
        "to": head_of(answers.agency),
        "fiscal_year": str(answers.fiscal_year),
        "last_year": str(answers.fiscal_year - 1),
        "last_day": calendar.iso(calendar.fiscal_month_end(answers.fiscal_year, _WHOLE_YEAR)),
        "name": placeholders.NAME,
        "position": placeholders.POSITION,
        "measure": placeholders.MEASURE,
        "step": placeholders.STEP,
    }
    # Years and days stand bare, as everywhere in the files.
    written = {
        name: value if name.endswith(("year", "day")) else scalar(value, flow=False) for name, value in values.items()
    }
    plan = re.sub(r"<(\w+)>", lambda place: written[place[1]], plan)
    return {"data/measures.yaml": plan.encode(), "data/status.yaml": _read("status.yaml")}


def head_of(agency: str) -> str:
    """Return the title of the agency's head, to whom the memo goes; a placeholder where its kind is not known."""
    for kind, title in _HEADS.items():
        if agency.startswith(kind):
            return title + agency.removeprefix("เทศบาล" if kind == "เทศบาล" else "")
    return placeholders.HEAD


def schema_files() -> dict[str, bytes]:
    """Return the schemas by which an editor completes and checks the data; the data's first line names them."""
    schemas = _HERE.parent / "model" / "schema"
    names = ("measures", "status")
    return {f"data/.schema/{name}.json": (schemas / f"{name}.schema.json").read_bytes() for name in names}


def git_files() -> dict[str, bytes]:
    """Return the file that keeps printed memos out of git."""
    return {".gitignore": _read("gitignore")}


def check_files(address: str | None, folder: str = "") -> dict[str, bytes]:
    """Return the files that have the data checked before each commit and, where an address is given, on GitHub.

    Args:
        address: where the workflow installs the tool from; it stands in a command, so it holds no sign of a shell.
        folder: the project's folder in the repository, whose root the files are for; empty for the root itself.
    """
    place = f" -C {shlex.quote(folder)}" if folder else ""
    command = scalar(f"itatrack validate{place}", flow=False).encode()
    files = {".pre-commit-config.yaml": _read("pre-commit-config.yaml").replace(b"<command>", command)}
    if address:
        workflow = _read("workflow.yml").replace(b"<address>", address.encode()).replace(b"<command>", command)
        suffix = re.sub(r'[\s/\\:*?"<>|]+', "-", f"-{folder}") if folder else ""
        files[f".github/workflows/itatrack{suffix}.yml"] = workflow
    return files


def _read(name: str) -> bytes:
    return (_HERE / name).read_bytes()
