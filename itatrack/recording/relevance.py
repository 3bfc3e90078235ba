"""Which findings a change of the history has to do with."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from itatrack.reading.location import Location
from itatrack.yamltext.edit.layout import end_of

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.model.records import History
    from itatrack.project import Project
    from itatrack.recording.status_update import Wanted
    from itatrack.yamltext.document import Document


def may_mean(found: Finding, wanted: Wanted) -> bool:
    """Say whether an error is a key of the history that is mistyped for a measure that is to be changed."""
    return found.code == "E301" and found.values.get("meant") in wanted.ids


def concerns(found: Finding, wanted: Wanted, history: History, document: Document) -> bool:
    """Say whether an error stands in the entries of a measure that is to be changed."""
    if found.span.path != document.path:
        return False
    for name in wanted.ids:
        if name in history.entries:
            invalid = name in history.invalid_fields or any(entry.invalid_fields for entry in history.entries[name])
            # A key too many does no harm: it is kept.
            if invalid or (found.code != "E201" and _stands_in(found, name, document)):
                return True
    return False


def _stands_in(found: Finding, name: str, document: Document) -> bool:
    """Say whether a finding of the history's file stands in the entries of a measure."""
    pair = Location(document, document.root).pair(name)
    if pair is None:
        return False
    key, value = pair
    stands_at = document.source.index(found.span.line, found.span.column)
    return key.start_mark.index <= stands_at <= end_of(document.source.text, value)


def new_findings(before: Project, after: Project) -> list[Finding]:
    """Give the findings that a change brings; those that only moved to another line are not new."""
    known = Counter((found.code, found.wording, found.values, found.span.path) for found in before.findings)
    new = []
    for found in after.findings:
        name = found.code, found.wording, found.values, found.span.path
        known[name] -= 1
        if known[name] < 0:
            new.append(found)
    return new
