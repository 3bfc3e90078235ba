"""Messages as data: the English text by which the catalogue knows it, and the values it names.

Only a translator makes sentences of them, where they are written out; no other code holds or compares a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import PurePath

Value: TypeAlias = "str | int | float | Decimal | PurePath | Message | None"
_MAX_SHOWN = 100


class Values(dict[str, "Value"]):
    """The values that a message names in braces; never changed once they are set, and so hashable."""

    def __hash__(self) -> int:  # type: ignore[override]  # a dict of values that change has none
        return hash(frozenset(self.items()))


class Message(NamedTuple):
    """A text and the values it names.

    A counted message has two texts: `text` for one, `plural` for any other `values["number"]`.
    """

    text: str
    values: Values = Values()
    plural: str = ""


def message(text: str, /, **values: Value) -> Message:
    """Return a message. `tools/make_messages.py` finds the literal texts of these calls."""
    return Message(text, Values(values))


def counted(number: int, singular: str, plural: str, /, **values: Value) -> Message:
    """Return a message that counts something; `{number}` in its texts is the number."""
    return Message(singular, Values(values, number=number), plural)


def reason(error: OSError) -> Message:
    """Return why the system, or the tool in its place, refused a file."""
    said: Message | str | None = error.strerror
    return said if isinstance(said, Message) else Message(said or str(error))


class Translations(Protocol):
    """What a translator needs of `gettext.NullTranslations`."""

    def gettext(self, message: str) -> str:
        """Return the translation of a text, or the text where it has none."""
        ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation of a text that counts something."""
        ...


class Translator:
    """Turns messages into text of one language."""

    def __init__(self, translations: Translations | None = None) -> None:
        self._translations = translations

    def __call__(self, said: Message | str, /, **values: Value) -> str:
        """Return the text of a message, or of an English text and the values it names.

        Braces of a text without values are no places for values, and stay.
        """
        text, named, plural = said if isinstance(said, Message) else Message(said, Values(values))
        template = self._counted(text, plural, named["number"]) if plural else self._translated(text)
        if not named:
            return template
        return template.format(
            **{name: self(value) if isinstance(value, Message) else value for name, value in named.items()}
        )

    def _translated(self, text: str) -> str:
        return self._translations.gettext(text) if self._translations and text else text

    def _counted(self, singular: str, plural: str, number: Value) -> str:
        number = number if isinstance(number, int) else 0
        if self._translations:
            return self._translations.ngettext(singular, plural, number)
        return singular if number == 1 else plural


ENGLISH = Translator()


def clean(value: str, longest: int = _MAX_SHOWN) -> str:
    """Return a value of the data as it can be shown inside a message: on one line, not too long."""
    one_line = "".join(letter if letter.isprintable() else f"<U+{ord(letter):04X}>" for letter in value[: longest + 1])
    return one_line if len(one_line) <= longest else one_line[: longest - 1] + "…"
