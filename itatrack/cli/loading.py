"""Loading a project for commands that need it without errors."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from itatrack.cli import options
from itatrack.cli.console import debug, info, print_error, print_findings
from itatrack.cli.language import _
from itatrack.cli.spinner import spinner

if TYPE_CHECKING:
    from pathlib import Path

    from itatrack.project import Project
    from itatrack.storage.workspace import ProjectFiles
    from itatrack.yamltext.document import Document


def read_document(workspace: ProjectFiles, name: str) -> Document:
    """Read a file of the project, such as `PLAN`."""
    from itatrack.yamltext.document import Document

    return Document.read(*workspace.file(name))


def read_documents(workspace: ProjectFiles) -> tuple[Document, Document]:
    """Read the files of plan and history."""
    from itatrack.storage.workspace import HISTORY, PLAN

    return read_document(workspace, PLAN), read_document(workspace, HISTORY)


def load_or_exit(workspace: ProjectFiles, *, with_digests: bool = False) -> Project:
    """Load a project; with errors print them and exit with 1.

    Args:
        workspace: the project.
        with_digests: compare the files of evidence with what is recorded of them.

    Raises:
        typer.Exit: there are errors.
    """
    from itatrack.project import load

    debug(_("project: {path}", path=workspace.folder.resolve()))
    with spinner(_("reading the project")):
        digest = workspace.digest if with_digests else None
        loaded = load(*read_documents(workspace), options.today(), workspace.has_file, digest=digest)
    if loaded.has_errors:
        from itatrack.findings.full import summary

        print_findings(loaded.errors, "full", sys.stderr)
        problem = _("{summary}: the command needs data without errors", summary=summary(loaded.findings, _))
        print_error(problem)
        raise typer.Exit(1)
    return loaded


def tell_of_warnings(loaded: Project, project: Path | None, rev: str | None = None) -> None:
    """Show how many warnings the data has, and which command shows them."""
    from itatrack.findings.message import counted

    if loaded.findings:
        warnings = _(
            counted(
                len(loaded.findings),
                "{number} warning in the data: {command} shows it",
                "{number} warnings in the data: {command} shows them",
                command=options.command("validate", project, rev),
            )
        )
        info(warnings)


def tell_left_over(project: Project) -> None:
    """Show which words of a new project were printed as they came."""
    from itatrack.scaffold.placeholders import DOUBT, OLD_SCORE

    texts = (str(finding.values["text"]) for finding in project.findings if finding.code == "W524")
    # A doubt of an imported memo is a sentence, and there may be many: `validate` shows them.
    words = dict.fromkeys(text for text in texts if text == OLD_SCORE or not text.startswith(DOUBT))
    if words:
        info(_("still to be filled in in {path}: {words}", path=project.plan_document.path, words=", ".join(words)))
