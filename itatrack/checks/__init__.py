"""Every check, one module each; a module's docstring is the public documentation of its codes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from itatrack.checks import (
    cut_text,
    duplicate_id,
    earlier_entry,
    entry_order,
    evidence_file,
    future_entry,
    level,
    no_evidence,
    no_responsible,
    older_result,
    other_steps,
    overdue,
    repeated_step,
    split_number,
    step_back,
    thai_text,
    unknown_measure,
    unknown_unit,
)
from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MOST
from itatrack.model import History
from itatrack.progress import counted
from itatrack.rounds import fiscal_year_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model import Plan, StatusEntry
    from itatrack.yamltext.nodes import Node
    from itatrack.yamltext.source import Source

ON_FILE: Final = (thai_text.check, cut_text.check, split_number.check)
ON_PLAN: Final = (
    unknown_unit.check,
    duplicate_id.check,
    no_responsible.check,
    repeated_step.check,
    level.check,
    older_result.check,
)
ON_HISTORY: Final = (entry_order.check,)
# Of entries that count only: last year's state is not this year's.
ON_COUNTED_HISTORY: Final = (no_evidence.check, step_back.check)
ON_BOTH: Final = (unknown_measure.check, earlier_entry.check)
ON_PLAN_AND_COUNTED_HISTORY: Final = (other_steps.check,)

# Checks of keys that many plans do not use: imported where something does, so that they cost the others nothing.
WHERE_USED_ON_PLAN: Final[dict[str, Callable[[Plan], object]]] = {
    "own_column": lambda plan: plan.columns,
    "table_column": lambda plan: plan.tables,
    "round_day": lambda plan: plan.rounds,
    "unknown_round": lambda plan: any(one.rounds for one in plan.measures),
    "unknown_ita_indicator": lambda plan: any(one.ita_indicator for one in plan.measures),
    "period": lambda plan: any(one.period for one in plan.measures),
    "group_again": lambda plan: any(one.group for one in plan.measures),
    "no_steps": lambda plan: not all(one.steps for one in plan.measures),
}
WHERE_USED_ON_HISTORY: Final[dict[str, Callable[[StatusEntry], object]]] = {
    "progress_percent": lambda entry: entry.progress is not None,
    "spent_less": lambda entry: entry.spent is not None,
}
WHERE_USED_ON_BOTH: Final[dict[str, Callable[[StatusEntry], object]]] = {
    "over_budget": lambda entry: entry.spent is not None,
    "unknown_indicator": lambda entry: entry.indicators,
}


def _check_of(name: str) -> Callable[..., Iterator[Finding]]:
    check: Callable[..., Iterator[Finding]] = import_module(f"itatrack.checks.{name}").check
    return check


def _limited(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Give a check's findings, as many as anybody could want to read; a check has one severity, so no error is lost."""
    for count, found in enumerate(findings):
        if count == MOST:
            yield finding("W512", found.span, most=MOST)
            return
        yield found


def check_file(source: Source, root: Node) -> Iterator[Finding]:
    """Run the checks that need nothing but one file's text and nodes."""
    for check in ON_FILE:
        yield from _limited(check(source, root))


def check_plan(plan: Plan) -> Iterator[Finding]:
    """Run the checks that need nothing but the plan."""
    for check in ON_PLAN:
        yield from _limited(check(plan))
    for name, used in WHERE_USED_ON_PLAN.items():
        if used(plan):
            yield from _limited(_check_of(name)(plan))


def check_history(
    history: History, plan: Plan | None, today: dt.date, exists: Callable[[str], bool]
) -> Iterator[Finding]:
    """Run the checks of the history, and of both files together.

    Args:
        history: the history, as much of it as could be read.
        plan: the plan, or None where its file could not be read.
        today: the day that due dates and entries are compared with.
        exists: whether a path, counted from the project's folder, is a file in it.
    """
    for on_history in ON_HISTORY:
        yield from _limited(on_history(history))
    year = fiscal_year_of(plan) if plan else None
    of_year = {name: counted(entries, year) for name, entries in history.entries.items()}
    counting = History(at=history.at, unread=history.unread, entries=of_year)
    for on_history in ON_COUNTED_HISTORY:
        yield from _limited(on_history(counting))
    entries = [entry for of_measure in of_year.values() for entry in of_measure]
    for name, used in WHERE_USED_ON_HISTORY.items():
        if any(map(used, entries)):
            yield from _limited(_check_of(name)(counting))
    yield from _limited(evidence_file.check(history, exists))
    yield from _limited(future_entry.check(history, today))
    if plan:
        if plan.memo.garuda:
            yield from _check_of("picture_file")(plan, exists)
        yield from _check_both(plan, history, counting)
        yield from _limited(overdue.check(plan, history, today))


def _check_both(plan: Plan, history: History, counting: History) -> Iterator[Finding]:
    """Run the checks of plan and history together, those of what a report prints on the entries that count."""
    for on_both in ON_BOTH:
        yield from _limited(on_both(plan, history))
    for on_both in ON_PLAN_AND_COUNTED_HISTORY:
        yield from _limited(on_both(plan, counting))
    for name, used in WHERE_USED_ON_BOTH.items():
        if any(used(entry) for entries in counting.entries.values() for entry in entries):
            yield from _limited(_check_of(name)(plan, counting))
