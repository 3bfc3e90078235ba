"""Styled text in colour, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable


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
        "cancelled": "dim",
        "overdue": "bold red",
        "due-soon": "yellow",
    }
)


def print_styled(lines: Iterable[Iterable[tuple[str, str]]], stream: TextIO) -> None:
    """Print lines of texts that are laid out already, each in its style: Rich neither wraps nor crops them."""
    text = Text()
    for line in lines:
        for part, style in line:
            text.append(part, style)
        text.append("\n")
    console = Console(file=stream, theme=_THEME, highlighter=None, soft_wrap=True, width=_ANY_WIDTH)
    console.print(text, end="", soft_wrap=True, crop=False, overflow="ignore")
