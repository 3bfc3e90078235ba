"""Changing a file of the project: the lock, the writing, and what keeps it from being written."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, TypeVar

import typer

from itatrack.cli.console import print_error, remember_written
from itatrack.cli.interruption import interruptible
from itatrack.cli.language import _
from itatrack.cli.spinner import spinner
from itatrack.findings.message import reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.storage.files import File
    from itatrack.storage.workspace import Workspace

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
        typer.Exit: 3 where another program changed the file meanwhile, 2 where it cannot be written or may not last.
    """
    from itatrack.storage.files import shown
    from itatrack.storage.replacing import FileChangedError, UnconfirmedError
    from itatrack.storage.transaction import InterruptedChangeError, Replacement, replace_all

    path = workspace.folder / name
    try:
        with interruptible(), nullcontext() if dry_run else workspace.lock(name) as lock:
            if lock and lock.is_file:
                _warn_of_lock_file(lock.folder)
            file = workspace.file(name)
            with spinner(_("making the change")):
                made = make(file)
            if getattr(made, "diff", "") and lock and isinstance(file.content, bytes):
                content: bytes = made.content  # type: ignore[attr-defined]  # where there is a diff
                replace_all([Replacement(path, file.content, content)], lock)
                remember_written(file.path)
    except InterruptedChangeError as error:
        print_error(_(reason(error)))
        raise typer.Exit(CHANGED) from None
    except FileChangedError:
        changed = _(
            "{path} was changed by another program meanwhile, so nothing was written: run the command again",
            path=shown(path),
        )
        print_error(changed)
        raise typer.Exit(CHANGED) from None
    except UnconfirmedError as error:
        print_error(unconfirmed(path, error))
        raise typer.Exit(2) from None
    except OSError as error:
        print_error(_("{path} cannot be written: {reason}", path=shown(path), reason=reason(error)))
        raise typer.Exit(2) from None
    return made


def unconfirmed(path: Path, error: OSError) -> str:
    """Return the sentence about a file that was written and that a power cut may still take away."""
    from itatrack.storage.files import shown

    return _(
        "{path} was written, but the disk failed to confirm it ({reason}): it may be lost in a power cut",
        path=shown(path),
        reason=reason(error),
    )


def _warn_of_lock_file(folder: Path) -> None:
    from itatrack.storage.files import shown
    from itatrack.storage.lockfile import LOCK_FILE

    warning = _(
        "this drive cannot lock files: the file {path} keeps other writers out until the change is made",
        path=shown(folder / LOCK_FILE),
    )
    print_error(warning)
