"""Every check is a generator of findings, whose docstring is the public documentation of its codes."""

from __future__ import annotations

from functools import cache
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING

from itatrack.checks.table import CHECKS, Check, unread_needs
from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MAX_FINDINGS, Related
from itatrack.findings.message import message
from itatrack.model.records import History
from itatrack.progress.rounds import fiscal_year_of, is_before
from itatrack.progress.state import of_fiscal_year

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from itatrack.checks.project_files import FileLookup
    from itatrack.findings.finding import Finding, Locator
    from itatrack.model.records import Plan
    from itatrack.textfile.source import Source
    from itatrack.yamltext.nodes import Node


def check_file(source: Source, root: Node) -> Iterator[Finding]:
    """Run the checks that need nothing but one file's text and nodes."""
    yield from _run({"source": source, "root": root}, {})


def check_plan(plan: Plan) -> Iterator[Finding]:
    """Run the checks that need nothing but the plan."""
    yield from _run({"plan": plan}, unread_needs(plan))


def check_history(  # noqa: PLR0913  what is read, the days, and how files are looked up
    history: History,
    plan: Plan | None,
    today: dt.date,
    exists: FileLookup,
    as_of: dt.date | None = None,
    *,
    digest: Callable[[str], str | None] | None = None,
) -> Iterator[Finding]:
    """Run the checks of the history and of both files together, and name those that could not run.

    Args:
        history: the history, as much of it as could be read.
        plan: the plan, or None where its file could not be read.
        today: the day that entries are compared with.
        exists: whether a path, counted from the project's folder, is a file in it.
        as_of: the day that due dates are compared with, if it is another.
        digest: the SHA-256 of a file by such a path, or None where it cannot be read; without, files are not read.
    """
    year = fiscal_year_of(plan) if plan else None
    counting = history
    if any(is_before(day, year) for day in history.days):
        of_year = {name: of_fiscal_year(entries, year) for name, entries in history.entries.items()}
        counting = History(location=history.location, invalid_fields=history.invalid_fields, entries=of_year)
    subjects = {"history": history, "counted": counting, "today": today, "as_of": as_of or today, "exists": exists}
    subjects["digest"] = digest
    if plan is None:
        yield from _run(subjects, {})
        return
    subjects["plan"] = plan
    unread = unread_needs(plan)
    yield from _run(subjects, unread, done=frozenset({"plan"}))
    if unread:
        yield from _skipped(subjects, unread)


def _run(
    subjects: Mapping[str, object], unread: Mapping[str, object], done: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Run the checks that need nothing unread, and are given nothing but the subjects and more than what is done."""
    for names, checks in _checks_of(frozenset(subjects), done):
        given = [subjects[name] for name in names]
        for check in checks:
            if unread.keys().isdisjoint(check.needs) and (check.used is None or check.used(*given)):
                yield from _limited(check.function(*given))


@cache
def _checks_of(subjects: frozenset[str], done: frozenset[str]) -> list[tuple[tuple[str, ...], list[Check]]]:
    """Return the checks that are given nothing but some subjects, and more than what is done already.

    Those that stand one after the other and are given the same are one group.
    """
    checks = (check for check in CHECKS if subjects >= {*check.given} and not done >= {*check.given})
    return [(given, [*group]) for given, group in groupby(checks, key=attrgetter("given"))]


def _limited(findings: Iterator[Finding]) -> list[Finding]:
    """Return a check's findings, as many as anybody could want to read; it has one severity, so no error is lost."""
    listed = [*islice(findings, MAX_FINDINGS + 1)]
    if len(listed) > MAX_FINDINGS:
        listed[MAX_FINDINGS] = finding("W512", listed[MAX_FINDINGS].span, most=MAX_FINDINGS)
    return listed


def _skipped(subjects: Mapping[str, object], unread: Mapping[str, tuple[Locator, str]]) -> Iterator[Finding]:
    """Yield one finding that names the checks which wait for something of the plan that could not be read."""
    waiting: list[Check] = []
    for check in CHECKS:
        given = [subjects[name] for name in check.given if name in subjects]
        if not unread.keys().isdisjoint(check.needs) and (check.used is None or check.used(*given)):
            waiting.append(check)
    if waiting:
        first = (next(unread[need] for need in check.needs if need in unread) for check in waiting)
        here, *others = dict.fromkeys(record.value(key) for record, key in first)
        related = tuple(Related(message("and because of this"), span) for span in others)
        yield finding("W522", here, related, codes=", ".join(sorted(check.codes for check in waiting)))
