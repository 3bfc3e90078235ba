"""Which language is spoken: that of `--lang`, then of `ITATRACK_LANG`, then the system's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from itatrack.language import CATALOGUES, DOMAIN, LANGUAGES, speak, spoken

if TYPE_CHECKING:
    from itatrack.language import Language


def choose(asked: str = "") -> bool:
    """Choose the language, and return whether it is another than before.

    Args:
        asked: what `--lang` says; where that is no language the environment chooses, and Typer refuses what was asked.
    """
    before = spoken()
    language = _language(asked) or _language(os.environ.get("ITATRACK_LANG", "")) or _of_system()
    speak(language)
    if language != before:
        # Typer looks for its own words there.
        import gettext

        os.environ["LANGUAGE"] = language
        gettext.bindtextdomain(DOMAIN, CATALOGUES)
        gettext.textdomain(DOMAIN)
    return language != before


def _language(name: str) -> Language | None:
    """Give the language of a name such as `th`, `th_TH.UTF-8` or Windows' `Thai_Thailand`."""
    short = name.lower()[:2]
    return next((one for one in LANGUAGES if one == short), None)


def _of_system() -> Language:
    name = next((os.environ[one] for one in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(one)), "")
    if not name and os.name == "nt":
        import locale

        name = locale.getlocale()[0] or ""
    return _language(name) or "en"
