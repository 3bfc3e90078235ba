"""The language of the command line: that of `--lang`, then of `ITATRACK_LANG`, then the system's.

It is known here alone. `_` turns messages into its text; all other rooms hold messages in no language.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from itatrack.findings.message import Translator

if TYPE_CHECKING:
    from gettext import NullTranslations

Language = Literal["en", "th"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_DOMAIN: Final = "itatrack"
_CATALOGUES: Final = Path(__file__).parent.parent / "locale"


class _ChosenTranslator(Translator):
    """The translator of this run: a person reads one language."""

    language: Language = "en"

    def choose(self, language: Language) -> None:
        """Translate into a language from now on."""
        self.language = language
        self._translations = _translations(language)


def translator(language: Language) -> Translator:
    """Return the translator into a language."""
    return Translator(_translations(language))


def _translations(language: Language) -> NullTranslations | None:
    """Return the translations into a language, none for English; in a checkout they are compiled if they changed."""
    if language == "en":
        return None
    from gettext import translation

    from itatrack.translations import refresh

    refresh(_CATALOGUES / language / "LC_MESSAGES" / f"{_DOMAIN}.po")
    return translation(_DOMAIN, _CATALOGUES, [language], fallback=True)


_ = _ChosenTranslator()


def set_language(asked: str = "") -> bool:
    """Set the language of messages, and return whether it is another than before.

    Args:
        asked: what `--lang` says; where that is no language the environment chooses, and Typer refuses what was asked.
    """
    before = _.language
    language = _language(asked) or _language(os.environ.get("ITATRACK_LANG", "")) or _of_system()
    _.choose(language)
    if language != before:
        # Typer looks for its own words there.
        import gettext

        os.environ["LANGUAGE"] = language
        gettext.bindtextdomain(_DOMAIN, _CATALOGUES)
        gettext.textdomain(_DOMAIN)
    return language != before


def _language(name: str) -> Language | None:
    """Return the language of a name such as `th`, `th_TH.UTF-8` or Windows' `Thai_Thailand`."""
    short = name.lower()[:2]
    return next((language for language in LANGUAGES if language == short), None)


def _of_system() -> Language:
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    name = next((os.environ[variable] for variable in variables if os.environ.get(variable)), "")
    if not name and os.name == "nt":
        import locale

        name = locale.getlocale()[0] or ""
    return _language(name) or "en"
