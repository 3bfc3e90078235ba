"""`itatrack measure`: change the plan's measures."""

from __future__ import annotations

import typer

from itatrack.cli import lazy
from itatrack.cli.common_options import with_common_options

_Group = lazy.group(add="itatrack.cli.measure_add:add")

measure = typer.Typer(cls=_Group, rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@measure.callback()
@with_common_options
def _measure() -> None:
    """Change the plan's measures."""
