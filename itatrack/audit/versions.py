"""What the versions of a history say, each part of the text read once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.model.fields import content_of
from itatrack.reading.plan_history import read_history, read_plan
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from itatrack.model.commits import Version
    from itatrack.model.records import History, Measure, Plan, StatusEntry

    Entries = tuple[StatusEntry, ...]

# A key of the top, or whatever else stands in the first column: a list may stand there too, below its key.
_NO_COMMENT: Final = re.compile(r"^[^#\r\n]", re.MULTILINE)
_TOP: Final = re.compile(r"^(?=[^\s#-])", re.MULTILINE)


class Contents(NamedTuple):
    """What a version says, as far as it can be read.

    Attributes:
        measures: the measures of the plan by id; None where the plan cannot be read.
        entries: the entries of each measure id; None where the history cannot be read.
        unreadable: the ids whose entries cannot be read, or not all of them.
    """

    measures: Mapping[str, Measure] | None
    entries: Mapping[str, Entries] | None
    unreadable: frozenset[str] = frozenset()


class VersionReader:
    """Reads versions one after the other; a measure whose text has not changed is not read again."""

    def __init__(self) -> None:
        self._plans: dict[bytes | None, Plan | None] = {None: None}
        self._read: dict[tuple[bytes, object], tuple[str, Entries] | None] = {}

    def read(self, version: Version) -> Contents:
        """Return what a version says."""
        plan = self._plan(version.plan)
        measures = {measure.id: measure for measure in plan.measures} if plan else None
        if version.history is None:
            return Contents(measures, {})
        entries = self._by_parts(version.history, plan)
        if entries is not None:
            return Contents(measures, entries)
        history, _ = read_history(Document.read("", version.history), plan)
        return Contents(measures, None) if history is None else _of_history(measures, history)

    def _plan(self, content: bytes | None) -> Plan | None:
        if content not in self._plans:
            self._plans[content] = read_plan(Document.read("", content or b""))[0]
        return self._plans[content]

    def _by_parts(self, content: bytes, plan: Plan | None) -> Mapping[str, Entries] | None:
        """Return the entries where each measure's part of the text can be read by itself, and none is there twice."""
        entries: dict[str, Entries] = {}
        columns = content_of(plan.columns) if plan else None
        for part in _parts(content):
            key = (part, columns)
            if key not in self._read:
                self._read[key] = _read_part(part, plan)
            found = self._read[key]
            if found is None or found[0] in entries:
                return None
            entries[found[0]] = found[1]
        return entries


def _parts(content: bytes) -> Iterator[bytes]:
    """Yield the text of each key of the top, or the whole text where it cannot be taken apart."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content
        return
    head, *parts = _TOP.split(text)
    if _NO_COMMENT.search(head):
        yield content
        return
    for part in parts:
        yield part.encode()


def _read_part(part: bytes, plan: Plan | None) -> tuple[str, Entries] | None:
    """Return the one measure of a part of the text and its entries, or None where anything is wrong with it."""
    document = Document.read("", part)
    history, findings = read_history(document, plan)
    if history is None or findings or document.findings or len(history.entries) != 1:
        return None
    return next(iter(history.entries.items()))


def _of_history(measures: Mapping[str, Measure] | None, history: History) -> Contents:
    invalid = {id_ for id_, entries in history.entries.items() if any(entry.invalid_fields for entry in entries)}
    return Contents(measures, history.entries, frozenset(invalid | history.invalid_fields))
