"""What was known at two times, in files, commits or documents that were issued, and what changed between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from itatrack.cli import options
from itatrack.cli.console import print_warning
from itatrack.cli.language import _
from itatrack.cli.loading import load_or_exit
from itatrack.cli.revisions import project_files, revision_files
from itatrack.findings.message import Message

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.cli.revisions import RevisionName
    from itatrack.model.commits import Commit
    from itatrack.model.records import History, Plan
    from itatrack.progress.comparison import MeasureChange
    from itatrack.verification.verdict import Verdict

Since = Annotated[
    Path | None,
    typer.Option(
        "--since",
        metavar="FILE",
        help="A document that was issued, such as memo.pdf: its day, and what was known when it was made.",
        exists=True,
        dir_okay=False,
    ),
]
ChangedSince = Annotated[
    Path | None,
    typer.Option(
        "--since",
        metavar="FILE",
        help="Only measures of which something changed since a document that was issued, such as memo.pdf.",
        exists=True,
        dir_okay=False,
    ),
]
_NAME = "'--since'"


class Known(NamedTuple):
    """What was known once.

    Attributes:
        day: the day that it speaks of by default.
        source: the commit or the name of the document that it was taken from; None for the files as they are.
        plan: the plan.
        history: the history.
    """

    day: dt.date
    source: Commit | str | None
    plan: Plan
    history: History


def known_in_project(project: Path | None, name: RevisionName | None) -> Known:
    """Return what a commit, or the files as they are, say.

    Raises:
        typer.Exit: there are errors in them.
    """
    if name is None:
        return Known(options.today(), None, *load_or_exit(project_files(project, None)).complete())
    files = revision_files(project, name)
    return Known(name.day or files.commit.day, files.commit, *load_or_exit(files).complete())


def known_in_document(file: Path, later: Known) -> Known:
    """Return what a document carries that was issued, and warn where it was changed since.

    Raises:
        typer.BadParameter: it carries no data of a project, or that of another fiscal year than what is known later.
        typer.Exit: it cannot be read.
    """
    import shlex

    from itatrack.cli.issued import contents_of, judged
    from itatrack.progress.rounds import fiscal_year_of
    from itatrack.verification.verdict import Answer

    verdict = judged(contents_of([file])[0])
    if verdict.manifest is None:
        problem = "; ".join(_(detail) for detail in verdict.details if isinstance(detail, Message))
        raise typer.BadParameter(problem, param_hint=_NAME)
    if verdict.manifest.is_of_many:
        raise typer.BadParameter(_("it is of many agencies, and has no plan"), param_hint=_NAME)
    known = known_of_verdict(verdict, file.name)
    if known is None or not verdict.manifest.is_of(verdict.files):
        raise typer.BadParameter(_("the data in it was changed since it was made"), param_hint=_NAME)
    year, other = fiscal_year_of(known.plan), fiscal_year_of(later.plan)
    if year and other and year != other:
        problem = _("its plan is for fiscal year {year}, the project's for {other}", year=year, other=other)
        raise typer.BadParameter(problem, param_hint=_NAME)
    command = f"itatrack verify {shlex.quote(str(file))}"
    if verdict.answer is Answer.CHANGED:
        print_warning(_("{file} was changed since it was made: {command}", file=file.name, command=command))
    elif verdict.answer is Answer.OTHER_CONTENT:
        print_warning(_("{file} may have been changed since it was made: {command}", file=file.name, command=command))
    return known


def known_of_verdict(verdict: Verdict, name: str) -> Known | None:
    """Return what a document that was judged carries, or None where that has errors."""
    from itatrack.project import every_file, load
    from itatrack.storage.workspace import HISTORY, PLAN
    from itatrack.yamltext.document import Document

    if verdict.manifest is None:
        return None
    plan, history = (Document.read(path, verdict.files.get(path, b"")) for path in (PLAN, HISTORY))
    loaded = load(plan, history, options.today(), every_file)
    return None if loaded.has_errors else Known(verdict.manifest.as_of, name, *loaded.complete())


def require_order(days: tuple[dt.date, dt.date], option: str) -> None:
    """Refuse days of which the first comes after the last.

    Raises:
        typer.BadParameter: it does.
    """
    from itatrack.thai import calendar

    if days[0] > days[1]:
        problem = _("{first} comes after {last}", first=calendar.iso(days[0]), last=calendar.iso(days[1]))
        raise typer.BadParameter(problem, param_hint=option)


def changes_of_known(earlier: Known, later: Known, days: tuple[dt.date, dt.date]) -> list[MeasureChange]:
    """Return what changed from one day to another, by what was known earlier and later."""
    from itatrack.progress.comparison import changes_of
    from itatrack.progress.state import progress

    now, after = (progress(later.plan, later.history, day) for day in days)
    if earlier is later:
        return changes_of(now, now, after, {})
    return changes_of(progress(earlier.plan, earlier.history, days[0]), now, after, _renamed(earlier, later))


def changed_since(file: Path, later: Known) -> frozenset[str]:
    """Return the ids of the measures of which something changed since a document was made.

    Raises:
        typer.BadParameter: it carries no data of a project, or speaks of a later day.
    """
    earlier = known_in_document(file, later)
    days = earlier.day, later.day
    require_order(days, _NAME)
    return frozenset(change.measure.id for change in changes_of_known(earlier, later, days))


def _renamed(earlier: Known, later: Known) -> dict[str, str]:
    """Return the later ids of measures by their earlier ones, where they were renamed."""
    from itatrack.audit.matching import renamed
    from itatrack.audit.versions import Contents

    contents = (
        Contents({measure.id: measure for measure in known.plan.measures}, known.history.entries)
        for known in (earlier, later)
    )
    return renamed(*contents)
