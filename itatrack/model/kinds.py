"""The kinds of values: how each is read from text and written, its blank, its JSON Schema, its name in the docs.

Those written in digits are in `number_kinds`.

A kind knows neither files nor YAML nodes: `reading` turns its problems into findings, `cli` reads options by it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, NamedTuple, TypeVar

from itatrack.findings.suggest import ALIKE, nearest
from itatrack.model import amounts
from itatrack.model.status import BY_CODE, BY_WORD, Status
from itatrack.thai.digits import THAI_DIGITS, half_width, to_arabic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.findings.message import Value

T = TypeVar("T")
Schema = dict[str, Any]

# Patterns are kept as text and compiled when first used; a schema has them too, so they hold nothing but what both
# Python and JavaScript understand.
_ID: Final = "[a-z0-9]+(-[a-z0-9]+)*"
NAME: Final = "[a-z][a-z0-9]*(_[a-z0-9]+)*"
_URL: Final = r'https?://[^\s<>"/?#][^\s<>"]*'
# Of the Buddhist era, in Thai or Arabic digits.
YEAR_PATTERN: Final = f"{amounts.DIGIT}{{4}}"

# What people write instead of an address: a capital, one stroke or none, signs around it; what follows the host may be
# a file's name.
_ADDRESS = (
    r"(?i)<?(https?)s?\s*:?\s*[/\\]{1,3}\s*([^\s<>\"/\\:.]+(?:\.[^\s<>\"/\\:.]+)+(?::[0-9]+)?(?:[/?#][^<>\"]*)?)>?"
)
_ENDING = r"\.[A-Za-z0-9]{2,5}"
_FILE = rf"(?!www\.)[^\s:?]+{_ENDING}|(?i:file:|[a-z]:[/\\]).+"
_FLAGS: Final = {
    "yes": True, "no": False, "true": True, "false": False,
    "บรรลุ": True, "ไม่บรรลุ": False, "ใช่": True, "ไม่ใช่": False,
}  # fmt: skip
_ALIKE_IN_THAI: Final = 0.9

# YAML in an editor makes numbers and booleans of some texts.
_TEXT_SCHEMA: Final[Schema] = {"type": ["string", "number", "boolean"], "minLength": 1}


NO_LETTERS: Final[Mapping[str, str]] = MappingProxyType({})


class Problem(NamedTuple):
    """Why a text is not a value of a kind: a wording of the catalogue, and the values it names.

    Attributes:
        wording: what is said of it.
        values: what the wording names.
        value: what stands in the record all the same, where later checks can still use it.
        letters: the letters of the text to be written otherwise, each with what mends it: that can only be meant.
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


class DigestKind(ScalarKind[str]):
    """A SHA-256, the fingerprint of a file."""

    documented = "SHA-256"
    blank = ""

    def read(self, text: str) -> str | Problem:
        """Read 64 hexadecimal digits."""
        digest = text.lower()
        return digest if re.fullmatch("[0-9a-f]{64}", digest) else problem("E212", text=text)

    def schema(self) -> Schema:
        """Accept strings of the grammar."""
        return {"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"}


class IdKind(ScalarKind[str]):
    """An id of a measure."""

    documented = "id"
    blank = ""

    def read(self, text: str) -> str | Problem:
        """Read an id; a bad one is kept: the history may use it, and one slip needs one finding."""
        if re.fullmatch(_ID, text):
            return text
        # Words of another script cannot be told in letters that an id may have.
        bare = re.sub("[^a-z0-9]+", "-", text.lower()).strip("-") if text.isascii() else ""
        arabic = to_arabic(text)
        if re.fullmatch(_ID, arabic):
            return Problem("E206", {"id": text, "meant": arabic}, text, THAI_DIGITS)
        return Problem("E206", {"id": text, "meant": bare or None}, text)

    def schema(self) -> Schema:
        """Accept integers too: `id: 5` is one."""
        return {"type": ["string", "integer"], "pattern": f"^{_ID}$"}


class ContinuesKind(ScalarKind[str]):
    """A measure of another year's plan: the fiscal year and the id, `2566/e-service`."""

    documented = "year/id"
    blank = ""

    def read(self, text: str) -> str | Problem:
        """Read a year and an id."""
        return to_arabic(text) if re.fullmatch(f"{YEAR_PATTERN}/{_ID}", text) else problem("E206.continues", text=text)

    def schema(self) -> Schema:
        """Accept strings of the grammar."""
        return {"type": "string", "pattern": f"^{YEAR_PATTERN}/{_ID}$"}


