"""The remarks of an audit, as lines for people and as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack import SCHEMA_VERSION
from itatrack.overview.cells import Line, ListCell, aligned
from itatrack.overview.details import labelled
from itatrack.overview.listing import days, status_cell
from itatrack.overview.status_json import event_json
from itatrack.overview.traces import differences, event_label, event_text
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from itatrack.audit.remarks import Remark
    from itatrack.findings.json_reporter import Json
    from itatrack.findings.message import Translator
    from itatrack.overview.details import Labelled


def audit_lines(
    remarks: Sequence[Remark], titles: Mapping[str, str], translate: Translator, width: int | None = None
) -> list[Line]:
    """Return the lines of the remarks, below the measures that they are on.

    Args:
        remarks: the remarks, measure by measure.
        titles: the titles of measures by id.
        translate: the translator.
        width: how wide a line may be; longer texts are wrapped.
    """
    heads = aligned([_head(remark, translate) for remark in remarks])
    lines: list[Line] = []
    last = None
    for head, remark in zip(heads, remarks, strict=True):
        if remark.measure != last:
            title = titles.get(remark.measure) or translate("not in the plan any more")
            lines += [*([[]] if lines else []), [ListCell(remark.measure, "head"), ListCell(f"  {title}")]]
            last = remark.measure
        lines += [head, *labelled([*_details(remark, translate)], width)]
    return lines


def _head(remark: Remark, translate: Translator) -> list[ListCell]:
    event = remark.event
    entry = event.before or event.after
    if entry is None:
        raise ValueError("an event is about an entry")
    return [
        ListCell(calendar.iso(entry.date), "head"),
        status_cell(entry.status, translate),
        ListCell(f"{event_label(event, translate)} {event_text(event, translate)}"),
    ]


def _details(remark: Remark, translate: Translator) -> Iterator[Labelled]:
    """Yield why something is remarked on, and what was changed."""
    if remark.days_late is not None:
        yield translate("late"), ListCell(translate("{days} after its day", days=days(remark.days_late)), "overdue")
    for change in differences(remark.event, translate):
        yield change.label, ListCell(f"{change.before} → {change.after}")
    for memo in remark.memos:
        values = {"memo": memo.name, "day": calendar.iso(memo.as_of)}
        text = (
            translate("{memo} as of {day} was issued before this entry was recorded, and does not have it", **values)
            if remark.event.kind == "recorded"
            else translate("{memo} as of {day} was made before, and says otherwise", **values)
        )
        yield translate("memo"), ListCell(text)


def audit_envelope(remarks: Sequence[Remark], late_by: int, entries: int) -> dict[str, Json]:
    """Return the remarks, and how many entries there ever were."""
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "audit",
        "late_by": late_by,
        "recorded_entries": entries,
        "remarks": [
            {
                "kinds": list(remark.kinds),
                "measure": remark.measure,
                "days_late": remark.days_late,
                "memos": [memo.name for memo in remark.memos],
                "event": event_json(remark.event),
            }
            for remark in remarks
        ],
    }
