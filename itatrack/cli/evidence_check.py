"""`itatrack evidence check`: what became of evidence since it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from itatrack.cli import options
from itatrack.cli.console import info, print_json, print_lines
from itatrack.cli.language import _
from itatrack.cli.loading import load_or_exit
from itatrack.cli.spinner import spinner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.overview.evidence_check import CheckedEvidence
    from itatrack.progress.evidence import GivenEvidence


def check(
    as_of: options.AsOf = "today",
    *,
    online: Annotated[
        bool, typer.Option("--online", help="Ask each web address too; nothing else of the tool goes online.")
    ] = False,
    timeout: Annotated[
        int, typer.Option("--timeout", metavar="SECONDS", min=1, max=60, help="How long an address may take.")
    ] = 10,
    private: Annotated[
        str | None,
        typer.Option(
            "--allow-private",
            metavar="REASON",
            help="Ask addresses of the agency's own network too, and why; it is shown with what was found.",
        ),
    ] = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
) -> None:
    """Find evidence that was changed, moved or lost, and tell what to do about it.

    Exit status 1 where there is any.
    """
    from itatrack.overview.evidence_check import check_envelope, check_lines, checked_files, sums
    from itatrack.progress.evidence import given_evidence
    from itatrack.storage.workspace import Workspace

    day = options.day(as_of, "--as-of")
    reason = None if private is None else options.text(private, "--allow-private")
    if reason and not online:
        raise typer.BadParameter(_("it is for use with --online only"), param_hint="'--allow-private'")
    workspace = Workspace(options.project_folder(project))
    plan, history = load_or_exit(workspace).complete()
    options.warn_of_day_to_come(day)
    given = [*given_evidence(plan, history, day)]
    with spinner(_("reading the evidence")):
        checked = [*checked_files(given, workspace.has_file, workspace.digest)]
    if online:
        with spinner(_("asking the addresses")):
            checked += _asked(given, timeout, private=reason is not None)
        order = {measure: number for number, measure in enumerate(dict.fromkeys(one.measure for one in given))}
        checked.sort(key=lambda one: order[one.given.measure])
    if as_json:
        print_json(check_envelope(checked, plan, day, _))
    elif any(one.is_lost for one in checked):
        pin = options.command("evidence pin", project)
        print_lines(lambda width: check_lines(checked, plan, _, pin, width))
    if reason:
        info(_("addresses of private networks were asked too: {reason}", reason=reason))
    info(sums(checked, _) or _("there is no evidence to check"))
    if any(one.is_lost for one in checked):
        raise typer.Exit(1)


def _asked(given: Sequence[GivenEvidence], seconds: float, *, private: bool) -> Iterator[CheckedEvidence]:
    """Yield what became of each address, once a measure."""
    from itatrack.overview.evidence_check import CheckedEvidence
    from itatrack.web.asking import ask_all

    by_place = {(one.measure, one.evidence.url): one for one in given if one.evidence.url}
    replies = ask_all([url for _measure, url in by_place if url], seconds, private=private)
    for (_measure, url), one in by_place.items():
        if url:
            yield CheckedEvidence(one, url, *replies[url])
