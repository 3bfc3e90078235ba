"""`itatrack completion`: how a shell completes commands and what they are given."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer


def completion(
    shell: Annotated[
        Literal["bash", "zsh", "fish"],
        typer.Argument(metavar="SHELL", help="bash, zsh or fish.", show_default=False),
    ],
) -> None:
    """Print what makes a shell complete commands, measure ids, statuses, units and rounds."""
    from itatrack.cli.shells import SCRIPTS

    sys.stdout.write(SCRIPTS[shell].lstrip())
