"""Read the two files of a project: the plan and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.keys import Kind
from itatrack.model import History, Plan, StatusEntry
from itatrack.reading import values
from itatrack.reading.place import Place
from itatrack.reading.records import Reader, dropped
from itatrack.reading.scalars import is_empty, name_of
from itatrack.yamltext.nodes import MappingNode

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.yamltext.nodes import Node
    from itatrack.yamltext.source import Source

_ENTRIES = Kind("records", StatusEntry)


def read_plan(source: Source, root: Node | None) -> tuple[Plan | None, list[Finding]]:
    """Read `measures.yaml`.

    Returns:
        The plan, with blanks for what could not be read, and the findings of family E2 and E4; no plan where
        the file holds no mapping.
    """
    if root is None:
        return None, [finding("E204", source.span(0, 0), expected="a mapping", found="an empty file")]
    reader = Reader(source)
    return reader.record(Plan, root), reader.findings


def read_history(source: Source, root: Node | None) -> tuple[History | None, list[Finding]]:
    """Read `status.yaml`; an empty file is a history without entries.

    Returns:
        The history by measure id, in the order of the file, and its findings; no history where the file holds
        something else than a mapping.
    """
    reader = Reader(source)
    if root is None or is_empty(root):
        return History(at=Place(source, root), entries={}), []
    if not isinstance(root, MappingNode):
        reader.add("E204", root, expected="a mapping", found=name_of(root))
        return None, reader.findings
    entries: dict[str, tuple[StatusEntry, ...]] = {}
    unread: set[str] = set()
    for key, _, node in reader.pairs(root):
        found = reader.value(_ENTRIES, node, key) if node else values.UNREAD
        if node is None or found is values.UNREAD or dropped(found, node):
            unread.add(key)
        entries.setdefault(key, () if found is values.UNREAD else found)
    return History(at=Place(source, root), unread=frozenset(unread), entries=entries), reader.findings
