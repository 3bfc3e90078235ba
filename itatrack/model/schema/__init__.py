"""JSON Schemas of the two files, and of a list of agencies, made from the keys that the model declares.

An editor completes and checks the files by them. They say what shape is right; what the tool checks besides, such as
that a day exists or a unit is known, no schema can say. A status entry may have columns of the agency's own, which
stand in the other file, so there an unknown key is left to the tool.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.model.agency_list import AgencyList
from itatrack.model.common_kinds import TEXT
from itatrack.model.fields import ListKind, RecordKind, fields_of
from itatrack.model.records import Plan, StatusEntry
from itatrack.model.schema.key_names import LASTING, WORDS

if TYPE_CHECKING:
    from itatrack.model.fields import Field, Record, ValueKind
    from itatrack.model.kinds import Schema

_OF_THE_MEMO: Final = ("memo", "units")
_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> Schema:
    """Return the schema of `measures.yaml`."""
    schema = {"$schema": _DRAFT, "title": "แผนมาตรการ (measures.yaml)", **_record(Plan)}
    # Who publishes tables of its own needs neither memo nor units.
    schema["required"] = [key for key in schema["required"] if key not in _OF_THE_MEMO]
    schema["anyOf"] = [{"required": [*_OF_THE_MEMO]}, {"required": ["tables"]}]
    # Where the agency declares columns of its own, they are keys of its measures.
    schema["if"] = {"not": {"required": ["columns"]}}
    schema["then"] = {"properties": {"measures": {"items": {"additionalProperties": False}}}}
    measures = schema["properties"]["measures"]["items"]
    schema["then"]["properties"]["measures"]["items"]["properties"] = dict.fromkeys(measures["properties"], True)
    del measures["additionalProperties"]
    return schema


def history_schema() -> Schema:
    """Return the schema of `status.yaml`."""
    entry = _record(StatusEntry)
    del entry["additionalProperties"]
    return {
        "$schema": _DRAFT,
        "title": "ประวัติสถานะ (status.yaml)",
        "description": "รายการสถานะของแต่ละมาตรการ เรียงตามวันที่",
        "type": ["object", "null"],
        "additionalProperties": {"type": ["array", "null"], "items": entry},
    }


def agencies_schema() -> Schema:
    """Return the schema of `agencies.yaml`."""
    return {"$schema": _DRAFT, "title": "รายชื่อหน่วยงาน (agencies.yaml)", **_record(AgencyList)}


def _record(record: type[Record]) -> Schema:
    fields = fields_of(record)
    return {
        "type": "object",
        "properties": {key: _described(record, field) for key, field in fields.items()},
        "required": [key for key, field in fields.items() if not field.optional],
        **_other_keys(record),
    }


def _other_keys(record: type[Record]) -> Schema:
    """Return what is accepted under keys that the agency names itself."""
    if record.others is None:
        return {"additionalProperties": False}
    return {"additionalProperties": _value(record.others), "propertyNames": {"pattern": f"^{record.other_names}$"}}


def _described(record: type[Record], field: Field) -> Schema:
    title, _, description = WORDS[record.__name__, field.key].partition(": ")
    described = "; ".join(part for part in (description, LASTING.get((field.fold.lasts, field.fold.adds))) if part)
    words = {"title": title} | ({"description": described} if described else {})
    return words | _value(field.kind)


def _value(kind: ValueKind) -> Schema:
    if isinstance(kind, RecordKind):
        record = _record(kind.record)
        # Where a text or a list may stand for it, a record without any key says nothing.
        if kind.short is None:
            return record
        short = fields_of(kind.record)[kind.short].kind
        shown = _value(short) if isinstance(short, ListKind) else TEXT.schema()
        return {"anyOf": [shown, record | {"minProperties": 1}]}
    if not isinstance(kind, ListKind):
        return kind.schema()
    item = _value(kind.item)
    items: Schema = {"type": "array", "items": item, "minItems": kind.least}
    if kind.most is not None:
        items["maxItems"] = kind.most
    if kind.least == 0:  # the value may be left out after its key
        if isinstance(kind.item, RecordKind):
            return items | {"type": ["array", "null"]}
        return {"anyOf": [items, {"type": "null"}]}
    return {"anyOf": [item, items]} if kind.lone else items
