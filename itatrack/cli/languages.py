"""Which language is spoken: `--lang`, then `ITATRACK_LANG`, then the system's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from itatrack.language import CATALOGUES, DOMAIN, LANGUAGES, speak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.language import Language

_OPTION = "--lang"


def choose(arguments: Sequence[str]) -> list[str]:
    """Choose the language, and give the arguments with `--lang` in front, wherever it stood.

    It must be known before a command with its help is built, so it is read before the others.
    """
    asked, others = _asked(arguments)
    language = _language(asked) or _language(os.environ.get("ITATRACK_LANG", "")) or _of_system()
    speak(language)
    if language != "en":
        # Typer looks for its own words there.
        import gettext

        os.environ["LANGUAGE"] = language
        gettext.bindtextdomain(DOMAIN, CATALOGUES)
        gettext.textdomain(DOMAIN)
    return others


def _asked(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Give the language that is asked for, and the arguments with that option in front."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    asked: list[str] = []
    others: list[str] = []
    options = iter(arguments[:end])
    for argument in options:
        if argument == _OPTION:
            asked = [_OPTION, *([value] if (value := next(options, None)) else [])]
        elif argument.startswith(f"{_OPTION}="):
            asked = [_OPTION, argument.partition("=")[2]]
        else:
            others.append(argument)
    if asked == [_OPTION]:
        return "", asked  # Typer says that its value is missing
    return "".join(asked[1:]), [*asked, *others, *arguments[end:]]


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
