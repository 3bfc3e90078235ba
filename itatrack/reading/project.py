"""Read the two files of a project: the plan and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model.fields import Field, Kind, fields_of
from itatrack.model.records import DAY, LINES, Column, History, Plan, StatusEntry
from itatrack.reading import values
from itatrack.reading.location import Place
from itatrack.reading.records import Reader, dropped
from itatrack.reading.scalars import is_empty, name_of
from itatrack.yamltext.nodes import MappingNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.finding import Finding
    from itatrack.yamltext.nodes import Node
    from itatrack.yamltext.source import Source

_ENTRIES = Kind("records", StatusEntry)
_EXAMPLE = "property-guidelines"
_KINDS: dict[str, Kind] = {
    "text": LINES,
    "number": Kind("number"),
    "money": Kind("money"),
    "date": DAY,
    "percent": Kind("percent"),
}


def read_plan(source: Source, root: Node | None) -> tuple[Plan | None, list[Finding]]:
    """Read `measures.yaml`.

    Returns:
        The plan, with blanks for what could not be read, and the findings of family E2 and E4; no plan where
        the file holds no mapping.
    """
    if root is None:
        return None, [finding("E204.empty", source.span(0, 0), known=", ".join(fields_of(Plan)))]
    reader = Reader(source, _own_columns(source, root))
    return reader.record(Plan, root), reader.findings


def _own_columns(source: Source, root: Node) -> dict[str, Field] | None:
    """Read the agency's own columns ahead of the plan: keys of its measures are among them.

    What is wrong with them is found when the plan is read. Until it is mended nobody knows all keys: None.
    """
    pair = Place(source, root).pair("columns")
    if pair is None:
        return {}
    ahead = Reader(source)
    found = ahead.value(fields_of(Plan)["columns"].kind, pair[1], "columns")
    return None if found is values.UNREAD or ahead.findings else own_fields(found)


def own_fields(columns: Iterable[Column]) -> dict[str, Field]:
    """Give the keys that the agency's own columns add to measures and entries."""
    return {one.name: Field(one.name, one.name, _kind(one), optional=True, default=None) for one in columns}


def _kind(column: Column) -> Kind:
    if column.kind == "choice":
        return Kind("choice", choices=column.choices)
    return _KINDS[column.kind]


def read_history(source: Source, root: Node | None, plan: Plan | None) -> tuple[History | None, list[Finding]]:
    """Read `status.yaml`; an empty file is a history without entries.

    Args:
        source: the file.
        root: its nodes.
        plan: the plan, for the agency's own columns; None where it could not be read.

    Returns:
        The history by measure id, in the order of the file, and its findings; no history where the file holds
        something else than a mapping.
    """
    known = plan is not None and "columns" not in plan.unread and not any(one.unread for one in plan.columns)
    reader = Reader(source, own_fields(plan.columns) if plan and known else None)
    if root is None or is_empty(root):
        return History(at=Place(source, root), entries={}), []
    if not isinstance(root, MappingNode):
        first = next((one.id for one in plan.measures if one.id), _EXAMPLE) if plan else _EXAMPLE
        reader.add("E204.history", root, found=name_of(root), first=first)
        return None, reader.findings
    entries: dict[str, tuple[StatusEntry, ...]] = {}
    unread: set[str] = set()
    for key, _, node in reader.pairs(root, "E203.history"):
        found = reader.value(_ENTRIES, node, key) if node else values.UNREAD
        if node is None or found is values.UNREAD or dropped(found, node):
            unread.add(key)
        entries.setdefault(key, () if found is values.UNREAD else found)
    return History(at=Place(source, root), unread=frozenset(unread), entries=entries), reader.findings
