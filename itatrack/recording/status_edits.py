"""Turn a status update into edits of the history's nodes."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from itatrack.model import amounts
from itatrack.model.fields import fields_of
from itatrack.model.kinds import ScalarKind
from itatrack.model.records import REVISABLE, StatusEntry
from itatrack.progress.state import indicator_of
from itatrack.reading.scalars import key_text
from itatrack.recording.record_edits import comparable, record_edits
from itatrack.thai import calendar
from itatrack.thai.digits import to_arabic, to_thai
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit.edits import Insert, Replace
from itatrack.yamltext.edit.emitter import StyleHint, hints_for_key, items
from itatrack.yamltext.nodes import MappingNode, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.model.records import Evidence, History, Measure, Plan
    from itatrack.recording.status_update import StatusUpdate
    from itatrack.yamltext.edit.edits import Edit
    from itatrack.yamltext.edit.emitter import Data
    from itatrack.yamltext.nodes import Node

T = TypeVar("T")

# The style of a history that has no entry to take it from.
_EXAMPLE = """\
measure:
  - date: 2564-03-31
    status: done
    progress: 100
    evidence:
      - ข้อความ
    indicators:
      - {name: 1, result: 85}
    spent: 12500
    responsible: [ข้อความ]
    period: {from: 2563-10-01, to: 2564-09-30}
    budget: 12500
    monitoring: {text: ข้อความ, due: 2564-09-30}
"""
ENTRY_KEYS: Final = tuple(fields_of(StatusEntry))
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
        return [Replace(root, None, whole, [StyleHint(_example(plan))])]
    keys = [key_text(key.value) if isinstance(key, ScalarNode) else "" for key, _ in root.value]
    edits: list[Edit] = []
    missing: list[tuple[int, str]] = []
    for name in ids:
        if name in keys:
            edits += _measure_edits(update, plan, history.entries[name], root, keys.index(name))
        else:
            earlier = [index for index, key in enumerate(keys) if order.get(key, len(order)) < order[name]]
            missing.append((earlier[-1] + 1 if earlier else len(keys), name))
    # After the others: where both change the same place, the entry of the measure before comes first.
    for position, group in groupby(sorted(missing, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        around = nearby(root, position, plan)
        entry = _new_entry(update, items(StyleHint(value) for _, value in around.value))
        edits.append(Insert(root, position, [(name, [entry]) for _, name in group], [StyleHint(around)]))
    return edits


def _measure_edits(
    update: StatusUpdate, plan: Plan, entries: tuple[StatusEntry, ...], root: MappingNode, index: int
) -> list[Edit]:
    """Return the edits of a measure that has a key in the history."""
    key, node = root.value[index]
    around = nearby(root, index, plan)
    if not isinstance(node, SequenceNode) or not node.value:
        hints = [StyleHint(value, key) for key, value in around.value]
        return [Replace(node, key, [_new_entry(update, items(hints))], hints)]
    position = sum(entry.date < update.date for entry in entries)
    hints = [StyleHint(item) for item in [*reversed(node.value[:position]), *node.value[position:]]]
    hints += items(StyleHint(value) for _, value in around.value)
    if position < len(entries) and entries[position].date == update.date:
        measure = next(measure for measure in plan.measures if measure.id == key_text(key.value))
        return _changed_entry(update, measure, entries[position], node.value[position], hints)
    return [Insert(node, position, [_new_entry(update, hints)], hints)]


def _new_entry(update: StatusUpdate, hints: list[StyleHint]) -> dict[str, Data]:
    """Return a new entry, its date in Thai digits where the nearest date is."""
    entry = update.entry()
    dates = hints_for_key(hints, "date")
    if dates and isinstance(dates[0].node, ScalarNode) and dates[0].node.value != to_arabic(dates[0].node.value):
        entry["date"] = to_thai(calendar.iso(update.date))
    return entry


def _changed_entry(
    update: StatusUpdate, measure: Measure, entry: StatusEntry, node: MappingNode, hints: list[StyleHint]
) -> list[Edit]:
    """Return the edits of an entry that the date has already: texts join its lists, other values replace its own."""
    old = _values_by_key(node)
    values: dict[str, Data | None] = {}
    for key, value in update.values.items():
        if not _states(entry, key, value):
            joins = isinstance(value_of(entry, key), tuple) and key in old and key not in REVISABLE
            values[key] = [*items_of(old[key]), value] if joins else value
    if entry.status is not update.status:
        values["status"] = update.status.code
    evidence = [item for item in update.evidence if not has_evidence(entry.evidence, item)]
    steps = [step for step in update.steps if step not in entry.steps]
    for key, new in (("evidence", evidence), ("steps", steps)):
        if new:
            values[key] = [*(items_of(old[key]) if key in old else ()), *new]
    if update.indicators:
        values["indicators"] = indicator_results(measure, entry, old.get("indicators"), update.indicators)
    return record_edits(node, as_written(values), ENTRY_KEYS, hints)


def _values_by_key(node: MappingNode) -> dict[str, Node]:
    """Return the values of a record by key, those of a series by the names of its parts, such as `yearly.2562`."""
    values: dict[str, Node] = {}
    for key, value in node.value:
        name = key_text(key.value)
        values[name] = value
        if isinstance(value, MappingNode):
            values |= {f"{name}.{part}": inner for part, inner in _values_by_key(value).items()}
    return values


def as_written(values: Mapping[str, T]) -> dict[str, Any]:
    """Return values of an entry as it has them: in the order of the model, those of a series below its key."""
    written: dict[str, Any] = {}
    for name, value in values.items():
        key, _, part = name.partition(".")
        if part:
            written.setdefault(key, {})[part] = value
        else:
            written[name] = value
    return {key: written[key] for key in dict.fromkeys((*ENTRY_KEYS, *written)) if key in written}


def value_of(entry: StatusEntry, key: str) -> Any:  # noqa: ANN401  as many types as keys
    """Return the value of a key of an entry, of the format or of the agency's own."""
    return getattr(entry, key) if key in ENTRY_KEYS else entry.custom_columns.get(key)


