"""Options that may stand anywhere in a command: they are put in front, where Typer looks for them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGE = "--lang"
_FLAGS = ("--quiet", "--verbose")


def split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give the options that may stand anywhere, and the other arguments; nothing behind `--` is an option."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    found: list[str] = []
    others: list[str] = []
    options = iter(arguments[:end])
    for argument in options:
        if argument in _FLAGS:
            found.append(argument)
        elif argument == LANGUAGE:
            value = next(options, None)
            if value is None:
                return [argument], []  # Typer says that its value is missing
            found += [argument, value]
        elif argument.startswith(f"{LANGUAGE}="):
            found += argument.split("=", 1)
        else:
            others.append(argument)
    return found, [*others, *arguments[end:]]


def language(options: Sequence[str]) -> str:
    """Give the language that is asked for last; empty where none is."""
    values = [value for option, value in pairwise(options) if option == LANGUAGE]
    return values[-1] if values else ""
