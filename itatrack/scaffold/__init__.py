"""The files of a new project: an agency begins with them and changes them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from itatrack.thai import calendar
from itatrack.yamltext.writing import scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = Path(__file__).parent
_WHOLE_YEAR = 12


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
        "to": f"หัวหน้า{answers.agency}",
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


def schema_files() -> dict[str, bytes]:
    """Give the schemas by which an editor completes and checks the data, where the data's first line says they are."""
    schemas = _HERE.parent / "schema"
    names = ("measures", "status")
    return {f"data/.schema/{name}.json": (schemas / f"{name}.schema.json").read_bytes() for name in names}


def git_files() -> dict[str, bytes]:
    """Give the file that keeps printed memos out of git."""
    return {".gitignore": _read("gitignore")}


def check_files() -> dict[str, bytes]:
    """Give the files that have the data checked before each commit, and on GitHub."""
    return {
        ".pre-commit-config.yaml": _read("pre-commit-config.yaml"),
        ".github/workflows/itatrack.yml": _read("workflow.yml"),
    }


def _read(name: str) -> bytes:
    return (_HERE / name).read_bytes()
