"""Print what a change of entries does to the states of their measures."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING

from itatrack.cli import options
from itatrack.cli.console import info, print_error
from itatrack.cli.language import _
from itatrack.cli.writing import print_done
from itatrack.findings.message import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from itatrack.project import Project
    from itatrack.recording.change import Change
    from itatrack.recording.status_effect import StatusEffect


def print_effect(
    ids: Collection[str],
    date: dt.date,
    change: Change,
    *,
    dry_run: bool,
    named: Collection[str] = (),
    recorded: Collection[str] = (),
) -> None:
    """Print which status each measure had and has, and what of its state is lost.

    Args:
        ids: the measures whose entries were changed.
        date: the date of the entries.
        change: what was changed.
        dry_run: nothing was written.
        named: keys that were named to be changed, of which nobody need be told that they are.
        recorded: keys that have got a value.
    """
    from itatrack.model.columns import unprinted
    from itatrack.model.fields import fields_of
    from itatrack.model.records import StatusEntry
    from itatrack.recording.status_effect import status_effect

    effect = status_effect(ids, date, change, options.today())
    print_done(_summary(ids, date, effect), dry_run=dry_run)
    hidden = unprinted(change.after.plan, fields_of(StatusEntry)) if change.after.plan else {}
    for line in _lost_lines(effect, {*named, *hidden}):
        info(line)
    # Said once: whoever goes on recording it has another use for it, such as แบบ บส. ๔.
    _print_unprinted([hidden[key] for key in hidden if key in recorded and not _had_value(change.before, key)])


def print_entries(project: Project, name: str, date: dt.date | None = None) -> None:
    """Print the entries of a measure, or the one of a date, as `status log` shows them."""
    from itatrack.overview.cells import plain
    from itatrack.overview.log import entry_lines

    entries = project.history.entries.get(name, ()) if project.history else ()
    lines = entry_lines([entry for entry in entries if date in {None, entry.date}], _)
    info(plain(lines).strip("\n"))


def print_other_errors(change: Change, project: Path | None) -> None:
    """Print how many errors the data has that did not stand in the way of the change."""
    errors = change.after.errors
    if errors:
        others = counted(
            len(errors),
            "{number} error elsewhere in the files: {command} shows it",
            "{number} errors elsewhere in the files: {command} shows them",
            command=options.command("validate", project),
        )
        print_error(_(others))


def _had_value(project: Project, key: str) -> bool:
    """Check whether any entry had a value under a key."""
    from itatrack.model.fields import fields_of
    from itatrack.model.records import StatusEntry

    name = fields_of(StatusEntry)[key].name
    entries = chain.from_iterable(project.history.entries.values()) if project.history else ()
    return any(getattr(entry, name) for entry in entries)


def _print_unprinted(columns: Sequence[str]) -> None:
    """Print which columns the tables lack for what was recorded."""
    from itatrack.model.columns import HEADINGS

    if columns:
        lacking = _(
            "the memo has no column for this yet: {headings}; to print it, add {columns} to the columns in tables",
            headings=", ".join(HEADINGS[column] for column in columns),
            columns=", ".join(columns),
        )
        info(lacking)


def _lost_lines(effect: StatusEffect, named: Collection[str]) -> Iterator[str]:
    """Yield a line for each measure whose state has lost something by the change."""
    from itatrack.findings.message import clean

    for name, lost in effect.lost.items():
        by_key = groupby((value for value in lost if value[0] not in named), lambda value: value[0])
        texts = [_(key) + " " + ", ".join(f"“{clean(text)}”" for _key, text in values) for key, values in by_key]
        if texts:
            yield _(
                "{id}: no longer reported: {texts}; to keep a text, state it in this entry too",
                id=name,
                texts=", ".join(texts),
            )


def _summary(ids: Collection[str], date: dt.date, effect: StatusEffect) -> str:
    """Return in one line which status each measure had and has, and how many measures are done now."""
    from itatrack.model.status import Status
    from itatrack.thai import calendar

    moves = []
    for before, after, now in zip(effect.before.states, effect.after.states, effect.today.states, strict=True):
        if after.measure.id in ids:
            move = _("still {status}", status=_(after.status.code))
            if before.status is not after.status:
                move = f"{_(before.status.code)} → {_(after.status.code)}"
            if now.status is not after.status:
                move += _(" (today {status})", status=_(now.status.code))
            moves.append(f"{after.measure.id}: {move}")
    return _(
        "{moves} as of {day}; now {done} of {number} measures done",
        moves=", ".join(moves),
        day=calendar.iso(date),
        done=effect.today.count(Status.DONE),
        number=len(effect.today.states),
    )
