"""The tables of a roll-up, which all formats show: agencies, groups, overdue measures, measures that many share."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.message import message
from itatrack.model.amounts import Grouped
from itatrack.report.tables import NOTHING, Cell, Heading, Item, Table
from itatrack.rollup.remarks import remark, report_word, title_of
from itatrack.rollup.rollup import percent_of, totals_of
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from itatrack.findings.message import Message, Translator
    from itatrack.rollup.agency_row import AgencyRow
    from itatrack.rollup.rollup import GroupBy, Rollup, Totals

    Value = Decimal | dt.date | str | None


class _Column(NamedTuple):
    """A column of agencies and sums: its heading, its value, and of what it is left out where nothing has it."""

    name: str
    heading: Message
    value: Callable[[AgencyRow | Totals], Value]
    optional: bool = False


def _count(name: str) -> Callable[[AgencyRow | Totals], Value]:
    return lambda each: Grouped(getattr(each, name))


# What agencies and their sums have.
FIGURES = (
    _Column("measures", message("measures"), _count("measures")),
    _Column("done", message("done"), _count("done")),
    _Column("percent", message("percent"), lambda each: _short(percent_of(each.done, each.measures))),
    _Column("in_progress", message("in progress"), _count("in_progress")),
    _Column("not_started", message("not started"), _count("not_started")),
    _Column("cancelled", message("cancelled"), _count("cancelled"), optional=True),
    _Column("overdue", message("overdue"), _count("overdue")),
    _Column("evidence", message("with evidence"), _count("evidence")),
    _Column("budget", message("budget"), lambda each: each.budget, optional=True),
    _Column("spent", message("spent"), lambda each: each.spent, optional=True),
)
_SILENT = _Column("silent", message("nothing recorded"), _count("silent"))
FINDINGS = _Column("findings", message("findings"), lambda each: Grouped(each.errors + each.warnings))


def _short(number: Decimal) -> Decimal:
    return number.to_integral_value() if number == number.to_integral_value() else number


def cell(value: Value) -> Cell:
    """Return the cell of a value, with numbers on the right."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        return Cell((Item(value),), bulleted=False)
    if isinstance(value, Decimal):
        return Cell((Item(str(value)),), align="right", value=value)
    return Cell((Item(calendar.iso(value)),), value=value)


def used_figures(rollup: Rollup) -> list[_Column]:
    """Return the columns of figures that any agency needs."""
    totals = rollup.totals
    return [column for column in FIGURES if not column.optional or column.value(totals)]


def agency_table(rollup: Rollup, by: GroupBy, translate: Translator, *, in_full: bool = True) -> Table:
    """Return the table of all agencies in their order.

    Args:
        rollup: the agencies.
        by: what they are grouped by.
        translate: into the language of the table.
        in_full: with findings, folder and remark, for files; else with the sums in the last row, for people.
    """
    figures, has_groups = used_figures(rollup), bool(rollup.groups(by))
    headings = [message("agency"), *([GROUPS[by]] if has_groups else []), message("entries")]
    headings += [*(column.heading for column in figures), message("last entry")]
    headings += [FINDINGS.heading, message("folder"), message("remark")] if in_full else []
    rows = []
    for row in rollup.rows:
        values = [column.value(row) if row.has_figures else None for column in figures]
        named = [title_of(row), *([getattr(row, by)] if has_groups else []), translate(report_word(row))]
        found = FINDINGS.value(row) if row.errors or row.has_figures else None
        about = [found, row.path, remark(row, translate)] if in_full else []
        rows.append(_row([*named, *values, row.last_entry, *about]))
    if not in_full:
        totals = rollup.totals
        sums = [column.value(totals) if totals.counted else None for column in figures]
        counted = translate("{number} counted", number=totals.counted)
        rows.append(_row([translate("all"), *([""] if has_groups else []), counted, *sums, None]))
    return _table(translate, message("agencies"), headings, rows)


