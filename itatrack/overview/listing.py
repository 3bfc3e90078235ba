"""The list of measures with their states, and how far each unit is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.language import say, say_count
from itatrack.model.status import Status
from itatrack.overview.cells import Cell, Line, aligned
from itatrack.progress.state import Progress
from itatrack.thai import calendar
from itatrack.thai.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from itatrack.overview.cells import Look
    from itatrack.progress.state import State

_BAR = 20
_NARROW = 30


class Choice(NamedTuple):
    """Which measures are listed: those that any of the statuses and any of the units holds for; empty means all."""

    statuses: frozenset[Status] = frozenset()
    units: frozenset[str] = frozenset()
    overdue: bool = False

    def of_units(self, progress: Progress) -> Progress:
        """Give the progress of the measures that the chosen units are responsible for."""
        states = (one for one in progress.states if not self.units or self.units & {*one.measure.responsible})
        return Progress(progress.as_of, tuple(states))

    def listed(self, progress: Progress) -> tuple[State, ...]:
        """Give the states that are listed."""
        return tuple(
            one
            for one in self.of_units(progress).states
            if (not self.statuses or one.status in self.statuses) and (one.overdue or not self.overdue)
        )


def by_unit(progress: Progress, units: Sequence[str]) -> dict[str, Progress]:
    """Give the progress of the measures of each unit that has any; a shared measure counts for each of its units."""
    shares = {unit: tuple(one for one in progress.states if unit in one.measure.responsible) for unit in units}
    return {unit: Progress(progress.as_of, states) for unit, states in shares.items() if states}


def measure_lines(states: Sequence[State], width: int | None = None) -> list[Line]:
    """Give a line for each measure, under a line of headings.

    Code, percent and money have columns where any measure has them. The title stands in the last column and is never
    cut. Where the terminal is `width` cells wide and the longest line is wider, the titles stand below the lines,
    wrapped, and where need be the units too.
    """
    columns = [one for one in _COLUMNS if one.used is None or any(map(one.used, states))]
    rows = [
        [Cell(say(one.head), "head") for one in columns],
        *([one.cell(state) for one in columns] for state in states),
    ]
    right = frozenset(index for index, one in enumerate(columns) if one.right)
    lines = aligned(rows, right)
    if width is None or _width_of(lines) <= width:
        return lines
    from itatrack.thai import breaking  # its word list is large, and only a terminal needs it

    beside = 1 if _width_of(aligned([row[:-1] for row in rows])) <= width else 2
    short = aligned([row[:-beside] for row in rows], right)
    found = [short[0]]
    for line, row in zip(short[1:], rows[1:], strict=True):
        below = [part for cell in reversed(row[-beside:]) for part in breaking.wrap(cell.text, max(width - 2, _NARROW))]
        found += [line, *([Cell(f"  {part}")] for part in below)]
    return found


def _width_of(lines: Sequence[Line]) -> int:
    return max(sum(cells(cell.text) for cell in line) for line in lines)


def status_cell(status: Status) -> Cell:
    """Show a status by its code, in its own look."""
    looks: dict[Status, Look] = {
        Status.DONE: "done",
        Status.IN_PROGRESS: "in-progress",
        Status.NOT_STARTED: "not-started",
    }
    return Cell(say(status.code), looks[status])


def due_cell(state: State) -> Cell:
    """Show by which day a measure is to be done, and how near or far past that is where it is not."""
    if state.due is None:
        return Cell("-")
    day, left = calendar.iso(state.due), (state.due - state.as_of).days
    if state.overdue:
        return Cell(say("{day} overdue", day=day), "overdue")
    if state.due_soon:
        near = say("{day} today", day=day) if left == 0 else say("{day} in {days}", day=day, days=days(left))
        return Cell(near, "due-soon")
    return Cell(day)


def _amount(value: Decimal | str | None) -> Cell:
    return Cell("-" if value is None else str(value))


class _Column(NamedTuple):
    """A column of the list: its heading, its cell, whether that is set right, and for which measures it is wanted."""

    head: str
    cell: Callable[[State], Cell]
    right: bool = False
    used: Callable[[State], object] | None = None


_COLUMNS = (
    _Column("id", lambda one: Cell(one.measure.id)),
    _Column("code", lambda one: Cell(one.measure.code or "-"), used=lambda one: one.measure.code),
    _Column("state", lambda one: status_cell(one.status)),
    _Column(
        "percent",
        lambda one: Cell("-" if one.percent is None else f"{one.percent:f}"),
        right=True,
        used=lambda one: any(entry.progress is not None for entry in one.entries),
    ),
    _Column("since", lambda one: Cell(calendar.iso(one.since) if one.since else "-")),
    _Column("due", due_cell),
    _Column("evidence", lambda one: Cell(str(len(one.evidence))), right=True),
    _Column("spent", lambda one: _amount(one.spent), right=True, used=lambda one: one.measure.budget or one.spent),
    _Column("budget", lambda one: _amount(one.measure.budget), right=True, used=lambda one: one.measure.budget),
    _Column("units", lambda one: Cell(", ".join(one.measure.responsible) or "-")),
    _Column("title", lambda one: Cell(one.measure.title)),
)


HEADS = tuple(one.head for one in _COLUMNS)


def progress_lines(progress: Progress, units: Sequence[str], width: int | None = None) -> list[Line]:
    """Give a line for each unit and one for all: how many measures there are at each status.

    A terminal of `width` cells gets a bar too, as wide as there is room for.
    """
    shares = [*by_unit(progress, units).items(), (say("all"), progress)]
    if len(shares) == len(["one unit", "all"]) and shares[0][1].states == progress.states:
        del shares[1]  # it would say the same
    lines = _progress_table(shares, 0)
    room = 0 if width is None else min(width - _width_of(lines) - 2, _BAR)
    return _progress_table(shares, room) if room >= cells(say("progress")) else lines


def _progress_table(shares: Sequence[tuple[str, Progress]], bar: int) -> list[Line]:
    heads = ["", say("done"), "", *([say("progress")] if bar else [])]
    heads += [say("in progress"), say("not started"), say("overdue")]
    rows = [[Cell(head, "head") for head in heads], *(_progress_row(name, one, bar) for name, one in shares)]
    return aligned(rows, frozenset(range(1, len(heads))) - ({3} if bar else set()))


def _progress_row(name: str, progress: Progress, bar: int) -> list[Cell]:
    total, done = len(progress.states), progress.count(Status.DONE)
    overdue = sum(state.overdue for state in progress.states)
    percent = str(progress.percent(Status.DONE)).removesuffix(".00")
    filled = bar * done // total if total else 0
    return [
        Cell(name),
        Cell(say("{done} of {total}", done=done, total=total)),
        Cell(f"{percent}%"),
        *([Cell("█" * filled + "░" * (bar - filled), "done" if done else "not-started")] if bar else []),
        Cell(str(progress.count(Status.IN_PROGRESS))),
        Cell(str(progress.count(Status.NOT_STARTED))),
        Cell(str(overdue), "overdue" if overdue else "plain"),
    ]


def days(number: int) -> str:
    """Say how many days: `1 day`, `2 days`."""
    return say_count(number, "{number} day", "{number} days")
