"""`itatrack publish`: a folder for the agency's web site."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path  # noqa: TC003  Typer reads the annotation
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from itatrack.cli import options
from itatrack.cli.console import info, print_error, print_findings, print_warning
from itatrack.cli.interruption import interruptible
from itatrack.cli.language import _
from itatrack.cli.loading import load_or_exit, tell_left_over, tell_of_warnings
from itatrack.cli.spinner import spinner
from itatrack.findings.finding import Finding
from itatrack.findings.message import reason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from itatrack.model.records import Plan
    from itatrack.progress.rounds import ReportRound
    from itatrack.progress.state import Progress
    from itatrack.project import Project
    from itatrack.report.request import FormatName, ReportFormatName
    from itatrack.report.tables import Table
    from itatrack.storage.published import Written
    from itatrack.storage.workspace import Workspace

# The formats of the memo on a web site, the one for reading there first.
_FORMATS: Final[tuple[FormatName, ...]] = ("html", "pdf", "docx")


def publish(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", help="The folder to write; it may hold other files.", callback=options.named, file_okay=False
        ),
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help=f"The day whose state is shown: {options.DATE_FORMS}.  [default: today]"
        ),
    ] = None,
    *,
    with_files: Annotated[
        bool,
        typer.Option(
            "--with-files", help="Copy the files of the project that are evidence, too, and pinned copies of web pages."
        ),
    ] = False,
    project: options.Project = None,
) -> None:
    """Write a page, memos and open data for the agency's web site."""
    from itatrack.cli.report_options import refuse_wrong_days
    from itatrack.storage.workspace import Workspace

    day = options.today() if as_of is None else options.day(as_of, "--as-of")
    workspace = Workspace(options.project_folder(project))
    _refuse_folder(folder, workspace.folder)
    loaded = load_or_exit(workspace, _("nothing is published from data with errors"), with_digests=True)
    refuse_wrong_days(day, day, None, loaded.complete()[0])
    with spinner(_("making the files")):
        files = _files(loaded, workspace, day, with_files=with_files)
    written = _write(folder, files)
    parts = (len(written.written), len(written.unchanged), len(written.removed))
    counts = dict(zip(("written", "unchanged", "removed"), parts, strict=True))
    info(_("{path}: {written} files written, {unchanged} unchanged, {removed} removed", path=folder, **counts))
    tell_left_over(loaded)
    tell_of_warnings(loaded, project)


def _refuse_folder(folder: Path, project: Path) -> None:
    """Refuse a folder that holds the project, or one that a memo is made from.

    Raises:
        typer.BadParameter: it is such a folder.
    """
    real, own = folder.resolve(), project.resolve()
    within = real.relative_to(own).parts if real.is_relative_to(own) else ()
    if own.is_relative_to(real) or (within and within[0].lower() in {"data", "templates", ".git"}):
        problem = _("{path} holds the project's own files: name a folder of its own, such as public", path=folder)
        raise typer.BadParameter(problem, param_hint="'OUT'")


def _files(loaded: Project, workspace: Workspace, day: dt.date, *, with_files: bool) -> dict[str, bytes]:
    """Return the files by their names."""
    from itatrack.progress.state import progress
    from itatrack.publishing.chart import days_shown
    from itatrack.publishing.open_data import PackageAbout, data_files
    from itatrack.publishing.page import PageContent, PublishedMemo, page
    from itatrack.report.context import ita_items
    from itatrack.thai import calendar

    plan, history = loaded.complete()
    states = [progress(plan, history, each) for each in days_shown(plan, day)]
    copied = _copies(states[-1], workspace) if with_files else {}
    copies = {name: f"files/{name}" for name in copied}
    tables = _tables(plan, states[-1], copies)
    files = data_files(tables, PackageAbout(plan.title, plan.agency.name, day)) | _workbook(plan, tables, day)
    workbook, memos = "data/tables.xlsx" in files, []
    for each, documents in _memos(loaded, workspace, day):
        files |= documents
        memos.append(PublishedMemo(each.name, calendar.full(each.cut_off or day), [*documents]))
    files |= {copies[name]: content for name, content in copied.items()}
    content = PageContent(plan, states, memos, tables, ita_items(plan, day), copies, workbook=workbook)
    return {**files, "index.html": page(content)}


def _tables(plan: Plan, progress: Progress, copies: Mapping[str, str]) -> dict[str, Table]:
    """Return the tables that are published: what the memo prints; without a memo all tables of the agency's own.

    Args:
        plan: the plan.
        progress: the states of its measures.
        copies: the paths of evidence that is published, by the path in the project.
    """
    from itatrack.publishing.evidence import evidence_table
    from itatrack.publishing.open_data import as_data
    from itatrack.report.data_tables import data_table, usual_tables

    own = plan.tables.own if plan.tables and not plan.has_memo else ()
    names = dict.fromkeys(["plan", *usual_tables(plan, "memo"), *own])
    tables = {name: as_data(data_table(plan, progress, name, None)) for name in names}
    evidence = evidence_table(progress, copies)
    name = "evidence-list" if "evidence" in tables else "evidence"  # a table of the agency's own may have the name
    return {**tables, name: evidence} if evidence.rows else tables


