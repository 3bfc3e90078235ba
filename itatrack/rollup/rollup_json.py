"""A roll-up as JSON: one object, or a line an agency, which many runs can be joined by; docs/json.md."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from itatrack import SCHEMA_VERSION
from itatrack.findings.finding import Finding
from itatrack.findings.message import ENGLISH
from itatrack.overview.status_json import json_number, shown_date
from itatrack.rollup.agency_row import QUARTERS
from itatrack.rollup.rollup import COUNTS, percent_of, totals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.json_reporter import Json
    from itatrack.rollup.agency_row import AgencyRow
    from itatrack.rollup.rollup import GroupBy, Rollup, Totals


def envelope(rollup: Rollup, by: GroupBy) -> dict[str, Json]:
    """Return all of a roll-up."""
    groups: list[Json] = [
        {"group": name or None, **_totals(totals_of(rows))} for name, rows in rollup.groups(by).items()
    ]
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "rollup",
        "fiscal_year": rollup.fiscal_year,
        "totals": _totals(rollup.totals),
        "groups": groups,
        "call_first": [row.path for row in rollup.to_call],
        "agencies": [_agency(row) for row in rollup.rows],
        "shared_measures": [{**each._asdict()} for each in rollup.shared],
    }


def lines(rollup: Rollup) -> Iterator[str]:
    """Yield a line of JSON for each agency, with the kind and version in each."""
    encode = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes one for each line
    for row in rollup.rows:
        yield encode({"schema_version": SCHEMA_VERSION, "kind": "rollup-agency", **_agency(row)}) + "\n"


def _agency(row: AgencyRow) -> dict[str, Json]:
    known = row.has_figures
    finding = row.detail if isinstance(row.detail, Finding) else None
    return {
        "path": row.path,
        "name": row.name or None,
        "group": row.group or None,
        "district": row.district or None,
        "province": row.province or None,
        "phone": row.phone or None,
        "trouble": row.trouble or None,
        "detail": _said(row),
        "place": f"{finding.span.path}:{finding.span.line}:{finding.span.column}" if finding else None,
        "fiscal_year": row.fiscal_year,
        "as_of": shown_date(row.as_of),
        "round": row.round or None,
        "round_end": shown_date(row.round_end),
        **{name: getattr(row, name) if known else None for name in COUNTS},
        "percent": json_number(percent_of(row.done, row.measures)) if known else None,
        "budget": json_number(row.budget),
        "spent": json_number(row.spent),
        "last_entry": shown_date(row.last_entry),
        "reported": row.reported if known else None,
        "errors": row.errors,
        "warnings": row.warnings,
        "done_at": _done_at(row.done_at),
        "overdue_measures": [
            {"id": measure.id, "title": measure.title, "due": shown_date(measure.due)}
            for measure in row.overdue_measures
        ],
    }


def _said(row: AgencyRow) -> str | None:
    if isinstance(row.detail, Finding):
        return row.detail.message(ENGLISH)
    return ENGLISH(row.detail) if row.detail else None


def _done_at(counts: tuple[int, ...]) -> list[Json]:
    return [{"months": months, "done": done} for months, done in zip(QUARTERS, counts, strict=False)]


def _totals(totals: Totals) -> dict[str, Json]:
    return {
        "agencies": totals.agencies,
        "counted": totals.counted,
        "without_report": totals.silent,
        **{name: getattr(totals, name) for name in COUNTS},
        "percent": json_number(totals.percent) if totals.measures else None,
        "budget": json_number(totals.budget),
        "spent": json_number(totals.spent),
        "errors": totals.errors,
        "warnings": totals.warnings,
        "done_at": _done_at(totals.done_at),
    }
