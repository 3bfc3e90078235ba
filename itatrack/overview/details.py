"""What an entry says, as texts behind their labels."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from itatrack.model.records import Monitoring, Period
from itatrack.overview.cells import Line, ListCell
from itatrack.thai import calendar
from itatrack.thai.width import cells, pad

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.findings.message import Translator
    from itatrack.model.records import Evidence, IndicatorResult, StatusEntry

Labelled = tuple[str, ListCell]
_INDENT = 4
_NARROWEST = 20
_DIGITS = 10


def entry_details(entry: StatusEntry, translate: Translator) -> Iterator[Labelled]:
    """Yield what an entry says besides its date and status, each list under its label."""
    for label, texts in entry_texts(entry, translate).items():
        for number, text in enumerate(texts):
            yield "" if number else label, ListCell(text)


def entry_texts(entry: StatusEntry, translate: Translator) -> dict[str, list[str]]:
    """Return what an entry says besides its date and status, by the labels of its keys."""
    indicators = [indicator_text(result, translate) for result in entry.indicators]
    texts: dict[str, Sequence[object]] = {
        translate("percent"): [f"{entry.progress:f}"] if entry.progress is not None else [],
        translate("result"): entry.result,
        translate("indicators"): indicators,
        translate("evidence"): [evidence_text(evidence, translate) for evidence in entry.evidence],
        translate("steps"): entry.steps,
        translate("spent"): [entry.spent] if entry.spent is not None else [],
        translate("problems"): entry.problems,
        translate("remedy"): entry.remedy,
        translate("units"): entry.responsible,
        translate("period"): [entry.period] if entry.period else [],
        translate("budget"): [entry.budget] if entry.budget is not None else [],
        translate("monitoring"): [entry.monitoring] if entry.monitoring else [],
        **{name: value if isinstance(value, tuple) else [value] for name, value in entry.custom_columns.items()},
        translate("note"): [entry.note] if entry.note else [],
    }
    return {label: [value_text(value) for value in values] for label, values in texts.items()}


def value_text(value: object) -> str:
    """Return a value that stands in plan or history as one text."""
    if isinstance(value, Period):
        return value.text or " – ".join(calendar.iso(day) if day else "…" for day in (value.from_, value.to))
    if isinstance(value, Monitoring):
        return f"{value.text} ({calendar.iso(value.due)})" if value.due else value.text
    return calendar.iso(value) if isinstance(value, dt.date) else str(value)


def evidence_text(evidence: Evidence, translate: Translator) -> str:
    """Return a piece of evidence as one text, with all that tells it from the same one before it was pinned."""
    parts = {
        translate("checked"): calendar.iso(evidence.checked) if evidence.checked else None,
        translate("copy"): evidence.copy,
        translate("SHA-256"): evidence.sha256[:_DIGITS] if evidence.sha256 else None,
    }
    pinned = [f"{label} {text}" for label, text in parts.items() if text]
    named = " ".join(evidence.names)
    return f"{named} ({', '.join(pinned)})" if pinned else named


def indicator_text(result: IndicatorResult, translate: Translator) -> str:
    """Return the result of an indicator as one text."""
    text = f"{result.name}: {result.result or '-'}"
    if result.met is None:
        return text
    met = translate("met") if result.met else translate("not met")
    return f"{text} ({met})"


def labelled(pairs: Sequence[Labelled], width: int | None) -> list[Line]:
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
