"""The value that says what is wrong, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from itatrack.findings.message import Message, Values, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from itatrack.findings.fix import Fix
    from itatrack.findings.message import Translator

# As many findings of one kind as anybody could want to read.
MAX_FINDINGS = 10_000

_MAX_SHOWN = 100
# Lists of what there is, what a library says, and what is to be typed are cut much later.
_MAX_SHOWN_OF = {"known": 1000, "problem": 400, "folder": 1000, "quoted": 1000}

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

    message: Message
    span: Span


MEANT = "did you mean `{meant}`?"


class Wording(NamedTuple):
    """The message of a finding and what to do about it, with the values they name in braces.

    `near` is what to do where a known word is near, which the value `meant` then is.
    """

    message: str
    help: str | None = None
    near: str | None = MEANT


class Finding(NamedTuple):
    """One thing that is wrong in the data or in a template, in no language: `message` and `help` take a translator.

    Args:
        code: such as `E103`.
        wording: what is said of it.
        span: where it stands.
        values: what the wording names; `meant` is the known word that was probably meant, where one is near.
        related: second places that explain it.
        fix: what fixes it, where that is known.
    """

    code: str
    wording: Wording
    span: Span
    values: Values = Values()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None

    def __hash__(self) -> int:
        """Return the same for equal findings; hardly any others have the same place and code."""
        return hash((self.code, self.span))

    @property
    def severity(self) -> Severity:
        """Return whether the finding forbids a report: family W5 only warns."""
        return "warning" if self.code.startswith("W") else "error"

    def message(self, translate: Translator) -> str:
        """Return what is wrong; it stands alone."""
        return self._text(self.wording.message, translate)

    def help(self, translate: Translator) -> str | None:
        """Return what to do, with the right form where there is one."""
        text = self.wording.help if self.values.get("meant") is None else self.wording.near
        return self._text(text, translate) if text else None

    def _text(self, text: str, translate: Translator) -> str:
        shown = {}
        for name, value in self.values.items():
            value_text = translate(value) if isinstance(value, Message) else str(value)
            shown[name] = clean(value_text, _MAX_SHOWN_OF.get(name, _MAX_SHOWN))
        return translate(text).format(**shown)


class Locator(Protocol):
    """What a record of the model knows of its own place in the files."""

    def value(self, *path: str | int) -> Span:
        """Return the span of the value at the path, or of the nearest thing that is there."""
        ...

    def within(self, name: str, word: str) -> Span:
        """Return the span of a word's first place inside the value of a key, or of the value where it has none."""
        ...

    def key(self, name: str) -> Span:
        """Return the span of a key, or of the record's first key where it is missing."""
        ...


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by file, line, column and code, stably, dropping exact repeats and nothing else."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda finding: (finding.span.path, finding.span.line, finding.span.column, finding.code),
    )
