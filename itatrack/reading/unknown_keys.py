"""Keys that a record does not have: what was probably meant by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from itatrack.model.fields import ListKind, Record, RecordKind, fields_of, required_of
from itatrack.model.records import StatusEntry
from itatrack.reading.scalars import key_text
from itatrack.thai.digits import half_width, to_arabic
from itatrack.yamltext.nodes import MappingNode, ScalarNode, SequenceNode, is_empty, span_of
from itatrack.yamltext.syntax_fixes import indented_with_value, with_blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.findings.message import Value
    from itatrack.findings.suggest import Suggester
    from itatrack.model.fields import Field
    from itatrack.reading.reader import Reader
    from itatrack.yamltext.nodes import Node


class OpenRecord(NamedTuple):
    """A record while it is read: its keys, its node, and the fields that were found in a record below it."""

    fields: Mapping[str, Field]
    node: MappingNode
    misplaced: set[str]


def report_unknown(
    reader: Reader, node: ScalarNode, known: Mapping[str, Field], suggester: Suggester, wording: str | None
) -> str | None:
    """Report a key that is not known, and return the one that was meant, if any.

    Without a wording the key may be a column of the agency's: only what can be none is reported.
    """
    key = key_text(node.value)
    stuck = re.match("([^:]+):(.+)", key)
    if stuck and stuck[1] in known:
        line, column = reader.source.position(node.start_mark.index)
        fix = with_blank(reader.source, line, column - 1)
        reader.add(wording or "E201", node, fix=fix, key=key, meant=f"{stuck[1]}: {stuck[2]}")
        return stuck[1]
    if _is_misplaced(reader, key, node):
        return None
    if _is_heading(reader, node):
        reader.add("E106.heading", node, text=key)
        return None
    if re.match("[0-9๐-๙]{3}", key) and reader.source.text[node.start_mark.index - 1] == ",":
        reader.add("E201.comma", node, key=key)
        return None
    arabic = to_arabic(half_width(key))
    meant = arabic if arabic in known else suggester.nearest(half_width(key))
    if wording:
        reader.add(wording, node, key=key, known=", ".join(known), meant=meant)
    return meant


def _is_misplaced(reader: Reader, key: str, node: ScalarNode) -> bool:
    """Report a key that belongs to a record around this one or below it; return whether it does."""
    *around, here = reader.open_records
    for fields, record, misplaced in reversed(around):
        if key in fields and not record.flow_style and all(name.value != key for name, _ in record.value):
            misplaced.add(fields[key].name)  # so it is not missing there
            first = record.value[0][0]
            line, _ = reader.source.position(first.start_mark.index)
            stands, expected = _column(reader, node), _column(reader, first)
            fix = indented_with_value(reader.source, here.node, node, expected)
            values: dict[str, Value] = {"found": stands, "columns": expected, "line": line, "first": first.value}
            reader.add("E201.deep", node, fix=fix, key=key, **values)
            return True
    for name, field in here.fields.items():
        kind = field.kind.item if isinstance(field.kind, ListKind) and field.kind.lone else field.kind
        if isinstance(kind, RecordKind) and key in fields_of(kind.record):
            _report_outside(reader, node, name, kind.record)
            return True
    return False


def report_at_the_edge(reader: Reader, root: MappingNode, node: ScalarNode, entries: Node | None) -> bool:
    """Report a key of an entry that stands among the ids of the history, below some entries; return whether it is one.

    It belongs to the last of the entries of the measure above it.
    """
    key = key_text(node.value)
    last = entries.value[-1] if isinstance(entries, SequenceNode) and entries.value else None
    if key not in fields_of(StatusEntry) or not isinstance(last, MappingNode) or last.flow_style or not last.value:
        return False
    first = last.value[0][0]
    columns, (line, _) = _column(reader, first), reader.source.position(first.start_mark.index)
    fix = indented_with_value(reader.source, root, node, columns)
    values: dict[str, Value] = {"found": _column(reader, node), "columns": columns, "line": line, "first": first.value}
    reader.add("E201.deep", node, fix=fix, key=key, **values)
    return True


def _report_outside(reader: Reader, node: ScalarNode, above: str, record: type[Record]) -> None:
    """Report a key that belongs to a record below a key of this one."""
    key, here = key_text(node.value), reader.open_records[-1]
    known, columns = fields_of(record), _column(reader, node) + 2
    pairs = {key_text(name.value): value for name, value in here.node.value if isinstance(name, ScalarNode)}
    inner = pairs.get(above)
    before = [*pairs][: [*pairs].index(key)]
    follows = above in before and known.keys() >= {*before[before.index(above) + 1 :]}
    if follows and isinstance(inner, MappingNode) and not inner.flow_style and inner.value:
        first = inner.value[0][0]
        columns, (line, _) = _column(reader, first), reader.source.position(first.start_mark.index)
        place = span_of(reader.source, first)
        missing = (finding for finding in reader.findings if (finding.code, finding.span) == ("E202", place))
        for finding in [finding for finding in missing if finding.values["key"] == key]:
            reader.findings.remove(finding)  # it is not missing, but in the wrong column
        fix = indented_with_value(reader.source, here.node, node, columns)
        values: dict[str, Value] = {"columns": columns, "line": line, "first": first.value}
        reader.add("E201.deep", node, fix=fix, key=key, found=_column(reader, node), **values)
        return
    is_empty_above = inner is not None and is_empty(inner)
    fix = indented_with_value(reader.source, here.node, node, columns) if follows and is_empty_above else None
    listed = ", ".join(f"`{name}`" for name in known)
    needed = [field.key for field in required_of(record) if field.key != key] if above not in pairs else []
    wording = "E201.below.needs" if needed else "E201.below"
    lines = ", ".join(f"`{name}: …`" for name in needed)
    reader.add(wording, node, fix=fix, key=key, above=above, known=listed, columns=columns, needed=lines)


def _is_heading(reader: Reader, node: ScalarNode) -> bool:
    """Check whether a key is a heading over measures, which then are not among the others."""
    value = next(value for name, value in reader.open_records[-1].node.value if name is node)
    items = value.value if isinstance(value, SequenceNode) and not node.value.isascii() else []
    firsts = [item.value[0][0].value for item in items if isinstance(item, MappingNode) and item.value]
    return len(firsts) == len(items) > 0 and all(first == "id" for first in firsts)


def _column(reader: Reader, node: Node) -> int:
    return reader.source.position(node.start_mark.index)[1] - 1
