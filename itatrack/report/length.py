"""How long a report would be, before it is laid out: a thousand pages take a layout program minutes."""

from __future__ import annotations

from operator import itemgetter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

from itatrack.findings.catalogue import finding
from itatrack.model.fields import Record, fields_of
from itatrack.report.tables import Item, rows_joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding, Span
    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress
    from itatrack.report.context import ReportContext
    from itatrack.report.tables import Table

# In characters. An item of a list costs a layout program as much as a hundred of them: its own line.
_PAGE: Final = 3000
_ITEM: Final = 100
# The real memo has a fifth of a page for a measure in each of its tables.
_MAX_MEASURES: Final = 1000
_MAX_PAGES: Final = 80


def too_long(plan: Plan, progress: Progress, context: ReportContext) -> Finding | None:
    """Return the finding for a report of too many pages, at the longest text or list of the data.

    It may have some 80 pages besides one for each row of a table: PDF needs up to two seconds for them. One measure
    cannot have the room that another leaves, as the time for a cell grows with the square of its length.
    """
    measures = len(plan.measures)
    if measures > _MAX_MEASURES:
        return finding(
            "E104.measures", plan.location.key("measures"), number=f"{measures:,}", limit=f"{_MAX_MEASURES:,}"
        )
    pages = _size(context) // _PAGE
    if pages <= _MAX_PAGES:
        return None
    return finding("E104.report", _longest(plan, progress), pages=f"{pages:,}", limit=_MAX_PAGES)


def _size(context: ReportContext) -> int:
    """Return how much is printed besides a page for each row, in characters."""
    tables = {name: _table_size(table) for name, table in context.tables.items()}
    # A part of the body prints a table of its own, or the one that it is named after, as often as it is asked for.
    printed = [name for part in context.parts for name in (part.part, part.table) if name in tables]
    parts = sum(_text_size(part.heading) + _text_size(part.text) for part in context.parts)
    values = context.values._replace(measures=())
    return sum(tables[name] for name in (printed if context.parts else tables)) + parts + _text_size([*values])


def _table_size(table: Table) -> int:
    size = _text_size([*table.headings])
    for row, spans in zip(table.rows, rows_joined(table.rows), strict=True):
        # A cell that is one with that above it is printed once; an empty one takes its line too.
        length = sum(_text_size(cell.items) or _ITEM for cell, span in zip(row, spans, strict=True) if span)
        size += max(0, length - _PAGE)
    return size


def _text_size(value: object) -> int:
    """Return how much a value prints: its characters, and for each text the line that it begins."""
    if isinstance(value, str):
        return _ITEM + len(value)
    if isinstance(value, Item):
        return _ITEM + len(value.text) + len(value.address or "") + len(value.file or "") + len(value.remark)
    if isinstance(value, SimpleNamespace):
        return _text_size([*vars(value).values()])
    return sum(map(_text_size, value)) if isinstance(value, list | tuple) else 0


def _longest(plan: Plan, progress: Progress) -> Span:
    """Return the span of the text or list that prints most."""
    entries = (entry for state in progress.states for entry in state.entries if entry.status is state.status)
    _, record, key = max((value for record in (plan, *entries) for value in _values(record)), key=itemgetter(0))
    return record.location.value(key)


def _values(record: Record) -> Iterator[tuple[int, Record, str]]:
    """Yield how much each text or list of a record and of those in it prints, with its record and key."""
    fields = fields_of(type(record)).items()
    stated = [(key, value) for key, field in fields if (value := getattr(record, field.name))]
    for key, value in (*stated, *record.custom_columns.items()):
        records = [part for part in (value if isinstance(value, tuple) else [value]) if isinstance(part, Record)]
        for part in records:
            yield from _values(part)
        if key != "measures":
            yield _text_size(value) + _ITEM * len(records), record, key
