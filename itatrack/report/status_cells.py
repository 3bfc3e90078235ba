"""The cells that show a status, and what is said beside it: why a measure is cancelled, and when it is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.model.columns import REASON, RECURRING, word_for
from itatrack.model.status import Status
from itatrack.report.phrases import evidence_items
from itatrack.report.tables import DONE_MARK, EMPTY_MARK, Cell, Item
from itatrack.report.value_cells import list_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from itatrack.progress.state import State
    from itatrack.report.cells import RowContext


def mark_cells(status: Status) -> Callable[[State, RowContext], Cell]:
    """Return the cells of a status' column: the mark, with the evidence where that has no column, or `-`."""

    def cell(state: State, table: RowContext) -> Cell:
        if state.status is not status:
            return Cell(mark=EMPTY_MARK)
        evidence = () if "evidence" in table.columns else evidence_items(table.plan, state)
        return Cell((*evidence, *_remarks(state, table)), mark=DONE_MARK)

    return cell


def status_cell(state: State, table: RowContext) -> Cell:
    """Return the cell of the column `status`: the word for it, and the remarks."""
    return Cell((_remark(word_for(table.plan, state.status)), *_remarks(state, table)))


def _remark(text: str) -> Item:
    """Return what stands beside the list of a cell and is none of its items."""
    return Item(text, bulleted=False)


def _remarks(state: State, table: RowContext) -> tuple[Item, ...]:
    """Return what is said beside a status: why it is cancelled, that it recurs, and when else it is reported."""
    is_recurring = state.measure.recurring and state.status is Status.IN_PROGRESS
    recurring = (_remark(f"({RECURRING})"),) if is_recurring else ()
    return (*_reason(state, table), *recurring, *_other_rounds(state, table))


def _reason(state: State, table: RowContext) -> tuple[Item, ...]:
    """Return why a measure is cancelled, where notes have no column."""
    return (_remark(f"{REASON}{state.cancellation}"),) if state.cancellation and "note" not in table.columns else ()


def _other_rounds(state: State, table: RowContext) -> tuple[Item, ...]:
    """Return in which rounds a measure is reported that is not reported in this one."""
    rounds = state.measure.rounds
    if not rounds or table.round is None or table.round in rounds:
        return ()
    return (_remark(f"(รายงานใน{', '.join(rounds)})"),)


def result_cell(state: State, table: RowContext) -> Cell:
    """Return the result; where no column shows the status, it says that a measure is cancelled."""
    cancelled: tuple[Item, ...] = ()
    if state.status is Status.CANCELLED and not {"status", state.status.code} & {*table.columns}:
        cancelled = (_remark(word_for(table.plan, state.status)), *_reason(state, table))
    return Cell((*cancelled, *map(Item, state.held("result")))) if cancelled else list_cell(state.held("result"))
