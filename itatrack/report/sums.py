"""Sums of columns at the foot of a table and of its groups; of words, how often each stands there."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from itatrack.model.columns import STATUSES, word_for
from itatrack.model.status import BY_CODE, Status
from itatrack.progress.computed import COUNTS
from itatrack.report.tables import NOTHING, Cell, Item
from itatrack.report.value_cells import custom_cell, number_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.model.columns import HeadedColumn
    from itatrack.model.tables import TableDefinition
    from itatrack.progress.state import State
    from itatrack.report.cells import RowContext
    from itatrack.report.tables import Row

# The word before a sum.
TOTAL = "รวม"


class Sums:
    """The sums of columns at the foot of a table, and of its groups where it asks for them."""

    def __init__(
        self, table: RowContext, columns: Sequence[HeadedColumn], definition: TableDefinition | None, naming: int
    ) -> None:
        self._table = table
        self._columns = columns
        named = definition.totals if definition else ()
        self._totals = tuple(part for name in named for part in table.plan.parts_of(name))
        self._of_groups = bool(definition and definition.group_totals and definition.totals)
        # The word stands where a row has its name, unless that column has a sum, or stands behind one.
        free = [place for place, column in enumerate(columns) if column.column not in self._totals]
        before = next((place for place in range(len(columns)) if place not in free), len(columns))
        self._label = naming if naming in free and naming < before else next(iter(free), None)
        self._all: list[State] = []
        self._open: list[tuple[tuple[str, ...], list[State]]] = []

    def add(self, state: State) -> None:
        """Count a measure in."""
        self._all.append(state)
        group = state.measure.group
        for level in range(len(self._open), len(group)):
            self._open.append((group[: level + 1], []))
        for _, states in self._open:
            states.append(state)

    def before(self, group: tuple[str, ...]) -> list[Row]:
        """Return the rows of the groups that end before a measure of some group, the innermost first."""
        ended: list[Row] = []
        while self._open and self._open[-1][0] != group[: len(self._open)]:
            name, states = self._open.pop()
            if self._of_groups:
                ended.append(self._row(f"{TOTAL} {name[-1]}", states))
        return ended

    def at_the_foot(self) -> list[Row]:
        """Return the last row of the table, where it has sums."""
        return [self._row(TOTAL, self._all)] if self._totals else []

    def _row(self, word: str, states: Sequence[State]) -> Row:
        cells = [self._cell(column, states) for column in self._columns]
        if self._label is not None:
            cells[self._label] = Cell((Item(word),), names_row=True)
        return tuple(cells)

    def _cell(self, column: HeadedColumn, states: Sequence[State]) -> Cell:
        """Return the sum of a column that has one in this table."""
        name = STATUSES if column.column in BY_CODE else column.column
        return sum_of(column, states, self._table) if name in self._totals else NOTHING


def sum_of(column: HeadedColumn, states: Sequence[State], table: RowContext) -> Cell:
    """Return the sum of a column over measures; nothing of a round that has not come."""
    as_of = [state for each in states if (state := table.as_of(each, column.round)) is not None]
    if not as_of and states:
        return NOTHING
    name, own = column.column, table.values.columns.get(column.column)
    if name in COUNTS:
        return number_cell(sum(map(COUNTS[name], as_of), Decimal(0)))
    if name == "status":
        words = {state.status: word_for(table.plan, state.status) for state in as_of}
        return _counts([words[state.status] for state in as_of], [words[each] for each in Status if each in words])
    if own and own.words:
        return _counts([table.values.of(state, name) for state in as_of], own.words)
    total = table.values.total(as_of, name)
    return custom_cell(own, total) if own else number_cell(total)


def _counts(values: Sequence[object], words: Sequence[str]) -> Cell:
    """Return how often each of some words is a value, but for those that never are."""
    counts = {word: values.count(word) for word in words}
    return Cell(tuple(Item(f"{word} {count}") for word, count in counts.items() if count), bulleted=False)
