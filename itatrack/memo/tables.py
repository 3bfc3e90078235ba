"""The rows of the memo's two tables, before any format sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.model import Status
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Callable

    from itatrack.model import Evidence
    from itatrack.progress import Progress, State

DONE_MARK = "✓"
EMPTY_MARK = "-"


class Item(NamedTuple):
    """One entry of a cell; `address` is a web address, `file` a path, both printed as they stand."""

    text: str
    address: str | None = None
    file: str | None = None


class Cell(NamedTuple):
    """A cell: its items, one under the other as a list, or on one line where `joined_by` says with what.

    `mark` stands before the items as it is. `shared` says that the cell is the same for rows that follow each
    other, and is one cell in formats that can join rows.
    """

    items: tuple[Item, ...] = ()
    mark: str = ""
    joined_by: str = ""
    shared: bool = False

    def lines(self, setting: Callable[[Item], str]) -> list[str]:
        """Give the cell's lines, each item set by a format: several items as a list under the mark."""
        items = [setting(item) for item in self.items]
        if self.joined_by:
            items = [self.joined_by.join(items)]
        mark = [self.mark] if self.mark else []
        if len(items) > 1:
            return [*mark, *(f"- {item}" for item in items)]
        return [" ".join([*mark, *items])]


Row = tuple[Cell, ...]


def plan_rows(progress: Progress) -> tuple[Row, ...]:
    """Give a row a measure: title, planned steps, responsible units, monitoring."""
    return tuple(
        (
            Cell((Item(state.measure.title),)),
            _list(state.measure.steps),
            Cell(tuple(Item(unit) for unit in state.measure.responsible), joined_by="/"),
            _monitoring(state),
        )
        for state in progress.states
    )


def result_rows(progress: Progress) -> tuple[Row, ...]:
    """Give a row a measure: title, steps as reported, and a column for each status.

    The column of the measure's status holds the mark and the evidence, the others hold `-`.
    """
    return tuple(
        (
            Cell((Item(state.measure.title),)),
            _list(state.steps),
            *(_status(state, status) for status in Status),
        )
        for state in progress.states
    )


def evidence_item(evidence: Evidence) -> Item:
    """Give a piece of evidence as it is printed: its text, or its address or file where it has none."""
    if evidence.text:
        return Item(evidence.text, evidence.url, evidence.file)
    return Item("", evidence.url, evidence.file)


def _list(texts: tuple[str, ...]) -> Cell:
    return Cell(tuple(Item(text) for text in texts))


def _monitoring(state: State) -> Cell:
    monitoring = state.monitoring
    if monitoring is None:
        return Cell()
    due = f" ณ {calendar.full(monitoring.due)}" if monitoring.due else ""
    return Cell((Item(monitoring.text + due),), shared=state.measure.monitoring is None)


def _status(state: State, status: Status) -> Cell:
    if state.status is not status:
        return Cell(mark=EMPTY_MARK)
    evidence = state.entry.evidence if state.entry else ()
    return Cell(tuple(evidence_item(one) for one in evidence), mark=DONE_MARK)
