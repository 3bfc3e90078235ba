"""`itatrack evidence list`: all evidence that was given up to a day."""

from __future__ import annotations

from itatrack.cli import options
from itatrack.cli.console import info, print_json, print_lines
from itatrack.cli.language import _
from itatrack.cli.loading import load_or_exit
from itatrack.cli.revisions import Rev, project_files
from itatrack.findings.message import counted


def list_(
    as_of: options.AsOf = "today",
    *,
    rev: Rev = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
) -> None:
    """List the evidence of plan and history, whether it is pinned, and whether its file is there."""
    from itatrack.overview.evidence import ListedEvidence, evidence_envelope, evidence_lines
    from itatrack.progress.evidence import given_evidence

    day = options.day(as_of, "--as-of")
    files = project_files(project, rev)
    plan, history = load_or_exit(files).complete()
    options.warn_of_day_to_come(day)
    listed = [
        ListedEvidence(given, files.has_file(given.evidence.kept) if given.evidence.kept else None)
        for given in given_evidence(plan, history, day)
    ]
    if as_json:
        print_json(evidence_envelope(listed, day))
        return
    if listed:
        print_lines(lambda _width: evidence_lines(listed, _))
    pinned = sum(one.given.evidence.sha256 is not None for one in listed)
    told = counted(
        len(listed),
        "{number} piece of evidence, {pinned} of it pinned",
        "{number} pieces of evidence, {pinned} of them pinned",
        pinned=pinned,
    )
    info(_(told))
