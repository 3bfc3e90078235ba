"""Groups of commands that are imported and built one by one, when asked for.

Building all commands at every start took as long as reading and checking the whole project.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from itatrack.cli.common_options import Attentive, values_given, with_common_options
from itatrack.cli.language import _


class _Context(typer.Context):
    def make_formatter(self) -> Any:  # noqa: ANN401  Typer's own types have no public names
        if _.language == "en":
            return super().make_formatter()
        from itatrack.cli.thai_help import ThaiFormatter

        return ThaiFormatter(width=self.terminal_width, max_width=self.max_content_width)


class _Command(Attentive, TyperCommand):
    context_class = _Context


def group(**places: str) -> type[TyperGroup]:
    """Return a class for a group of commands.

    Args:
        **places: for each command's name the module and, behind a colon, the function or `Typer` that it is.
    """

    class _Lazy(Attentive, TyperGroup):
        context_class = _Context

        def __init__(self, **settings: Any) -> None:  # noqa: ANN401  Typer's own settings
            super().__init__(**settings)
            # Typer looks here for the names that a mistyped one may stand for.
            self.commands: Any = dict.fromkeys(places)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401  Typer's own types have no public names
            if self.commands.get(cmd_name) is None and cmd_name in places:
                self.commands[cmd_name] = _build(cmd_name, places[cmd_name])
            return super().get_command(ctx, cmd_name)

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  as above
            try:
                return super().resolve_command(ctx, args)
            except typer.TyperException:
                # No command reads its options, but the language of the refusal may stand among them.
                self.choose_language([*values_given(self, args, everywhere=True)])
                raise

        def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401  as above
            del ctx
            return list(places)

    return _Lazy


def _build(name: str, place: str) -> Any:  # noqa: ANN401  as above
    module, _, attribute = place.partition(":")
    app = getattr(import_module(module), attribute)
    if not isinstance(app, typer.Typer):
        function, app = app, typer.Typer(rich_markup_mode=None, add_completion=False)
        app.command(name, cls=_Command)(with_common_options(function))
    command = built(app)
    command.name = name
    return command


def built(app: typer.Typer) -> Any:  # noqa: ANN401  as above
    """Return the command of an app, with its texts in the chosen language."""
    command = get_command(app)
    if _.language != "en":
        from itatrack.cli.thai_help import translate

        translate(command)
    return command
