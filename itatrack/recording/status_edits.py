"""From what is to be recorded to the edits of the history's nodes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from itatrack.model.fields import fields_of
from itatrack.model.records import StatusEntry
from itatrack.reading.scalars import key_text
from itatrack.recording.status_update import is_known, is_said
from itatrack.thai import calendar
from itatrack.thai.digits import to_arabic, to_thai
from itatrack.yamltext.compose import compose
from itatrack.yamltext.edit.edits import Insert, Replace
from itatrack.yamltext.edit.emitter import StyleHint, hints_for_key, items
from itatrack.yamltext.nodes import MappingNode, ScalarNode, SequenceNode
from itatrack.yamltext.source import Source

if TYPE_CHECKING:
    from itatrack.model.records import History, Plan
    from itatrack.recording.status_update import Wanted
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
"""
# How many measures around a new entry are looked at for its style.
_NEARBY = 20


def edits_for(wanted: Wanted, plan: Plan, history: History, root: Node | None) -> list[Edit]:
    """Give the edits that record what is wanted; none where it is recorded already.

    A new entry stands in the order of the dates. A measure without any gets its key behind the one that comes
    before it in the plan. On a day that has an entry, that entry is changed.

    Args:
        wanted: what to record, of measures of the plan.
        plan: the plan, for the order of the measures.
        history: the history, whose entries of these measures are without errors.
        root: the history's data in its file.
    """
    order = {measure.id: number for number, measure in enumerate(plan.measures)}
    ids = sorted(wanted.ids, key=order.__getitem__)
    if not isinstance(root, MappingNode) or not root.value:
        whole: dict[str, Data] = {name: [wanted.entry()] for name in ids}
        return [Replace(root, None, whole, [StyleHint(_example())])]
    keys = [key_text(key.value) if isinstance(key, ScalarNode) else "" for key, _ in root.value]
    found: list[Edit] = []
    missing: list[tuple[int, str]] = []
    for name in ids:
        if name in keys:
            found += _entry_edits(wanted, history.entries[name], root, keys.index(name))
        else:
            before = [index for index, key in enumerate(keys) if order.get(key, len(order)) < order[name]]
            missing.append((before[-1] + 1 if before else len(keys), name))
    # Behind the others: where both change the same place, the entry of the measure before comes first.
    for at, group in groupby(sorted(missing, key=lambda one: one[0]), key=lambda one: one[0]):
        nearby = _nearby(root, at)
        entry = _entry(wanted, items(StyleHint(value) for _, value in nearby.value))
        found.append(Insert(root, at, [(name, [entry]) for _, name in group], [StyleHint(nearby)]))
    return found


def _entry_edits(wanted: Wanted, entries: tuple[StatusEntry, ...], root: MappingNode, index: int) -> list[Edit]:
    """Give the edits of a measure that has a key in the history."""
    key, node = root.value[index]
    around = _nearby(root, index)
    if not isinstance(node, SequenceNode) or not node.value:
        alike = [StyleHint(value, one) for one, value in around.value]
        return [Replace(node, key, [_entry(wanted, items(alike))], alike)]
    at = sum(entry.date < wanted.date for entry in entries)
    hints = [StyleHint(one) for one in [*reversed(node.value[:at]), *node.value[at:]]]
    hints += items(StyleHint(value) for _, value in around.value)
    if at < len(entries) and entries[at].date == wanted.date:
        return _changes(wanted, entries[at], node.value[at], hints)
    return [Insert(node, at, [_entry(wanted, hints)], hints)]


def _entry(wanted: Wanted, hints: list[StyleHint]) -> dict[str, Data]:
    """Give a new entry, its date in Thai digits where the nearest one is."""
    entry = wanted.entry()
    near = hints_for_key(hints, "date")
    if near and isinstance(near[0].node, ScalarNode) and near[0].node.value != to_arabic(near[0].node.value):
        entry["date"] = to_thai(calendar.iso(wanted.date))
    return entry


def _changes(wanted: Wanted, entry: StatusEntry, node: MappingNode, hints: list[StyleHint]) -> list[Edit]:
    """Give the edits of an entry that stands on the day already."""
    there = {key_text(key.value): (key, value) for key, value in node.value}
    new: dict[str, Data] = {key: value for key, value in wanted.values.items() if not is_said(key, value, entry)}
    if entry.status is not wanted.status:
        new["status"] = wanted.status.code
    new["evidence"] = [one for one in wanted.evidence if not is_known(one, entry.evidence)]
    new["steps"] = [step for step in wanted.steps if step not in entry.steps]
    found: list[Edit] = []
    added: list[tuple[int, tuple[str, Data]]] = []
    for name in fields_of(StatusEntry):
        value = new.get(name)
        if not value:
            continue
        if name not in there:
            added.append((_index(node, name), (name, value)))
            continue
        key, old = there[name]
        alike = hints_for_key(hints, name)
        said = getattr(entry, name)
        if isinstance(said, tuple) and isinstance(old, ScalarNode) and said:
            value = [*said, value]
        if isinstance(old, SequenceNode) and old.value:
            more = value if isinstance(value, list) else [value]
            found.append(Insert(old, len(old.value), more, [*map(StyleHint, reversed(old.value)), *items(alike)]))
        else:
            found.append(Replace(old, key, value, alike))
    for at, group in groupby(sorted(added, key=lambda one: one[0]), key=lambda one: one[0]):
        found.append(Insert(node, at, [pair for _, pair in group], hints))
    return found


def _index(node: MappingNode, name: str) -> int:
    """Give where a new key stands among those of an entry: in the order of the model."""
    order = list(fields_of(StatusEntry))
    before = [index for index, (key, _) in enumerate(node.value) if key_text(key.value) in order[: order.index(name)]]
    return before[-1] + 1 if before else len(node.value)


def _nearby(root: MappingNode, at: int) -> MappingNode:
    """Give a mapping of the measures around a place, the nearest first, and of the example behind them."""
    around = [*reversed(root.value[max(0, at - _NEARBY) : at + 1]), *root.value[at + 1 : at + 1 + _NEARBY]]
    return MappingNode(root.tag, around + _example().value, root.start_mark, root.end_mark)


def _example() -> MappingNode:
    root, _ = compose(Source("", _EXAMPLE))
    return cast("MappingNode", root)
