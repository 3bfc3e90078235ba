"""A row of cells for each measure, by the columns of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.model.columns import HeadedColumn, may_have_row
from itatrack.model.groups import empty_groups
from itatrack.progress.computed import Values
from itatrack.progress.rounds import rounds_of
from itatrack.report.cells import RowContext, cell_of
from itatrack.report.summary_rows import only_group, summary_rows
from itatrack.report.sums import Sums
from itatrack.report.tables import NOTHING, Cell, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.model.columns import ColumnGroup
    from itatrack.model.records import Plan
    from itatrack.model.tables import TableDefinition
    from itatrack.progress.state import Progress, State
    from itatrack.report.tables import Row

# What a table without rows says.
NO_ROWS: Final = "ไม่มี"
# What tells measures apart in a table, the best first.
_NAMES: Final = ("title", "project", "code", "id", "number")


def rows_of(
    plan: Plan,
    progress: Progress,
    groups: Sequence[ColumnGroup],
    round_name: str | None,
    definition: TableDefinition | None = None,
) -> tuple[Row, ...]:
    """Return a row of cells for each measure, and a heading over all columns before the first measure of each group.

    A table that sums up has a row for each text of a column instead.

    Args:
        plan: the plan, for the agency's own columns and words.
        progress: the states of its measures.
        groups: the columns under their headings.
        round_name: the round that is reported on, if it is one.
        definition: which rows the table has, and of which columns it has sums.
    """
    columns = tuple(column for group in groups for column in group.columns)
    names = tuple(name for column in columns for name in column.names)
    cut_offs = dict(rounds_of(plan)) if any(_is_of_round(column) for column in columns) else {}
    table = RowContext(plan, names, round_name, Values(plan), cut_offs)
    first = (definition.each,) if definition and definition.each else ()
    naming = next(
        (columns.index(column) for name in (*first, *_NAMES) for column in columns if name in column.names), 0
    )
    sums = Sums(table, columns, definition, naming)
    if definition and definition.each:
        chosen = [*_chosen(progress.states, definition, table)]
        for state in chosen:
            sums.add(state)
        return (*summary_rows(chosen, columns, definition, table), *sums.at_the_foot()) or _no_rows(columns)
    empty = _EmptyGroups(
        plan, len(columns), naming, is_shown=not (definition and definition.rows) and "group" not in names
    )
    rows: list[Row] = []
    before: tuple[str, ...] = ()
    for state in _chosen(progress.states, definition, table):
        group = state.measure.group
        before = before or only_group(group, definition)
        rows += sums.before(group)
        if "group" not in names and group != before:
            rows += empty.before(group)
            rows += _group_rows(before, group, len(columns))
            before = group
        sums.add(state)
        cells = [cell_of(column, state, table) for column in columns]
        cells[naming] = cells[naming]._replace(names_row=True)
        rows.append(tuple(cells))
    if not rows and definition and definition.rows:
        return _no_rows(columns)
    return (*rows, *sums.before(()), *empty.before(()), *sums.at_the_foot())


def _no_rows(columns: Sequence[HeadedColumn]) -> tuple[Row, ...]:
    return ((Cell((Item(NO_ROWS),), columns=len(columns)),),)


class _EmptyGroups:
    """The headings of groups that the plan declares and no measure is of, each with a row that says so."""

    def __init__(self, plan: Plan, columns: int, naming: int, *, is_shown: bool) -> None:
        self._left = [group.name for group in plan.groups] if is_shown and plan.groups else []
        self._empty = empty_groups(plan) if self._left else set()
        self._columns = columns
        self._naming = naming

    def before(self, group: tuple[str, ...]) -> list[Row]:
        """Return the rows of those that are declared before a group, or of all that are left."""
        ends = [self._left.index(name) for name in group if name in self._left]
        end = min(ends, default=0 if group else len(self._left))
        passed, self._left = self._left[:end], self._left[end:]
        rows: list[Row] = []
        for name in (name for name in passed if name in self._empty):
            cells = [NOTHING] * self._columns
            cells[self._naming] = Cell((Item(NO_ROWS),), names_row=True)
            rows += [(Cell((Item(name),), columns=self._columns),), tuple(cells)]
        return rows


def _is_of_round(column: HeadedColumn) -> bool:
    return any(each.round for each in (column, *column.lines))


def _chosen(states: Sequence[State], definition: TableDefinition | None, table: RowContext) -> Iterator[State]:
    """Yield the states that have a row; where a table chooses some, they are numbered from 1."""
    rows = definition.rows if definition else None
    if rows is None:
        yield from states
        return
    number = 0
    for state in states:
        is_chosen = may_have_row(rows, state.measure) and (not rows.status or state.status.code in rows.status)
        if is_chosen and all(_has(state, name, texts, table) for name, texts in rows.custom_columns.items()):
            number += 1
            yield state._replace(number=number)


def _has(state: State, name: str, texts: object, table: RowContext) -> bool:
    """Check whether the cell of an own column shows one of some texts."""
    cell = cell_of(HeadedColumn(name, ""), state, table)
    return isinstance(texts, tuple) and bool({cell.mark, *(item.text for item in cell.items)} & {*texts})


def _group_rows(before: tuple[str, ...], group: tuple[str, ...], columns: int) -> list[Row]:
    """Return the headings that begin with a group: all of its own, and not those that it shares with the one before."""
    return [(Cell((Item(heading),), columns=columns),) for heading in group[_shared_levels(before, group) :]]


def _shared_levels(group: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Count the levels of two groups, from the outermost, that are the same."""
    same = 0
    while same < min(len(group), len(other)) and group[same] == other[same]:
        same += 1
    return same
