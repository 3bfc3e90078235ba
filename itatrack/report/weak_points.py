"""The table of the weak points of an assessment: which measures answer each, how far they are, and what shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.model.columns import HEADINGS, WEAK_POINTS
from itatrack.progress.computed import Values
from itatrack.report.cells import CELLS, RowContext, indicator_text, number_cell
from itatrack.report.tables import EMPTY_MARK, Cell, Heading, Item, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.model.memo import WeakPoint
    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress

# What is shown of each measure that answers a weak point.
_COLUMNS: Final = ("title", "status", "result", "evidence")
_SCORE: Final = "คะแนน"
_NONE: Final = "ยังไม่มีมาตรการ"


def weak_points_table(plan: Plan, progress: Progress, round_name: str | None) -> Table:
    """Return a row for each measure that answers a weak point, and one for a weak point that none answers.

    Args:
        plan: the plan; indicator and score have columns where any weak point has them.
        progress: the states of its measures.
        round_name: the round that is reported on, if it is one.
    """
    shown = [name for name in ("ita_indicator", "score") if any(getattr(point, name) for point in plan.weak_points)]
    context = RowContext(plan, _COLUMNS, round_name, Values(plan))
    nothing = (Cell((Item(_NONE),)), *[Cell(mark=EMPTY_MARK)] * (len(_COLUMNS) - 1))
    rows = []
    for point in plan.weak_points:
        told = tuple(cell._replace(shared=True) for cell in _of(point, shown))
        answers = [state for state in progress.states if point.id in state.measure.answers]
        measures = [tuple(CELLS[name](state, context) for name in _COLUMNS) for state in answers]
        rows += [(*told, *cells) for cells in measures or [nothing]]
    titles = ("answers", *shown, *_COLUMNS)
    headings = tuple(Heading(HEADINGS.get(name, _SCORE)) for name in titles)
    return Table(headings, tuple(rows), name=WEAK_POINTS)


def _of(point: WeakPoint, shown: list[str]) -> Iterator[Cell]:
    """Yield what is told of a weak point itself, the same in all of its rows."""
    yield Cell((Item(point.text),), names_row=True)
    if "ita_indicator" in shown:
        items = tuple(Item(indicator_text(word)) for word in point.ita_indicator)
        yield Cell(items) if items else Cell(mark=EMPTY_MARK)
    if "score" in shown:
        yield number_cell(point.score)
