"""The groups `itatrack status` and `itatrack measure`."""

from __future__ import annotations

from typing import Any

import typer

from itatrack.cli import lazy_commands
from itatrack.cli.common_options import with_common_options

_StatusGroup: Any = lazy_commands.group(
    edit="itatrack.cli.status_edit:edit",
    list="itatrack.cli.status_list:list_",
    log="itatrack.cli.status_log:log",
    remove="itatrack.cli.status_remove:remove",
    set="itatrack.cli.status_set:set_",
)


class _ListByDefault(_StatusGroup):  # type: ignore[misc]
    """Lists where no command is named: `itatrack status --overdue` is `itatrack status list --overdue`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  Typer's own context has no public name
        rest: list[str] = super().parse_args(ctx, ["list", *args] if self._names_none(ctx, args) else args)
        return rest

    def _names_none(self, ctx: Any, args: list[str]) -> bool:  # noqa: ANN401  as above
        """Check whether no command is named: not behind the group's own options, or an option of another is first."""
        parser = self.make_parser(ctx)
        parser.ctx = None  # or it passes over options that it does not know where a shell asks
        try:
            options, rest, _ = parser.parse_args([*args])
        except typer.TyperException:
            return True
        return not (rest or "help" in options or ctx.resilient_parsing)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401  as above
        """Offer the commands, or where an option is begun those of the list too."""
        offers: list[Any] = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            listing = self.get_command(ctx, "list")
            offers += listing.shell_complete(listing.make_context("list", [], ctx, resilient_parsing=True), incomplete)
        return offers


status = typer.Typer(cls=_ListByDefault, rich_markup_mode=None, add_completion=False)


@status.callback()
@with_common_options
def _status() -> None:
    """Record and show the status of measures; without a command, list them."""


_MeasureGroup: Any = lazy_commands.group(add="itatrack.cli.measure_add:add")

measure = typer.Typer(cls=_MeasureGroup, rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@measure.callback()
@with_common_options
def _measure() -> None:
    """Change the plan's measures."""
