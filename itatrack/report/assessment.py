"""The tables of the ITA's results: the scores of each year, and the measures that answer each weak point."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from itatrack.model.columns import ASSESSMENT, HEADINGS, WEAK_POINTS
from itatrack.progress.computed import Values
from itatrack.report.cells import CELLS, RowContext
from itatrack.report.phrases import indicator_text
from itatrack.report.tables import EMPTY_MARK, Cell, Heading, Item, Table
from itatrack.report.value_cells import number_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.model.memo import Assessment, WeakPoint
    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress

_YEAR_COLUMNS: Final = {"fiscal_year": "ปีงบประมาณ พ.ศ.", "score": "คะแนนรวม", "level": "ระดับ"}
_SCORE_COLUMNS: Final = {"iit": "IIT", "eit": "EIT", "oit": "OIT"}
# What is shown of each measure that answers a weak point.
_COLUMNS: Final = ("title", "status", "result", "evidence")
_SCORE: Final = "คะแนน"
_NONE: Final = "ยังไม่มีมาตรการ"


def assessments_by_year(plan: Plan) -> list[Assessment]:
    """Return the assessments that a plan has, the earliest first."""
    return sorted(plan.assessments, key=lambda assessment: assessment.fiscal_year)


def assessment_table(plan: Plan) -> Table:
    """Return a row a year, where there are several years or scores of the instruments; else no rows."""
    years = assessments_by_year(plan)
    has_scores = any(score is not None for year in years for score in (year.iit, year.eit, year.oit))
    columns = _YEAR_COLUMNS | (_SCORE_COLUMNS if has_scores else {})
    rows = []
    for year in years if has_scores or len(years) > 1 else ():
        name, *others = (_cell(getattr(year, key)) for key in columns)
        rows.append((name._replace(names_row=True), *others))
    return Table(tuple(map(Heading, columns.values())), tuple(rows), name=ASSESSMENT)


def _cell(value: Decimal | int | str | None) -> Cell:
    if value is None:
        return Cell(mark=EMPTY_MARK)
    return Cell((Item(str(value)),), value=None if isinstance(value, str) else Decimal(value))


def weak_points_table(plan: Plan, progress: Progress, round_name: str | None) -> Table:
    """Return a row for each measure that answers a weak point, and one for a weak point that none answers.

    Args:
        plan: the plan; indicator and score have columns where any weak point has them.
        progress: the states of its measures.
        round_name: the round that is reported on, if it is one.
    """
    if not plan.weak_points:
        return Table((), (), name=WEAK_POINTS)
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
