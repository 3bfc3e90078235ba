"""`itatrack import`: make the draft of a project of an old memo."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import options
from itatrack.cli.console import info, print_diff, print_error, print_findings
from itatrack.cli.interruption import interruptible
from itatrack.cli.language import _, translator
from itatrack.cli.new_files import create_project
from itatrack.cli.spinner import spinner
from itatrack.findings.finding import Finding
from itatrack.findings.message import counted

if TYPE_CHECKING:
    from itatrack.importing.draft_text import DraftText


def import_memo(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="The old memo, such as old-memo.docx, .xlsx or .csv; - for a table in Markdown or CSV from standard "
            "input.",
            show_default=False,
        ),
    ],
    into: Annotated[
        Path,
        typer.Option(
            "--into",
            metavar="DIR",
            help="The new project's folder, such as ../2567; it may be new.",
            show_default=False,
            callback=options.named,
        ),
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help=f"The date of the result, where the memo does not say it: {options.DATE_FORMS}.",
        ),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
) -> None:
    """Draft a project from an old memo, with a comment at every doubt. Nothing is overwritten."""
    from itatrack.storage.workspace import HISTORY, PLAN

    for name in (PLAN, HISTORY):
        if os.path.lexists(into / name):
            raise typer.BadParameter(_("there is a project already: {path}", path=into / name), param_hint="'--into'")
    day = options.day(as_of, "--as-of") if as_of is not None else None
    if day and day > options.today():
        raise typer.BadParameter(_("the date is in the future"), param_hint="'--as-of'")
    with interruptible(), spinner(_("reading the memo")):
        draft = _draft(source, day)
    if dry_run:
        from itatrack.yamltext.edit.diff import unified_diff

        print_diff(unified_diff(PLAN, b"", draft.plan) + unified_diff(HISTORY, b"", draft.history))
    else:
        from itatrack.scaffold import new_project

        with interruptible():
            create_project(into, {PLAN: draft.plan, HISTORY: draft.history}, new_project.git_files())
    _print_doubts(draft)
    if not dry_run:
        commands = ", ".join(options.command(name, into) for name in ("validate", "report"))
        info(_("look at every line with {mark}, then: {commands}", mark="ตรวจสอบ", commands=commands))


def _draft(source: str, day: dt.date | None) -> DraftText:
    """Return the draft of a source.

    Raises:
        typer.BadParameter: the source cannot be read, or has no table of measures.
        typer.Exit: 2, what reads it is not installed.
    """
    from itatrack.importing.draft import draft_of
    from itatrack.importing.draft_text import DraftError
    from itatrack.importing.grid import SourceError
    from itatrack.importing.proving import proven
    from itatrack.importing.sources import MissingExtraError, read

    content = _content(source)
    try:
        draft = draft_of(*read(content), day)
        if draft is None:
            problem = _("no table of measures was found: one has a row of headings such as มาตรการ, ขั้นตอน and ผู้รับผิดชอบ")
            raise typer.BadParameter(problem, param_hint="'SOURCE'")
        name = "" if source == "-" else Path(source).name
        return proven(draft, translator("th"), name, options.today())
    except SourceError as error:
        raise typer.BadParameter(f"{source}: {_(error.said)}", param_hint="'SOURCE'") from None
    except MissingExtraError as error:
        from itatrack.cli.report_options import extra_packages

        command = f"pip install {extra_packages(error.extra)}"
        missing = _("{format} needs a package that is not installed: {command}", format=error.kind, command=command)
        print_error(missing)
        raise typer.Exit(2) from None
    except DraftError as error:
        problem = _("the draft could not be proven ({reason}): nothing was written", reason=str(error))
        print_error(problem)
        raise typer.Exit(1) from None


def _content(source: str) -> bytes:
    """Return the bytes of a file, or of standard input."""
    from itatrack.storage.files import MAX_READ, read

    if source == "-":
        content: bytes | Finding = sys.stdin.buffer.read(MAX_READ)
    else:
        content = read(Path(source)).content
    if isinstance(content, Finding):
        print_findings([content], "full", sys.stderr)
        raise typer.Exit(2)
    if len(content) >= MAX_READ:
        limit = MAX_READ // 1024 // 1024
        raise typer.BadParameter(_("the file is larger than {limit} MB", limit=limit), param_hint="'SOURCE'")
    return content


def _print_doubts(draft: DraftText) -> None:
    """Print the doubts, each with the line of its comment, and how many there are."""
    from itatrack.storage.workspace import HISTORY, PLAN
    from itatrack.thai.width import visible

    names = {"plan": PLAN, "history": HISTORY}
    for doubt in draft.doubts:
        sys.stdout.write(visible(f"{names[doubt.file]}:{doubt.line}: {_(doubt.said)}") + "\n")
    number = len(draft.doubts)
    if number:
        info(_(counted(number, "{number} place to look at", "{number} places to look at")))
