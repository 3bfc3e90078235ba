"""Findings in colour, for a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.highlighter import RegexHighlighter
from rich.text import Text
from rich.theme import Theme

from itatrack.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.overview.cells import Line


class _Findings(RegexHighlighter):
    def __init__(self) -> None:
        error, warning, help_, note = map(re.escape, (say("error"), say("warning"), say("help"), say("note")))
        self.highlights = [  # type: ignore[misc]  # Rich's own form
            rf"(?m)^(?P<error>{error}\[\w+\])",
            rf"(?m)^(?P<warning>{warning}\[\w+\])",
            r"(?m)^ *(?P<place>(-->|:::) .*)$",
            r"(?m)^[ 0-9]+ (?P<bar>\|)",
            r"(?m)^ +\| +(?P<caret>\^+)$",
            rf"(?m)^ *= (?P<hint>{help_}|{note}):",
        ]


class _Diff(RegexHighlighter):
    highlights = [  # noqa: RUF012  Rich's own form
        r"(?m)^(?P<place>(---|\+\+\+) .*)$",
        r"(?m)^(?P<hunk>@@ .*)$",
        r"(?m)^(?P<added>\+(?!\+\+ ).*)$",
        r"(?m)^(?P<removed>-(?!-- ).*)$",
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
        "hunk": "cyan",
        "added": "green",
        "removed": "red",
        "plain": "none",
        "head": "bold",
        "done": "green",
        "in-progress": "yellow",
        "not-started": "dim",
        "overdue": "bold red",
        "due-soon": "yellow",
    }
)


def print_coloured(text: str, stream: TextIO) -> None:
    """Print findings that are laid out already: Rich adds colour and neither wraps nor crops them."""
    _print(_Findings()(text), stream)


def print_coloured_diff(diff: str, stream: TextIO) -> None:
    """Print a unified diff in colour."""
    _print(_Diff()(diff), stream)


def print_cells(lines: Sequence[Line], stream: TextIO) -> None:
    """Print lines of cells, each in the colour of its look."""
    text = Text()
    for line in lines:
        for cell in line:
            text.append(cell.text, cell.look)
        text.append("\n")
    _print(text, stream)


def _print(text: Text, stream: TextIO) -> None:
    console = Console(file=stream, theme=_THEME, highlighter=None, soft_wrap=True, width=_ANY_WIDTH)
    console.print(text, end="", soft_wrap=True, crop=False, overflow="ignore")