def _states(entry: StatusEntry, key: str, value: Data) -> bool:
    """Check whether an entry states a value already."""
    stated = value_of(entry, key)
    if not isinstance(value, str):
        return False
    if isinstance(stated, tuple):
        return value in stated
    if isinstance(stated, Decimal):
        return stated == amounts.number(value)
    return bool((calendar.iso(stated) if isinstance(stated, dt.date) else stated) == value)


def items_of(node: Node) -> list[Data]:
    """Return the items of a list, or the one text that stands for it."""
    data: Data = comparable(node)
    return data if isinstance(data, list) else [data] if data else []


def has_evidence(evidence: tuple[Evidence, ...], item: Data) -> bool:
    """Check whether evidence has an item, given as the history writes it."""
    if isinstance(item, dict):
        return any(all(getattr(known, key) == value for key, value in item.items()) for known in evidence)
    return any(known.text == item for known in evidence)


def indicator_results(
    measure: Measure, entry: StatusEntry, node: Node | None, results: Mapping[str, str]
) -> list[Data]:
    """Return the results of an entry's indicators with new ones among them; an empty one takes the old one away."""
    new = dict(results)
    items = items_of(node) if node else []
    for index, stated in enumerate(entry.indicators):
        indicator = indicator_of(measure, stated.name)
        name = next(
            (name for name in new if name == stated.name or (indicator and indicator_of(measure, name) is indicator)),
            None,
        )
        if name is not None:
            result, item = new.pop(name), items[index]
            items[index] = {**item, "result": result} if result and isinstance(item, dict) else {}
    added: list[Data] = [{"name": name, "result": result} for name, result in new.items() if result]
    return [item for item in items if item] + added


def nearby(root: MappingNode, position: int, plan: Plan) -> MappingNode:
    """Return a mapping of the measures around a position, the nearest first, and of the example after them."""
    before, after = root.value[max(0, position - _NEARBY) : position + 1], root.value[position + 1 :]
    around = [*reversed(before), *after[:_NEARBY]]
    return MappingNode(root.tag, around + _example(plan).value, root.start_mark, root.end_mark)


def _example(plan: Plan) -> MappingNode:
    """Return a history of one entry, with a value of each of the agency's columns that is no text."""
    columns = ""
    for column in plan.columns if not any(column.invalid_fields for column in plan.columns) else ():
        kind = column.parts[0].field.kind
        blank = kind.write(kind.blank) if isinstance(kind, ScalarKind) else ""
        if column.each:
            # Only numbers would be in quotes without an example.
            numbers = ", ".join(f"{part}: {blank or 'ก'}" for part in column.each if re.fullmatch("[0-9]+", part))
            columns += f"    {column.name}: {{{numbers}}}\n"
        elif blank:
            columns += f"    {column.name}: {blank}\n"
    return cast("MappingNode", Document.read("", (_EXAMPLE + columns).encode()).root)
