"""The JSON Schemas and the tool agree on what shape is right, over the whole corpus."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from support import CASES, ROOT

from itatrack.model import agency_list, memo, records, tables
from itatrack.model.fields import Record, fields_of
from itatrack.model.schema import agencies_schema, history_schema, plan_schema
from itatrack.model.schema.key_names import WORDS
from itatrack.rollup.agency_list import read_agency_list
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.project import Project

SCHEMAS = {"measures": plan_schema(), "status": history_schema()}
ALL_SCHEMAS = SCHEMAS | {"agencies": agencies_schema()}
VALID = [*sorted((CASES / "valid").iterdir()), *(path / "data" for path in sorted((ROOT / "examples").iterdir()))]
# Shapes that a schema can refuse; what stands in a text, such as a control character, is the tool's alone.
SHAPES = {"E201", "E202", "E204", "E205", "E206", "E207", "E208", "E209", "E210", "E211"}
# What only the tool can refuse: keys where there are columns of the agency's own, lines that YAML joins, and a number's
# size in Thai digits.
ONLY_THE_TOOL = {"E201-comma", "E201-own-columns-known", "E201-part-of-a-series", "E204-item-below", "E207-range"}


class _Loader(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: dates stay text."""


_Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false|True|False", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first, ""])


def faults(folder: Path) -> list[str]:
    """Return what the schemas find wrong in the files of a folder."""
    found = []
    for name, schema in SCHEMAS.items():
        text = (folder / f"{name}.yaml").read_text(encoding="utf-8-sig")
        data = yaml.load(text, _Loader)  # noqa: S506  a safe loader of our own
        validator = jsonschema.Draft202012Validator(schema)
        found += [f"{name}: {error.json_path}: {error.message}" for error in validator.iter_errors(data)]
    return found


def test_the_schemas_are_schemas() -> None:
    """All are right by the schema of schemas."""
    for schema in ALL_SCHEMAS.values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("case", VALID, ids=lambda path: path.name if path.name != "data" else path.parent.name)
def test_valid_projects_are_accepted(case: Path, make_project: Callable[..., Path]) -> None:
    """Whatever the tool accepts the schemas accept."""
    assert faults(case if case.name == "data" else make_project(case) / "data") == []


@pytest.mark.parametrize(
    "case",
    [path for path in sorted((CASES / "invalid").iterdir()) if path.name[:4] in SHAPES],
    ids=lambda path: path.name,
)
def test_wrong_shapes_are_refused(
    case: Path, make_project: Callable[..., Path], load_project: Callable[[Path], Project]
) -> None:
    """What the tool refuses for its shape the schemas refuse too, unless only the tool can know."""
    folder = make_project(case)
    codes = {found.code for found in load_project(folder).findings}
    try:
        found = faults(folder / "data")
    except yaml.YAMLError:
        return  # an editor says so by itself
    assert bool(found) is (bool(codes & SHAPES) and case.name not in ONLY_THE_TOOL), codes


def test_every_key_has_its_thai_words() -> None:
    """Each key of each record has a title in Thai, and there are words for no other."""
    named = vars(memo) | vars(records) | vars(tables) | vars(agency_list)
    classes = [one for one in named.values() if isinstance(one, type) and issubclass(one, Record)]
    keys = {(record.__name__, key) for record in classes for key in fields_of(record)}
    assert set(WORDS) == keys - {("History", "entries")}
    assert all(re.search("[ก-๙]", words) for words in WORDS.values())


@pytest.mark.parametrize("name", ALL_SCHEMAS)
def test_the_files_are_fresh(name: str) -> None:
    """The schemas in the package are those that the model gives; `python tools/make_schemas.py` writes them anew."""
    file = ROOT / "itatrack" / "model" / "schema" / f"{name}.schema.json"
    assert json.loads(file.read_text(encoding="utf-8")) == ALL_SCHEMAS[name]


@pytest.mark.parametrize(
    ("before", "after", "is_right"),
    [
        ("", "", True),
        ("path:", "pth:", False),
        ("phone:", "phnoe:", False),
        ("  to: ข\n", "", False),
        ("size: 30", "size: 300", False),
    ],
)
def test_a_list_of_agencies(before: str, after: str, is_right: bool) -> None:  # noqa: FBT001  a parameter of the test
    """The schema and the tool agree on a list of agencies, and on slips in it."""
    text = (
        "memo:\n  from: ก\n  phone: '1'\n  to: ข\n  garuda: a.png\n  signed_by: {name: ก, position: ข}\n"
        "style: {title_size: 30}\nagencies:\n  - {path: a, name: ก, group: ข}\n  - b\n"
    ).replace(before, after)
    data = yaml.load(text, _Loader)  # noqa: S506  a safe loader of our own
    faulty = [*jsonschema.Draft202012Validator(ALL_SCHEMAS["agencies"]).iter_errors(data)]
    listed, findings = read_agency_list(Document.read("agencies.yaml", text.encode()))
    assert (faulty == [], listed is not None and findings == []) == (is_right, is_right), (faulty, findings)


def test_an_editor_marks_an_unknown_key() -> None:
    """An unknown key of a measure is marked where the plan has no columns of its own, and left where it has."""
    plan: dict[str, Any] = yaml.load((CASES / "base" / "measures.yaml").read_text(encoding="utf-8"), _Loader)  # noqa: S506
    plan["measures"][0]["risk"] = "สูง"
    validator = jsonschema.Draft202012Validator(SCHEMAS["measures"])
    assert [error.message for error in validator.iter_errors(plan)] != []
    plan["columns"] = [{"name": "risk", "heading": "ความเสี่ยง"}]
    assert [error.message for error in validator.iter_errors(plan)] == []