GROUPS: dict[GroupBy, Message] = {
    "group": message("group"),
    "district": message("district"),
    "province": message("province"),
}


def group_table(rollup: Rollup, by: GroupBy, translate: Translator) -> Table:
    """Return the table of the sums of each group."""
    figures = used_figures(rollup)
    rows = []
    for name, members in rollup.groups(by).items():
        totals = totals_of(members)
        values = [column.value(totals) for column in (_SILENT, *figures, FINDINGS)]
        values = values if totals.counted else [None] * len(values)
        counts: list[Value] = [Grouped(totals.agencies), Grouped(totals.counted)]
        rows.append(_row([name or translate("without a group"), *counts, *values]))
    headings = [GROUPS[by], message("agencies"), message("counted")]
    headings += [column.heading for column in (_SILENT, *figures, FINDINGS)]
    return _table(translate, message("groups"), headings, rows)


def data_table(rollup: Rollup, by: GroupBy, translate: Translator) -> Table:
    """Return the table of all agencies as it is alone in a file: with the telephone and the day of each row, too."""
    table = agency_table(rollup, by, translate)
    headings = [Heading(translate(heading)) for heading in (message("telephone"), message("as of"))]
    more = [_row([row.phone, row.as_of]) for row in rollup.rows]
    rows = tuple((*row, *cells) for row, cells in zip(table.rows, more, strict=True))
    return table._replace(headings=(*table.headings, *headings), rows=rows)


def call_table(rollup: Rollup, by: GroupBy, translate: Translator, *, in_full: bool = True) -> Table:
    """Return the table of the agencies to be called, the most urgent first.

    Args:
        rollup: the agencies.
        by: what they are grouped by.
        translate: into the language of the table.
        in_full: with group and folder, for files; else what a person needs who calls.
    """
    has_groups = in_full and bool(rollup.groups(by))
    rows = []
    for row in rollup.to_call:
        named = [title_of(row), *([getattr(row, by)] if has_groups else []), row.phone]
        rows.append(_row([*named, remark(row, translate), *([row.path] if in_full else [])]))
    headings = [message("agency"), *([GROUPS[by]] if has_groups else []), message("telephone"), message("why")]
    headings += [message("folder")] if in_full else []
    return _table(translate, message("agencies to call first"), headings, rows)


def follow_up_table(rollup: Rollup, translate: Translator) -> Table:
    """Return the table of the agencies to be called for whoever reads it on paper: without files and their lines."""
    rows = [_row([title_of(row), row.phone, remark(row, translate, in_brief=True)]) for row in rollup.to_call]
    headings = [message("agency"), message("telephone"), message("why")]
    return _table(translate, message("agencies to call first"), headings, rows)


def overdue_table(rollup: Rollup, translate: Translator) -> Table:
    """Return the table of all overdue measures, the oldest first."""
    rows = [
        _row([measure.due, Grouped((row.as_of - measure.due).days), title_of(row), measure.title, measure.id])
        for row, measure in rollup.overdue
        if row.as_of
    ]
    headings = [message("due"), message("days late"), message("agency"), message("measure"), message("id")]
    return _table(translate, message("overdue measures"), headings, rows)


def shared_table(rollup: Rollup, translate: Translator) -> Table:
    """Return the table of the measures that many agencies share and few have done."""
    rows = [
        _row([each.title, Grouped(each.agencies), Grouped(each.done), _short(percent_of(each.done, each.agencies))])
        for each in rollup.shared
    ]
    headings = [message("measure"), message("agencies"), message("done"), message("percent")]
    return _table(translate, message("measures that many share and few have done"), headings, rows)


def _row(values: Sequence[Value]) -> tuple[Cell, ...]:
    return tuple(map(cell, values))


def _table(translate: Translator, title: Message, headings: Sequence[Message], rows: list[tuple[Cell, ...]]) -> Table:
    return Table(tuple(Heading(translate(heading)) for heading in headings), tuple(rows), caption=translate(title))
