"""Checks of the plan's measures: ids, units, steps, groups, and the indicators of the ITA."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related
from itatrack.findings.message import message
from itatrack.findings.suggest import MAX_LISTED, Suggester, nearest
from itatrack.model import ita
from itatrack.model.columns import PARTS_OF_THE_YEAR, may_have_row, printed_tables
from itatrack.model.groups import stating_responsible
from itatrack.progress.rounds import fiscal_year_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from itatrack.findings.finding import Finding, Locator
    from itatrack.model.memo import WeakPoint
    from itatrack.model.records import Group, Measure, Plan, StatusEntry


def duplicate_id(plan: Plan) -> Iterator[Finding]:
    """E303: two measures, or two weak points, have the same id.

    The history could not tell the measures apart, and a measure not which weak point it answers.

    Wrong: `- id: e-service` twice in `measures`.
    Right: `- id: e-service` and `- id: e-service-web`.
    """
    yield from _same_ids(plan.measures, "E303")
    yield from _same_ids(plan.weak_points, "E303.weak-point")


def _same_ids(records: Iterable[Measure | WeakPoint], wording: str) -> Iterator[Finding]:
    first: dict[str, Measure | WeakPoint] = {}
    for record in records:
        if "id" in record.invalid_fields:
            continue
        if record.id in first:
            related = Related(message("the first one is here"), first[record.id].location.value("id"))
            yield finding(wording, record.location.value("id"), (related,), id=record.id)
        first.setdefault(record.id, record)


# What stands between units that were written as one. The words and blanks of the second stand in names too.
_BETWEEN_UNITS = r"\s*[/,，、;+&\\]\s*|\s+[-–]\s+"
_BEFORE_UNIT = r"^\(?[0-9๐-๙]+[.)]\s*|^[-\u2010-\u2015\u2022]\s*"
_WORDS_BETWEEN_UNITS = rf"{_BETWEEN_UNITS}|\s*(?:ร่วมกับ|และ|กับ)\s*|\s+"


def unknown_unit(plan: Plan) -> Iterator[Finding]:
    """E302: a measure names a responsible unit that is not in `units`.

    A unit spelt in two ways would be counted as two.

    Wrong: `responsible: [กองคลงั]`, where `units` has `กองคลัง`, or `responsible: [กองคลัง/สำนักปลัด]`.
    Right: `responsible: [กองคลัง]`, or `responsible: [กองคลัง, สำนักปลัด]`.
    """
    yield from unknown_units([*stating_responsible(plan)], plan.units)


def unknown_units(records: Sequence[Group | Measure | StatusEntry], units: Sequence[str]) -> Iterator[Finding]:
    """Yield the units that records name and a plan does not have."""
    known = dict.fromkeys(units)
    if known.keys() >= {unit for record in records for unit in record.responsible}:
        return
    suggester = Suggester(known)
    first = ", ".join(units[:MAX_LISTED])
    for record in records:
        for index, unit in enumerate(record.responsible):
            if unit in known:
                continue
            span = record.location.value("responsible", index)
            parts = _units_in(unit, known)
            if parts:
                yield finding("E302.several", span, unit=unit, apart=", ".join(f"`{part}`" for part in parts))
            else:
                bare = re.sub(_BEFORE_UNIT, "", unit)
                meant = bare if bare in known else suggester.nearest(unit)
                yield finding("E302", span, unit=unit, known=first, meant=meant)


def _units_in(unit: str, known: Container[str]) -> list[str]:
    """Return the units that were written as one, or none where it is one."""
    for between, enough in ((_BETWEEN_UNITS, any), (_WORDS_BETWEEN_UNITS, all)):
        parts = [part for part in re.split(between, unit) if part]
        if len(parts) > 1 and enough(part in known for part in parts):
            return parts
    return []


def no_responsible(plan: Plan) -> Iterator[Finding]:
    """W501: a measure has no responsible unit, and a table of the memo shows them.

    The assessment asks who carries each measure out.

    Wrong: `responsible: []`.
    Right: `responsible: [สำนักปลัด]`, or `tables` without the column `responsible`.
    """
    rows = [table.rows for table in printed_tables(plan) if "responsible" in table.columns]
    for measure in plan.measures:
        if measure.responsible or measure.invalid_fields & {"id", "responsible"}:
            continue
        if any(may_have_row(choice, measure) for choice in rows):
            yield finding("W501", measure.location.key("responsible"), id=measure.id)


def no_steps(plan: Plan) -> Iterator[Finding]:
    """W518: a measure has no steps, and a table of the memo shows them.

    Wrong: a measure without `steps`, in a plan whose tables have the usual columns.
    Right: `steps: [จัดทำประกาศ]`, or `tables` without the columns `steps` and `reported_steps`.
    """
    rows = [table.rows for table in printed_tables(plan) if table.columns & {"steps", "reported_steps"}]
    for measure in plan.measures:
        if measure.steps or measure.invalid_fields & {"id", "steps"}:
            continue
        if any(may_have_row(choice, measure) for choice in rows):
            yield finding("W518", measure.location.value("id"), id=measure.id)


def no_days(plan: Plan) -> Iterator[Finding]:
    """W536: a measure has no period that tells its months, and a table of the memo shows months or quarters.

    Nothing is marked for it there. Days tell the months, and words that can mean nothing else in the plan's fiscal
    year: `ไตรมาส 2`, `ต.ค. 2566 - มี.ค. 2567`, `ตลอดปีงบประมาณ`.

    Wrong: `period: ก่อนการแต่งตั้งทุกครั้ง`, in a plan whose tables have the column `months`.
    Right: `period: {from: 2567-01-01, to: 2567-03-31}`, `period: ไตรมาส 2`, or `recurring: yes` for what is carried out
    all year.
    """
    from itatrack.thai.periods import months_named

    year = fiscal_year_of(plan)
    names = {part for parts in PARTS_OF_THE_YEAR.values() for part in parts}
    rows = [table.rows for table in printed_tables(plan) if table.columns & names]
    for measure in plan.measures if rows else ():
        period = measure.period
        if measure.recurring or (period and (period.from_ or period.to or period.invalid_fields)):
            continue
        if period and months_named(period.text, year):
            continue
        if not measure.invalid_fields & {"id", "period"} and any(may_have_row(choice, measure) for choice in rows):
            yield finding("W536", measure.location.value("id"), id=measure.id)


# Steps are compared in full only where they begin alike: else a large plan takes quadratic time.
_BEGINNING = 20
_ALIKE = 0.9
_MAX_COMPARED = 5
_WAY_OF_WORKING = 3  # measures with the same step


def repeated_step(plan: Plan) -> Iterator[Finding]:
    """W503: a step is repeated, word for word or nearly so, under another measure, or a unit is listed twice.

    This usually happens when a row is copied, and the step of one measure is left under the next.

    A step under three or more measures is a way of working, such as แต่งตั้งคณะทำงาน, and not a mistake.

    Wrong: `จัดทำประกาศ … ให้ทราบ` under two measures.
    Right: under each measure the step that carries it out.
    """
    lists = [(record.responsible, record.location, "responsible") for record in stating_responsible(plan)]
    for units, location, key in [(plan.units, plan.location, "units"), *lists]:
        if len({*units}) < len(units):
            yield from _repeated_units(units, location, key)
    seen: dict[str, list[tuple[Measure, int, str]]] = {}
    texts_of = [[*map(_bare, measure.steps)] for measure in plan.measures]
    times = Counter(chain.from_iterable(map(set, texts_of)))
    for measure, texts in zip(plan.measures, texts_of, strict=True):
        if "id" in measure.invalid_fields:
            continue
        steps_of_this = []
        for index, text in enumerate(texts):
            if times[text] >= _WAY_OF_WORKING:
                continue
            group = seen.setdefault(text[:_BEGINNING], [])
            for other, position, other_text in group[:_MAX_COMPARED]:
                if _is_alike(text, other_text):
                    related = Related(message("the same step is here"), other.location.value("steps", position))
                    span = measure.location.value("steps", index)
                    yield finding("W503", span, (related,), id=measure.id, other=other.id)
                    break
            steps_of_this.append((group, (measure, index, text)))
        for group, step_of_this in steps_of_this:
            group.append(step_of_this)


def _repeated_units(units: tuple[str, ...], location: Locator, key: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, unit in enumerate(units):
        if unit in first:
            related = Related(message("the first one is here"), location.value(key, first[unit]))
            yield finding("W503.unit", location.value(key, index), (related,), unit=unit)
        first.setdefault(unit, index)


def _bare(step: str) -> str:
    return "".join(step.split())


def _is_alike(text: str, other: str) -> bool:
    """Check whether two texts are the same but for one short stretch, in time nearly linear in their length."""
    least = _ALIKE * max(len(text), len(other))
    if min(len(text), len(other)) < least:
        return False
    same = _same_letters(text, other)
    return same + _same_letters(text[same:][::-1], other[same:][::-1]) >= least


def _same_letters(text: str, other: str) -> int:
    """Count the letters with which both texts begin."""
    shorter = min(len(text), len(other))
    return bisect_left(range(shorter), x=True, key=lambda index: text[: index + 1] != other[: index + 1])


def group_again(plan: Plan) -> Iterator[Finding]:
    """W517: a group is interrupted by measures of another one.

    Its heading is printed before each run of its measures, so it would be printed twice; usually a measure is in the
    wrong place, or the name of the group in between is misspelt.

    Wrong: `group: ด้านที่ 1`, `group: ด้านที่ 2`, and `group: ด้านที่ 1` again.
    Right: the measures of a group one after the other.
    """
    last: dict[tuple[str, ...], Measure] = {}
    before: Measure | None = None
    for measure in plan.measures:
        for level in range(1, len(measure.group) + 1):
            group = measure.group[:level]
            if group in last and last[group] is not before:
                related = Related(message("it was here before"), last[group].location.value("group", level - 1))
                yield finding("W517", measure.location.value("group", level - 1), (related,), group=group[-1])
                break
        for level in range(1, len(measure.group) + 1):
            last[measure.group[:level]] = measure
        before = measure


def declared_group(plan: Plan) -> Iterator[Finding]:
    """E314: a measure is in a group that the plan does not declare, or a group is declared twice.

    A plan that declares no `groups` has those that its measures name.

    Wrong: `group: ด้านการเงิน`, where `groups` has `ด้านการเงินและพัสดุ`.
    Right: `group: ด้านการเงินและพัสดุ`, or one more group in `groups`.
    """
    known: dict[str, object] = {}
    for declared in plan.groups:
        if declared.name in known and "name" not in declared.invalid_fields:
            yield finding("E314.twice", declared.location.value("name"), name=declared.name)
        known[declared.name] = declared
    if not known or any(declared.invalid_fields for declared in plan.groups):
        return
    for measure in plan.measures:
        for level, name in enumerate(measure.group):
            if name not in known:
                span, meant = measure.location.value("group", level), nearest(name, known)
                yield finding("E314", span, name=name, known=", ".join(known), meant=meant)


def unknown_ita_indicator(plan: Plan) -> Iterator[Finding]:
    """E307: a measure or a weak point gives an unknown ITA indicator.

    Wrong: `ita_indicator: 11`, or `ita_indicator: การใช้อำนาด`.
    Right: `ita_indicator: 3`, or `ita_indicator: การใช้อำนาจ`, or a list of them.
    """
    names = ita.indicators()
    known = ", ".join(f"{number} {name}" for number, name in names.items())
    records: tuple[Measure | WeakPoint, ...] = (*plan.weak_points, *plan.measures)
    for record in records:
        for index, word in enumerate(record.ita_indicator):
            if ita.indicator(word) is None:
                span = record.location.value("ita_indicator", index)
                yield finding("E307", span, name=word, known=known, meant=nearest(word, names.values()))