class NameKind(ScalarKind[str]):
    """A name of a custom column."""

    documented = "name of a column"
    blank = ""

    def read(self, text: str) -> str | Problem:
        """Read a name."""
        return text if re.fullmatch(NAME, text) else problem("E206.key", id=text)

    def schema(self) -> Schema:
        """Accept strings of the grammar."""
        return {"type": "string", "pattern": f"^{NAME}$"}


class UrlKind(ScalarKind[str]):
    """A web address."""

    documented = "web address"
    blank = ""
    is_verbatim = True

    def read(self, text: str) -> str | Problem:
        """Read an address, letter by letter."""
        if re.fullmatch(_URL, text):
            return text
        address = _meant_address(text)
        if address is None and len(text.split()) > 1:
            return problem("E209.several", text=text, meant=None)
        wording = "E209.file" if re.fullmatch(_FILE, text) else "E209"
        return problem(wording, text=text, meant=address)

    def schema(self) -> Schema:
        """Accept strings of the grammar."""
        return {"type": "string", "pattern": f"^{_URL}$"}


def _meant_address(text: str) -> str | None:
    """Return the address that was probably meant, or None where none can be told for certain."""
    match = re.fullmatch(_ADDRESS, half_width(text))
    if match is None:
        return None
    scheme, rest = match.groups()
    # Spaces in a file's name; words after an address are not part of it.
    if any(letter.isspace() for letter in rest) and not re.fullmatch(rf"\S+/[^/\s]+(?: [^/\s]+)*{_ENDING}", rest):
        return None
    address = f"{scheme.lower()}://{rest.replace(' ', '%20')}"
    return address if re.fullmatch(_URL, address) else None


class ChoiceKind(ScalarKind[str]):
    """One of several texts."""

    blank = ""

    def __init__(self, *choices: str) -> None:
        self.choices = choices
        self.documented = " / ".join(f"`{choice}`" for choice in choices)

    def read(self, text: str) -> str | Problem:
        """Read one of the choices."""
        if text in self.choices:
            return text
        known = ", ".join(f"`{choice}`" for choice in self.choices)
        return problem("E211", text=text, known=known, meant=nearest(text, self.choices))

    def schema(self) -> Schema:
        """Accept the choices."""
        return {"enum": list(self.choices)}


class NumberingKind(ChoiceKind):
    """How the items of a list are numbered, as the first of them is, also in Thai numerals."""

    def __init__(self) -> None:
        super().__init__("1)", "1.", "(1)")

    def read(self, text: str) -> str | Problem:
        """Read one of the choices."""
        return super().read(to_arabic(text))

    def schema(self) -> Schema:
        """Accept Thai numerals too, and the number that an editor makes of a point behind one."""
        return {"enum": [*self.choices, "๑)", "๑.", "(๑)", 1]}


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


class FlagKind(ScalarKind[bool]):
    """Yes or no."""

    documented = "yes or no"
    blank = False

    def read(self, text: str) -> bool | Problem:
        """Read a word for yes or no."""
        flag = _FLAGS.get(text.lower())
        return problem("E211.flag", text=text) if flag is None else flag

    def write(self, value: bool) -> str:  # noqa: FBT001  the value itself
        """Return `yes` or `no`."""
        return "yes" if value else "no"

    def schema(self) -> Schema:
        """Accept the words, and what an editor makes of some of them."""
        return {"enum": [True, False, *_FLAGS]}


class StatusKind(ScalarKind[Status]):
    """A status, written as its code."""

    documented = "status"
    blank = Status.NOT_STARTED
    is_repeated = True

    def read(self, text: str) -> Status | Problem:
        """Read a code; what other words mean is only suggested."""
        if text in BY_CODE:
            return BY_CODE[text]
        typed = text.lower()
        # A word too few or too many turns a Thai status into another one, as does a `not`.
        word = nearest(typed, BY_WORD, ALIKE if typed.isascii() else _ALIKE_IN_THAI)
        if word and _denies(word) is not _denies(typed):
            word = None
        known = ", ".join(f"`{status.code}` ({status.label})" for status in Status)
        return problem("E407", status=text, known=known, meant=BY_WORD[word].code if word else None)

    def write(self, value: Status) -> str:
        """Return the code."""
        return value.code

    def schema(self) -> Schema:
        """Accept the codes."""
        return {"enum": [*BY_CODE]}


def _denies(word: str) -> bool:
    return re.search("ไม่|ยัง|^no|^un", word) is not None
