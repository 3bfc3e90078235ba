"""Turn new values of a record's keys into the smallest edits of its node."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Any

from itatrack.reading.scalars import key_text, plain
from itatrack.thai.digits import to_arabic, to_thai
from itatrack.yamltext.edit.edits import Insert, Remove, Replace
from itatrack.yamltext.edit.emitter import StyleHint, hints_for_key, items
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_empty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from itatrack.yamltext.edit.edits import Edit
    from itatrack.yamltext.edit.emitter import Data


def record_edits(
    node: MappingNode, values: Mapping[str, Data | None], order: Sequence[str], hints: Sequence[StyleHint]
) -> list[Edit]:
    """Return the edits that give keys of a record new values; none where it has them already.

    Of a list only the items that differ are touched, and of a record only the keys that are named, so that comments
    beside the others stay.

    Args:
        node: the record.
        values: the new values by key; None or an empty list for a key that is to go.
        order: all keys in their usual order.
        hints: similar records, the nearest first.
    """
    positions = {key_text(key.value): index for index, (key, _) in enumerate(node.value)}
    edits: list[Edit] = []
    gone: list[int] = []
    missing: list[tuple[int, tuple[str, Data]]] = []
    for name, value in values.items():
        index = positions.get(name)
        if index is None:
            stated = _stated(value)
            if stated:
                missing.append((_position(node, name, order), (name, stated)))
            continue
        key, old = node.value[index]
        if isinstance(value, dict) and isinstance(old, MappingNode):
            parts: dict[str, Data] = {**comparable(old), **value}
            if _stated(parts):
                edits += record_edits(old, value, [*parts], hints_for_key(hints, name))
            else:
                gone.append(index)
        elif not value:
            gone.append(index)
        else:
            edits += _value_edits(key, old, value, hints_for_key(hints, name))
    for position, group in groupby(sorted(missing, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        edits.append(Insert(node, position, [pair for _, pair in group], hints))
    return [*edits, Remove(node, gone)] if gone else edits


def _stated(value: Data | None) -> Data | None:
    """Return a value, of a record the keys that have one."""
    return {key: part for key, part in value.items() if part} if isinstance(value, dict) else value


def _position(node: MappingNode, name: str, order: Sequence[str]) -> int:
    """Return where a new key goes among the keys of a record: in their usual order, and at the end one without any."""
    before = order[: order.index(name)] if name in order else ()
    earlier = [index for index, (key, _) in enumerate(node.value) if key_text(key.value) in before]
    return earlier[-1] + 1 if earlier else len(node.value)


def _value_edits(key: Node, old: Node, new: Data, hints: list[StyleHint]) -> Iterator[Edit]:
    """Yield the edits that replace the value of a key."""
    if isinstance(old, SequenceNode) and old.value:
        new_items: list[Data] = new if isinstance(new, list) else [new]
        yield from _list_edits(key, old, new_items, hints)
    elif isinstance(old, ScalarNode) and isinstance(new, list) and len(new) == 1 and not is_empty(old):
        yield from _value_edits(key, old, new[0], hints)
    elif comparable(old) != _plain(new):
        yield Replace(old, key, new, hints)


def _list_edits(key: Node, node: SequenceNode, new: list[Data], hints: list[StyleHint]) -> Iterator[Edit]:
    """Yield the edits that turn a list into a new one, item by item."""
    old = [comparable(item) for item in node.value]
    similar = [*map(StyleHint, reversed(node.value)), *items(hints)]
    gone: list[int] = []
    inserts: list[Edit] = []
    before, after = ([repr(item) for item in side] for side in (old, [_plain(item) for item in new]))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation == "equal":
            continue
        added = new[new_start:new_end]
        for index in range(start, end):
            item = node.value[index]
            if added and isinstance(item, ScalarNode) and isinstance(added[0], str):
                yield Replace(item, item, added.pop(0), similar)
            elif added and isinstance(item, MappingNode) and isinstance(first := added[0], dict):
                values: dict[str, Data | None] = {**dict.fromkeys(comparable(item)), **first}
                del added[0]
                yield from record_edits(item, values, [*values], similar)
            else:
                gone.append(index)
        if added:
            inserts.append(Insert(node, end, added, similar))
    if node.flow_style and len(gone) == len(node.value):  # there is no item beside which a new one could stand
        yield Replace(node, key, new, hints)
        return
    yield from inserts
    if gone:
        yield Remove(node, gone)


def digits_like(text: str, node: Node) -> str:
    """Return a text in Thai digits where the value in its place has them."""
    return to_thai(text) if isinstance(node, ScalarNode) and node.value != to_arabic(node.value) else text


def comparable(node: Node) -> Any:  # noqa: ANN401  text, list or pairs
    """Return the data of a node as it is compared."""
    if isinstance(node, MappingNode):
        return {key_text(key.value): comparable(value) for key, value in node.value}
    return [comparable(item) for item in node.value] if isinstance(node, SequenceNode) else plain(str(node.value))


def _plain(value: Data) -> Data:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else plain(value)
