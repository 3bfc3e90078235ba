"""The entries of one measure in their order, and how long each state lasted."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING

from itatrack.findings.message import counted
from itatrack.overview.cells import Line, ListCell, aligned
from itatrack.overview.listing import days, due_cell, status_cell
from itatrack.thai import calendar
from itatrack.thai.width import cells, pad

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from itatrack.findings.message import Translator
    from itatrack.model.records import Evidence, IndicatorResult, StatusEntry
    from itatrack.progress.state import State

_INDENT = 4
_NARROWEST = 20


def log_lines(
    state: State,
    translate: Translator,
    width: int | None = None,
    earlier: Mapping[str, State] = MappingProxyType({}),
    gap: str | None = None,
) -> list[Line]:
    """Return the lines of a measure and its entries, and below them those of the years that it goes on from.

    Args:
        state: the measure as of a day.
        translate: the translator.
        width: how wide a line may be; longer texts are wrapped.
        earlier: the measure in earlier years, the latest first, by the name that `continues` gives it.
        gap: why an earlier year is not shown.
    """
    lines = _measure_lines(state, state.measure.id, due_cell(state, translate), translate, width)
    for name, earlier_state in earlier.items():
        due = ListCell(calendar.iso(earlier_state.due) if earlier_state.due else "-")
        lines += [[], *_measure_lines(earlier_state, name, due, translate, width)]
    return [*lines, [], [ListCell(gap)]] if gap else lines


def _measure_lines(state: State, name: str, due: ListCell, translate: Translator, width: int | None) -> list[Line]:
    """Return the lines of a measure in one year, under a name and with its due date."""
    measure = state.measure
    about = [
        (translate("title"), ListCell(measure.title)),
        (translate("units"), ListCell(", ".join(measure.responsible) or "-")),
        (translate("due"), due),
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
    lines = [[ListCell(name, "head")], *_labelled(about, width)]
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
        lines += [[], head, *_labelled(list(_details(entry, translate)), width)]
    return lines


def entry_lines(entries: Sequence[StatusEntry], translate: Translator) -> list[Line]:
    """Return the lines of entries: of each its date, its status, and what it says besides."""
    heads = aligned(
        [[ListCell(calendar.iso(entry.date), "head"), status_cell(entry.status, translate)] for entry in entries]
    )
    return [
        line
        for head, entry in zip(heads, entries, strict=True)
        for line in (head, *_labelled(list(_details(entry, translate)), None))
    ]


def _details(entry: StatusEntry, translate: Translator) -> Iterator[tuple[str, ListCell]]:
    """Yield what an entry says besides its date and status, each list under its label."""
    indicators = [_indicator_text(result, translate) for result in entry.indicators]
    texts: dict[str, Sequence[object]] = {
        translate("percent"): [f"{entry.progress:f}"] if entry.progress is not None else [],
        translate("result"): entry.result,
        translate("indicators"): indicators,
        translate("evidence"): [evidence_text(evidence) for evidence in entry.evidence],
        translate("steps"): entry.steps,
        translate("spent"): [entry.spent] if entry.spent is not None else [],
        translate("problems"): entry.problems,
        translate("remedy"): entry.remedy,
        **{name: value if isinstance(value, tuple) else [value] for name, value in entry.custom_columns.items()},
        translate("note"): [entry.note] if entry.note else [],
    }
    for label, values in texts.items():
        for number, value in enumerate(values):
            yield "" if number else label, ListCell(calendar.iso(value) if isinstance(value, dt.date) else str(value))


def _indicator_text(result: IndicatorResult, translate: Translator) -> str:
    text = f"{result.name}: {result.result or '-'}"
    if result.met is None:
        return text
    met = translate("met") if result.met else translate("not met")
    return f"{text} ({met})"


def evidence_text(evidence: Evidence) -> str:
    """Return a piece of evidence as one text: what it says, and where it is."""
    return " ".join(part for part in (evidence.text, evidence.url, evidence.file) if part)


def _labelled(pairs: list[tuple[str, ListCell]], width: int | None) -> list[Line]:
    """Return texts behind their labels, all in one column."""
    label_width = max((cells(label) for label, _ in pairs), default=0)
    start = _INDENT + label_width + 2
    rows = []
    for label, cell in pairs:
        head = " " * _INDENT + pad(label, label_width) + "  "
        for text in cell.text.split("\n"):
            for part in _wrapped(text, max(width - start, _NARROWEST)) if width else [text]:
                rows.append([ListCell(head), ListCell(part, cell.look)])
                head = " " * start
    return rows


def _wrapped(text: str, width: int) -> list[str]:
    from itatrack.thai import breaking  # its word list is large, and only a terminal needs it

    return breaking.wrap(text, width)
