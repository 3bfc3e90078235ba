"""Write the files of a new project, and leave those alone that are there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from itatrack.cli.console import info, print_error
from itatrack.cli.language import _
from itatrack.findings.message import reason

if TYPE_CHECKING:
    from pathlib import Path


def create_file(path: Path, content: bytes) -> bool:
    """Write a new file whole or not at all, and leave one alone that is there; return whether it was written."""
    from itatrack.storage.atomic import write

    try:
        if os.path.lexists(path):
            info(_("kept {path}: it is there already", path=path))
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content)
    except OSError as error:
        print_error(_("{path} cannot be written: {reason}", path=path, reason=reason(error)))
        print_error(_("run the command again: it goes on where it was interrupted"))
        raise typer.Exit(2) from None
    return True
