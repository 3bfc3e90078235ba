"""The entries of one measure in their order, and how long each state lasted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from itatrack.language import say, say_count
from itatrack.overview.cells import Cell, Line, aligned
from itatrack.overview.listing import days, due_cell, status_cell
from itatrack.thai import calendar
from itatrack.thai.width import cells, pad

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.model.records import Evidence, IndicatorResult, StatusEntry
    from itatrack.progress.state import State

_INDENT = 4
_NARROWEST = 20


def log_lines(state: State, width: int | None = None) -> list[Line]:
    """Give the measure, and its entries with evidence, steps and note; longer texts are wrapped to a width if given."""
    measure = state.measure
    about = [(say("title"), Cell(measure.title)), (say("units"), Cell(", ".join(measure.responsible) or "-"))]
    about.append((say("due"), due_cell(state)))
    if state.earlier:
        uncounted = say_count(
            state.earlier,
            "{number} entry before the plan's fiscal year does not count",
            "{number} entries before the plan's fiscal year do not count",
        )
        about.append((say("earlier"), Cell(uncounted)))
    lines = [[Cell(measure.id, "head")], *_labelled(about, width)]
    if not state.entries:
        return [
            *lines,
            [],
            [status_cell(state.status), Cell("  " + say("no entry up to {day}", day=calendar.iso(state.as_of)))],
        ]
    lasted = {period.since: period for period in state.status_periods}
    heads = []
    for entry in state.entries:
        period = lasted.get(entry.date)
        text = say("goes on")
        if period:
            lasting, day = days(period.days(state.as_of)), calendar.iso(state.as_of)
            text = say("for {days} so far, as of {day}", days=lasting, day=day)
            if period.until:
                text = say("for {days}", days=lasting)
        heads.append([Cell(calendar.iso(entry.date), "head"), status_cell(entry.status), Cell(text)])
    for head, entry in zip(aligned(heads), state.entries, strict=True):
        lines += [[], head, *_labelled(list(_details(entry)), width)]
    return lines


def _details(entry: StatusEntry) -> Iterator[tuple[str, Cell]]:
    """Give what an entry says besides its date and status, each list under its label."""
    indicators = [_indicator_text(one) for one in entry.indicators]
    said: dict[str, Sequence[object]] = {
        say("percent"): [f"{entry.progress:f}"] if entry.progress is not None else [],
        say("result"): entry.result,
        say("indicators"): indicators,
        say("evidence"): [evidence_text(one) for one in entry.evidence],
        say("steps"): entry.steps,
        say("spent"): [entry.spent] if entry.spent is not None else [],
        say("problems"): entry.problems,
        say("remedy"): entry.remedy,
        **{name: value if isinstance(value, tuple) else [value] for name, value in entry.custom_columns.items()},
        say("note"): [entry.note] if entry.note else [],
    }
    for label, values in said.items():
        for number, value in enumerate(values):
            yield "" if number else label, Cell(calendar.iso(value) if isinstance(value, dt.date) else str(value))


def _indicator_text(one: IndicatorResult) -> str:
    text = f"{one.name}: {one.result or '-'}"
    if one.met is None:
        return text
    met = say("met") if one.met else say("not met")
    return f"{text} ({met})"


def evidence_text(one: Evidence) -> str:
    """Show a piece of evidence in one text: what it says, and where it is."""
    return " ".join(part for part in (one.text, one.url, one.file) if part)


def _labelled(pairs: list[tuple[str, Cell]], width: int | None) -> list[Line]:
    """Give texts behind their labels, all in one column."""
    label_width = max((cells(label) for label, _ in pairs), default=0)
    start = _INDENT + label_width + 2
    rows = []
    for label, cell in pairs:
        head = " " * _INDENT + pad(label, label_width) + "  "
        for text in cell.text.split("\n"):
            for part in _wrapped(text, max(width - start, _NARROWEST)) if width else [text]:
                rows.append([Cell(head), Cell(part, cell.look)])
                head = " " * start
    return rows


def _wrapped(text: str, width: int) -> list[str]:
    from itatrack.thai import breaking  # its word list is large, and only a terminal needs it

    return breaking.wrap(text, width)
