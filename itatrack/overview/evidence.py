"""The list of evidence, as lines for people and as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack import SCHEMA_VERSION
from itatrack.overview.cells import Line, ListCell, aligned
from itatrack.overview.status_json import plain_json, shown_date
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from itatrack.findings.json_reporter import Json
    from itatrack.findings.message import Translator
    from itatrack.model.records import Evidence
    from itatrack.progress.evidence import GivenEvidence


class ListedEvidence(NamedTuple):
    """A piece of evidence, and whether its file, or the copy of its page, is there; None where it has none."""

    given: GivenEvidence
    is_there: bool | None


def evidence_lines(listed: Sequence[ListedEvidence], translate: Translator) -> list[Line]:
    """Return a line for each piece of evidence, under a line of headings; what it is stands last and is never cut."""
    heads = [translate("id"), translate("entry"), translate("kind"), translate("checked")]
    heads += [translate("file"), translate("evidence")]
    rows = [[ListCell(head, "head") for head in heads]]
    for given, is_there in listed:
        evidence = given.evidence
        there = "-" if is_there is None else translate("there") if is_there else translate("missing")
        rows.append(
            [
                ListCell(given.measure),
                ListCell(calendar.iso(given.date) if given.date else translate("plan")),
                ListCell(kind_of(evidence, translate)),
                ListCell(_checked(evidence, translate)),
                ListCell(there, "overdue" if is_there is False else "plain"),
                ListCell(" ".join(evidence.names)),
            ]
        )
    return aligned(rows)


def kind_of(evidence: Evidence, translate: Translator) -> str:
    """Return what a piece of evidence is."""
    if evidence.url:
        return translate("web page")
    return translate("file") if evidence.file else translate("text")


def _checked(evidence: Evidence, translate: Translator) -> str:
    """Return the day on which evidence was last checked, whether that can be told of its file, or `-` if it was not."""
    day = calendar.iso(evidence.checked) if evidence.checked else "-"
    return translate("{day} pinned", day=day) if evidence.sha256 else day


def evidence_envelope(listed: Sequence[ListedEvidence], as_of: dt.date) -> dict[str, Json]:
    """Return what `evidence list` shows."""
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "evidence-list",
        "as_of": shown_date(as_of),
        "evidence": [{**_given_json(one.given), "is_there": one.is_there} for one in listed],
    }


def _given_json(given: GivenEvidence) -> dict[str, Json]:
    """Return a piece of evidence with all of its keys, and where it was given."""
    keys = plain_json(given.evidence)
    return {"measure": given.measure, "date": shown_date(given.date), **(keys if isinstance(keys, dict) else {})}
