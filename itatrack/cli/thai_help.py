"""Help in Thai: wrapped between words and aligned by display cells, which Typer knows nothing of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from itatrack.language import say
from itatrack.thai import breaking
from itatrack.thai.width import cells, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

_Formatter: Any = typer.Context.formatter_class
_NARROWEST = 20

# What stands for a command's options and commands where its usage is shown.
PLACEHOLDERS = ("options_metavar", "subcommand_metavar")


class ThaiFormatter(_Formatter):  # type: ignore[misc]  # Typer gives its formatter no public name
    """Lays out a help page as Typer's own formatter does."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        del prefix
        self._write(say("Usage: {command}", command=f"{prog} {args}"), 0)

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write_paragraph()
            self._write(" ".join(paragraph.split()), self.current_indent)

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms, such as options, with what they mean beside them."""
        widest = max((cells(term) for term, _ in rows), default=0)
        start = self.current_indent + min(widest, col_max) + col_spacing
        for term, meaning in rows:
            head = " " * self.current_indent + term
            # Typer's own `--help` is made too late to be translated before.
            lines = self._wrapped(say(meaning) if meaning else "", start)
            if cells(head) + col_spacing > start:
                self.write(head + "\n")
                head = ""
            for line in lines:
                self.write(pad(head, start) + line + "\n")
                head = ""

    def _write(self, text: str, indent: int) -> None:
        for line in self._wrapped(text, indent):
            self.write(" " * indent + line + "\n")

    def _wrapped(self, text: str, indent: int) -> list[str]:
        return breaking.wrap(text, max(self.width - indent, _NARROWEST))


def translate(command: Any) -> None:  # noqa: ANN401  Typer's own types have no public names
    """Put the texts of a command, which stand in English in the code, into the chosen language."""
    from inspect import cleandoc

    for name in ("help", "epilog"):
        text = getattr(command, name, None)
        if text:
            setattr(command, name, say(cleandoc(text)))
    for name in PLACEHOLDERS:
        if getattr(command, name, None):
            setattr(command, name, say(getattr(command, name)))
    command.short_help = command.help  # a shortened one would be cut within a word
    for parameter in command.params:
        if parameter.metavar:
            parameter.metavar = say(parameter.metavar)
        if getattr(parameter, "help", None):
            parameter.help = say(parameter.help)
        if parameter.default == "today":
            parameter.show_default = say("today")
