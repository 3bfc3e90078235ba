"""Decide which errors of the data concern the measures that are to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.finding import MAX_FINDINGS
from itatrack.reading.location import Location
from itatrack.yamltext.edit.layout import end_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History
    from itatrack.project import Project
    from itatrack.yamltext.document import Document


def relevant_errors(project: Project, history: History, ids: Collection[str]) -> list[Finding]:
    """Return the errors beside which the entries of measures cannot be changed safely.

    They stand in these entries, or at a key that is probably a misspelt id of these. Where there are as many errors as
    are told at all, those past the limit are unknown, so new ones could not be told from them: all are relevant.
    """
    if len(project.errors) >= MAX_FINDINGS:
        return project.errors
    return [
        error
        for error in project.errors
        if (error.code == "E301" and error.values.get("meant") in ids)
        or (
            error.span.path == project.history_document.path
            and any(_concerns(error, name, history, project.history_document) for name in ids)
        )
    ]


def _concerns(error: Finding, name: str, history: History, document: Document) -> bool:
    """Check whether an error of the history's file concerns the entries of a measure."""
    if name not in history.entries:
        return False
    if name in history.invalid_fields or any(entry.invalid_fields for entry in history.entries[name]):
        return True
    # An unknown key does no harm: it is kept.
    return error.code != "E201" and _is_within(error, name, document)


def _is_within(error: Finding, name: str, document: Document) -> bool:
    pair = Location(document, document.root).pair(name)
    if pair is None:
        return False
    key, value = pair
    index = document.source.index(error.span.line, error.span.column)
    return key.start_mark.index <= index <= end_of(document.source.text, value)
