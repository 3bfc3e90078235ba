"""JSON Schemas of the two files, made from the keys that the model declares.

An editor completes and checks the files by them. They say what shape is right; what the tool checks besides, such as
that a day exists or a unit is known, no schema can say. A status entry may have columns of the agency's own, which
stand in the other file, so there an unknown key is left to the tool.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from itatrack.model.fields import fields_of
from itatrack.model.records import NO_BUDGET, Plan, Status, StatusEntry
from itatrack.model.schema.words import LASTING, WORDS

if TYPE_CHECKING:
    from itatrack.model.fields import Field, Kind, Record

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_DIGIT = "[0-9๐-๙]"
_AMOUNT = rf"^({_DIGIT}{{1,3}}(,{_DIGIT}{{3}}){{1,4}}|{_DIGIT}{{1,15}})(\.{_DIGIT}{{1,2}})?( ?บาท)?$"
_FLAGS = [True, False, "yes", "no", "true", "false", "บรรลุ", "ไม่บรรลุ", "ใช่", "ไม่ใช่"]
_TEXT: Final[dict[str, Any]] = {"type": ["string", "number", "boolean"], "minLength": 1}


def plan_schema() -> dict[str, Any]:
    """Give the schema of `measures.yaml`."""
    schema = {"$schema": _DRAFT, "title": "แผนมาตรการ (measures.yaml)", **_record(Plan)}
    # Where the agency declares columns of its own, they are keys of its measures.
    schema["if"] = {"not": {"required": ["columns"]}}
    schema["then"] = {"properties": {"measures": {"items": {"additionalProperties": False}}}}
    measures = schema["properties"]["measures"]["items"]
    schema["then"]["properties"]["measures"]["items"]["properties"] = dict.fromkeys(measures["properties"], True)
    del measures["additionalProperties"]
    return schema


def history_schema() -> dict[str, Any]:
    """Give the schema of `status.yaml`."""
    entry = _record(StatusEntry)
    del entry["additionalProperties"]
    return {
        "$schema": _DRAFT,
        "title": "ประวัติสถานะ (status.yaml)",
        "description": "รายการสถานะของแต่ละมาตรการ เรียงตามวันที่",
        "type": ["object", "null"],
        "additionalProperties": {"type": ["array", "null"], "items": entry},
    }


def _record(record: type[Record]) -> dict[str, Any]:
    fields = fields_of(record)
    return {
        "type": "object",
        "properties": {key: _described(record, field) for key, field in fields.items()},
        "required": [key for key, field in fields.items() if not field.optional],
        "additionalProperties": False,
    }


def _described(record: type[Record], field: Field) -> dict[str, Any]:
    title, _, description = WORDS[record.__name__, field.key].partition(": ")
    described = "; ".join(part for part in (description, LASTING.get((field.fold.lasts, field.fold.adds))) if part)
    words = {"title": title} | ({"description": described} if described else {})
    return words | _value(field.kind)


def _value(kind: Kind) -> dict[str, Any]:
    if kind.name == "record" and kind.record:
        return _or_text(kind, _record(kind.record))
    if kind.name in {"records", "texts"}:
        item = _or_text(kind, _record(kind.record)) if kind.record else _TEXT
        many: dict[str, Any] = {"type": "array", "items": item, "minItems": kind.least}
        if kind.most is not None:
            many["maxItems"] = kind.most
        if kind.least == 0:
            return {"anyOf": [many, {"type": "null"}]} if not kind.record else many | {"type": ["array", "null"]}
        return {"anyOf": [item, many]} if kind.lone else many
    if kind.name == "choice":
        return {"enum": list(kind.choices)}
    found: dict[str, Any] = _SCALARS[kind.name](kind)
    return found


def _or_text(kind: Kind, record: dict[str, Any]) -> dict[str, Any]:
    """Give a record's schema, or that of a text where one may stand for it; a record with no key says nothing."""
    return {"anyOf": [_TEXT, record | {"minProperties": 1}]} if kind.short else record


def _number(kind: Kind) -> dict[str, Any]:
    bounds = {name: value for name, value in (("minimum", kind.low), ("maximum", kind.high)) if value is not None}
    sign = "( ?%)?" if kind.name == "percent" else ""
    written = {"type": "string", "pattern": rf"^-?{_DIGIT}{{1,15}}(\.{_DIGIT}{{1,15}})?{sign}$"}
    return {"anyOf": [{"type": "number", **bounds}, written]}


_SCALARS: Final[dict[str, Any]] = {
    "text": lambda _: _TEXT,
    "path": lambda _: {"type": "string", "minLength": 1},
    "id": lambda _: {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "name": lambda _: {"type": "string", "pattern": "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"},
    "url": lambda _: {"type": "string", "pattern": '^https?://[^\\s<>"]+$'},
    "flag": lambda _: {"enum": _FLAGS},
    "status": lambda _: {"enum": [status.code for status in Status]},
    "number": _number,
    "percent": _number,
    "money": lambda _: {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _AMOUNT}]},
    "budget": lambda _: {
        "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _AMOUNT}, {"const": NO_BUDGET}]
    },
    "year": lambda _: {
        "anyOf": [
            {"type": "integer", "minimum": 2484, "maximum": 2700},
            {"type": "string", "pattern": f"^{_DIGIT}{{4}}$"},
        ]
    },
    "day": lambda _: {"type": "string", "pattern": f"^{_DIGIT}{{4}}-{_DIGIT}{{2}}-{_DIGIT}{{2}}$"},
}
