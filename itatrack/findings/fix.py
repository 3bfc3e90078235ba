"""What fixes a finding: replacements in the files' text, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.finding import Span


class Replacement(NamedTuple):
    """A stretch of a file, and the text that takes its place."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Replacements that fix a finding; none of them adds or takes away a line.

    Attributes:
        replacements: what is replaced, in the order of the file.
        is_safe: whether nothing else can have been meant; otherwise a person is to look at the outcome.
        is_spelling: whether values are only spelt otherwise, so that keys, lists and their order are read as before.
    """

    replacements: tuple[Replacement, ...]
    is_safe: bool = False
    is_spelling: bool = False


def spelling(replacements: Iterable[Replacement], *, is_safe: bool = True) -> Fix | None:
    """Return the fix of a value's spelling, or None where there is nothing to replace."""
    listed = tuple(replacements)
    return Fix(listed, is_safe=is_safe, is_spelling=True) if listed else None


def layout(span: Span, text: str, *, is_safe: bool = False) -> Fix:
    """Return the fix of what stands around values: indentation, blanks, quotes."""
    return Fix((Replacement(span, text),), is_safe=is_safe)
