"""The language in which the tool speaks: English, or Thai from the catalogue in `locale/th`.

The command line chooses it once, before anything is said; codes, keys and exit statuses are the same in both.
"""

from __future__ import annotations

from gettext import NullTranslations, translation
from pathlib import Path
from typing import Literal, get_args

from itatrack.findings.message import Translator
from itatrack.findings.message import reason as why
from itatrack.translations import refresh

Language = Literal["en", "th"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

DOMAIN = "itatrack"
CATALOGUES = Path(__file__).parent / "locale"

_ENGLISH = NullTranslations()
_spoken: tuple[Language, NullTranslations] = ("en", _ENGLISH)


def speak(language: Language) -> None:
    """Choose the language of all that is said from now on."""
    global _spoken  # noqa: PLW0603  a person reads one language, as gettext itself takes for granted
    _spoken = language, _ENGLISH if language == "en" else translations(language)


def translations(language: Language) -> NullTranslations:
    """Return the translations into a language; in a checkout they are compiled first if they changed."""
    refresh(CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po")
    return translation(DOMAIN, CATALOGUES, [language], fallback=True)


def spoken() -> Language:
    """Give the language that was chosen; English where none was."""
    return _spoken[0]


def say(text: str, /, **values: object) -> str:
    """Give a text in the chosen language, with the values that it names in braces.

    Args:
        text: the English text, by which the catalogue knows it.
        **values: what it names.
    """
    said = _spoken[1].gettext(text)
    return said.format(**values) if values else said


def say_count(number: int, one: str, many: str, /, **values: object) -> str:
    """Give a text that counts something, as `say` does; `{number}` in it is the number."""
    return _spoken[1].ngettext(one, many, number).format(number=number, **values)


def reason(error: OSError) -> str:
    """Say why the system refused, in its own words or their translation."""
    return Translator(_spoken[1])(why(error))