def _workbook(plan: Plan, tables: Mapping[str, Table], day: dt.date) -> dict[str, bytes]:
    """Return the workbook of the tables, or nothing where what it needs is not installed or Excel cannot hold it."""
    from itatrack.report.formats.registry import missing_extra

    if missing_extra("xlsx"):
        _tell_left_out("xlsx")
        return {}
    from itatrack.report.sheets.xlsx_file import SheetAbout, TooLongError, xlsx_file

    try:
        return {"data/tables.xlsx": xlsx_file([*tables.values()], SheetAbout(plan.title, plan.agency.name, day))}
    except TooLongError as error:
        problem = _(
            "left out xlsx: '{column}' in row {row} of '{table}' is longer than Excel takes",
            column=error.column,
            row=error.row,
            table=error.table,
        )
        print_warning(problem)
        return {}


def _tell_left_out(format_: ReportFormatName) -> None:
    from itatrack.cli.report_options import extra_packages
    from itatrack.report.formats.registry import missing_extra

    extra = missing_extra(format_) or ""
    info(_("left out {format}: it needs {packages}", format=format_, packages=extra_packages(extra)))


def _memos(loaded: Project, workspace: Workspace, day: dt.date) -> Iterator[tuple[ReportRound, dict[str, bytes]]]:
    """Yield each round whose last day has come, and the files of its memo.

    Raises:
        typer.Exit: a template is wrong.
    """
    from itatrack.cli.documents import report_request
    from itatrack.progress.rounds import rounds_of
    from itatrack.progress.state import progress
    from itatrack.report.formats.registry import missing_extra
    from itatrack.report.pipeline import make_documents
    from itatrack.thai import calendar

    plan, history = loaded.complete()
    over = [each for each in rounds_of(plan) if each.cut_off and each.cut_off <= day] if plan.has_memo else []
    formats = [each for each in _FORMATS if not missing_extra(each)]
    for format_ in _FORMATS:
        if over and format_ not in formats:
            _tell_left_out(format_)
    names: set[str] = set()
    for each in sorted(over, key=lambda each: each.cut_off or day):
        last = each.cut_off or day
        name = f"memo-{calendar.iso(last)}"
        name += f"-{len(names)}" if name in names else ""
        names.add(name)
        files = {}
        requests = []
        for format_ in formats:
            request = report_request(loaded, workspace, last, ("memo", format_, None))
            if isinstance(request, Finding):
                _refuse(request)
            requests.append(request._replace(round=each, bare=True))
        made = make_documents(plan, progress(plan, history, last), requests)
        for format_, document in zip(formats, made, strict=False):
            if isinstance(document, Finding):
                _refuse(document)
            print_findings(document.warnings, "full", sys.stderr)
            content = document.content
            files[f"memos/{name}.{format_}"] = content if isinstance(content, bytes) else content.encode()
        yield each, files


def _refuse(finding: Finding) -> NoReturn:
    print_findings([finding], "full", sys.stderr)
    raise typer.Exit(1)


def _copies(current: Progress, workspace: Workspace) -> dict[str, bytes]:
    """Return the files of the project that are evidence, and pinned copies of pages.

    What is hidden, makes the memo or was changed since it was pinned is not published.

    Raises:
        typer.Exit: one cannot be read whole.
    """
    from itatrack.publishing.evidence import pinned_copy
    from itatrack.storage.files import MAX_READ

    copies = {}
    given = [evidence for state in current.states for evidence in state.evidence]
    digests = {evidence.kept: evidence.sha256 for evidence in given if evidence.sha256}
    named = (evidence.file or pinned_copy(evidence, current.as_of) for evidence in given)
    for name in dict.fromkeys(filter(None, named)):
        hidden = any(part.startswith(".") for part in name.replace("\\", "/").split("/"))
        if hidden or not workspace.has_file(name) or workspace.is_project_file(workspace.folder / name):
            info(_("left out {path}: it is no file of evidence in the project's folder", path=name))
            continue
        content = workspace.file(name).content
        if isinstance(content, Finding):
            _refuse(content)
        if len(content) >= MAX_READ:
            info(_("left out {path}: it is too large", path=name))
            continue
        if digests.get(name) not in {None, hashlib.sha256(content).hexdigest()}:
            info(_("left out {path}: it was changed since it was pinned", path=name))
            continue
        copies[name] = content
    return copies


def _write(folder: Path, files: dict[str, bytes]) -> Written:
    """Write the files, or say what stands in the way, and exit with 2."""
    from itatrack.storage.published import ForeignFilesError, write_folder

    try:
        with interruptible():
            return write_folder(folder, files)
    except ForeignFilesError as error:
        problem = _(
            "nothing is written: {names} in {path} is not what itatrack wrote: move it away, or name another folder",
            names=", ".join(error.names),
            path=folder,
        )
        print_error(problem)
    except OSError as error:
        print_error(_("{path} cannot be written: {reason}", path=folder, reason=reason(error)))
    raise typer.Exit(2)
