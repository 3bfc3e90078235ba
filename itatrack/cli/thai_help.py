"""Help in Thai: wrapped between words and aligned by display cells, which Typer knows nothing of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from typer.core import TyperOption

from itatrack.cli.language import _
from itatrack.thai import breaking
from itatrack.thai.width import cells, pad

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    # Typer's own types, which have no public names.
    from typer._click.core import Command, Parameter
    from typer._click.formatting import HelpFormatter as _Formatter
else:
    _Formatter = typer.Context.formatter_class

_NARROWEST = 20

# What stands for a command's options and commands where its usage is shown.
PLACEHOLDERS = ("options_metavar", "subcommand_metavar")


class ThaiFormatter(_Formatter):
    """Lays out a help page as Typer's own formatter does."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        del prefix
        self._write(_("Usage: {command}", command=f"{prog} {args}"), 0)

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
            lines = self._wrapped(_(meaning) if meaning else "", start)
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


def translate(command: Command) -> None:
    """Put the texts of a command, which stand in English in the code, into the chosen language."""
    # Kept where they were found: another language may be asked for once a command is built.
    texts = vars(command).setdefault("english_texts", [*_texts(command)])
    for part, name, english in texts:
        setattr(part, name, _(english))
    for parameter in command.params:
        if parameter.default == "today" and isinstance(parameter, TyperOption):
            parameter.show_default = _("today") if _.language != "en" else True
    command.short_help = command.help  # a shortened one would be cut within a word


def _texts(command: Command) -> Iterator[tuple[Command | Parameter, str, str]]:
    """Yield the texts of a command in English: what has it, under which name, and the text."""
    from inspect import cleandoc

    for name in ("help", "epilog", *PLACEHOLDERS):
        text = getattr(command, name, None)
        if text:
            yield command, name, cleandoc(text)
    for parameter in command.params:
        for name in ("metavar", "help"):
            text = getattr(parameter, name, None)
            if text:
                yield parameter, name, text
