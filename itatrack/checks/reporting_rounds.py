"""Checks of the reporting rounds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.suggest import nearest
from itatrack.model.columns import table_uses
from itatrack.progress.rounds import cut_off_of, day_named, fiscal_year_of, rounds_of
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding
    from itatrack.model.records import Plan


def unknown_round(plan: Plan) -> Iterator[Finding]:
    """E306: a measure is reported in a round that is not in the plan, or a column of a table is as of one.

    In `changes_since` of the memo a date may stand in its place.

    Wrong: `rounds: [รอบ 7 เดือน]` of a measure, or `{column: result, round: รอบ 7 เดือน}`.
    Right: `rounds: [รอบ 6 เดือน]`, a name of the plan's `rounds`.
    """
    rounds = rounds_of(plan)
    known = [round_.name for round_ in rounds]
    for use in table_uses(plan):
        if use.round and use.round not in known:
            span, meant = use.location.value("round"), nearest(use.round, known)
            yield finding("E306", span, name=use.round, known=", ".join(known), meant=meant)
        elif use.round and not plan.rounds and rounds[known.index(use.round)].cut_off is None:
            yield finding("E306.day", use.location.value("round"), name=use.round)
    since = plan.memo.changes_since
    if since and day_named(plan, since) is None:
        span, meant = plan.memo.location.value("changes_since"), nearest(since, known)
        if since not in known:
            yield finding("E306.since", span, name=since, known=", ".join(known), meant=meant)
        elif not plan.rounds:
            yield finding("E306.day", span, name=since)
    for measure in plan.measures:
        for index, name in enumerate(measure.rounds):
            if name not in known:
                span = measure.location.value("rounds", index)
                yield finding("E306", span, name=name, known=", ".join(known))


# What a text in brackets cannot hold without quotes.
_SPECIAL = r"[,:#\[\]{}'\"]|^[^\w(]"
_EXAMPLE = 2567
_HALF_A_YEAR = 6


def round_day(plan: Plan) -> Iterator[Finding]:
    """E309, W516: the cut-off date of a round is unknown, or outside the plan's fiscal year.

    The date follows from a name such as `รอบ 6 เดือน` or `ไตรมาสที่ 2` and the plan's `fiscal_year`; any other round
    gives it in `cut_off`.

    Wrong: `rounds: [ครั้งที่ 1]`.
    Right: `rounds: [{name: ครั้งที่ 1, cut_off: 2567-02-15}]`, or `rounds: [รอบ 6 เดือน, รอบ 12 เดือน]` with
    `fiscal_year: 2567`.
    """
    year = fiscal_year_of(plan)
    for round_ in plan.rounds:
        if round_.invalid_fields:
            continue
        name, day = round_.name, cut_off_of(round_, year)
        if day is None:
            # A text stands for its name: then the name has no key.
            short = round_.location.key("name") == round_.location.value("name")
            quoted = json.dumps(name, ensure_ascii=False) if re.search(_SPECIAL, name) else name
            example = calendar.iso(calendar.fiscal_month_end(year or _EXAMPLE, _HALF_A_YEAR))
            wording = "E309" if short else "E309.key"
            yield finding(wording, round_.location.value("name"), name=name, quoted=quoted, day=example)
        elif year and calendar.fiscal_year(day) != year:
            span = round_.location.value("cut_off")
            yield finding("W516", span, name=name, day=calendar.iso(day), year=year)
