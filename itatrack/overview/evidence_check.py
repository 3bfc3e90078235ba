"""What became of evidence since it was given, as lines for people and as JSON for programs."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from itatrack import SCHEMA_VERSION
from itatrack.findings.message import Message, message
from itatrack.overview.cells import Line, ListCell
from itatrack.overview.details import labelled
from itatrack.overview.status_json import shown_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from itatrack.findings.json_reporter import Json
    from itatrack.findings.message import Translator
    from itatrack.model.records import Evidence, Plan
    from itatrack.progress.evidence import GivenEvidence

Outcome = Literal["same", "changed", "missing", "unpinned", "answers", "moved", "gone", "private", "unreachable"]

_WORDS: Final[dict[Outcome, Message]] = {
    "same": message("as it was pinned"),
    "answers": message("answers"),
    "unpinned": message("never pinned"),
    "changed": message("changed since it was pinned"),
    "missing": message("the file is missing"),
    "moved": message("moved"),
    "gone": message("gone"),
    "private": message("leads into a private network, which nobody outside can open"),
    "unreachable": message("cannot be reached"),
}
_TO_DO: Final[dict[Outcome, Message]] = {
    "changed": message("put the old file back; if the new one is right, record it: `{command}`"),
    "missing": message("put the file back, or correct {place}"),
    "moved": message("see whether it is the right page, and correct the address in {place}"),
    "gone": message("put the page back, or correct the address in {place}"),
    "private": message(
        "put the page where everybody can open it, and correct the address in {place}; "
        "to ask it all the same, add --allow-private with a reason"
    ),
    "unreachable": message("open it in a browser; if that fails too, tell whoever maintains the web site"),
}


class CheckedEvidence(NamedTuple):
    """A file or an address of evidence, and what became of it.

    Attributes:
        given: the evidence, and where it was given.
        what: the file or the address.
        outcome: what became of it.
        why: how that is known.
        target: the address to which the page has moved.
    """

    given: GivenEvidence
    what: str
    outcome: Outcome
    why: Message | None = None
    target: str | None = None

    @property
    def is_lost(self) -> bool:
        """Check whether somebody has to do something about it."""
        return self.outcome in _TO_DO


def checked_files(
    given: Sequence[GivenEvidence], has_file: Callable[[str], bool], digest: Callable[[str], str | None]
) -> Iterator[CheckedEvidence]:
    """Yield what became of each file, and of each page without a copy that it was never pinned; once a measure."""
    seen = set()
    for one in given:
        what = one.evidence.kept or one.evidence.url
        if what and (one.measure, what, one.evidence.sha256) not in seen:
            seen.add((one.measure, what, one.evidence.sha256))
            yield CheckedEvidence(one, what, _outcome(one.evidence, has_file, digest))


def _outcome(evidence: Evidence, has_file: Callable[[str], bool], digest: Callable[[str], str | None]) -> Outcome:
    file = evidence.kept
    if file and not has_file(file):
        return "missing"
    if not file or not evidence.sha256:
        return "unpinned"
    return "same" if digest(file) == evidence.sha256 else "changed"


def check_lines(
    checked: Sequence[CheckedEvidence], plan: Plan, translate: Translator, pin: str, width: int | None = None
) -> list[Line]:
    """Return what is lost, below the measures that it is of, with who is responsible and what is to be done.

    `pin` is the command that pins evidence of this project.
    """
    measures = {measure.id: measure for measure in plan.measures}
    lines: list[Line] = []
    last = None
    for one in checked:
        if not one.is_lost:
            continue
        measure = measures.get(one.given.measure)
        if one.given.measure != last:
            last = one.given.measure
            title = measure.title if measure else translate("not in the plan any more")
            lines += [*([[]] if lines else []), [ListCell(last, "head"), ListCell(f"  {title}")]]
        else:
            lines.append([])
        units = ", ".join(measure.responsible) if measure else ""
        why = f" ({translate(one.why)})" if one.why else ""
        is_address = one.what == one.given.evidence.url
        key = "url" if is_address else "file" if one.given.evidence.file else "copy"
        span = one.given.evidence.location.value(key)
        command = f"{pin} {shlex.join([one.given.measure, '--evidence', one.given.evidence.kept or ''])}"
        to_do = translate(_TO_DO[one.outcome].text, place=f"{span.path}:{span.line}", command=command)
        pairs = [
            (translate("units"), ListCell(units or "-")),
            (translate("evidence"), ListCell(one.given.evidence.text or "-")),
            (translate("address") if is_address else translate("file"), ListCell(one.what)),
            (translate("found"), ListCell(f"{translate(_WORDS[one.outcome])}{why}", "overdue")),
            *([(translate("now at"), ListCell(one.target))] if one.target else []),
            (translate("to do"), ListCell(to_do)),
        ]
        lines += labelled(pairs, width)
    return lines


def sums(checked: Sequence[CheckedEvidence], translate: Translator) -> str:
    """Return how many there are of each outcome."""
    counts = {outcome: sum(one.outcome == outcome for one in checked) for outcome in _WORDS}
    return ", ".join(f"{translate(_WORDS[outcome])} {number}" for outcome, number in counts.items() if number)


def check_envelope(
    checked: Sequence[CheckedEvidence], plan: Plan, as_of: dt.date, translate: Translator
) -> dict[str, Json]:
    """Return what `evidence check` found, of all evidence."""
    units = {measure.id: list(measure.responsible) for measure in plan.measures}
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "evidence-check",
        "as_of": shown_date(as_of),
        "checked": [
            {
                "measure": one.given.measure,
                "units": [*units.get(one.given.measure, [])],
                "date": shown_date(one.given.date),
                "text": one.given.evidence.text,
                "what": one.what,
                "outcome": one.outcome,
                "why": translate(one.why) if one.why else None,
                "target": one.target,
            }
            for one in checked
        ],
    }
