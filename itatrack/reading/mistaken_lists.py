"""Lists and items in another shape than a list has: what was probably meant by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.model.fields import RecordKind, fields_of, required_of
from itatrack.reading.scalars import key_text
from itatrack.yamltext.nodes import MappingNode, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.model.fields import ListKind, Record
    from itatrack.reading.reader import Reader
    from itatrack.textfile.source import Source
    from itatrack.yamltext.nodes import Node

# What stands between or before the parts of a text that should be a list, blanks too, and what needs quotes in one.
_PARTS = (
    r"และ|กับ|[\s/,:#\[\]{}'\"，、;|&*!%@`]|^[-\u2010-\u2015\u2212\uff0d•·●○▪◦‣✓]"
    r"|^\(?(?:[0-9๐-๙]+(?:\.[0-9๐-๙]+)*|[ก-ฮa-zA-Z])[.)](?![0-9๐-๙])"
)


def no_list_wording(kind: ListKind, node: Node) -> str:
    """Return the wording for what stands where a list is expected, with the form that was probably meant."""
    if not isinstance(node, ScalarNode):
        if isinstance(node, MappingNode) and node.flow_style:
            return "E204.brackets" if isinstance(kind.item, RecordKind) else "E204.braces"
        return "E204.dash"
    if isinstance(kind.item, RecordKind) and not kind.item.short:
        return "E204.records"
    # Text of several lines or words may be several items, which brackets would make one of.
    several = node.start_mark.line != node.end_mark.line or re.search(_PARTS, node.value)
    return "E204.items" if several else "E204.list"


def joined_items(reader: Reader, record: type[Record], columns: Iterable[str], items: list[Node]) -> list[Node]:
    """Report items that hold nothing but keys which the item above lacks, and return them as part of that."""
    needed = required_of(record)
    if not needed or len(items) < 2:  # noqa: PLR2004  one belongs to nothing
        return items
    first = needed[0].key
    known = {*fields_of(record), *columns}
    joined: list[Node] = []
    for item in items:
        above = joined[-1] if joined else None
        keys, others = _keys(item), _keys(above)
        is_part = keys and first in others and first not in keys and keys <= known and not keys & others
        if is_part and isinstance(item, MappingNode) and isinstance(above, MappingNode):
            key_node = item.value[0][0]
            reader.add("E204.split", key_node, key=key_text(key_node.value), first=first)
            pairs = [*above.value, *item.value]
            joined[-1] = MappingNode(above.tag, pairs, above.start_mark, item.end_mark, flow_style=False)
        else:
            joined.append(item)
    return joined


def _keys(node: Node | None) -> set[str]:
    """Return the keys of a record that is written on lines; none for anything else."""
    if not isinstance(node, MappingNode) or node.flow_style:
        return set()
    return {key_text(key.value) for key, _ in node.value if isinstance(key, ScalarNode)}


def dash_of(source: Source, node: MappingNode) -> int | None:
    """Return how many columns the `-` is indented behind which a record begins, or None where it is no such item."""
    start = node.start_mark.index
    line, column = source.position(start)
    before = source.text[source.index(line, 1) : start]
    return before.rindex("-") if not node.flow_style and before.strip() == "-" and column > 1 else None
