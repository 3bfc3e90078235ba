"""`itatrack evidence pin`: record what evidence is like, and on which day it was checked."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import entry_values, lookup, options
from itatrack.cli.console import info, print_error
from itatrack.cli.language import _
from itatrack.findings.message import counted, reason

if TYPE_CHECKING:
    from itatrack.progress.evidence import GivenEvidence
    from itatrack.project import Project
    from itatrack.storage.workspace import Workspace


def pin(
    id_: options.MeasureId,
    named: Annotated[
        str | None,
        typer.Option(
            "--evidence",
            metavar="TEXT|URL|FILE",
            help="Which evidence, as the measure has it; by default all that are files. A file that was changed since"
            " it was pinned is pinned again only if it is named.",
        ),
    ] = None,
    copy: Annotated[
        Path | None,
        typer.Option(
            "--copy",
            metavar="FILE",
            help="The page at the address, as you saved it; a file from elsewhere is copied to the folder evidence.",
            exists=True,
            dir_okay=False,
            callback=options.named,
        ),
    ] = None,
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", help="The day on which the evidence was checked.")
    ] = "today",
    *,
    dry_run: options.DryRun = False,
    project: options.Project = None,
) -> None:
    """Record the SHA-256 of a measure's evidence and the day, so that a later change is found."""
    from itatrack.cli.writing import print_change, print_done, write_change
    from itatrack.recording.evidence_pin import EvidencePin
    from itatrack.storage.workspace import HISTORY, Workspace

    workspace = Workspace(options.project_folder(project))
    day = entry_values.past_day(date, "--date")
    name = options.text(id_, "ID")
    loaded = _loaded(workspace)
    named = named and (workspace.relative(Path(named)) or named)
    chosen = _chosen(loaded, name, named, with_copy=copy is not None)
    if copy:
        place, digest = _place(workspace, copy)
        request = EvidencePin(name, day, {place: digest}, named, place)
    else:
        place, request = "", EvidencePin(name, day, _digests(workspace, chosen, named), named)
    change = write_change(workspace, HISTORY, request, dry_run=dry_run or bool(copy))
    if copy:
        _keep(workspace, copy, place, request.digests[place], dry_run=dry_run)
        if not dry_run:
            change = write_change(workspace, HISTORY, request, dry_run=False, seen=change)
        # In a dry run the copy is not there yet.
        change = change._replace(warnings=[one for one in change.warnings if one.values.get("file") != place])
    if print_change(change):
        told = counted(
            len(request.digests), "{number} file pinned as of {day}", "{number} files pinned as of {day}", day=_day(day)
        )
        print_done(f"{name}: {_(told)}", dry_run=dry_run)


def _day(day: object) -> str:
    import datetime as dt

    from itatrack.thai import calendar

    return calendar.iso(day) if isinstance(day, dt.date) else ""


def _loaded(workspace: Workspace) -> Project:
    from itatrack.cli.loading import read_documents
    from itatrack.project import load

    return load(*read_documents(workspace), options.today(), workspace.has_file)


def _chosen(project: Project, name: str, named: str | None, *, with_copy: bool) -> list[GivenEvidence]:
    """Return the evidence that is to be pinned; none of data that cannot be read, which is refused later.

    Raises:
        typer.BadParameter: the measure has no such evidence, or there are several pages.
    """
    from itatrack.progress.evidence import given_evidence
    from itatrack.recording.evidence_pin import to_pin

    plan, history = project.plan, project.history
    if plan is None or history is None or name not in {measure.id for measure in plan.measures}:
        return []
    given = [one.evidence for one in given_evidence(plan, history) if one.measure == name]
    names = dict.fromkeys(each for evidence in given for each in evidence.names)
    if named is not None and named not in names and named not in {evidence.copy for evidence in given}:
        raise lookup.unknown([named], [*names], "--evidence", _("the measure has no evidence {names}"))
    chosen = to_pin(plan, history, name, named, with_copy=with_copy)
    if not chosen:
        problem = (
            _("only evidence with an address and without a file has a copy")
            if with_copy
            else _("there is no file to pin; for a web page, save a copy and name it: --copy page.pdf")
        )
        raise typer.BadParameter(problem, param_hint="'--copy'" if with_copy else "'ID'")
    pages = dict.fromkeys(one.evidence.url for one in chosen if one.evidence.url)
    if with_copy and len(pages) > 1:
        problem = _("there are several pages, so name one with --evidence: {names}", names=", ".join(map(str, pages)))
        raise typer.BadParameter(problem, param_hint="'--copy'")
    return chosen


def _digests(workspace: Workspace, chosen: list[GivenEvidence], named: str | None) -> dict[str, str]:
    """Return the SHA-256 of the files of evidence, by their paths.

    Raises:
        typer.Exit: a file is missing, or was changed since it was pinned and is not named.
    """
    digests: dict[str, str] = {}
    is_wrong = False
    for given in chosen:
        file, known = given.evidence.kept or "", given.evidence.sha256
        digest = digests.get(file) or workspace.digest(file)
        if digest is None:
            print_error(_("{path} is not there, or cannot be read", path=file))
        elif known and digest != known and named is None:
            problem = _(
                "{path} was changed since it was pinned: look at it, and if it is right, name it: --evidence {quoted}",
                path=file,
                quoted=shlex.quote(file),
            )
            print_error(problem)
        else:
            digests[file] = digest
            continue
        is_wrong = True
    if is_wrong:
        print_error(_("nothing was pinned"))
        raise typer.Exit(1)
    return digests


def _place(workspace: Workspace, copy: Path) -> tuple[str, str]:
    """Return where a copy is in the project, or is to be, and its SHA-256.

    Raises:
        typer.BadParameter: it cannot be read.
    """
    from itatrack.storage.copies import copy_name
    from itatrack.storage.digests import digest_of

    inside = workspace.relative(copy)
    place = inside if inside and workspace.has_file(inside) else copy_name(copy)
    try:
        return options.text(place, "--copy") and place, digest_of(copy if copy.exists() else workspace.folder / place)
    except OSError as error:
        problem = _("{path} cannot be read: {reason}", path=copy, reason=reason(error))
        raise typer.BadParameter(problem, param_hint="'--copy'") from None


def _keep(workspace: Workspace, copy: Path, place: str, digest: str, *, dry_run: bool) -> None:
    """Copy a file into the project, unless it is there.

    Raises:
        typer.Exit: 2 where it cannot be written, 3 where it was changed meanwhile.
    """
    from itatrack.storage.copies import copy_name, keep_copy
    from itatrack.storage.files import shown

    if dry_run or workspace.relative(copy) == place:
        return
    was_there = os.path.lexists(workspace.folder / place)
    try:
        kept = keep_copy(workspace.folder, copy_name(copy), copy)
    except OSError as error:
        print_error(_("{path} cannot be written: {reason}", path=workspace.folder / place, reason=reason(error)))
        raise typer.Exit(2) from None
    if kept != digest:
        print_error(_("{path} was changed in the meantime, so nothing was recorded: run the command again", path=copy))
        raise typer.Exit(3)
    if not was_there:
        info(_("wrote {path}", path=shown(workspace.folder / place)))
