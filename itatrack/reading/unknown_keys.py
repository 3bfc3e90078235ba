"""Keys that a record does not have: what was probably meant by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from itatrack.model.fields import RecordKind, fields_of
from itatrack.reading.scalars import key_text
from itatrack.thai.digits import half_width
from itatrack.yamltext.syntax_fixes import indented_with_value, with_blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.findings.message import Value
    from itatrack.findings.suggest import Suggester
    from itatrack.model.fields import Field
    from itatrack.reading.reader import Reader
    from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode


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
    if re.match("[0-9๐-๙]{3}", key) and reader.source.text[node.start_mark.index - 1] == ",":
        reader.add("E201.comma", node, key=key)
        return None
    meant = suggester.nearest(half_width(key))
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
        below = fields_of(field.kind.record) if isinstance(field.kind, RecordKind) else {}
        if key in below:
            known = ", ".join(f"`{name}`" for name in below)
            reader.add("E201.below", node, key=key, above=name, known=known, columns=_column(reader, node) + 2)
            return True
    return False


def _column(reader: Reader, node: Node) -> int:
    return reader.source.position(node.start_mark.index)[1] - 1
