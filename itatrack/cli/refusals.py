"""Word why a change of the project's data is refused."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import typer

from itatrack.cli import lookup
from itatrack.cli.console import print_error, print_findings
from itatrack.cli.language import _
from itatrack.findings.message import clean
from itatrack.model.status import Status
from itatrack.recording import refusal as reasons
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.findings.finding import Finding
    from itatrack.recording.refusal import Refusal


def refuse(refusal: Refusal) -> NoReturn:
    """Print why a change is refused, and end the command.

    Raises:
        typer.BadParameter: an argument does not fit the data.
        typer.Exit: 1 where the data or the layout forbids the change, 3 where another program changed a file since.
    """
    match refusal:
        case reasons.InvalidData(findings):
            _exit_with(findings, _("nothing was written"))
        case reasons.InvalidResult(findings):
            _exit_with(findings, _("the change would cause these errors: nothing was written"))
        case reasons.EditRefused(finding):
            _exit_with([finding], _("nothing was written"))
        case reasons.NothingToUndo():
            print_error(_("there is nothing to undo"))
            raise typer.Exit(1)
        case reasons.ChangedSince(command, when, path):
            problem = _(
                "{path} was changed since, by hand or by another program, so this cannot be undone: {command} "
                "({time}); take that change back and undo again, or correct an entry with `itatrack status edit` and a "
                "measure with `itatrack measure edit`",
                path=path,
                command=clean(command),
                time=clean(when),
            )
            print_error(problem)
            raise typer.Exit(3)
        case (
            reasons.UnknownIds()
            | reasons.DuplicateId()
            | reasons.LastMeasure()
            | reasons.UnknownUnit()
            | reasons.DuplicateUnit()
        ):
            raise _about_the_plan(refusal)
        case _:
            raise _about_entries(refusal)


def _about_the_plan(
    refusal: reasons.UnknownIds
    | reasons.DuplicateId
    | reasons.LastMeasure
    | reasons.UnknownUnit
    | reasons.DuplicateUnit,
) -> typer.BadParameter:
    match refusal:
        case reasons.UnknownIds(ids, known):
            return lookup.unknown(ids, known, "ID", _("unknown measure id {names}"))
        case reasons.DuplicateId(name):
            return typer.BadParameter(_("there is a measure '{id}' already", id=name), param_hint="'ID'")
        case reasons.LastMeasure(name):
            problem = _("{id} is the only measure of the plan, which must have one", id=name)
            return typer.BadParameter(problem, param_hint="'ID'")
        case reasons.UnknownUnit(unit, known):
            return lookup.unknown([unit], known, "UNIT", _("unknown unit {names}"))
        case reasons.DuplicateUnit(unit):
            return typer.BadParameter(_("there is a unit '{unit}' already", unit=unit), param_hint="'UNIT'")


def _about_entries(
    refusal: reasons.NoEntry
    | reasons.DuplicateEntry
    | reasons.UnknownEvidence
    | reasons.AmbiguousEvidence
    | reasons.MissingReason
    | reasons.BeforeFiscalYear,
) -> typer.BadParameter:
    match refusal:
        case reasons.NoEntry():
            return _no_entry(refusal)
        case reasons.DuplicateEntry(name, date):
            problem = _("{id} has an entry of {day} already", id=name, day=calendar.iso(date))
            return typer.BadParameter(problem, param_hint="'--to-date'")
        case reasons.UnknownEvidence():
            return _unknown_evidence(refusal)
        case reasons.AmbiguousEvidence(name, choices):
            problem = _(
                "several pieces of evidence are called '{name}': name the one that is meant: {choices}",
                name=name,
                choices=", ".join(f"'{choice}'" for choice in choices),
            )
            return typer.BadParameter(problem, param_hint="'--remove-evidence'")
        case reasons.MissingReason(statuses, new):
            moves = ", ".join(f"{name}: {_(status.code)} → {_(new.code)}" for name, status in statuses.items())
            if new is Status.CANCELLED:
                problem = _("a cancellation ({moves}) needs a note that says why", moves=moves)
            elif Status.CANCELLED in statuses.values():
                problem = _("going on after a cancellation ({moves}) needs a note that says why", moves=moves)
            else:
                problem = _("a step back ({moves}) needs a note that says why", moves=moves)
            return typer.BadParameter(problem, param_hint="'--note'")
        case reasons.BeforeFiscalYear(date, year, is_new):
            problem = _(
                "{day} lies before fiscal year {year} of the plan, so it would not count",
                day=calendar.iso(date),
                year=year,
            )
            return typer.BadParameter(problem, param_hint="'--to-date'" if is_new else "'--date'")


def _no_entry(refusal: reasons.NoEntry) -> typer.BadParameter:
    if refusal.date is None or not refusal.dates:
        return typer.BadParameter(_("{id} has no entry", id=refusal.id), param_hint="'ID'")
    problem = _(
        "{id} has no entry of {day}; there are: {known}",
        id=refusal.id,
        day=calendar.iso(refusal.date),
        known=", ".join(map(calendar.iso, refusal.dates)),
    )
    return typer.BadParameter(problem, param_hint="'--date'")


def _unknown_evidence(refusal: reasons.UnknownEvidence) -> typer.BadParameter:
    problem = _("the entry has no evidence {names}")
    if refusal.known:
        return lookup.unknown(refusal.unknown, refusal.known, "--remove-evidence", problem)
    names = ", ".join(f"'{text}'" for text in refusal.unknown)
    return typer.BadParameter(problem.replace("{names}", names), param_hint="'--remove-evidence'")


def _exit_with(findings: Sequence[Finding], consequence: str) -> NoReturn:
    print_findings(findings, "full", sys.stderr)
    print_error(consequence)
    raise typer.Exit(1)
