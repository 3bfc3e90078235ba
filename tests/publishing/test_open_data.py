"""Tables as open data, read back by other libraries."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from decimal import Decimal

import jsonschema
from hypothesis import given
from hypothesis import strategies as st
from support import TESTS

from itatrack.publishing.open_data import PackageAbout, as_data, data_files
from itatrack.report.tables import Cell, Heading, Item, Table

PROFILE = jsonschema.Draft7Validator(json.loads((TESTS / "schemas" / "datapackage-1.0.json").read_bytes()))
ABOUT = PackageAbout("แผน", "หน่วยงาน", 2567, dt.date(2024, 3, 31), "CC BY")
WORDS = st.text(st.sampled_from("กข ab=+-@\t1\"'<"), max_size=4)
VALUES = st.one_of(
    st.decimals(-1000, 1000, places=2).map(lambda number: Cell((Item(str(number)),), value=number)),
    st.dates(dt.date(1990, 1, 1), dt.date(2050, 1, 1)).map(lambda day: Cell((Item("x"),), value=day)),
    WORDS.map(lambda text: Cell((Item(text),))),
    st.just(Cell()),
)
PATTERNS = {"number": Decimal, "date": dt.date.fromisoformat, "string": str}


@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_all_files_agree(labels: list[str], data: st.DataObject) -> None:
    """The package fits the standard's schema; CSV and JSON have its columns and types, the same rows, no formula."""
    rows = data.draw(st.lists(st.tuples(*[VALUES] * len(labels)), max_size=4))
    table = as_data(Table(tuple(map(Heading, labels)), tuple(rows), caption="ตาราง"))
    files = data_files({"plan": table, "weak_points": table}, ABOUT)
    package = json.loads(files["datapackage.json"])
    PROFILE.validate(package)
    assert len({resource["name"] for resource in package["resources"]}) == len(package["resources"])
    assert {resource["path"] for resource in package["resources"]} < files.keys()
    fields = package["resources"][0]["schema"]["fields"]
    head, *lines = csv.reader(io.StringIO(files["data/plan.csv"].decode("utf-8-sig"), newline=""))
    objects = json.loads(files["data/plan.json"])
    jsonschema.validate(objects, json.loads(files["data/plan.schema.json"]))
    assert head == [field["name"] for field in fields]
    assert len(set(head)) == len(head) == len(labels)
    assert len(lines) == len(objects) == len(rows)
    for line, held in zip(lines, objects, strict=True):
        assert len(held) == len(labels)
        for text, field, value in zip(line, fields, held.values(), strict=True):
            read = PATTERNS[field["type"]](text) if text else None
            assert (read is None) == (value in {None, ""})
            if field["type"] == "number" and read is not None:
                assert Decimal(str(value)) == read
            assert text[:1] not in {"=", "+", "-", "@", "\t"} or field["type"] == "number" or _is_number(text)


def _is_number(text: str) -> bool:
    return text.lstrip("+-").replace(".", "").isdigit()
