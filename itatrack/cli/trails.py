"""The lives of entries in the commits of a project's repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from itatrack.cli import lookup
from itatrack.cli.console import info
from itatrack.cli.language import _
from itatrack.cli.spinner import spinner
from itatrack.thai.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from itatrack.audit.tracing import Trail
    from itatrack.storage.revisions import RevisionFiles
    from itatrack.storage.workspace import ProjectFiles
    from itatrack.yamltext.document import Document


def known_trail(files: ProjectFiles, documents: tuple[Document, Document]) -> Trail | None:
    """Return the lives of a project's entries, or None where it is in no repository that can be read.

    Args:
        files: the files of the project, or of a commit.
        documents: the two of them that were read.
    """
    from itatrack.storage.git import RevisionError
    from itatrack.storage.revisions import RevisionFiles

    try:
        if isinstance(files, RevisionFiles):
            return revision_trail(files)
        if _may_be_in_repository(files.folder):
            return folder_trail(files.folder, documents)
    except RevisionError as error:
        info(_("when entries were recorded is not known: {reason}", reason=_(error.said)))
    return None


def known_measure(name: str, ids: Collection[str], trail: Trail | None, command: str) -> str:
    """Return the id of a measure as it stands among those that there are.

    Args:
        name: the id as it was typed.
        ids: those that there are.
        trail: what the commits tell, where there are any.
        command: the one that was given it, to be typed with another one.

    Raises:
        typer.BadParameter: it is not among them, with the id that the measure has now if it was renamed.
    """
    given = normalise(name)
    now = trail.names.get(given) if trail and given not in ids else None
    if now in ids:
        values = {"name": given, "now": now, "command": f"{command} {now}"}
        raise typer.BadParameter(
            _("the measure '{name}' has the id '{now}' now: {command}", **values), param_hint="'ID'"
        )
    return lookup.known(name, ids, "ID", _("unknown measure id {names}"))


def _may_be_in_repository(folder: Path) -> bool:
    """Check whether git is worth asking, which takes as long as much of the command."""
    whole = folder.resolve()
    return any(os.path.lexists(parent / ".git") for parent in (whole, *whole.parents))


def revision_trail(files: RevisionFiles) -> Trail:
    """Return the lives of entries up to a commit.

    Raises:
        RevisionError: the repository lacks some of it.
    """
    from itatrack.audit.tracing import trail
    from itatrack.storage.versions import versions

    with spinner(_("reading the commits")):
        return trail(versions(files.repository, files.commit, files.place, files.folder))


def folder_trail(folder: Path, documents: tuple[Document, Document]) -> Trail:
    """Return the lives of entries up to the files as they are.

    Raises:
        RevisionError: there is no repository, or it lacks some of them.
    """
    from itatrack.audit.tracing import trail
    from itatrack.model.commits import Version
    from itatrack.storage.git import Repository
    from itatrack.storage.revisions import commit_named
    from itatrack.storage.versions import versions

    repository = Repository(folder)
    with spinner(_("reading the commits")):
        found = [*versions(repository, commit_named(repository, "HEAD"), repository.prefix, folder)]
        last = tuple(version.commit.id for version in found[-1:] if version.commit)
        plan, history = (document.content for document in documents)
        return trail([*found, Version(None, last, plan, history)])
