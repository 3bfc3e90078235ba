"""`itatrack publish`: a folder for the agency's web site."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path  # noqa: TC003  Typer reads the annotation
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from itatrack.cli import options
from itatrack.cli.console import info, print_error, print_findings
from itatrack.cli.interruption import interruptible
from itatrack.cli.language import _
from itatrack.cli.loading import load_or_exit, tell_left_over, tell_of_warnings
from itatrack.cli.publish_tables import name_of, on_page, published_tables, tell_left_out, workbook
from itatrack.cli.spinner import spinner
from itatrack.findings.finding import Finding
from itatrack.findings.message import reason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from itatrack.model import ita
    from itatrack.progress.rounds import ReportRound
    from itatrack.progress.state import Progress
    from itatrack.project import Project
    from itatrack.report.request import FormatName
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
    as_of: options.AsOf = "today",
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

    day = options.day(as_of, "--as-of")
    workspace = Workspace(options.project_folder(project))
    _refuse_folder(folder, workspace.folder)
    loaded = load_or_exit(workspace, with_digests=True)
    refuse_wrong_days(day, day, None, loaded.complete()[0])
    with spinner(_("making the files")):
        files = _files(loaded, workspace, folder, day, with_files=with_files)
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
        problem = _("{path} contains the project's own files: name a separate folder, such as public", path=folder)
        raise typer.BadParameter(problem, param_hint="'OUT'")


def _files(loaded: Project, workspace: Workspace, folder: Path, day: dt.date, *, with_files: bool) -> dict[str, bytes]:
    """Return the files by their names."""
    from itatrack.progress.state import progress
    from itatrack.publishing.chart import days_shown
    from itatrack.publishing.measures import TYPES
    from itatrack.publishing.open_data import LICENCE, PackageAbout, data_files
    from itatrack.publishing.page import PageContent, PublishedMemo, page
    from itatrack.report.context import ita_items, year_of_report
    from itatrack.storage.published import first_line, has_file
    from itatrack.thai import calendar

    plan, history = loaded.complete()
    states = [progress(plan, history, each) for each in days_shown(plan, day)]
    copied = _copies(states[-1], workspace) if with_files else {}
    copies = {name: f"files/{name}" for name in copied}
    tables = published_tables(plan, states[-1], copies)
    agency = " ".join(filter(None, (plan.agency.name, plan.agency.district, plan.agency.province)))
    about = PackageAbout(plan.title, agency, year_of_report(plan, day), day, first_line(folder, LICENCE))
    files = data_files(tables, about, {name_of("measures", plan): TYPES}) | workbook(plan, tables, day)
    has_workbook, memos = "data/tables.xlsx" in files, []
    for each, documents in _memos(loaded, workspace, day):
        files |= documents
        signed = f"{next(iter(documents)).rpartition('.')[0]}-signed.pdf"
        memos.append(PublishedMemo(each.name, calendar.full(each.cut_off or day), [*documents], signed))
    unsigned = [memo.signed for memo in memos if memo.signed and not has_file(folder, memo.signed)]
    if unsigned:
        path = folder / unsigned[-1]
        info(
            _(
                "memos without a signed copy: {number}; a scan is shown where it is put at {path}",
                number=len(unsigned),
                path=path,
            )
        )
    memos = [memo._replace(signed=None) if memo.signed in unsigned else memo for memo in memos]
    files |= {copies[name]: content for name, content in copied.items()}
    items, measures = ita_items(plan, day), name_of("measures", plan)
    shown = on_page(plan, tables)
    content = PageContent(plan, states, memos, shown, items, copies, has_workbook, about, measures)
    _tell_unverified(items)
    return {**files, "index.html": page(content)}


def _tell_unverified(items: Iterable[ita.Item]) -> None:
    """Name the item numbers on the page that are not known for certain."""
    unsure = [f"{item.number} (ITA {item.assessment_year})" for item in items if not item.is_verified]
    if unsure:
        info(_("not known for certain: {items}: compare with the manual of that year", items=", ".join(unsure)))


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
            tell_left_out(format_)
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

    What is hidden, makes the memo, would run on the site or was changed since it was pinned is not published.

    Raises:
        typer.Exit: one cannot be read whole.
    """
    from itatrack.publishing.evidence import pinned_copy, would_run
    from itatrack.storage.files import MAX_READ

    copies = {}
    given = [evidence for state in current.states for evidence in state.evidence]
    digests = {evidence.kept: evidence.sha256 for evidence in given if evidence.sha256}
    named = (evidence.file or pinned_copy(evidence, current.as_of) for evidence in given)
    for name in dict.fromkeys(filter(None, named)):
        hidden = any(part.startswith(".") for part in name.replace("\\", "/").split("/"))
        if hidden or not workspace.has_file(name) or workspace.is_project_file(workspace.folder / name):
            info(_("left out {path}: it is not a file of evidence in the project's folder", path=name))
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
        if would_run(name, content):
            info(_("left out {path}: a web site would run what is in it; publish it as PDF", path=name))
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
