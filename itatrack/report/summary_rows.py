"""The rows of a table that sums up: one for each text of a column, such as each unit, with the sums of its measures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from itatrack.model.columns import HeadedColumn, word_for
from itatrack.model.groups import empty_groups
from itatrack.model.status import Status
from itatrack.report.cells import cell_of
from itatrack.report.sums import sum_of
from itatrack.report.tables import EMPTY_MARK, Cell, Item
from itatrack.report.value_cells import number_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from itatrack.model.records import Plan
    from itatrack.model.tables import TableDefinition
    from itatrack.progress.state import State
    from itatrack.report.cells import RowContext
    from itatrack.report.tables import Row

# The row of the measures that have no text in the column.
UNSTATED: Final = "ไม่ระบุ"


def summary_rows(
    states: Iterable[State], columns: Sequence[HeadedColumn], definition: TableDefinition, table: RowContext
) -> list[Row]:
    """Return a row for each text of the column that the table is by, in the order of the plan.

    A measure with several texts, such as two units, counts in the row of each.
    """
    name = definition.each or ""
    members: dict[str, list[State]] = {text: [] for text in _declared(table.plan, name)}
    for state in states:
        for text in _texts(state, name, definition, table) or [UNSTATED]:
            members.setdefault(text, []).append(state)
    without_measures = set() if definition.rows else _shown_without_measures(table, name)
    shown = [text for text, counted in members.items() if counted or text in without_measures]
    shown.sort(key=lambda text: text == UNSTATED)

    def row(number: int, text: str) -> Row:
        fixed = {"number": number_cell(Decimal(number)), name: Cell((Item(text),), names_row=True)}
        return tuple(fixed.get(column.column) or sum_of(column, members[text], table) for column in columns)

    return [row(number, text) for number, text in enumerate(shown, 1)]


def only_group(group: tuple[str, ...], definition: TableDefinition | None) -> tuple[str, ...]:
    """Return the levels of a group down to the only one that a table shows: all rows are of it, so none says so."""
    chosen = definition.rows.group if definition and definition.rows else ()
    return group[: group.index(chosen[0]) + 1] if len(chosen) == 1 and chosen[0] in group else ()


def _texts(state: State, name: str, definition: TableDefinition, table: RowContext) -> list[str]:
    """Return the texts that a measure has in a column; of its group the outermost that tells rows apart."""
    if name == "group":
        group = state.measure.group
        level = len(only_group(group, definition))
        return [*(group[level : level + 1] or group[-1:])]
    if name == "status":
        return [word_for(table.plan, state.status)]
    cell = cell_of(HeadedColumn(name, ""), state, table)
    texts = (cell.mark, *(item.text for item in cell.items))
    return list(dict.fromkeys(text for text in texts if text not in {"", EMPTY_MARK}))


def _declared(plan: Plan, name: str) -> list[str]:
    """Return the texts of a column in the order in which the plan declares them."""
    usual = {
        "group": [group.name for group in plan.groups],
        "responsible": plan.units,
        "rounds": [each.name for each in plan.rounds],
        "answers": [point.text for point in plan.weak_points],
        "status": [word_for(plan, status) for status in Status],
    }
    own = next((column.words for column in plan.single_columns if column.name == name), ())
    return [*usual.get(name, own)]


def _shown_without_measures(table: RowContext, name: str) -> set[str]:
    """Return the texts whose rows say that no measure has them: declared groups, and words to choose from."""
    own = table.values.columns.get(name)
    return empty_groups(table.plan) if name == "group" else {*own.words} if own else set()
