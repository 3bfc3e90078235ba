"""Remember the changes that are made, so that `itatrack undo` can take them back."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from itatrack.cli import options
from itatrack.cli.console import command_line, print_warning
from itatrack.cli.language import _
from itatrack.findings.message import message, reason

if TYPE_CHECKING:
    from pathlib import Path

    from itatrack.recording.change import Change
    from itatrack.recording.undo import RememberedChange
    from itatrack.storage.workspace import Workspace


def read_changes(folder: Path) -> list[RememberedChange]:
    """Return the changes that are remembered beside the data of a folder.

    Raises:
        OSError: they cannot be read, or what is there is something else.
    """
    from itatrack.recording.undo import from_json
    from itatrack.storage.change_log import FILE, FOLDER, read_change_log

    content = read_change_log(folder)
    try:
        return from_json(content) if content is not None else []
    except ValueError:
        path = folder / FOLDER / FILE
        raise OSError(None, message("{path} does not list changes of itatrack: delete it", path=path)) from None


def remember(folder: Path, change: Change, workspace: Workspace) -> None:
    """Remember a change that is about to be made; where that fails, say so, for the change is made all the same."""
    from itatrack.recording.undo import remembered, with_last
    from itatrack.thai import calendar

    try:
        changes = read_changes(folder)
    except OSError:
        changes = []  # nobody could undo them
    now = f"{calendar.iso(options.today())} {time.strftime('%H:%M')}"
    contents = tuple(document.content for document in change.before.documents)
    _write(folder, with_last(changes, remembered(change, command_line(), now), contents), workspace)


def forget(folder: Path, last: RememberedChange, workspace: Workspace) -> None:
    """Forget a change that was undone, and those after it, which were not made."""
    with suppress(OSError):  # then it stays, and is told from one that can be undone by the files
        changes = read_changes(folder)
        if last in changes:
            _write(folder, changes[: changes.index(last)], workspace)


def _write(folder: Path, changes: list[RememberedChange], workspace: Workspace) -> None:
    from itatrack.recording.undo import to_json
    from itatrack.storage.change_log import write_change_log
    from itatrack.storage.workspace import HISTORY, PLAN

    try:
        files = [workspace.folder / name for name in (PLAN, HISTORY)]
        write_change_log(folder, to_json(changes), [path for path in files if path.exists()])
    except OSError as error:
        print_warning(_("itatrack undo will not be able to undo this change: {reason}", reason=reason(error)))
