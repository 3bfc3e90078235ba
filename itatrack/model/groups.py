"""Groups that the plan declares: what they hold for their measures, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itatrack.model.records import Measure, Monitoring, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.model.records import Group

# What a measure takes over from its group where it says nothing itself.
_DEFAULTS: Final = ("responsible", "period", "monitoring")


def with_group_defaults(plan: Plan) -> Plan:
    """Return a plan whose measures have what their groups hold for them, that of the innermost group first."""
    groups = {group.name: group for group in plan.groups}
    measures = tuple(_completed(measure, groups) for measure in plan.measures)
    return Plan(**{**vars(plan), "measures": measures})


def _completed(measure: Measure, groups: dict[str, Group]) -> Measure:
    content = dict(vars(measure))
    for name in reversed(measure.group):
        group = groups.get(name)
        for key in _DEFAULTS if group else ():
            if not content[key] and key not in measure.invalid_fields:
                content[key] = getattr(group, key)
                if key == "monitoring" and content[key] and measure.period and measure.period.to:
                    # What a measure says of its end itself, counts before the day of its group.
                    content[key] = Monitoring(**{**vars(content[key]), "due": None})
            if group and not content[key] and key in group.invalid_fields:
                content["invalid_fields"] = content["invalid_fields"] | {key}
    return Measure(**content)


def stating_responsible(plan: Plan) -> Iterator[Group | Measure]:
    """Yield what says itself who is responsible: groups, and measures that take it over from none."""
    of_groups = {id(group.responsible) for group in plan.groups if group.responsible}
    yield from plan.groups
    yield from (measure for measure in plan.measures if id(measure.responsible) not in of_groups)


def empty_groups(plan: Plan) -> set[str]:
    """Return the names of the declared groups that no measure is of."""
    return {group.name for group in plan.groups} - {name for measure in plan.measures for name in measure.group}
