"""`itatrack validate`: every finding of every file in one run."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Literal

import typer

from itatrack.cli import options
from itatrack.cli.console import debug, info, print_findings
from itatrack.cli.language import _
from itatrack.cli.loading import read_documents
from itatrack.cli.revisions import Rev, project_files
from itatrack.cli.spinner import spinner
from itatrack.findings.reporters import Format


def validate(
    project: options.Project = None,
    format_: Annotated[
        Literal["auto", Format],
        typer.Option("--format", help="full (with the line and a caret), or github inside GitHub Actions, if auto."),
    ] = "auto",
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with status 1 for warnings too.")] = False,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="The date that due dates are compared with.")
    ] = "today",
    rev: Rev = None,
) -> None:
    """Check plan, history and templates, and print every finding with its location and remedy."""
    from itatrack.cli.all_findings import all_findings, placed, tell_of_fixes
    from itatrack.findings.full import summary
    from itatrack.project import load

    day = options.day(as_of, "--as-of")
    workspace = project_files(project, rev)
    debug(_("project: {path}", path=workspace.folder.resolve()))
    with spinner(_("reading the project")):
        loaded = load(*read_documents(workspace), options.today(), workspace.has_file, day, digest=workspace.digest)
        findings = placed(all_findings(loaded, workspace, day), project)
    print_findings(findings, _format(format_), sys.stdout, loaded.documents)
    info(summary(findings, _))
    if rev is None:
        tell_of_fixes(findings, project)
    if (strict and findings) or any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


def _format(asked: Literal["auto", Format]) -> Format:
    if asked != "auto":
        return asked
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"
