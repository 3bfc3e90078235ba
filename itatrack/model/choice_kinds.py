"""The kinds of values that are one of several words: a choice, a numbering, yes or no, a status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from itatrack.findings.suggest import ALIKE, nearest
from itatrack.model.kinds import Problem, ScalarKind, problem
from itatrack.model.status import BY_CODE, BY_WORD, Status
from itatrack.thai.digits import to_arabic

if TYPE_CHECKING:
    from itatrack.model.kinds import Schema

_FLAGS: Final = {
    "yes": True, "no": False, "true": True, "false": False,
    "บรรลุ": True, "ไม่บรรลุ": False, "ใช่": True, "ไม่ใช่": False,
}  # fmt: skip
_ALIKE_IN_THAI: Final = 0.9


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
