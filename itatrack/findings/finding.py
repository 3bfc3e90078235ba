"""The value that says what is wrong, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

# As many findings of one kind as anybody could want to read.
MOST = 10_000

Severity = Literal["error", "warning"]


class Span(NamedTuple):
    """A stretch of an original file.

    Lines and columns count from 1 and in code points; the end column is exclusive. `excerpt` is the original
    first line without its line break, and is empty where the file could not be read.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str


class Related(NamedTuple):
    """A second place that explains a finding, such as where a duplicate was first set."""

    message: str
    span: Span


class Finding(NamedTuple):
    """One thing that is wrong in the data or in a template.

    `message` stands alone; `help` says what to do, with the right form where there is one. `meant` is the known word
    that was probably meant, where one is near.
    """

    code: str
    message: str
    span: Span
    help: str | None = None
    related: tuple[Related, ...] = ()
    meant: str | None = None

    @property
    def severity(self) -> Severity:
        """Say whether the finding forbids a report: family W5 only warns."""
        return "warning" if self.code.startswith("W") else "error"


class Locator(Protocol):
    """What a record of the model knows of its own place in the files."""

    def value(self, *path: str | int) -> Span:
        """Give the span of the value at the path, or of the nearest thing that is there."""
        ...

    def within(self, name: str, word: str) -> Span:
        """Give the span of a word's first place inside the value of a key, or of the value where it has none."""
        ...

    def key(self, name: str) -> Span:
        """Give the span of a key, or of the record's first key where it is missing."""
        ...


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by file, line, column and code, stably, dropping exact repeats and nothing else."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda found: (found.span.path, found.span.line, found.span.column, found.code),
    )
