"""Read a mapping node into a record of the model, key by key, as the record's fields declare."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MAX_FINDINGS, Related, Span
from itatrack.findings.message import message
from itatrack.findings.suggest import Suggester
from itatrack.model.fields import Field, ListKind, Record, RecordKind, ValueKind, fields_of, required_of
from itatrack.model.records import Measure, StatusEntry
from itatrack.reading import scalars
from itatrack.reading.fast_path import UNSURE, FastPath, Unsure, taken_columns
from itatrack.reading.location import Location
from itatrack.reading.mistaken_lists import dash_of, joined_items, no_list_wording
from itatrack.reading.scalars import key_text, name_of, plain_text
from itatrack.reading.unknown_keys import OpenRecord, report_unknown
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_empty, span_of
from itatrack.yamltext.syntax_fixes import with_plain_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from itatrack.findings.finding import Finding
    from itatrack.findings.fix import Fix
    from itatrack.findings.message import Value
    from itatrack.yamltext.document import Document

R = TypeVar("R", bound=Record)

# A text among records that are told by their keys.
_WITHOUT_KEYS: Final[dict[type[Record], str]] = {Measure: "E204.heading", StatusEntry: "E204.entry"}

NO_COLUMNS: Final[Mapping[str, Field]] = MappingProxyType({})
_NOTHING: Final[frozenset[str]] = frozenset()


def dropped(value: object, node: Node) -> bool:
    """Check whether a list was read with fewer items than the file has."""
    return isinstance(value, tuple) and isinstance(node, SequenceNode) and len(value) < len(node.value)


class Reader:
    """Reads the nodes of one document, and collects findings as it goes, as many as anybody could want to read."""

    def __init__(self, document: Document, columns: Mapping[str, Field] | None = NO_COLUMNS) -> None:
        self.document = document
        self.source = document.source
        self.findings: list[Finding] = []
        self.columns = columns  # the agency's custom columns by their key, or None where they could not be read
        self.fast_path = FastPath(document, columns)
        self.open_records: list[OpenRecord] = []  # the record that is read, last, and those around it

    def add(
        self,
        wording: str,
        where: Node | Span,
        related: tuple[Related, ...] = (),
        /,
        *,
        fix: Fix | None = None,
        **values: Value,
    ) -> None:
        """Add a finding at a node or span, and what fixes it, where that is known."""
        if len(self.findings) == MAX_FINDINGS:
            wording, related, values = "W512", (), {"most": MAX_FINDINGS}
        if len(self.findings) <= MAX_FINDINGS:
            span = where if isinstance(where, Span) else span_of(self.source, where)
            self.findings.append(finding(wording, span, related, **values)._replace(fix=fix))

    def pairs(self, node: MappingNode, duplicate: str = "E203") -> Iterator[tuple[str, ScalarNode, Node | None]]:
        """Yield the key, its node and its value's node of each pair, and report keys that are no text or duplicates.

        A key that comes again has no value: neither of the two can be relied on. `duplicate` is the wording for it;
        where it is the first key of an item, the next item begins there, and what follows belongs to that.
        """
        first: dict[str, Node] = {}
        forgotten = False
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.add("E204.key", key_node, found=name_of(key_node))
                continue
            key = key_text(key_node.value)
            if key_node.value[:1].isspace() and key_node.start_mark.column == 0:
                start = key_node.start_mark.index
                place, character = self.source.span(start, start + 1), f"U+{ord(key_node.value[0]):04X}"
                self.add("E106.blank", place, fix=with_plain_spaces(self.source, place.line), character=character)
                continue
            if key in first:
                if not forgotten:
                    related = Related(message("first set here"), span_of(self.source, first[key]))
                    dash = dash_of(self.source, node)
                    forgotten = dash is not None and first[key] is node.value[0][0]
                    self.add("E203.item" if forgotten else duplicate, key_node, (related,), key=key, columns=dash)
                yield key, key_node, None
                continue
            first[key] = key_node
            yield key, key_node, value_node

    def record(self, record: type[R], node: Node, *, in_list: bool = False) -> R | None:
        """Read a mapping into a record; None, with a finding, where the node is no mapping."""
        right: R | Unsure = self.fast_path.value(RecordKind(record), node)
        if right is not UNSURE:
            return right
        fields = fields_of(record)
        heading = (
            in_list
            and record in _WITHOUT_KEYS
            and isinstance(node, MappingNode)
            and scalars.colon_slip(self, node, fields)
        )
        if heading or not isinstance(node, MappingNode):
            wording = _WITHOUT_KEYS.get(record, "E204.mapping") if in_list else "E204.mapping"
            if in_list and is_empty(node):
                wording = "E204.nothing"
            self.add(wording, node, found=name_of(node), known=", ".join(fields), first=next(iter(fields)))
            return None
        columns = self._columns_of(record, node)
        # A column whose name is taken does not take the key's place: a check reports it.
        wording = "E201.column" if record.has_columns else "E201.named" if record.others else "E201"
        unknown = None if columns is None else wording
        known = {**columns, **fields} if columns else fields
        misplaced: set[str] = set()
        self.open_records.append(OpenRecord(fields, node, misplaced))
        content, invalid = self._content(known, node, unknown)
        self.open_records.pop()
        invalid |= misplaced - content.keys()
        if columns:
            content["custom_columns"] = taken_columns(content, record, columns)
        location = Location(self.document, node)
        stand_ins = record.stand_ins(content)
        for field in required_of(record):
            if field.name not in content:
                if field.name not in invalid and field.name in stand_ins:
                    stand_in = stand_ins[field.name]
                    content[field.name] = self.blank(field.kind, node) if stand_in is None else stand_in
                    continue
                if field.name not in invalid:
                    self.add("E202", location.key(field.key), key=field.key)
                    invalid.add(field.name)
                content[field.name] = self.blank(field.kind, node)
        return record(location=location, invalid_fields=frozenset(invalid) if invalid else _NOTHING, **content)

    def _columns_of(self, record: type[Record], node: MappingNode | None = None) -> Mapping[str, Field] | None:
        """Return the keys that the agency names itself, or None where its columns could not be read."""
        if record.others and node:
            names = (key_text(key.value) for key, _ in node.value if isinstance(key, ScalarNode))
            named = (name for name in names if re.fullmatch(record.other_names, name))
            return {name: Field(name, name, record.others, optional=True, default=None) for name in named}
        return self.columns if record.has_columns else NO_COLUMNS

    def _content(
        self, known: Mapping[str, Field], node: MappingNode, unknown: str | None
    ) -> tuple[dict[str, object], set[str]]:
        """Read the values of a record's keys, and return with them the fields that no check may rely on.

        Other keys are reported in the wording `unknown`; without one not, as they may be the agency's columns.
        """
        content: dict[str, object] = {}
        invalid: set[str] = set()
        mistyped: set[str] = set()
        suggester: Suggester | None = None
        for key, key_node, value_node in self.pairs(node):
            field = known.get(key)
            if field is None:
                suggester = suggester or Suggester(known)
                meant = report_unknown(self, key_node, known, suggester, unknown)
                if meant:
                    mistyped.add(known[meant].name)  # so it is neither missing nor left out
                continue
            if value_node is None:
                invalid.add(field.name)
                continue
            before = len(self.findings)
            value = self.value(field.kind, value_node, key)
            if value is scalars.INVALID:
                invalid.add(field.name)
                continue
            content[field.name] = value
            # Records have findings and blanks of their own; a list of them is damaged when some are dropped.
            unread = isinstance(value, Record) and isinstance(value_node, SequenceNode) and value.invalid_fields
            if unread or dropped(value, value_node) or (len(self.findings) > before and not _has_records(field.kind)):
                invalid.add(field.name)
        return content, invalid | (mistyped - content.keys())

    def value(self, kind: ValueKind, node: Node, key: str) -> object:
        """Read one value by its kind; `INVALID`, with a finding, where it is wrong."""
        if isinstance(kind, RecordKind):
            return self._record_or_short(kind, node, key)
        if isinstance(kind, ListKind):
            return self._list(kind, node, key)
        return scalars.scalar(self, kind, node, key)

    def _record_or_short(self, kind: RecordKind, node: Node, key: str | None) -> object:
        """Read a record, or a text where one may stand for it; a record without required keys must have some key."""
        fields = fields_of(kind.record)
        if kind.short and isinstance(fields[kind.short].kind, ListKind) and not isinstance(node, MappingNode):
            return self._short(kind.record, fields[kind.short], node, key)
        if kind.short and (not isinstance(node, MappingNode) or self._is_text_with_colon(node, fields)):
            if isinstance(node, ScalarNode) and plain_text(node) and not is_empty(node):
                return self._short(kind.record, fields[kind.short], node, fields[kind.short].key)
            return scalars.text(self, node, key)  # reports why it is no text
        before = len(self.findings)
        record = self.record(kind.record, node, in_list=key is None)
        if record is None:
            return scalars.INVALID
        if kind.short and not any(getattr(record, field.name) for field in fields.values()):
            if len(self.findings) > before:  # nothing of it could be read
                return scalars.INVALID
            self.add("E210", node, known=", ".join(f"`{key}`" for key in fields))
        return record

    def _is_text_with_colon(self, node: MappingNode, fields: Mapping[str, Field]) -> bool:
        """Check whether a mapping is a text that contains a colon, and not one with an unknown key."""
        is_key = any(isinstance(key, ScalarNode) and re.fullmatch("[a-z_]+", key.value) for key, _ in node.value)
        return not is_key and scalars.colon_slip(self, node, fields)

    def _short(self, record: type[Record], field: Field, node: Node, key: str | None) -> object:
        """Read a text or a list that stands for a record."""
        value = self.value(field.kind, node, key or field.key)
        if value is scalars.INVALID:
            return value
        invalid = frozenset((field.name,)) if dropped(value, node) else _NOTHING
        return record(location=Location(self.document, node), invalid_fields=invalid, **{field.name: value})

    def blank(self, kind: ValueKind, node: Node) -> object:
        """Return what stands for a value that could not be read, so that checks find the type they expect."""
        if isinstance(kind, RecordKind):
            fields = fields_of(kind.record).values()
            content = {
                field.name: field.default if field.optional else self.blank(field.kind, node) for field in fields
            }
            invalid = frozenset(field.name for field in fields)
            return kind.record(location=Location(self.document, node), invalid_fields=invalid, **content)
        return () if isinstance(kind, ListKind) else kind.blank

    def _list(self, kind: ListKind, node: Node, key: str) -> object:
        right = self.fast_path.value(kind, node)
        if right is not UNSURE:
            return right
        of_records = isinstance(kind.item, RecordKind)
        if is_empty(node):
            if kind.lone and not of_records:
                return scalars.text(self, node, key)
            items: list[Node] = []
        elif isinstance(node, SequenceNode):
            items = node.value
        elif kind.lone and of_records is isinstance(node, MappingNode):
            items = [node]
        else:
            text = node.value if isinstance(node, ScalarNode) else ""
            self.add(no_list_wording(kind, node), node, expected=message("a list"), found=name_of(node), text=text)
            return scalars.INVALID
        if len(items) < kind.least:
            self.add("E208", node, key=key)
            return scalars.INVALID
        if kind.most is not None and len(items) > kind.most:
            self.add("E208.most", items[kind.most], key=key, most=kind.most)
            return scalars.INVALID
        below = "E204.below.brackets" if isinstance(node, SequenceNode) and node.flow_style else "E204.below"
        found = [scalars.item_below(self, item, below) for item in items]
        return scalars.INVALID if any(found) else self._items(kind, node, items, key)

    def _items(self, kind: ListKind, node: Node, items: list[Node], key: str) -> object:
        """Read the items of a list, or the one that stands for a list."""
        # A value without a list around it is named by its key.
        alone = None if isinstance(node, SequenceNode) else key
        if isinstance(kind.item, RecordKind):
            # Records have findings and blanks of their own.
            record = kind.item.record
            joined = joined_items(self, record, self._columns_of(record) or (), items)
            records = [self._record_or_short(kind.item, item, alone) for item in joined]
            return tuple(record for record in records if record is not scalars.INVALID)
        texts = tuple(scalars.text(self, item, alone) for item in items)
        return scalars.INVALID if scalars.INVALID in texts else texts


def _has_records(kind: ValueKind) -> bool:
    return isinstance(kind.item if isinstance(kind, ListKind) else kind, RecordKind)
