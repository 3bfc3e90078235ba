"""`itatrack rollup` on paper: the garuda of a list, and the document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

import typer

from itatrack.checks.project_files import picture_file
from itatrack.cli import options
from itatrack.cli.console import print_error, print_findings
from itatrack.cli.language import _, translator
from itatrack.findings.finding import Finding
from itatrack.progress.state import Progress
from itatrack.report.anomalies import MissingFont, NarrowPage, findings_of
from itatrack.report.request import ReportRequest
from itatrack.report.values import Picture
from itatrack.rollup.carried import sources_of
from itatrack.rollup.paper import MAX_ROWS, TooManyRowsError, day_of, on_paper
from itatrack.storage.template_folders import DiskFolder, TemplateFolders, packaged_templates
from itatrack.storage.temporary import scratch_folder
from itatrack.storage.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from itatrack.model.agency_list import AgencyList
    from itatrack.model.records import Plan
    from itatrack.rollup.formats import PaperFormat
    from itatrack.rollup.paper import PaperList
    from itatrack.rollup.rollup import GroupBy, Rollup


def garuda_of(listed: AgencyList, folder: Path) -> Picture | None:
    """Return the picture of the garuda that the memo of a list names, by a path from the list's folder.

    Raises:
        typer.Exit: there is none, or it cannot be read.
    """
    if listed.memo is None or listed.memo.garuda is None:
        return None
    files = Workspace(folder)
    # Of a plan the check asks for nothing but its memo.
    findings = [*picture_file(cast("Plan", listed), files.has_file)]
    content = files.file(listed.memo.garuda).content
    if findings or not isinstance(content, bytes):
        print_findings(findings or [cast("Finding", content)], "full", sys.stderr)
        raise typer.Exit(1)
    return Picture(listed.memo.garuda, content)


def rollup_on_paper(
    rolled: Rollup, by: GroupBy, format_: PaperFormat, source: PaperList | None, *, bare: bool
) -> str | bytes:
    """Return a roll-up as Word or PDF.

    Raises:
        typer.Exit: the document cannot be made.
    """
    templates = TemplateFolders([DiskFolder(packaged_templates())])
    day = day_of(rolled, options.today())
    thai = translator("th")
    sources = sources_of(rolled, by, thai, source)
    request = ReportRequest(day, "table", format_, "", templates, scratch_folder, sources=sources, bare=bare)
    try:
        document = on_paper(rolled, by, thai, request, source)
    except TooManyRowsError as error:
        problem = _(
            "the tables would have {rows} rows, and on paper {limit} are the most: name fewer agencies, or write html"
            " or xlsx, which have all",
            rows=f"{error.rows:,}",
            limit=f"{MAX_ROWS:,}",
        )
        print_error(problem)
        raise typer.Exit(1) from None
    if isinstance(document, Finding):
        print_findings([document], "full", sys.stderr)
        raise typer.Exit(1)
    if source:
        looks = [each for each in document.anomalies if isinstance(each, MissingFont | NarrowPage)]
        # Of a plan they ask for nothing but its style.
        warnings = findings_of(looks, cast("Plan", source.listed), Progress(day, ()), "", {})
        print_findings([*warnings], "full", sys.stderr)
    return document.content
