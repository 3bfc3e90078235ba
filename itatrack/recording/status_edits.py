"""Turn a status update into edits of the history's nodes."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, cast

from itatrack.model.fields import fields_of
from itatrack.model.records import StatusEntry
from itatrack.reading.scalars import key_text
from itatrack.thai import calendar
from itatrack.thai.digits import to_arabic, to_thai
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit.edits import Insert, Replace
from itatrack.yamltext.edit.emitter import StyleHint, hints_for_key, items
from itatrack.yamltext.nodes import MappingNode, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from itatrack.model.records import Evidence, History, Plan
    from itatrack.recording.status_update import StatusUpdate
    from itatrack.yamltext.edit.edits import Edit
    from itatrack.yamltext.edit.emitter import Data
    from itatrack.yamltext.nodes import Node

# The style of a history that has no entry to take it from.
_EXAMPLE = """\
measure:
  - date: 2564-03-31
    status: done
    progress: 100
    evidence:
      - ข้อความ
    spent: 12500
""".encode()
# How many measures around a new entry are looked at for its style.
_NEARBY = 20


def entry_edits(update: StatusUpdate, plan: Plan, history: History, root: Node | None) -> list[Edit]:
    """Return the edits that record an update; none where the history says all of it already.

    A new entry stands in the order of the dates. A measure without any gets its key after that of the measure before it
    in the plan. Where the date has an entry, that entry is changed.

    Args:
        update: what to record, of measures of the plan.
        plan: the plan, for the order of the measures.
        history: the history, whose entries of these measures are without errors.
        root: the history's data in its file.
    """
    order = {measure.id: number for number, measure in enumerate(plan.measures)}
    ids = sorted(update.ids, key=order.__getitem__)
    if not isinstance(root, MappingNode) or not root.value:
        whole: dict[str, Data] = {name: [update.entry()] for name in ids}
        return [Replace(root, None, whole, [StyleHint(_example())])]
    keys = [key_text(key.value) if isinstance(key, ScalarNode) else "" for key, _ in root.value]
    edits: list[Edit] = []
    missing: list[tuple[int, str]] = []
    for name in ids:
        if name in keys:
            edits += _measure_edits(update, history.entries[name], root, keys.index(name))
        else:
            earlier = [index for index, key in enumerate(keys) if order.get(key, len(order)) < order[name]]
            missing.append((earlier[-1] + 1 if earlier else len(keys), name))
    # After the others: where both change the same place, the entry of the measure before comes first.
    for position, group in groupby(sorted(missing, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        nearby = _nearby(root, position)
        entry = _new_entry(update, items(StyleHint(value) for _, value in nearby.value))
        edits.append(Insert(root, position, [(name, [entry]) for _, name in group], [StyleHint(nearby)]))
    return edits


def _measure_edits(update: StatusUpdate, entries: tuple[StatusEntry, ...], root: MappingNode, index: int) -> list[Edit]:
    """Return the edits of a measure that has a key in the history."""
    key, node = root.value[index]
    nearby = _nearby(root, index)
    if not isinstance(node, SequenceNode) or not node.value:
        hints = [StyleHint(value, key) for key, value in nearby.value]
        return [Replace(node, key, [_new_entry(update, items(hints))], hints)]
    position = sum(entry.date < update.date for entry in entries)
    hints = [StyleHint(item) for item in [*reversed(node.value[:position]), *node.value[position:]]]
    hints += items(StyleHint(value) for _, value in nearby.value)
    if position < len(entries) and entries[position].date == update.date:
        return _changed_entry(update, entries[position], node.value[position], hints)
    return [Insert(node, position, [_new_entry(update, hints)], hints)]


def _new_entry(update: StatusUpdate, hints: list[StyleHint]) -> dict[str, Data]:
    """Return a new entry, its date in Thai digits where the nearest date is."""
    entry = update.entry()
    dates = hints_for_key(hints, "date")
    if dates and isinstance(dates[0].node, ScalarNode) and dates[0].node.value != to_arabic(dates[0].node.value):
        entry["date"] = to_thai(calendar.iso(update.date))
    return entry


def _changed_entry(update: StatusUpdate, entry: StatusEntry, node: MappingNode, hints: list[StyleHint]) -> list[Edit]:
    """Return the edits of an entry that the date has already."""
    pairs = {key_text(key.value): (key, value) for key, value in node.value}
    edits: list[Edit] = []
    missing: list[tuple[int, tuple[str, Data]]] = []
    for name, value in _unstated(update, entry).items():
        if name not in pairs:
            missing.append((_position(node, name), (name, value)))
            continue
        key, old = pairs[name]
        similar = hints_for_key(hints, name)
        stated = getattr(entry, name)
        new: Data = [*stated, value] if isinstance(stated, tuple) and isinstance(old, ScalarNode) and stated else value
        if isinstance(old, SequenceNode) and old.value:
            parts = new if isinstance(new, list) else [new]
            edits.append(Insert(old, len(old.value), parts, [*map(StyleHint, reversed(old.value)), *items(similar)]))
        else:
            edits.append(Replace(old, key, new, similar))
    for position, group in groupby(sorted(missing, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        edits.append(Insert(node, position, [pair for _, pair in group], hints))
    return edits


def _unstated(update: StatusUpdate, entry: StatusEntry) -> dict[str, Data]:
    """Return what an entry does not state yet, by key in the order of the model."""
    new: dict[str, Data] = {key: value for key, value in update.values.items() if not _states(entry, key, value)}
    if entry.status is not update.status:
        new["status"] = update.status.code
    new["evidence"] = [item for item in update.evidence if not _has_evidence(entry.evidence, item)]
    new["steps"] = [step for step in update.steps if step not in entry.steps]
    return {key: new[key] for key in fields_of(StatusEntry) if new.get(key)}


def _states(entry: StatusEntry, key: str, value: str) -> bool:
    """Check whether an entry states a value already."""
    stated = getattr(entry, key)
    if isinstance(stated, tuple):
        return value in stated
    return bool(stated == (Decimal(value) if isinstance(stated, Decimal) else value))


def _has_evidence(evidence: tuple[Evidence, ...], item: Data) -> bool:
    """Check whether evidence has an item, given as the history writes it."""
    if isinstance(item, dict):
        return any(all(getattr(known, key) == value for key, value in item.items()) for known in evidence)
    return any(known.text == item for known in evidence)


def _position(node: MappingNode, name: str) -> int:
    """Return where a new key goes among the keys of an entry: in the order of the model."""
    order = list(fields_of(StatusEntry))
    earlier = [index for index, (key, _) in enumerate(node.value) if key_text(key.value) in order[: order.index(name)]]
    return earlier[-1] + 1 if earlier else len(node.value)


def _nearby(root: MappingNode, position: int) -> MappingNode:
    """Return a mapping of the measures around a position, the nearest first, and of the example after them."""
    before, after = root.value[max(0, position - _NEARBY) : position + 1], root.value[position + 1 :]
    around = [*reversed(before), *after[:_NEARBY]]
    return MappingNode(root.tag, around + _example().value, root.start_mark, root.end_mark)


def _example() -> MappingNode:
    return cast("MappingNode", Document.read("", _EXAMPLE).root)
