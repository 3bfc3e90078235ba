"""Write changes of the project's files under the lock."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import typer

from itatrack.cli import options
from itatrack.cli.console import info, print_diff, print_error, print_findings, remember_written
from itatrack.cli.interruption import interruptible
from itatrack.cli.language import _
from itatrack.cli.loading import read_documents
from itatrack.cli.spinner import spinner
from itatrack.findings.message import reason

if TYPE_CHECKING:
    from pathlib import Path

    from itatrack.recording.change import Change, ChangeRequest
    from itatrack.recording.undo import RememberedChange
    from itatrack.storage.locks import Lock
    from itatrack.storage.workspace import Workspace

CHANGED = 3


def write_change(
    workspace: Workspace, name: str, request: ChangeRequest, *, dry_run: bool, seen: Change | None = None
) -> Change:
    """Make a change and write its files, while every other process that would change them waits.

    Args:
        workspace: the project.
        name: the file that changes, such as `HISTORY`; several lie in its folder.
        request: what to change.
        dry_run: make the change and write nothing.
        seen: the change as a person has seen and confirmed it; it must still be the same.

    Raises:
        typer.BadParameter: an argument does not fit the data.
        typer.Exit: 1 where the data or the layout forbids the change, 3 where another program changed a file meanwhile,
            2 where one cannot be written or may not last.
    """
    from itatrack.recording.change import Change, make_change
    from itatrack.recording.undo import Undo
    from itatrack.storage.atomic import FileChangedError, UnconfirmedError
    from itatrack.storage.files import shown
    from itatrack.storage.transaction import InterruptedChangeError

    path = workspace.folder / name
    try:
        with interruptible(), nullcontext() if dry_run else workspace.lock(name) as lock:
            if lock and lock.is_file:
                _warn_of_lock_file(lock.folder)
            documents = read_documents(workspace)
            with spinner(_("making the change")):
                outcome = make_change(request, *documents, options.today(), workspace.has_file)
            if isinstance(outcome, Change) and lock:
                _check_is_seen(outcome, seen or outcome)
                contents = tuple(document.content for document in outcome.before.documents)
                undone = request.last(contents) if isinstance(request, Undo) else None
                _replace_files(workspace, outcome, lock, undone)
    except InterruptedChangeError as error:
        print_error(_(reason(error)))
        raise typer.Exit(CHANGED) from None
    except FileChangedError:
        changed = _(
            "{path} was changed by another program in the meantime, so nothing was written: run the command again",
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
    if not isinstance(outcome, Change):
        from itatrack.cli.refusals import refuse

        refuse(outcome)
    return outcome


def print_change(change: Change, unchanged: str = "") -> bool:
    """Print the diff of a change and the warnings that it brings, and return whether anything changes at all.

    If not, `unchanged` is printed, or that all is recorded already.
    """
    if change.is_empty:
        info(unchanged or _("nothing to change: all of this is recorded already"))
        return False
    print_diff(change.diff)
    sys.stdout.flush()
    print_findings(change.warnings, "full", sys.stderr)
    return True


def print_done(done: str, *, dry_run: bool) -> None:
    """Print what a change has done, or would do."""
    info(done + (_(" (dry run: nothing was written)") if dry_run else ""))


def unconfirmed(path: Path, error: OSError) -> str:
    """Return the sentence about a file that was written and that a power cut may still take away."""
    from itatrack.storage.files import shown

    return _(
        "{path} was written, but the disk failed to confirm it ({reason}): it may be lost in a power cut",
        path=shown(path),
        reason=reason(error),
    )


def _check_is_seen(change: Change, seen: Change) -> None:
    """Check that a change is made to what a person has seen.

    Raises:
        FileChangedError: the files have changed since.
    """
    from itatrack.storage.atomic import FileChangedError

    pairs = zip(change.before.documents, seen.before.documents, strict=True)
    if any(now.content != then.content for now, then in pairs):
        raise FileChangedError


def _replace_files(workspace: Workspace, change: Change, lock: Lock, undone: RememberedChange | None) -> None:
    from itatrack.storage.transaction import Replacement, replace_all
    from itatrack.storage.workspace import HISTORY, PLAN

    documents = zip((PLAN, HISTORY), change.before.documents, change.after.documents, strict=True)
    changed = [(name, old, new) for name, old, new in documents if old.content != new.content]
    if changed:
        from itatrack.cli import change_log

        # Before the change, for a killed process must leave what undoes it: one that was not made is told by the files.
        if undone is None:
            change_log.remember(lock.folder, change, workspace)
        replace_all(
            [Replacement(workspace.folder / name, old.content, new.content) for name, old, new in changed], lock
        )
        if undone is not None:
            change_log.forget(lock.folder, undone, workspace)
    for _name, old, _new in changed:
        remember_written(old.path)


def _warn_of_lock_file(folder: Path) -> None:
    from itatrack.storage.files import shown
    from itatrack.storage.lockfile import LOCK_FILE

    warning = _(
        "this drive cannot lock files: the file {path} keeps other writers out until the change is made",
        path=shown(folder / LOCK_FILE),
    )
    print_error(warning)
