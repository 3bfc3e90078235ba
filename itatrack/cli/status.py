"""`itatrack status`: record where measures stand, and look at it."""

from __future__ import annotations

from typing import Any

import typer

from itatrack.cli import lazy

_Group: Any = lazy.group(
    list="itatrack.cli.status_list:list_",
    log="itatrack.cli.status_log:log",
    set="itatrack.cli.status_set:set_",
)


class _ListByDefault(_Group):  # type: ignore[misc]
    """Lists where no command is named: `itatrack status --overdue` is `itatrack status list --overdue`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  Typer's own context has no public name
        names_none = args[0].startswith("-") and args[0] != "--help" if args else not ctx.resilient_parsing
        found: list[str] = super().parse_args(ctx, ["list", *args] if names_none else args)
        return found

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401  as above
        """Offer the commands, or where an option is begun those of the list too."""
        found: list[Any] = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            listing = self.get_command(ctx, "list")
            found += listing.shell_complete(listing.make_context("list", [], ctx, resilient_parsing=True), incomplete)
        return found


status = typer.Typer(cls=_ListByDefault, rich_markup_mode=None, add_completion=False)


@status.callback()
def _status() -> None:
    """Record where measures stand, and look at it; alone it lists them."""
