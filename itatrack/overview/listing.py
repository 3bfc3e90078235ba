"""The list of measures with their states, and how far each unit is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.message import counted
from itatrack.model.status import Status
from itatrack.overview.cells import Line, ListCell, aligned
from itatrack.progress.state import Progress
from itatrack.thai import calendar
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from itatrack.findings.message import Message, Translator
    from itatrack.overview.cells import Look
    from itatrack.progress.state import State

_BAR = 20
_NARROW = 30


class Choice(NamedTuple):
    """Which measures are listed: those that any of the statuses and any of the units holds for; empty means all.

    Attributes:
        statuses: the statuses.
        units: the units.
        overdue: only measures that are overdue.
        changed: the ids of measures; None means all.
    """

    statuses: frozenset[Status] = frozenset()
    units: frozenset[str] = frozenset()
    overdue: bool = False
    changed: frozenset[str] | None = None

    def of_units(self, progress: Progress) -> Progress:
        """Return the progress of the measures that the chosen units are responsible for."""
        states = (state for state in progress.states if not self.units or self.units & {*state.measure.responsible})
        return Progress(progress.as_of, tuple(states))

    def listed(self, progress: Progress) -> tuple[State, ...]:
        """Return the states that are listed."""
        return tuple(
            state
            for state in self.of_units(progress).states
            if (not self.statuses or state.status in self.statuses)
            and (state.overdue or not self.overdue)
            and (self.changed is None or state.measure.id in self.changed)
        )


def by_unit(progress: Progress, units: Sequence[str]) -> dict[str, Progress]:
    """Return the progress of the measures of each unit that has any; a shared measure counts for each of its units."""
    shares = {unit: tuple(state for state in progress.states if unit in state.measure.responsible) for unit in units}
    return {unit: Progress(progress.as_of, states) for unit, states in shares.items() if states}


def measure_lines(states: Sequence[State], translate: Translator, width: int | None = None) -> list[Line]:
    """Return a line for each measure, under a line of headings.

    Code, percent and money have columns where any measure has them. The title stands in the last column and is never
    cut. Where the terminal is `width` cells wide and the longest line is wider, the titles stand below the lines,
    wrapped, and where need be the units too.
    """
    columns = [column for column in _COLUMNS if column.used is None or any(map(column.used, states))]
    rows = [
        [ListCell(translate(column.heading), "head") for column in columns],
        *([column.cell(state, translate) for column in columns] for state in states),
    ]
    right = frozenset(index for index, column in enumerate(columns) if column.right)
    lines = aligned(rows, right)
    if width is None or _width_of(lines) <= width:
        return lines
    from itatrack.thai import breaking  # its word list is large, and only a terminal needs it

    beside = 1 if _width_of(aligned([row[:-1] for row in rows])) <= width else 2
    short = aligned([row[:-beside] for row in rows], right)
    wrapped = [short[0]]
    for line, row in zip(short[1:], rows[1:], strict=True):
        below = [part for cell in reversed(row[-beside:]) for part in breaking.wrap(cell.text, max(width - 2, _NARROW))]
        wrapped += [line, *([ListCell(f"  {part}")] for part in below)]
    return wrapped


def _width_of(lines: Sequence[Line]) -> int:
    return max(sum(cells(cell.text) for cell in line) for line in lines)


def status_cell(status: Status, translate: Translator) -> ListCell:
    """Return a cell with the status by its code, in its own look."""
    looks: dict[Status, Look] = {
        Status.DONE: "done",
        Status.IN_PROGRESS: "in-progress",
        Status.NOT_STARTED: "not-started",
        Status.CANCELLED: "cancelled",
    }
    return ListCell(translate(status.code), looks[status])


def due_date(state: State, translate: Translator) -> ListCell:
    """Return a cell with the due date of a measure, or that it recurs and has none."""
    if state.measure.recurring:
        return ListCell(translate("recurring"))
    return ListCell(calendar.iso(state.due) if state.due else "-")


def due_cell(state: State, translate: Translator) -> ListCell:
    """Return a cell with the due date of a measure, and how near it is, or that it is past, where it is open."""
    if state.due is None:
        return due_date(state, translate)
    day, left = calendar.iso(state.due), (state.due - state.as_of).days
    if state.overdue:
        return ListCell(translate("{day} overdue", day=day), "overdue")
    if state.due_soon:
        near = (
            translate("{day} today", day=day) if left == 0 else translate("{day} in {days}", day=day, days=days(left))
        )
        return ListCell(near, "due-soon")
    return ListCell(day)


def _amount(value: Decimal | str | None) -> ListCell:
    return ListCell("-" if value is None else str(value))


class _Column(NamedTuple):
    """A column of the list: its heading, its cell, whether that is set right, and for which measures it is needed."""

    heading: str
    cell: Callable[[State, Translator], ListCell]
    right: bool = False
    used: Callable[[State], object] | None = None


_COLUMNS = (
    _Column("id", lambda state, _: ListCell(state.measure.id)),
    _Column("code", lambda state, _: ListCell(state.measure.code or "-"), used=lambda state: state.measure.code),
    _Column("state", lambda state, translate: status_cell(state.status, translate)),
    _Column(
        "percent",
        lambda state, _: ListCell("-" if state.percent is None else f"{state.percent:f}"),
        right=True,
        used=lambda state: any(entry.progress is not None for entry in state.entries),
    ),
    _Column("since", lambda state, _: ListCell(calendar.iso(state.since) if state.since else "-")),
    _Column("due", due_cell),
    _Column("evidence", lambda state, _: ListCell(str(len(state.evidence))), right=True),
    _Column(
        "spent",
        lambda state, _: _amount(state.spent),
        right=True,
        used=lambda state: state.measure.budget or state.spent,
    ),
    _Column(
        "budget", lambda state, _: _amount(state.measure.budget), right=True, used=lambda state: state.measure.budget
    ),
    _Column("units", lambda state, _: ListCell(", ".join(state.measure.responsible) or "-")),
    _Column("title", lambda state, _: ListCell(state.measure.title)),
)


HEADINGS = tuple(column.heading for column in _COLUMNS)


def progress_lines(
    progress: Progress, units: Sequence[str], translate: Translator, width: int | None = None
) -> list[Line]:
    """Return a line for each unit and one for all: how many measures there are at each status.

    A terminal of `width` cells gets a bar too, as wide as there is room for.
    """
    shares = [*by_unit(progress, units).items(), (translate("all"), progress)]
    if len(shares) == len(["one unit", "all"]) and shares[0][1].states == progress.states:
        del shares[1]  # it would say the same
    lines = _progress_table(shares, 0, translate)
    room = 0 if width is None else min(width - _width_of(lines) - 2, _BAR)
    return _progress_table(shares, room, translate) if room >= cells(translate("progress")) else lines


def _progress_table(shares: Sequence[tuple[str, Progress]], bar: int, translate: Translator) -> list[Line]:
    heads = ["", translate("done"), "", *([translate("progress")] if bar else [])]
    # A column that most plans never need.
    has_cancelled = any(share.count(Status.CANCELLED) for _, share in shares)
    heads += [translate("in progress"), translate("not started")]
    heads += [*([translate("cancelled")] if has_cancelled else []), translate("overdue")]
    rows = [
        [ListCell(head, "head") for head in heads],
        *(_progress_row(name, share, bar, translate, has_cancelled=has_cancelled) for name, share in shares),
    ]
    return aligned(rows, frozenset(range(1, len(heads))) - ({3} if bar else set()))


def _progress_row(
    name: str, progress: Progress, bar: int, translate: Translator, *, has_cancelled: bool
) -> list[ListCell]:
    total, done = len(progress.states), progress.count(Status.DONE)
    overdue = sum(state.overdue for state in progress.states)
    percent = str(progress.percent(Status.DONE)).removesuffix(".00")
    filled = bar * done // total if total else 0
    return [
        ListCell(name),
        ListCell(translate("{done} of {total}", done=done, total=total)),
        ListCell(f"{percent}%"),
        *([ListCell("█" * filled + "░" * (bar - filled), "done" if done else "not-started")] if bar else []),
        ListCell(str(progress.count(Status.IN_PROGRESS))),
        ListCell(str(progress.count(Status.NOT_STARTED))),
        *([ListCell(str(progress.count(Status.CANCELLED)))] if has_cancelled else []),
        ListCell(str(overdue), "overdue" if overdue else "plain"),
    ]


def days(number: int) -> Message:
    """Return the message of how many days: `1 day`, `2 days`."""
    return counted(number, "{number} day", "{number} days")
