"""Checks of status entries against the plan, and of one entry against the next."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.findings.fix import Replacement, spelling
from itatrack.findings.message import message
from itatrack.findings.suggest import MAX_LISTED, Suggester
from itatrack.model.columns import printed_columns
from itatrack.model.fields import fields_of
from itatrack.model.records import StatusEntry
from itatrack.model.status import Status
from itatrack.progress.state import lasting
from itatrack.thai.digits import to_arabic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding, Span
    from itatrack.findings.fix import Fix
    from itatrack.model.records import History, Plan


def unknown_measure(plan: Plan, history: History) -> Iterator[Finding]:
    """E301: the history contains a measure that is not in the plan.

    Its entries would never reach the memo.

    Wrong: `e-servise:` in `status.yaml`, where the plan has `e-service`.
    Right: `e-service:`, if that measure is meant; put `#` before entries of a measure that is no longer in the plan.
    """
    known = {measure.id: None for measure in plan.measures}
    # A measure that has entries of its own is not meant by others.
    suggester = Suggester(name for name in known if name not in history.entries)
    first = ", ".join(list(known)[:MAX_LISTED])
    path = plan.location.value().path
    for name in history.entries:
        if name not in known:
            span, meant = history.location.key(name), suggester.nearest(name)
            fix = _in_arabic_digits(span) if to_arabic(name) in known else None
            yield finding("E301", span, id=name, path=path, known=first, meant=meant)._replace(fix=fix)


def _in_arabic_digits(span: Span) -> Fix | None:
    written = span.excerpt[span.column - 1 : span.end_column - 1]
    return spelling([Replacement(span, to_arabic(written))] if span.line == span.end_line else ())


def step_back(history: History) -> Iterator[Finding]:
    """W505: a measure goes back to an earlier status, is cancelled, or goes on after that, without a note.

    Work is reopened, given up and taken up again now and then; an auditor will ask for the reason.

    Wrong: `status: in-progress` after `status: done`, or `status: cancelled` alone.
    Right: the same with `note: เว็บไซต์ใช้งานไม่ได้ ต้องปรับปรุงใหม่`, or `note: ไม่ได้รับจัดสรรงบประมาณ`.
    """
    for name, entries in history.entries.items():
        for before, entry in pairwise((None, *entries)):
            status = before.status if before else Status.NOT_STARTED
            if entry is None or not entry.status.needs_reason(status):
                continue
            if before and (before.invalid_fields & {"date", "status"} or entry.date <= before.date):
                continue
            if not entry.note and not entry.invalid_fields & {"date", "status", "note"}:
                resumed = "W505.resumed" if status is Status.CANCELLED else "W505"
                yield finding(
                    "W505.cancelled" if entry.status is Status.CANCELLED else resumed,
                    entry.location.value("status"),
                    id=name,
                    before=message(status.code),
                    after=message(entry.status.code),
                )


def done_without_evidence(plan: Plan, history: History) -> Iterator[Finding]:
    """W502: an entry records done, and neither it nor an earlier one since then gives evidence, nor does the plan.

    An assessor believes what can be looked up, preferably at a stable address. A memo whose tables show neither
    `evidence` nor `statuses` needs none.

    Wrong: `status: done` alone.
    Right: `status: done` with `evidence: [{text: ประกาศ, url: "https://www.example.go.th/notice"}]`.
    """
    # Without a column of its own it stands in that of the status.
    if not printed_columns(plan) & {"evidence", Status.DONE.code}:
        return
    fold = fields_of(StatusEntry)["evidence"].fold
    shown = {measure.id for measure in plan.measures if measure.evidence or "evidence" in measure.invalid_fields}
    for name, entries in history.entries.items():
        if name in shown or all(entry.evidence for entry in entries):
            continue
        has_evidence = False
        for before, entry in pairwise((None, *entries)):
            if entry is None:
                continue
            # Two at a time: to look at all entries before each takes quadratic time.
            still_holds = before is not None and len(lasting((before, entry), fold)) > 1
            has_evidence = (has_evidence and still_holds) or bool(entry.evidence) or "evidence" in entry.invalid_fields
            if entry.status is Status.DONE and not has_evidence:
                yield finding("W502", entry.location.value("status"), id=name)


def other_steps(plan: Plan, history: History) -> Iterator[Finding]:
    """W504: a measure was reported with steps that differ from the plan.

    The memo prints the steps as reported; whoever signs should know that they differ.

    Wrong: planned `จัดทำประกาศ`, reported `steps: [รณรงค์ผ่านสื่อสังคมออนไลน์]`.
    Right: the planned steps carried out, or the plan changed before the report.
    """
    measures = {measure.id: measure for measure in plan.measures if "steps" not in measure.invalid_fields}
    for name, entries in history.entries.items():
        measure = measures.get(name)
        for entry in entries:
            if measure and entry.steps and _bare(entry.steps) != _bare(measure.steps):
                related = Related(message("planned here"), measure.location.value("steps", 0))
                yield finding("W504", entry.location.value("steps", 0), (related,), id=name)


def _bare(steps: tuple[str, ...]) -> list[str]:
    return ["".join(step.split()) for step in steps]


# A dash or a bullet before a part of a text, a wide blank before another: what two lines in one leave.
_DASH = "[-+*\u2713\u2010-\u2015\u2022\u25cf\u25cb\u25aa\u25e6\u00b7]"
_DASHES = rf"(?:{_DASH}|--) .*\S +{_DASH} \S|\S.*\S {{2,}}{_DASH} \S"
# A number before a part of a text: 1. or 1) or (1), with a blank behind it.
_NUMBER_BEFORE = r"(?:^|\s)\(?([0-9]+)[.)](?=\s)"
# What a text with either has, and few others do: looked for first, it makes the check twenty times as fast. It begins
# with a blank, as that is one sign and rare in Thai.
_SIGN = rf" (?:{_DASH}|\(?[2๒][.)]) "


def numbered_text(plan: Plan, history: History) -> Iterator[Finding]:
    """W523: one list item contains several numbered steps, or several after dashes.

    Lines that are pasted below a `- ` are read as one text, so two steps would be printed as one.

    Wrong: `- 1. จัดทำประกาศ 2. เผยแพร่`, on one line or on two.
    Right: `- จัดทำประกาศ` and `- เผยแพร่`, each on a line of its own.
    """
    records = [(measure, "steps") for measure in plan.measures]
    entries = [entry for of_measure in history.entries.values() for entry in of_measure]
    has_sign = re.compile(_SIGN).search
    for record, name in [*records, *((entry, name) for entry in entries for name in ("steps", "result"))]:
        for index, text in enumerate(getattr(record, name)):
            if not has_sign(text.replace("\n", " ")):
                continue
            numbers = re.findall(_NUMBER_BEFORE, to_arabic(text))
            is_numbered = numbers[:2] == ["1", "2"] and re.match(_NUMBER_BEFORE, to_arabic(text))
            if is_numbered or re.match(_DASHES, text):
                wording = "W523" if is_numbered else "W523.dashes"
                yield finding(wording, record.location.value(name, index), key=name)
