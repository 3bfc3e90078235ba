"""The entries of one measure in their order, and how long each state lasted."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.message import counted
from itatrack.overview.cells import Line, ListCell, aligned
from itatrack.overview.details import entry_details, labelled
from itatrack.overview.listing import days, due_cell, due_date, status_cell
from itatrack.overview.traces import trace_details
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from itatrack.audit.tracing import Trail
    from itatrack.findings.message import Translator
    from itatrack.model.records import StatusEntry
    from itatrack.overview.details import Labelled
    from itatrack.progress.state import State


class MeasureLog(NamedTuple):
    """What is known of one measure.

    Attributes:
        state: the measure as of a day.
        earlier: the measure in earlier years, the latest first, by the name that `continues` gives it.
        gap: why an earlier year is not shown.
        trail: who recorded each entry and when, where a repository tells it.
    """

    state: State
    earlier: Mapping[str, State] = MappingProxyType({})
    gap: str | None = None
    trail: Trail | None = None


def log_lines(log: MeasureLog, translate: Translator, width: int | None = None) -> list[Line]:
    """Return the lines of a measure and its entries, and below them those of the years that it goes on from.

    Texts are wrapped to a width, where one is given.
    """
    state = log.state
    due = translate("due"), due_cell(state, translate)
    lines = [[ListCell(state.measure.id, "head")], *_measure_lines(state, due, translate, width, log.trail)]
    for name, earlier in log.earlier.items():
        due = translate("due"), due_date(earlier, translate)
        lines += [[], [ListCell(name, "head")], *_measure_lines(earlier, due, translate, width)]
    return [*lines, [], [ListCell(log.gap)]] if log.gap else lines


def _measure_lines(
    state: State, due: Labelled, translate: Translator, width: int | None, trail: Trail | None = None
) -> list[Line]:
    """Return the lines of a measure in one year, below its name."""
    measure = state.measure
    about = [
        (translate("title"), ListCell(measure.title)),
        (translate("units"), ListCell(", ".join(measure.responsible) or "-")),
        due,
    ]
    if measure.continues:
        about.append((translate("continues"), ListCell(measure.continues)))
    if state.earlier:
        uncounted = translate(
            counted(
                state.earlier,
                "{number} entry before the plan's fiscal year does not count",
                "{number} entries before the plan's fiscal year do not count",
            )
        )
        about.append((translate("earlier"), ListCell(uncounted)))
    lines = labelled(about, width)
    if not state.entries:
        return [
            *lines,
            [],
            [
                status_cell(state.status, translate),
                ListCell("  " + translate("no entry up to {day}", day=calendar.iso(state.as_of))),
            ],
        ]
    lasted = {period.since: period for period in state.status_periods}
    heads = []
    for entry in state.entries:
        period = lasted.get(entry.date)
        text = translate("goes on")
        if period:
            lasting, day = days(period.days(state.as_of)), calendar.iso(state.as_of)
            text = translate("for {days} so far, as of {day}", days=lasting, day=day)
            if period.until:
                text = translate("for {days}", days=lasting)
        heads.append([ListCell(calendar.iso(entry.date), "head"), status_cell(entry.status, translate), ListCell(text)])
    for head, entry in zip(aligned(heads), state.entries, strict=True):
        trace = trail.of(state.measure.id, entry) if trail else None
        about_entry = [*entry_details(entry, translate), *(trace_details(trace, translate) if trail else ())]
        lines += [[], head, *labelled(about_entry, width)]
    return lines


def entry_lines(entries: Sequence[StatusEntry], translate: Translator) -> list[Line]:
    """Return the lines of entries: of each its date, its status, and what it says besides."""
    heads = aligned(
        [[ListCell(calendar.iso(entry.date), "head"), status_cell(entry.status, translate)] for entry in entries]
    )
    return [
        line
        for head, entry in zip(heads, entries, strict=True)
        for line in (head, *labelled([*entry_details(entry, translate)], None))
    ]
