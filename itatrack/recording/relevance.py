"""Decide which errors of the data concern the measures that are to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.findings.finding import MAX_FINDINGS
from itatrack.reading.scalars import key_text
from itatrack.recording.refusal import InvalidData, UnknownIds
from itatrack.yamltext.edit.layout import end_of
from itatrack.yamltext.nodes import MappingNode, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from itatrack.findings.finding import Finding
    from itatrack.model.records import History
    from itatrack.project import Project
    from itatrack.yamltext.document import Document


def obstacle(project: Project, ids: Collection[str]) -> InvalidData | UnknownIds | None:
    """Return why the entries of measures cannot be changed, whatever is to be changed in them; None where they can."""
    plan, history, document = project.plan, project.history, project.history_document
    if plan is None or history is None or document.findings:
        return InvalidData(project.errors)
    known = [measure.id for measure in plan.measures]
    unknown = [name for name in ids if name not in known]
    if unknown:
        # The measure may well be there in a plan that could not be read whole.
        in_plan = [error for error in project.errors if error.span.path != document.path]
        return InvalidData(in_plan) if in_plan else UnknownIds(unknown, known)
    errors = _relevant_errors(project, history, ids)
    return InvalidData(errors) if errors else None


def _relevant_errors(project: Project, history: History, ids: Collection[str]) -> list[Finding]:
    """Return the errors beside which the entries of measures cannot be changed safely.

    They stand in these entries, also under a key that comes again, or at a key that is probably a misspelt id of
    these. Where there are as many errors as are told at all, those past the limit are unknown, so new ones could not
    be told from them: all are relevant.
    """
    if len(project.errors) >= MAX_FINDINGS:
        return project.errors
    document = project.history_document
    is_concerned = _concerning(history, document, ids)
    return [
        error
        for error in project.errors
        if (error.code == "E301" and error.values.get("meant") in ids)
        or (error.span.path == document.path and is_concerned(error))
    ]


def _concerning(history: History, document: Document, ids: Collection[str]) -> Callable[[Finding], bool]:
    """Return a check of whether an error of the history's file concerns the entries of a measure.

    What it looks at is gathered once: there may be as many errors as entries.
    """
    pairs = document.root.value if isinstance(document.root, MappingNode) else []
    ranges = [
        (key.start_mark.index, end_of(document.source.text, value), _is_whole(history, name))
        for key, value in pairs
        if isinstance(key, ScalarNode) and (name := key_text(key.value)) in ids
    ]

    def is_within(error: Finding) -> bool:
        index = document.source.index(error.span.line, error.span.column)
        # An unknown key does no harm, it is kept; but not where a known one may have been meant.
        return any(start <= index <= end and not (error.code == "E201" and whole) for start, end, whole in ranges)

    return is_within


def _is_whole(history: History, name: str) -> bool:
    """Check whether every entry of a measure could be read, with all its values."""
    entries = history.entries.get(name, ())
    return name not in history.invalid_fields and not any(entry.invalid_fields for entry in entries)
