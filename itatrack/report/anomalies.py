"""What a document cannot show as it should: tables too wide for the page, fonts and characters that are not there."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Span
from itatrack.model.fields import Record, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Message
    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress


# Letters and signs that the packaged fonts have; of any other the layout program is asked.
_USUAL = re.compile(
    "[\\s!-~\u00a0-\u00ff\u0e01-\u0e3a\u0e3f-\u0e5b\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026✓☐☑]*"
)


class NarrowPage(NamedTuple):
    """A page whose margins leave no room for two columns, so that words are cut; `width` is between them in cm."""

    width: float


class MissingFont(NamedTuple):
    """A font that is not installed, and the line of a template that asks for it; None where the plan does."""

    family: str
    span: Span | None = None


class MissingCharacter(NamedTuple):
    """A character that no font has: a box is printed in its place."""

    character: str


class TypesetterWarning(NamedTuple):
    """What the layout program warns of, in its own words."""

    text: str | Message
    span: Span


Anomaly = NarrowPage | MissingFont | MissingCharacter | TypesetterWarning


def findings_of(
    anomalies: Iterable[Anomaly], plan: Plan, progress: Progress, template: str, texts: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a warning for each anomaly, at its place in the data or in a template.

    Args:
        anomalies: what was found.
        plan: the plan that was printed.
        progress: its state, with the entries that were printed.
        template: the path of the template as shown, for what stands in no file that was read.
        texts: the texts of the templates by their paths, for characters that stand there.
    """
    for anomaly in anomalies:
        match anomaly:
            case NarrowPage(width):
                yield finding("W528", (plan.style or plan).location.value(), width=f"{width:.1f}")
            case MissingFont(family, span):
                yield finding("W525", span or (plan.style or plan).location.value("font"), font=family)
            case MissingCharacter(character):
                here = _first_place([plan, *_entries(progress)], character) or _in_templates(texts, character)
                span = here or Span(template, 1, 1, 1, 1, "")
                yield finding("W526", span, character=character, code=f"U+{ord(character):04X}")
            case TypesetterWarning(text, span):
                yield finding("W527", span, problem=text)


def is_unusual(text: str) -> bool:
    """Check whether a text holds a character that a font may lack."""
    return _USUAL.fullmatch(text) is None


def _entries(progress: Progress) -> Iterator[Record]:
    for state in progress.states:
        yield from state.entries


def _texts(record: Record) -> Iterator[tuple[str, Callable[[], Span]]]:
    """Yield the texts of a record and of the records in it, each with what returns its place."""
    stated = {key: getattr(record, field.name) for key, field in fields_of(type(record)).items()}
    for key, value in {**stated, **record.custom_columns}.items():
        values = value if isinstance(value, tuple) else (value,)
        for index, part in enumerate(values):
            if isinstance(part, Record):
                yield from _texts(part)
            elif isinstance(part, str):
                path = (key, index) if isinstance(value, tuple) else (key,)
                yield part, partial(record.location.value, *path)


def _first_place(records: Iterable[Record], character: str) -> Span | None:
    """Return the span of a character's first place in the values of records, or of the value that has it."""
    texts = (pair for record in records for pair in _texts(record))
    return next((_narrowed(place(), character) for text, place in texts if character in text), None)


def _narrowed(span: Span, character: str) -> Span:
    """Return the place of a character in the first line of a value, or the value where it stands further down."""
    end = span.end_column - 1 if span.end_line == span.line else len(span.excerpt)
    column = span.excerpt.find(character, span.column - 1, end) + 1
    return Span(span.path, span.line, column, span.line, column + 1, span.excerpt) if column else span


def _in_templates(texts: Mapping[str, str], character: str) -> Span | None:
    for path, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if character in line:
                return _narrowed(Span(path, number, 1, number, len(line) + 1, line), character)
    return None
