"""`itatrack completion`: how a shell completes commands and what they are given."""

from __future__ import annotations

from typing import Annotated, Literal

import typer


def completion(
    shell: Annotated[
        Literal["bash", "zsh", "fish"],
        typer.Argument(metavar="SHELL", help="bash, zsh or fish.", show_default=False),
    ],
) -> None:
    """Print what makes a shell complete commands, measure ids, statuses, units and rounds."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # as in `completing`

    from itatrack.cli.completing import VARIABLE

    typer.echo(get_completion_script(prog_name="itatrack", complete_var=VARIABLE, shell=shell))
