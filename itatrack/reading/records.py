"""Read a mapping node into a record of the model, key by key, as the record's fields declare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MOST, Related, Span
from itatrack.findings.suggest import nearest
from itatrack.keys import Field, Kind, Record, fields_of
from itatrack.reading import values
from itatrack.reading.place import Place
from itatrack.reading.scalars import is_empty, name_of, plain_text
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.yamltext.source import Source

R = TypeVar("R", bound=Record)


def dropped(value: object, node: Node) -> bool:
    """Say whether a list was read with fewer items than the file has."""
    return isinstance(value, tuple) and isinstance(node, SequenceNode) and len(value) < len(node.value)


class Reader:
    """Reads the nodes of one source, gathering findings as it goes."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []

    def add(self, wording: str, where: Node | Span, related: tuple[Related, ...] = (), /, **named: object) -> None:
        """Add a finding at a node or span, as long as anybody could want to read it."""
        if len(self.findings) == MOST:
            wording, related, named = "W512", (), {"most": MOST}
        if len(self.findings) <= MOST:
            span = where if isinstance(where, Span) else span_of(self.source, where)
            self.findings.append(finding(wording, span, related, **named))

    def pairs(self, node: MappingNode) -> Iterator[tuple[str, ScalarNode, Node | None]]:
        """Give the key, its node and its value's node of each pair, reporting keys that are no text or come twice.

        A key that comes again has no value: neither of the two can be relied on.
        """
        first: dict[str, Node] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.add("E204", key_node, expected="a key", found=name_of(key_node))
                continue
            key = plain_text(key_node)
            if key in first:
                related = Related("first set here", span_of(self.source, first[key]))
                self.add("E203", key_node, (related,), key=key)
                yield key, key_node, None
                continue
            first[key] = key_node
            yield key, key_node, value_node

    def record(self, record: type[R], node: Node) -> R | None:
        """Read a mapping into a record; None, with a finding, where the node is no mapping."""
        if not isinstance(node, MappingNode):
            self.add("E204.mapping", node, found=name_of(node), known=", ".join(fields_of(record)))
            return None
        content, unread = self._content(fields_of(record), node)
        place = Place(self.source, node)
        for field in fields_of(record).values():
            if field.name in content:
                continue
            if not field.optional and field.name not in unread:
                self.add("E202", place.key(field.key), key=field.key)
                unread.add(field.name)
            content[field.name] = field.default if field.optional else self.blank(field.kind, node)
        return record(at=place, unread=frozenset(unread), **content)

    def _content(self, known: dict[str, Field], node: MappingNode) -> tuple[dict[str, Any], set[str]]:
        """Read the values of a record's keys, and give with them the fields that no check may rely on."""
        content: dict[str, Any] = {}
        unread: set[str] = set()
        mistyped: set[str] = set()
        for key, key_node, value_node in self.pairs(node):
            field = known.get(key)
            if field is None:
                meant = nearest(key, known)
                self.add("E201", key_node, key=key, known=", ".join(known), meant=meant)
                if meant:
                    mistyped.add(known[meant].name)  # so it is neither missing nor left out
                continue
            if value_node is None:
                unread.add(field.name)
                continue
            before = len(self.findings)
            value = self.value(field.kind, value_node, key)
            # Records have findings and blanks of their own; a list of them is damaged when some are dropped.
            nested = field.kind.name in {"record", "records"}
            if value is values.UNREAD or dropped(value, value_node) or (len(self.findings) > before and not nested):
                unread.add(field.name)
            if value is not values.UNREAD:
                content[field.name] = value
        return content, unread | (mistyped - content.keys())

    def value(self, kind: Kind, node: Node, key: str) -> Any:  # noqa: ANN401  as many types as kinds
        """Read one value by its kind; `UNREAD`, with a finding, where it is wrong."""
        if kind.name == "record" and kind.record:
            found = self.record(kind.record, node)
            return values.UNREAD if found is None else found
        if kind.name in {"records", "texts", "evidence"}:
            return self._list(kind, node, key)
        return values.scalar(self, kind, node, key)

    def blank(self, kind: Kind, node: Node) -> Any:  # noqa: ANN401  as many types as kinds
        """Give the value that stands for one that could not be read, so that checks find the type they expect."""
        if kind.name == "record" and kind.record:
            fields = fields_of(kind.record).values()
            content = {
                field.name: field.default if field.optional else self.blank(field.kind, node) for field in fields
            }
            return kind.record(at=Place(self.source, node), unread=frozenset(field.name for field in fields), **content)
        return values.BLANKS[kind.name]

    def _list(self, kind: Kind, node: Node, key: str) -> Any:  # noqa: ANN401  a tuple or UNREAD
        if is_empty(node):
            items: list[Node] = []
        elif isinstance(node, SequenceNode):
            items = node.value
        else:
            self.add(_no_list(kind, node), node, expected="a list", found=name_of(node), text=node.value)
            return values.UNREAD
        if len(items) < kind.least:
            self.add("E208", node, key=key)
            return values.UNREAD
        read = [self._item(kind, item) for item in items]
        # A list with a wrong item is wrong as a whole for texts; records have findings and blanks of their own.
        if kind.name == "texts" and values.UNREAD in read:
            return values.UNREAD
        return tuple(item for item in read if item is not values.UNREAD and item is not None)

    def _item(self, kind: Kind, node: Node) -> Any:  # noqa: ANN401  a text, a record or UNREAD
        if kind.name == "records" and kind.record:
            return self.record(kind.record, node)
        if kind.name == "evidence":
            return values.evidence(self, node)
        return values.text(self, node, None)


def _no_list(kind: Kind, node: Node) -> str:
    """Give the wording for what stands where a list is expected, with the form that was probably meant."""
    if not isinstance(node, ScalarNode):
        return "E204.dash"
    if kind.name == "records":
        return "E204.records"
    return "E204.items" if re.search(r"[,:#\[\]{}'\"]|^[-–•]", node.value) else "E204.list"
