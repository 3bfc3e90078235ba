"""Changing a file of the project: the lock, the writing, and what keeps it from being written."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, TypeVar

import typer

from itatrack.cli.keeping import keep
from itatrack.cli.output import remember_written
from itatrack.cli.talk import complain, patience
from itatrack.language import reason, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from itatrack.project import File
    from itatrack.workspace import Workspace

T = TypeVar("T")

CHANGED = 3


def write_change(workspace: Workspace, name: str, make: Callable[[File], T], *, dry_run: bool) -> T:
    """Make the change of a file and write it, while every other process that would change it waits.

    Args:
        workspace: the project.
        name: the file, such as `HISTORY`.
        make: makes the change from the file as it is; what it gives has `content` and `diff` where there is one.
        dry_run: make the change and write nothing.

    Raises:
        typer.Exit: 3 where another program changed the file meanwhile, 2 where it cannot be written.
    """
    from itatrack.files import FileChangedError, shown, write

    path = workspace.folder / name
    try:
        with nullcontext() if dry_run else workspace.lock(name):
            file = workspace.file(name)
            with patience(say("making the change")):
                made = make(file)
            keep(made)
            if getattr(made, "diff", "") and not dry_run and isinstance(file.content, bytes):
                write(path, made.content, expected=file.content)  # type: ignore[attr-defined]  # where there is a diff
                remember_written(file.path)
    except FileChangedError:
        changed = say(
            "{path} was changed by another program meanwhile, so nothing was written: run the command again",
            path=file.path,
        )
        complain(changed)
        raise typer.Exit(CHANGED) from None
    except OSError as error:
        complain(say("{path} cannot be written: {reason}", path=shown(path), reason=reason(error)))
        raise typer.Exit(2) from None
    return made
