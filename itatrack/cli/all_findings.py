"""All that is found in a project, as `validate` prints it, and what fixes some of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itatrack.cli import options
from itatrack.cli.console import info
from itatrack.cli.language import _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from itatrack.findings.finding import Finding
    from itatrack.project import Project
    from itatrack.storage.workspace import ProjectFiles


def all_findings(project: Project, workspace: ProjectFiles, day: dt.date) -> list[Finding]:
    """Return what is found in the data of a project, and what `report` would refuse besides, as of a day."""
    from itatrack.cli.documents import refused_documents
    from itatrack.findings.finding import in_order

    return in_order([*project.findings, *refused_documents(project, workspace, min(day, options.today()))])


def placed(findings: Sequence[Finding], project: Path | None) -> Sequence[Finding]:
    """Return findings of a project, with that project in the commands that they name to be typed."""
    from itatrack.findings.message import Values

    folder = options.in_folder(project)
    if not folder:
        return findings
    return [
        finding._replace(values=Values({**finding.values, "folder": folder})) if "folder" in finding.values else finding
        for finding in findings
    ]


def tell_of_fixes(
    findings: Sequence[Finding], project: Path | None, *, with_safe: bool = True, with_unsafe: bool = True
) -> None:
    """Name the commands that fix some of the findings of a project, where there are such."""
    fixes = [finding.fix for finding in findings if finding.fix]
    safe = sum(fix.is_safe for fix in fixes) if with_safe else 0
    unsafe = sum(not fix.is_safe for fix in fixes) if with_unsafe else 0
    if safe:
        command = options.command("fix", project)
        info(_("{number} of them can be fixed with: {command}", number=safe, command=command))
    if unsafe:
        command = options.command("fix --unsafe", project)
        told = _(
            "{number} of them can be fixed with: {command} (look at what it changes)", number=unsafe, command=command
        )
        info(told)
