"""`itatrack fix`: fix slips of hand editing in the data files."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003  Typer reads the annotation
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import options
from itatrack.cli.console import info, print_diff, print_findings
from itatrack.cli.language import _

if TYPE_CHECKING:
    from itatrack.findings.message import Message
    from itatrack.project import Project
    from itatrack.storage.workspace import Workspace
    from itatrack.yamltext.document import Document


def fix(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH",
            help="The project's folder, or the one data file to fix.",
            show_default=False,
            exists=True,
            callback=options.named,
        ),
    ] = None,
    *,
    unsafe: Annotated[
        bool,
        typer.Option("--unsafe", help="Fix indentation, missing spaces after colons and missing quotes too."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask whether the change is to be written.")] = False,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Fix slips of hand editing in the data files, such as invisible characters and tabs, after showing the change."""
    from itatrack.cli.all_findings import all_findings, tell_of_fixes
    from itatrack.cli.asking import confirm
    from itatrack.cli.writing import print_done, write_change
    from itatrack.findings.full import summary
    from itatrack.project import load
    from itatrack.recording.fix_all import FixAll
    from itatrack.storage.workspace import PLAN

    workspace, files = _place(path, project)

    def reload(plan: Document, history: Document) -> Project:
        return load(plan, history, options.today(), workspace.has_file)

    request = FixAll(reload, with_unsafe=unsafe, files=files)
    change = write_change(workspace, PLAN, request, dry_run=True)
    if not change.is_empty:
        print_diff(change.diff)
        if not (yes or dry_run):
            confirm(_("Write this change?"))
        if not dry_run:
            write_change(workspace, PLAN, request, dry_run=False, seen=change)
    findings = all_findings(change.after, workspace, options.today())
    errors = [finding for finding in findings if finding.severity == "error"]
    print_findings(errors, "full", sys.stderr)
    print_done(_(_outcome(change.diff)), dry_run=dry_run)
    info(_("left: {findings}", findings=summary(findings, _)))
    tell_of_fixes(findings, path or project, with_safe=False, with_unsafe=not unsafe)
    if errors:
        raise typer.Exit(1)


def _outcome(diff: str) -> Message:
    """Return how many lines a change fixed."""
    from itatrack.findings.message import counted, message

    lines = sum(line.startswith("+") and not line.startswith("+++ b/") for line in diff.splitlines())
    return counted(lines, "{number} line fixed", "{number} lines fixed") if lines else message("nothing to fix")


def _place(path: Path | None, project: Path | None) -> tuple[Workspace, tuple[bool, bool]]:
    """Return the project, and which of its two files are to be fixed.

    Raises:
        typer.BadParameter: the path is neither a project nor a file of one, or two projects are named.
    """
    from itatrack.findings.message import clean
    from itatrack.storage.workspace import HISTORY, PLAN, Workspace, find_project

    if path is None:
        return Workspace(options.project_folder(project)), (True, True)
    if project is not None:
        raise typer.BadParameter(_("give PATH or -C, not both"), param_hint="'PATH'")
    if path.is_dir():
        return Workspace(path), (True, True)
    folder = find_project(path.absolute().parent)
    plan, history = (folder is not None and path.samefile(folder / name) for name in (PLAN, HISTORY))
    if folder is None or not (plan or history):
        raise typer.BadParameter(
            _(
                "'{path}' is neither a project's folder nor one of its files {plan} and {history}",
                path=clean(str(path)),
                plan=PLAN,
                history=HISTORY,
            ),
            param_hint="'PATH'",
        )
    return Workspace(folder), (plan, history)
