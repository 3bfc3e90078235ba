"""What a kind of value is: how it is read from text and written, its blank, its JSON Schema, its name in the docs.

Kinds with a grammar are in `pattern_kinds`, those that are one of several words in `choice_kinds`, those written in
digits in `number_kinds`; `common_kinds` has those that many keys share.

A kind knows neither files nor YAML nodes: `reading` turns its problems into findings, `cli` reads options by it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.findings.message import Value

T = TypeVar("T")
Schema = dict[str, Any]

# YAML in an editor makes numbers and booleans of some texts.
_TEXT_SCHEMA: Final[Schema] = {"type": ["string", "number", "boolean"], "minLength": 1}
NO_LETTERS: Final[Mapping[str, str]] = MappingProxyType({})


class Problem(NamedTuple):
    """Why a text is not a value of a kind: a wording of the catalogue, and the values it names.

    Attributes:
        wording: what is said of it.
        values: what the wording names.
        value: what stands in the record all the same, where later checks can still use it.
        letters: the letters of the text to be written otherwise, each with what fixes it: that can only be meant.
    """

    wording: str
    values: Mapping[str, Value]
    value: Any = None
    letters: Mapping[str, str] = NO_LETTERS


def problem(wording: str, **values: Value) -> Problem:
    """Return a problem of which nothing can be kept."""
    return Problem(wording, values)


class ScalarKind(ABC, Generic[T]):
    """A kind of value that is written as one text.

    Attributes:
        documented: what docs/keys.md calls it.
        blank: what stands for a value that could not be read, so that checks find the type they expect.
        is_verbatim: whether every letter counts, as in an address; other values are normalised before they are read.
        is_repeated: whether the same few values stand in a history again and again.
    """

    documented: str
    blank: object
    is_verbatim: ClassVar[bool] = False
    is_repeated: ClassVar[bool] = False

    @abstractmethod
    def read(self, text: str) -> T | Problem:
        """Read a text that is not empty, or return what is wrong with it."""

    def write(self, value: T) -> str:
        """Return a value as it is written in the files."""
        return str(value)

    @abstractmethod
    def schema(self) -> Schema:
        """Return the JSON Schema of the value."""


class TextKind(ScalarKind[str]):
    """Any text."""

    documented = "text"
    blank = ""

    def read(self, text: str) -> str:
        """Return the text."""
        return text

    def schema(self) -> Schema:
        """Accept any value that reads as a text."""
        return _TEXT_SCHEMA


class PathKind(TextKind):
    """A path of a file in the project."""

    documented = "path of a file"
    is_verbatim = True

    def schema(self) -> Schema:
        """Accept strings only."""
        return {"type": "string", "minLength": 1}


class ComputedKind(ScalarKind[str]):
    """What follows from other values, so that none is written."""

    documented = "nothing"
    blank = ""

    def __init__(self, of: tuple[str, ...]) -> None:
        self.of = of

    def read(self, text: str) -> Problem:
        """Refuse any text."""
        return problem("E312.written", text=text, of=", ".join(self.of))

    def schema(self) -> Schema:
        """Accept nothing."""
        return {"not": {}}


# What is written for a value that is taken back.
NO_VALUE: Final = "ไม่มี"


class Withdrawn(str):
    """A value that was taken back, as it is written."""

    __slots__ = ()


class WithdrawableKind(ScalarKind[Any]):
    """A value of some kind, or the word by which it is taken back."""

    def __init__(self, kind: ScalarKind[Any]) -> None:
        self.kind = kind
        self.documented = kind.documented
        self.blank = kind.blank

    def read(self, text: str) -> Any:  # noqa: ANN401  as the other kind has it
        """Read a value; the word is a value itself where the other kind takes it for one."""
        value = self.kind.read(text)
        return Withdrawn(NO_VALUE) if isinstance(value, Problem) and text == NO_VALUE else value

    def write(self, value: Any) -> str:  # noqa: ANN401  as the other kind has it
        """Return the word, or a value as the other kind writes it."""
        return NO_VALUE if isinstance(value, Withdrawn) else self.kind.write(value)

    def schema(self) -> Schema:
        """Accept the word too."""
        return {"anyOf": [self.kind.schema(), {"const": NO_VALUE}]}
