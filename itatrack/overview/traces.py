"""When an entry was recorded, by whom, and what became of it, as texts and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.message import clean, message
from itatrack.overview.cells import ListCell
from itatrack.overview.details import entry_texts
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.audit.tracing import Event, Trace
    from itatrack.findings.json_reporter import Json
    from itatrack.findings.message import Translator
    from itatrack.model.commits import Commit
    from itatrack.model.records import StatusEntry
    from itatrack.overview.details import Labelled

_LABELS = {
    "recorded": message("recorded"),
    "changed": message("changed"),
    "removed": message("removed"),
    "restored": message("put back"),
}


class Difference(NamedTuple):
    """A key whose value was changed: its label, and its texts before and after."""

    label: str
    before: str
    after: str

    @property
    def text(self) -> str:
        """Return it in one line."""
        return f"{self.label}: {self.before} → {self.after}"


def trace_details(trace: Trace | None, translate: Translator) -> Iterator[Labelled]:
    """Yield who recorded an entry and when, and each later change of it."""
    if trace is None:
        yield translate("recorded"), ListCell(translate("not committed yet"))
        return
    for event in trace.events:
        yield event_label(event, translate), ListCell(event_text(event, translate))
        for change in differences(event, translate):
            yield "", ListCell(change.text)


def event_label(event: Event, translate: Translator) -> str:
    """Return what was done to an entry, in a word."""
    return translate(_LABELS[event.kind])


def event_text(event: Event, translate: Translator) -> str:
    """Return when something was done to an entry, by whom, and in which commit."""
    commit = event.commit
    if commit is None:
        return translate("not committed yet")
    values = {"day": calendar.iso(commit.day), "author": clean(commit.author or commit.email), "commit": commit.short}
    if event.is_cut:
        return translate(
            "on {day} or earlier, by {author} or another ({commit}, where the shallow clone begins)", **values
        )
    return translate("on {day} by {author} ({commit})", **values)


def differences(event: Event, translate: Translator) -> list[Difference]:
    """Return what a change did to the values of an entry."""
    if event.kind != "changed" or event.before is None or event.after is None:
        return []
    before, after = _texts(event.before, translate), _texts(event.after, translate)
    return [
        Difference(label, before.get(label) or "-", after.get(label) or "-")
        for label in {**before, **after}
        if before.get(label, "") != after.get(label, "")
    ]


def _texts(entry: StatusEntry, translate: Translator) -> dict[str, str]:
    """Return all that an entry says, by the labels of its keys."""
    texts = {label: "; ".join(texts) for label, texts in entry_texts(entry, translate).items()}
    return {translate("date"): calendar.iso(entry.date), translate("state"): translate(entry.status.code), **texts}


def commit_json(commit: Commit | None) -> dict[str, Json] | None:
    """Return a commit as JSON has it, or null for what is not committed."""
    if commit is None:
        return None
    return {
        "commit": commit.id,
        "date": {"gregorian": commit.day.isoformat(), "buddhist": calendar.iso(commit.day)},
        "author": commit.author,
        "email": commit.email,
    }
