"""Groups of commands that are imported and built one by one, when asked for.

Building all commands at every start took as long as reading and checking the whole project.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from itatrack.cli.common_options import Attentive, values_given, with_common_options
from itatrack.cli.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    # Typer's own types, which have no public names.
    from typer._click.core import Command, Context
    from typer._click.formatting import HelpFormatter


class _Context(typer.Context):
    def make_formatter(self) -> HelpFormatter:
        if _.language == "en":
            return super().make_formatter()
        from itatrack.cli.thai_help import ThaiFormatter

        return ThaiFormatter(width=self.terminal_width, max_width=self.max_content_width)


class _Command(Attentive, TyperCommand):
    context_class = _Context


class LazyGroup(Attentive, TyperGroup):
    """A group of commands: `places` has for each name the module and, behind a colon, the function or `Typer`."""

    context_class = _Context
    places: ClassVar[Mapping[str, str]] = {}

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return a command, which is built when it is first asked for."""
        if cmd_name in self.places and cmd_name not in self.commands:
            self.commands[cmd_name] = _build(cmd_name, self.places[cmd_name])
        return super().get_command(ctx, cmd_name)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the command that is named first."""
        if args[0] not in self.places:
            for name in self.places:  # Typer looks among those built for the one that a mistyped name stands for
                self.get_command(ctx, name)
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException:
            # No command reads its options, but the language of the refusal may stand among them.
            self.choose_language([*values_given(self, args, everywhere=True)])
            raise

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(self.places)


def _build(name: str, place: str) -> Command:
    module, _, attribute = place.partition(":")
    app = getattr(import_module(module), attribute)
    if not isinstance(app, typer.Typer):
        function, app = app, typer.Typer(rich_markup_mode=None, add_completion=False)
        app.command(name, cls=_Command)(with_common_options(function))
    command = built(app)
    command.name = name
    return command


def built(app: typer.Typer) -> Command:
    """Return the command of an app, with its texts in the chosen language."""
    command = get_command(app)
    if _.language != "en":
        from itatrack.cli.thai_help import translate

        translate(command)
    return command
