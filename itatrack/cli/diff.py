"""`itatrack diff`: what changed from one day to another, and from one commit to another."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from itatrack.cli import options
from itatrack.cli.comparing import Since, changes_of_known, known_in_document, known_in_project, require_order
from itatrack.cli.console import info, print_json, print_lines
from itatrack.cli.language import _
from itatrack.cli.revisions import range_of, revision_name


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
    since: Since = None,
    format_: Annotated[
        Literal["txt", "md", "json"], typer.Option("--format", help="Plain text, Markdown or JSON.")
    ] = "txt",
    project: options.Project = None,
) -> None:
    """Show what changed of each measure between two days, two commits, or since a document that was issued."""
    from itatrack.overview import diff as shown

    names = range_of(rev)
    first, last = (
        None if from_ is None else options.day(from_, "--from"),
        None if to is None else options.day(to, "--to"),
    )
    if since is not None and (first or names):
        raise typer.BadParameter(_("it says which day and what was known: leave out the other"), param_hint="'--since'")
    if first is None and names is None and since is None:
        problem = _("give the earlier day, two commits as --rev A..B, or a document as --since FILE")
        raise typer.BadParameter(problem, param_hint="'--from'")
    later = known_in_project(project, names[1] if names else revision_name(rev) if rev is not None else None)
    earlier = later
    if names:
        earlier = known_in_project(project, names[0])
    elif since is not None:
        earlier = known_in_document(since, later)
    days = first or earlier.day, last or (later.day if names else options.today())
    require_order(days, "'--from'" if first else "'--since'" if since else "'--rev'")
    options.warn_of_day_to_come(days[1])
    changes = changes_of_known(earlier, later, days)
    sides = shown.Side(days[0], earlier.source), shown.Side(days[1], later.source)
    if format_ == "json":
        print_json(shown.diff_envelope(changes, sides))
    elif format_ == "md":
        sys.stdout.write(shown.diff_markdown(changes, sides, _))
    else:
        print_lines(lambda width: shown.diff_lines(changes, sides, _, width))
    if not changes:
        info(_("nothing changed"))
