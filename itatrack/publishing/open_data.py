"""Tables as open data: CSV and JSON with a JSON Schema each, and the package that describes them (Frictionless)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.report.sheets.csv_file import csv_file, guarded
from itatrack.report.sheets.values import value_of
from itatrack.report.tables import Heading
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from itatrack.report.sheets.values import SheetValue
    from itatrack.report.tables import Table

# The agency's own file in the published folder that says on which terms its data may be used.
LICENCE: Final = "license.txt"
# Of the digest that is part of a package's name.
_DIGITS: Final = 8
# What JSON Schema says of each type of a column.
_IN_JSON: Final[dict[str, dict[str, object]]] = {
    "number": {"type": ["number", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "string": {"type": ["string", "null"]},
}


class PackageAbout(NamedTuple):
    """What a package says of itself.

    Attributes:
        title: the title of the plan.
        agency: whose it is, with district and province, as several agencies have the same name.
        year: the fiscal year of the plan.
        as_of: the day of the state.
        licence: what the first line of the agency's own file `license.txt` says, where there is one.
    """

    title: str
    agency: str
    year: int
    as_of: dt.date
    licence: str | None = None

    def described(self) -> dict[str, object]:
        """Return what the package says before its resources."""
        # The name tells packages of many agencies apart where they are collected, and may hold no Thai letter.
        digest = hashlib.sha256(self.agency.encode()).hexdigest()[:_DIGITS]
        day = calendar.full(self.as_of)
        said = f"{self.title} ของ{self.agency} และผลการดำเนินการ ปีงบประมาณ พ.ศ. {self.year} ข้อมูล ณ วันที่ {day}"
        licences = [{"path": LICENCE, "title": self.licence}] if self.licence else []
        return {
            "name": f"integrity-measures-{self.year}-{digest}",
            "title": f"{self.title} ปีงบประมาณ พ.ศ. {self.year}",
            "description": said,
            "profile": "data-package",
            "version": self.as_of.isoformat(),
            "contributors": [{"title": self.agency, "role": "publisher"}],
            **({"licenses": licences} if licences else {}),
        }


def as_data(table: Table) -> Table:
    """Return a table with one row of headings, each of another name that is no formula."""
    labels = [guarded(" ".join(label.split()) or "-") for heading in table.headings for label in heading.labels]
    seen: Counter[str] = Counter()
    names: list[str] = []
    for label in labels:
        name = label
        while name in names:
            seen[label] += 1
            name = f"{label} ({seen[label] + 1})"
        names.append(name)
    return table._replace(headings=tuple(map(Heading, names)))


def data_files(
    tables: Mapping[str, Table], about: PackageAbout, types: Mapping[str, Mapping[str, str]] = MappingProxyType({})
) -> dict[str, bytes]:
    """Return the files of some tables by their names, and `datapackage.json`, which describes them.

    Args:
        tables: the tables by the names of their files, which have no letter that a package forbids (only a-z, 0-9, `_`
            and `-`), with one row of headings.
        about: what the package says of itself.
        types: the types of the columns of tables in which they do not depend on the values, by the name of the table.
    """
    files: dict[str, bytes] = {}
    resources: list[dict[str, object]] = []
    for name, table in tables.items():
        fields = types.get(name) or _fields(table)
        paths = {kind: f"data/{name}.{kind}" for kind in ("csv", "json", "schema.json")}
        files[paths["csv"]] = csv_file(table, bom=True)  # who looks at a web site opens it in Excel
        files[paths["json"]] = _json(_objects(table, fields))
        files[paths["schema.json"]] = _json(_json_schema(table, fields))
        common = {"title": table.caption, "profile": "tabular-data-resource", "encoding": "utf-8"}
        schema = {"fields": [{"name": field, "type": type_} for field, type_ in fields.items()]}
        for kind, mediatype in (("csv", "text/csv"), ("json", "application/json")):
            resource = {"name": f"{name}-{kind}", "path": paths[kind], "format": kind, "mediatype": mediatype}
            resources.append({**resource, **common, "schema": schema})
    files["datapackage.json"] = _json({**about.described(), "resources": resources})
    return files


def _fields(table: Table) -> dict[str, str]:
    """Return the type of each column: that of all its values, or text."""
    columns = {heading.title: {type(value_of(row[at])) for row in table.rows} for at, heading in _columns(table)}
    return {name: _type_of(types - {type(None)}) for name, types in columns.items()}


def _columns(table: Table) -> Sequence[tuple[int, Heading]]:
    return [*enumerate(table.headings)]


def _type_of(types: set[type]) -> str:
    if types and all(issubclass(each, Decimal) for each in types):
        return "number"
    return "date" if types == {dt.date} else "string"


def _objects(table: Table, fields: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        {name: _json_value(value_of(cell), type_) for cell, (name, type_) in zip(row, fields.items(), strict=True)}
        for row in table.rows
    ]


def _json_value(value: SheetValue, type_: str) -> object:
    if isinstance(value, Decimal):
        number = int(value) if value == int(value) else float(value)
        return number if type_ == "number" else f"{value:f}"
    return value.isoformat() if isinstance(value, dt.date) else value


def _json_schema(table: Table, fields: Mapping[str, str]) -> dict[str, object]:
    properties = {name: _IN_JSON[type_] for name, type_ in fields.items()}
    items = {"type": "object", "properties": properties, "required": [*fields], "additionalProperties": False}
    schema = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": schema, "title": table.caption, "type": "array", "items": items}


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
