"""`itatrack audit`: what an auditor looks for in the commits of a history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import completions, options
from itatrack.cli.console import info, print_error, print_json, print_lines, print_warning
from itatrack.cli.language import _
from itatrack.cli.loading import read_document
from itatrack.cli.revisions import Rev, day_of, project_files
from itatrack.findings.message import counted, message

if TYPE_CHECKING:
    from pathlib import Path

    from itatrack.audit.remarks import IssuedMemo, Remark
    from itatrack.audit.tracing import Trail
    from itatrack.storage.git import Repository
    from itatrack.storage.workspace import ProjectFiles
    from itatrack.yamltext.document import Document

LATE_BY = 30
# memo/2564-03-31, memo-2564-03-31-2, บันทึก/2564-03-31
_DAY = "[0-9๐-๙]{4}-[0-9๐-๙]{2}-[0-9๐-๙]{2}"
_MEMO = re.compile(rf"(?:memo|บันทึก(?:ข้อความ)?)[/._-](?:.*[/._-])?({_DAY})(?:[/._-].*)?")


def audit(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID...",
            help="The measures; by default all, also those that are not in the plan any more.",
            show_default=False,
            autocompletion=completions.measure_ids,
        ),
    ] = None,
    late_by: Annotated[
        int,
        typer.Option("--late-by", metavar="N", min=0, help="After how many days from its day an entry is late."),
    ] = LATE_BY,
    *,
    rev: Rev = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
) -> None:
    """List entries that git shows were recorded late, changed or removed later, or missing from a memo of a tag.

    A memo is known by a tag of its commit that names its day, such as memo/2564-03-31.
    """
    from itatrack.audit.remarks import remarks
    from itatrack.cli.trails import known_measure
    from itatrack.reading.plan_history import read_plan
    from itatrack.storage.git import RevisionError
    from itatrack.storage.workspace import HISTORY, PLAN

    files = project_files(project, rev)
    documents = read_document(files, PLAN), read_document(files, HISTORY)
    try:
        trail, repository = _trail(files, documents)
        memos = _memos(repository)
    except RevisionError as error:
        print_error(_("there is no history to audit: {reason}", reason=_(error.said)))
        raise typer.Exit(2) from None
    plan = read_plan(documents[0])[0]
    found = remarks(trail, plan, late_by, memos)
    if ids:
        names = [*(measure.id for measure in plan.measures)] if plan else []
        names += [id_ for id_ in trail.measures if id_ not in names]
        command = options.command("audit", project, rev)
        known = {known_measure(id_, names, trail, command) for id_ in ids}
        found = [remark for remark in found if remark.measure in known]
    if as_json:
        from itatrack.overview.audit import audit_envelope

        print_json(audit_envelope(found, late_by, len(trail.traces)))
    elif found:
        from itatrack.overview.audit import audit_lines

        gone = _("not in the plan any more")
        titles = {id_: f"{measure.title} ({gone})" for id_, measure in trail.planned.items()}
        titles |= {measure.id: measure.title for measure in plan.measures} if plan else {}
        print_lines(lambda width: audit_lines(found, titles, _, width))
    _tell_limits(trail, project)
    _tell_sums(trail, found)
    if found:
        raise typer.Exit(1)


def _trail(files: ProjectFiles, documents: tuple[Document, Document]) -> tuple[Trail, Repository]:
    from itatrack.cli.trails import folder_trail, revision_trail
    from itatrack.storage.git import Repository
    from itatrack.storage.revisions import RevisionFiles

    if isinstance(files, RevisionFiles):
        return revision_trail(files), files.repository
    return folder_trail(files.folder, documents), Repository(files.folder)


def _memos(repository: Repository) -> list[IssuedMemo]:
    """Return the memos that tags name."""
    import datetime as dt

    from itatrack.audit.remarks import IssuedMemo
    from itatrack.storage.revisions import commits_up_to, names_of_tags
    from itatrack.thai import calendar

    found = []
    for tag in names_of_tags(repository):
        match = _MEMO.fullmatch(tag)
        day = calendar.parse_date(match[1]) if match else None
        if isinstance(day, dt.date):
            found.append(IssuedMemo(tag, day, commits_up_to(repository, f"refs/tags/{tag}")))
    return found


def _tell_limits(trail: Trail, project: Path | None) -> None:
    """Warn of what the commits do not tell."""
    from itatrack.audit.remarks import first_known

    first = first_known(trail)
    if first:
        shallow = _(
            "the clone is shallow: it begins on {first}, and `{command}` gets the rest",
            first=day_of(first),
            command=options.unshallow(project),
        )
        print_warning(shallow)
    if trail.has_merges:
        info(
            _("an entry of a branch counts from the day of its commit; --rev @DATE has it from the day of the merge on")
        )
    if trail.unreadable:
        commits = ", ".join(commit.short for commit in trail.unreadable)
        print_warning(_("the history cannot be read, or not all of it, in these commits: {commits}", commits=commits))


def _tell_sums(trail: Trail, found: list[Remark]) -> None:
    """Say of how many entries there are remarks, and of which kind."""
    number = len(trail.traces)
    if not found:
        info(_(counted(number, "{number} entry, and no remark", "{number} entries, and no remark")))
        return
    words = {
        "late": message("late"),
        "changed": message("changed"),
        "removed": message("removed"),
        "restored": message("put back"),
        "after-memo": message("after a memo"),
    }
    sums = {kind: sum(kind in remark.kinds for remark in found) for kind in words}
    said = ", ".join(f"{sums[kind]} {_(word)}" for kind, word in words.items() if sums[kind])
    info(_(counted(number, "{number} entry: {remarks}", "{number} entries: {remarks}", remarks=said)))
