"""What the project says today that the data of a document does not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from itatrack.cli import options
from itatrack.findings.message import message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from itatrack.findings.message import Message
    from itatrack.model.records import History, Plan
    from itatrack.verification.manifest import Manifest
    from itatrack.verification.verdict import Verdict


def compared_with_project(verdict: Verdict, project: Path | None) -> list[Message]:
    """Return what the project says today that the document's data does not; nothing where there is no project."""
    from itatrack.project import every_file, load
    from itatrack.storage.workspace import HISTORY, PLAN, Workspace, find_project
    from itatrack.yamltext.document import Document

    if verdict.manifest is None:
        return []
    try:
        folder = project or find_project(Path.cwd())
    except FileNotFoundError:
        folder = None
    if folder is None:
        return []
    workspace = Workspace(folder)
    now = [workspace.file(name) for name in (PLAN, HISTORY)]
    carried_files = {name: verdict.files.get(name, b"") for name in (PLAN, HISTORY)}
    commit = _commit(folder, carried_files)
    if all(carried_files[name] == file.content for name, file in zip((PLAN, HISTORY), now, strict=True)):
        return [*commit, message("the project has the same data")]
    loaded, carried = (
        load(Document.read(*plan), Document.read(*history), options.today(), every_file)
        for plan, history in (now, [*carried_files.items()])
    )
    if loaded.has_errors:
        return [*commit, message("the project has other data, with errors in it: itatrack validate shows them")]
    if carried.has_errors:
        return [*commit, message("the project has other data")]
    return [*commit, *_changes(carried.complete(), loaded.complete(), verdict.manifest)]


def _commit(folder: Path, contents: Mapping[str, bytes]) -> list[Message]:
    """Return which commit of the project's repository brought the data of a document, if one did."""
    from itatrack.cli.revisions import day_of, shown_author
    from itatrack.storage.data_commit import commit_with

    found = commit_with(folder, contents)
    if found is None:
        return []
    return [
        message(
            "its data is that of commit {commit} of {day}, by {author}",
            commit=found.short,
            day=day_of(found),
            author=shown_author(found),
        )
    ]


def _changes(then: tuple[Plan, History], now: tuple[Plan, History], manifest: Manifest) -> list[Message]:
    from itatrack.thai import calendar
    from itatrack.verification.changes_since import changes_since

    changes = changes_since(then, now, manifest.as_of)
    day = calendar.iso(manifest.as_of)
    said = {
        message(
            "the project says something else of {day} today: {names}", day=day, names=_names(changes.recorded_later)
        ): (changes.recorded_later),
        message("in the project was recorded since: {names}", names=_names(changes.happened_since)): (
            changes.happened_since
        ),
        message("new in the project's plan: {names}", names=_names(changes.added)): changes.added,
        message("no longer in the project's plan: {names}", names=_names(changes.removed)): changes.removed,
    }
    told = [each for each, names in said.items() if names]
    return told or [message("the project has the same measures and entries; other texts of its files have changed")]


def _names(names: Sequence[str]) -> str:
    from itatrack.findings.suggest import MAX_LISTED

    return ", ".join(names[:MAX_LISTED]) + (", …" if len(names) > MAX_LISTED else "")
