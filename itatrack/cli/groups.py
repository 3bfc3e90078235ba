"""The groups `itatrack status`, `itatrack measure`, `itatrack unit` and `itatrack evidence`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import typer

from itatrack.cli.common_options import with_common_options
from itatrack.cli.lazy_commands import LazyGroup

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer._click.shell_completion import CompletionItem


class _StatusGroup(LazyGroup):
    """Lists where no command is named: `itatrack status --overdue` is `itatrack status list --overdue`."""

    places: ClassVar = {
        "edit": "itatrack.cli.status_edit:edit",
        "list": "itatrack.cli.status_list:list_",
        "log": "itatrack.cli.status_log:log",
        "remove": "itatrack.cli.status_remove:remove",
        "set": "itatrack.cli.status_set:set_",
    }

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, ["list", *args] if self._names_none(ctx, args) else args)

    def _names_none(self, ctx: Context, args: list[str]) -> bool:
        """Check whether no command is named: not behind the group's own options, or an option of another is first."""
        parser = self.make_parser(ctx)
        parser.ctx = None  # or it passes over options that it does not know where a shell asks
        try:
            options, rest, _ = parser.parse_args([*args])
        except typer.TyperException:
            return True
        return not (rest or "help" in options or ctx.resilient_parsing)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands, or where an option is begun those of the list too."""
        offers = super().shell_complete(ctx, incomplete)
        listing = self.get_command(ctx, "list")
        if listing and incomplete.startswith("-"):
            offers += listing.shell_complete(listing.make_context("list", [], ctx, resilient_parsing=True), incomplete)
        return offers


status = typer.Typer(cls=_StatusGroup, rich_markup_mode=None, add_completion=False)


@status.callback()
@with_common_options
def _status() -> None:
    """Record and show the status of measures; without a command, list them."""


class _MeasureGroup(LazyGroup):
    places: ClassVar = {
        "add": "itatrack.cli.measure_add:add",
        "edit": "itatrack.cli.measure_edit:edit",
        "move": "itatrack.cli.measure_move:move",
        "remove": "itatrack.cli.measure_remove:remove",
        "rename": "itatrack.cli.measure_rename:rename",
    }


measure = typer.Typer(cls=_MeasureGroup, rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@measure.callback()
@with_common_options
def _measure() -> None:
    """Change the plan's measures."""


class _UnitGroup(LazyGroup):
    places: ClassVar = {"rename": "itatrack.cli.unit_rename:rename"}


unit = typer.Typer(cls=_UnitGroup, rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@unit.callback()
@with_common_options
def _unit() -> None:
    """Change the plan's responsible units."""


class _EvidenceGroup(LazyGroup):
    places: ClassVar = {
        "check": "itatrack.cli.evidence_check:check",
        "list": "itatrack.cli.evidence_list:list_",
        "pin": "itatrack.cli.evidence_pin:pin",
    }


evidence = typer.Typer(cls=_EvidenceGroup, rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@evidence.callback()
@with_common_options
def _evidence() -> None:
    """List evidence, and find out whether it is still there."""
