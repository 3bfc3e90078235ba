"""What is said of an agency: why its figures do not count, and why it is to be called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.findings.finding import Finding
from itatrack.findings.message import Message, counted, message
from itatrack.rollup.agency_row import DAYS_QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.message import Translator
    from itatrack.rollup.agency_row import AgencyRow, Trouble


def title_of(row: AgencyRow) -> str:
    """Return what an agency is called, or its folder where that is not known."""
    return row.name or row.path


_WORDS: Final[dict[Trouble, Message]] = {
    "": message("has entries"),
    "missing": message("not found"),
    "empty": message("no plan"),
    "broken": message("data with errors"),
    "no-round": message("no such round"),
    "no-revision": message("no such commit"),
    "duplicate": message("duplicate"),
    "other-year": message("other year"),
}


_IN_BRIEF: Final[dict[Trouble, Message]] = {
    "missing": message("its data have not been received"),
    "empty": message("its data have not been received"),
    "broken": message("its data are not complete and are being corrected"),
}


def report_word(row: AgencyRow) -> Message:
    """Return in a word or two whether an agency has recorded anything, or why it does not count."""
    if row.trouble or not row.open:
        return _WORDS[row.trouble] if row.trouble else message("nothing open")
    if not row.reported:
        return message("nothing recorded") if row.is_silent else message("none yet")
    if row.days_quiet >= DAYS_QUIET:
        return counted(row.days_quiet, "{number} day ago", "{number} days ago")
    return _WORDS[""]


def remark(row: AgencyRow, translate: Translator, *, in_brief: bool = False) -> str:
    """Return all that is said of an agency as one text; empty where it needs no call.

    In brief nothing is said of files: that is for whoever corrects them.
    """
    if in_brief and row.trouble in _IN_BRIEF:
        return translate(_IN_BRIEF[row.trouble])
    return "; ".join(translate(said) for said in _remarks(row, translate))


def _remarks(row: AgencyRow, translate: Translator) -> Iterator[Message]:
    if row.trouble:
        yield _trouble(row, translate)
        return
    if row.is_silent and row.round:
        yield message("nothing was recorded in '{round}'", round=row.round)
    elif row.is_silent:
        yield message("nothing was recorded in the fiscal year")
    if row.overdue_measures and row.as_of:
        late = (row.as_of - min(measure.due for measure in row.overdue_measures)).days
        yield counted(
            row.overdue,
            "{number} measure is overdue, by up to {days}",
            "{number} measures are overdue, by up to {days}",
            days=counted(late, "{number} day", "{number} days"),
        )


def _trouble(row: AgencyRow, translate: Translator) -> Message:
    if not isinstance(row.detail, Finding):
        return row.detail or Message(row.trouble)
    span = row.detail.span
    return counted(
        row.errors,
        "{number} error in the data: {place} {said}",
        "{number} errors in the data, the first: {place} {said}",
        place=f"{span.path}:{span.line}:{span.column}",
        said=row.detail.message(translate),
    )
