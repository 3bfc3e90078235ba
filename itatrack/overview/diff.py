"""What changed of each measure, as lines for people, as Markdown, and as JSON for programs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from itatrack import SCHEMA_VERSION
from itatrack.findings.message import message
from itatrack.model.records import Evidence, IndicatorResult
from itatrack.model.status import Status
from itatrack.overview.cells import Line, ListCell
from itatrack.overview.details import evidence_text, indicator_text, labelled, value_text
from itatrack.overview.status_json import plain_json
from itatrack.overview.traces import commit_json
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from itatrack.findings.json_reporter import Json
    from itatrack.findings.message import Translator
    from itatrack.model.commits import Commit
    from itatrack.overview.details import Labelled
    from itatrack.progress.comparison import MeasureChange
    from itatrack.progress.values import ValueChange

_LABELS = {
    "status": message("state"),
    "progress": message("percent"),
    "result": message("result"),
    "indicators": message("indicators"),
    "evidence": message("evidence"),
    "steps": message("steps"),
    "spent": message("spent"),
    "problems": message("problems"),
    "remedy": message("remedy"),
    "responsible": message("units"),
    "period": message("period"),
    "budget": message("budget"),
    "monitoring": message("monitoring"),
    "note": message("note"),
}
_HAPPENED, _CORRECTED = message("happened since"), message("recorded later about earlier days")


class Side(NamedTuple):
    """One side of a comparison: a day, and the commit or document that what was known is of; None for the files."""

    day: dt.date
    source: Commit | str | None


def diff_lines(
    changes: Sequence[MeasureChange], sides: tuple[Side, Side], translate: Translator, width: int | None = None
) -> list[Line]:
    """Return the lines of what changed, measure by measure; longer texts are wrapped to a width if one is given."""
    return [[ListCell(_sides(sides, translate))], *change_lines(changes, translate, width)]


def change_lines(changes: Sequence[MeasureChange], translate: Translator, width: int | None = None) -> list[Line]:
    """Return the lines of each measure of which anything changed."""
    lines: list[Line] = []
    for change in changes:
        lines += [[], [ListCell(change.measure.id, "head"), ListCell(f"  {change.measure.title}")]]
        said = _said(change, translate)
        lines += [[ListCell(f"  {said}")]] if said else []
        for heading, found in ((_HAPPENED, change.happened), (_CORRECTED, change.corrected)):
            if found:
                pairs = [pair for each in found for pair in _pairs(each, translate)]
                lines += [[ListCell(f"  {translate(heading)}")], *labelled(pairs, width)]
    return lines


def diff_markdown(changes: Sequence[MeasureChange], sides: tuple[Side, Side], translate: Translator) -> str:
    """Return what changed as Markdown: a table of what happened, and one of what was recorded later."""
    parts = [_sides(sides, translate)]
    said = [f"- {change.measure.title}: {text}" for change in changes if (text := _said(change, translate))]
    parts += ["\n".join(said)] if said else []
    heads = [translate(word) for word in (message("measure"), message("what"), message("before"), message("after"))]
    for heading, name in ((_HAPPENED, "happened"), (_CORRECTED, "corrected")):
        rows = [
            [
                change.measure.title,
                _label(each, translate),
                _shown(each.before, translate),
                _shown(each.after, translate),
            ]
            for change in changes
            for each in getattr(change, name)
        ]
        if rows:
            table = [heads, ["---"] * len(heads), *([_escaped(cell) for cell in row] for row in rows)]
            parts += [f"## {translate(heading)}", "\n".join(f"| {' | '.join(row)} |" for row in table)]
    return "\n\n".join(parts) + "\n"


def diff_envelope(changes: Sequence[MeasureChange], sides: tuple[Side, Side]) -> dict[str, Json]:
    """Return what changed as JSON has it."""
    first, last = ({"date": plain_json(side.day), "known": _source_json(side.source)} for side in sides)
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "diff",
        "from": first,
        "to": last,
        "changes": changes_json(changes),
    }


def changes_json(changes: Sequence[MeasureChange]) -> list[Json]:
    """Return each measure of which anything changed as JSON has it."""
    return [
        {
            "id": change.measure.id,
            "title": change.measure.title,
            "kind": change.kind,
            "former_id": change.former_id,
            "happened": [_json(each) for each in change.happened],
            "corrected": [_json(each) for each in change.corrected],
        }
        for change in changes
    ]


def _json(change: ValueChange) -> Json:
    return {"key": change.key, "before": plain_json(change.before), "after": plain_json(change.after)}


def _sides(sides: tuple[Side, Side], translate: Translator) -> str:
    first, last = sides
    days = {"first": calendar.iso(first.day), "last": calendar.iso(last.day)}
    if first.source == last.source:
        return translate("from {first} to {last}", **days)
    known = [_source(side.source, translate) for side in sides]
    return translate(
        "from {first}, as known in {known}, to {last}, as known in {later}", **days, known=known[0], later=known[1]
    )


def _source(source: Commit | str | None, translate: Translator) -> str:
    if source is None:
        return translate("the files as they are")
    return source if isinstance(source, str) else source.short


def _source_json(source: Commit | str | None) -> Json:
    return {"document": source} if isinstance(source, str) else commit_json(source)


def _said(change: MeasureChange, translate: Translator) -> str:
    """Return what became of the measure itself."""
    if change.kind == "added":
        return translate("added to the plan")
    if change.kind == "dropped":
        return translate("no longer in the plan")
    return translate("was called {id} before", id=change.former_id) if change.former_id else ""


def _label(change: ValueChange, translate: Translator) -> str:
    label = _LABELS.get(change.key)
    return translate(label) if label else change.key


def _pairs(change: ValueChange, translate: Translator) -> Iterator[Labelled]:
    """Yield what a key says before and after, or of a list what came and what went."""
    label = _label(change, translate)
    if not isinstance(change.before, tuple) and not isinstance(change.after, tuple):
        yield label, ListCell(f"{_text(change.before, translate)} → {_text(change.after, translate)}")
        return
    signs = [("-", item) for item in change.gone] + [("+", item) for item in change.added]
    if not signs:  # the same in another order
        yield label, ListCell(f"{_shown(change.before, translate)} → {_shown(change.after, translate)}")
    for number, (sign, item) in enumerate(signs):
        yield "" if number else label, ListCell(f"{sign} {_text(item, translate)}")


def _shown(value: object, translate: Translator) -> str:
    if isinstance(value, tuple):
        return "; ".join(_text(item, translate) for item in value) or "-"
    return _text(value, translate)


def _text(value: object, translate: Translator) -> str:
    """Return a value of an entry as one text."""
    if value is None:
        return "-"
    if isinstance(value, Status):
        return translate(value.code)
    if isinstance(value, Evidence):
        return evidence_text(value, translate)
    if isinstance(value, IndicatorResult):
        return indicator_text(value, translate)
    return f"{value:f}" if type(value) is Decimal else value_text(value)


def _escaped(text: str) -> str:
    """Return a text as a cell of a table of Markdown holds it."""
    for letter in "\\|<>*_`[]":
        text = text.replace(letter, "\\" + letter)
    return " ".join(text.split())
