"""Read the two files of a project: the plan and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.model.fields import ListKind, RecordKind, fields_of
from itatrack.model.records import History, Plan, StatusEntry
from itatrack.model.tables import fields_by_name
from itatrack.reading.location import Location
from itatrack.reading.reader import Reader, dropped
from itatrack.reading.scalars import name_of
from itatrack.reading.unknown_keys import report_at_the_edge
from itatrack.yamltext.nodes import MappingNode, is_empty

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.model.fields import Field
    from itatrack.yamltext.document import Document
    from itatrack.yamltext.nodes import Node

_ENTRIES = ListKind(RecordKind(StatusEntry))
_EXAMPLE = "property-guidelines"


def read_plan(document: Document) -> tuple[Plan | None, list[Finding]]:
    """Read `measures.yaml`.

    Returns:
        The plan, with blanks for what could not be read, and the findings of families E2 and E4. There is no plan where
        the file holds no keys and values, and no finding besides where the document has its own.
    """
    if not document.is_readable:
        return None, []
    if document.root is None:
        return None, [finding("E204.empty", document.source.span(0, 0), known=", ".join(fields_of(Plan)))]
    reader = Reader(document, _custom_columns(document))
    plan = reader.record(Plan, document.root)
    if plan and plan.groups:
        from itatrack.model.groups import with_group_defaults

        plan = with_group_defaults(plan)
    return plan, reader.findings


def _custom_columns(document: Document) -> dict[str, Field] | None:
    """Read the agency's custom columns ahead of the plan: keys of its measures are among them.

    What is wrong with them is found when the plan is read. Until it is corrected nobody knows all keys: None.
    """
    pair = Location(document, document.root).pair("columns")
    if pair is None:
        return {}
    ahead = Reader(document)
    columns = ahead.value(fields_of(Plan)["columns"].kind, pair[1], "columns")
    if not isinstance(columns, tuple) or ahead.findings:
        return None
    return fields_by_name(columns)


def read_history(document: Document, plan: Plan | None) -> tuple[History | None, list[Finding]]:
    """Read `status.yaml`; an empty file is a history without entries.

    Args:
        document: the file.
        plan: the plan, for the agency's custom columns; None where it could not be read.

    Returns:
        The history by measure id, in the order of the file, and its findings; no history where the file holds
        something other than keys and values, and no finding besides where the document has its own.
    """
    if not document.is_readable:
        return None, []
    root = document.root
    columns = None
    if plan and "columns" not in plan.invalid_fields and not any(column.invalid_fields for column in plan.columns):
        columns = fields_by_name(plan.columns)
    reader = Reader(document, columns)
    location = Location(document, root)
    if root is None or is_empty(root):
        return History(location=location, entries={}), []
    if not isinstance(root, MappingNode):
        first = next((measure.id for measure in plan.measures if measure.id), _EXAMPLE) if plan else _EXAMPLE
        reader.add("E204.history", root, found=name_of(root), first=first)
        return None, reader.findings
    entries: dict[str, tuple[StatusEntry, ...]] = {}
    invalid: set[str] = set()
    ids = {measure.id for measure in plan.measures} if plan else set()
    above: Node | None = None
    for key, key_node, node in reader.pairs(root, "E203.history"):
        if key not in ids and report_at_the_edge(reader, root, key_node, above):
            continue
        above = node
        of_measure = reader.value(_ENTRIES, node, key) if node else None
        if node is None or not isinstance(of_measure, tuple) or dropped(of_measure, node):
            invalid.add(key)
        entries.setdefault(key, of_measure if isinstance(of_measure, tuple) else ())
    return History(location=location, invalid_fields=frozenset(invalid), entries=entries), reader.findings
