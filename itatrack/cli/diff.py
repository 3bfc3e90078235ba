"""`itatrack diff`: what changed from one day to another, and from one commit to another."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from itatrack.cli import options
from itatrack.cli.console import info, print_json, print_lines
from itatrack.cli.language import _
from itatrack.cli.loading import load_or_exit
from itatrack.cli.revisions import project_files, range_of, revision_files, revision_name

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from itatrack.cli.revisions import RevisionName
    from itatrack.model.commits import Commit
    from itatrack.model.records import History, Plan


class _Known(NamedTuple):
    """What was known at one side: the day that it speaks of by default, the commit, and the data."""

    day: dt.date
    commit: Commit | None
    plan: Plan
    history: History


def diff(
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="The earlier day.  [default: that of the first commit]"),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help="The later day.  [default: that of the second commit, or today]"),
    ] = None,
    *,
    rev: Annotated[
        str | None,
        typer.Option(
            "--rev",
            metavar="A..B",
            help="What was known in a commit, and in a later one (without B: in the files); one commit alone is read"
            " for both days.",
        ),
    ] = None,
    format_: Annotated[
        Literal["txt", "md", "json"], typer.Option("--format", help="Plain text, Markdown or JSON.")
    ] = "txt",
    project: options.Project = None,
) -> None:
    """Show what changed of each measure between two days, or between what was known in two commits."""
    from itatrack.overview import diff as shown
    from itatrack.progress.comparison import changes_of
    from itatrack.progress.state import progress
    from itatrack.thai import calendar

    names = range_of(rev)
    first, last = (
        None if from_ is None else options.day(from_, "--from"),
        None if to is None else options.day(to, "--to"),
    )
    if first is None and names is None:
        raise typer.BadParameter(_("give the earlier day, or two commits as --rev A..B"), param_hint="'--from'")
    later = _known(project, names[1] if names else revision_name(rev) if rev is not None else None)
    earlier = _known(project, names[0]) if names else later
    days = first or earlier.day, last or (later.day if names else options.today())
    if days[0] > days[1]:
        problem = _("{first} comes after {last}", first=calendar.iso(days[0]), last=calendar.iso(days[1]))
        raise typer.BadParameter(problem, param_hint="'--from'" if first else "'--rev'")
    options.warn_of_day_to_come(days[1])
    states = progress(later.plan, later.history, days[0]), progress(later.plan, later.history, days[1])
    before = progress(earlier.plan, earlier.history, days[0]) if names else states[0]
    changes = changes_of(before, *states, _renamed(earlier, later) if names else {})
    sides = shown.Side(days[0], earlier.commit), shown.Side(days[1], later.commit)
    if format_ == "json":
        print_json(shown.diff_envelope(changes, sides))
    elif format_ == "md":
        sys.stdout.write(shown.diff_markdown(changes, sides, _))
    else:
        print_lines(lambda width: shown.diff_lines(changes, sides, _, width))
    if not changes:
        info(_("nothing changed"))


def _known(project: Path | None, name: RevisionName | None) -> _Known:
    """Return what a commit, or the files as they are, say.

    Raises:
        typer.Exit: there are errors in them.
    """
    otherwise = _("nothing is compared over data with errors")
    if name is None:
        return _Known(options.today(), None, *load_or_exit(project_files(project, None), otherwise).complete())
    files = revision_files(project, name)
    return _Known(name.day or files.commit.day, files.commit, *load_or_exit(files, otherwise).complete())


def _renamed(earlier: _Known, later: _Known) -> dict[str, str]:
    """Return the later ids of measures by their earlier ones, where they were renamed."""
    from itatrack.audit.matching import renamed
    from itatrack.audit.versions import Contents

    contents = (
        Contents({measure.id: measure for measure in known.plan.measures}, known.history.entries)
        for known in (earlier, later)
    )
    return renamed(*contents)
