"""The draft of a project: everything that was found in a source, in the keys of the two files, with its doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.message import message
from itatrack.importing.builder import Builder
from itatrack.importing.cells import is_result_alone
from itatrack.importing.head import plan_head
from itatrack.importing.history import history_of
from itatrack.importing.letter import letter_of
from itatrack.importing.tables import found_in
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from itatrack.findings.message import Message
    from itatrack.importing.grid import Block
    from itatrack.importing.notes import Fields, Notes


class Draft(NamedTuple):
    """The data of the two files, and what is noted beside it."""

    plan: Fields
    history: Fields
    notes: Notes


def draft_of(blocks: Sequence[Block], doubts: Sequence[Message], as_of: dt.date | None) -> Draft | None:
    """Return the draft of what a source holds, or None where it has no table of measures.

    Args:
        blocks: the lines and tables of the source.
        doubts: what is doubtful about the source as a whole.
        as_of: the day that the result is of, where the source need not say it.
    """
    found = found_in(blocks)
    builder = Builder()
    for said in doubts:
        builder.notes.doubt((), said)
    tables = zip(found.tables, found.titles, found.captions, strict=True)
    # A workbook may have its result first, and the plan says what measures there are.
    for table, title, caption in sorted(tables, key=lambda each: is_result_alone(each[0])):
        builder.take(table, title, caption)
    if not builder.measures:
        return None
    letter = letter_of([*found.lines, *builder.lines])
    plan = plan_head(letter, builder.title, builder.notes)
    day = as_of or letter.as_of
    if letter.unread_day:
        builder.notes.doubt((), message("the letter's date cannot be read: '{text}'", text=letter.unread_day))
    if found.assessments:
        target = letter.assessment.get("target_fiscal_year")
        last = found.assessments[-1]
        plan["assessment"] = [*found.assessments[:-1], last | ({"target_fiscal_year": target} if target else {})]
    if letter.day:
        builder.notes.keep(("memo",), f"วันที่ของบันทึกข้อความ: {calendar.full(letter.day)}")
    plan |= builder.plan()
    history = history_of(builder.entries, [str(measure["id"]) for measure in builder.measures], day, builder.notes)
    left = [line for line in letter.left if line not in {plan["title"], *builder.captions}]
    for line in left:
        builder.notes.keep((), line)
    order = ("agency", "fiscal_year", "assessment", "memo", "units", "title", "columns", "status_words", "tables",
             "monitoring", "measures")  # fmt: skip
    return Draft({key: plan[key] for key in order if key in plan}, history, builder.notes)
