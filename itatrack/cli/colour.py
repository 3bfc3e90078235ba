"""Findings in colour, for a terminal."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.highlighter import RegexHighlighter
from rich.theme import Theme


class _Findings(RegexHighlighter):
    highlights = [  # noqa: RUF012  Rich's own form
        r"(?m)^(?P<error>error\[\w+\])",
        r"(?m)^(?P<warning>warning\[\w+\])",
        r"(?m)^ *(?P<place>(-->|:::) .*)$",
        r"(?m)^[ 0-9]+ (?P<bar>\|)",
        r"(?m)^ +\| +(?P<caret>\^+)$",
        r"(?m)^ *= (?P<hint>help|note):",
    ]


# The text is laid out already; Rich would believe a terminal that says it has no columns at all.
_ANY_WIDTH = 1000

_THEME = Theme(
    {
        "error": "bold red",
        "warning": "bold yellow",
        "place": "blue",
        "bar": "blue",
        "caret": "bold red",
        "hint": "bold cyan",
    }
)


def print_coloured(text: str, stream: TextIO) -> None:
    """Print text that is laid out already: Rich adds colour and neither wraps nor crops it.

    `NO_COLOR` and `TERM=dumb` are heeded by Rich.
    """
    console = Console(file=stream, theme=_THEME, highlighter=None, soft_wrap=True, width=_ANY_WIDTH)
    console.print(_Findings()(text), end="", soft_wrap=True, crop=False, overflow="ignore")
