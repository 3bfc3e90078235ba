"""`itatrack status`: record where measures stand, and look at it."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from itatrack.cli import status_list, status_log, status_set


class _ListByDefault(TyperGroup):
    """Lists where no command is named: `itatrack status --overdue` is `itatrack status list --overdue`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  Typer's own context has no public name
        if not args or (args[0].startswith("-") and args[0] != "--help"):
            args = ["list", *args]
        return super().parse_args(ctx, args)


status = typer.Typer(cls=_ListByDefault, help="Record where measures stand, and look at it; alone it lists them.")
status.command("list")(status_list.list_)
status.command("log")(status_log.log)
status.command("set")(status_set.set_)
