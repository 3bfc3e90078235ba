"""The one table of checks: what each looks at, what it needs, and when it has anything to do."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from itatrack.model.columns import table_uses
from itatrack.model.records import History

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from itatrack.findings.finding import Finding, Locator
    from itatrack.model.records import Measure, Plan, StatusEntry
    from itatrack.model.tables import Column
    from itatrack.textfile.source import Source
    from itatrack.yamltext.nodes import Node

# `counted` is the history without the entries that lie before the plan's fiscal year.
Subject = Literal["source", "root", "plan", "history", "counted", "today", "as_of", "exists", "digest"]


class Check(NamedTuple):
    """A check: its module and function, its codes, and what the function is given, in that order.

    `needs` are the plan's keys without which it could only guess, such as `units`, or `measures.id` for the id of
    every measure and `columns.*` for all keys of every column. `used` tells from what it is given whether it has
    anything to do: its module is imported only then, so that keys which few plans use cost the others nothing.
    """

    place: str
    codes: str
    given: tuple[Subject, ...]
    needs: tuple[str, ...] = ()
    used: Callable[..., object] | None = None

    @property
    def function(self) -> Callable[..., Iterator[Finding]]:
        """Import the check; its docstring is the public documentation of its codes."""
        return _function(self.place)


@cache
def _function(place: str) -> Callable[..., Iterator[Finding]]:
    module, _, name = place.partition(":")
    function: Callable[..., Iterator[Finding]] = getattr(import_module(f"itatrack.checks.{module}"), name)
    return function


def _in_entries(*names: str) -> Callable[..., object]:
    """Return a test whether any entry of the last subject, a history, has a value of one of some keys."""

    def used(*given: object) -> bool:
        history = given[-1]
        return isinstance(history, History) and any(
            getattr(entry, name) not in (None, ())
            for entries in history.entries.values()
            for entry in entries
            for name in names
        )

    return used


def _has_quotation_marks(source: Source, root: Node) -> object:
    del root
    # What is ordinary has no curly ones, and one sign is looked for fifteen times as fast as several.
    marks = '"' if source.is_ordinary else '[“”„‟"]'
    return re.search(rf'{marks}(?:(?<!")|(?<=[^\s\[{{(,:#]"))', source.text)


def _in_measures(name: str) -> Callable[[Plan], object]:
    """Return a test whether any measure has a value of a key."""
    return lambda plan: any(getattr(measure, name) for measure in plan.measures)


def _evidence_has(*names: str) -> Callable[..., object]:
    """Return a test whether any evidence of plan or history has a value of a key."""

    def used(plan: Plan, history: History, *_: object) -> bool:
        givers: Iterable[Measure | StatusEntry] = chain(plan.measures, *history.entries.values())
        return any(getattr(piece, name) for giver in givers for piece in giver.evidence for name in names)

    return used


def _names_rounds(plan: Plan) -> object:
    return (
        plan.memo.changes_since
        or any(measure.rounds for measure in plan.measures)
        or any(use.round for use in table_uses(plan))
    )


def _chooses_rows(plan: Plan) -> object:
    return any(definition.rows for definition in plan.definitions.values())


def _is_computed(column: Column) -> object:
    return column.is_computed or column.of or column.levels


def _has_strays(plan: Plan, history: History) -> bool:
    return bool(history.entries.keys() - {measure.id for measure in plan.measures})


_FILE: Final[tuple[Subject, ...]] = ("source", "root")
_PLAN: Final[tuple[Subject, ...]] = ("plan",)
_BOTH: Final[tuple[Subject, ...]] = ("plan", "history")
_COUNTED: Final[tuple[Subject, ...]] = ("counted",)
_PLAN_AND_COUNTED: Final[tuple[Subject, ...]] = ("plan", "counted")

CHECKS: Final = (
    Check("texts:thai_text", "W509", _FILE),
    Check("texts:cut_text", "W510", _FILE),
    Check("texts:split_number", "W519", _FILE),
    Check("texts:placeholder", "W524", _FILE),
    Check("quotation_marks:lone_quotation_mark", "W534", _FILE, (), _has_quotation_marks),
    Check("plan_measures:unknown_unit", "E302", _PLAN, ("units",), _in_measures("responsible")),
    Check("plan_measures:duplicate_id", "E303", _PLAN),
    Check("plan_measures:no_responsible", "W501", _PLAN, ("tables.*",)),
    Check("plan_measures:repeated_step", "W503", _PLAN),
    Check("assessments:level_of_score", "W506", _PLAN),
    Check(
        "assessments:assessment_years",
        "W507",
        _PLAN,
        ("fiscal_year", "assessments.fiscal_year"),
        lambda plan: plan.assessments,
    ),
    Check("custom_columns:custom_column", "E305", _PLAN, (), lambda plan: plan.columns),
    Check("custom_columns:computed_column", "E312", _PLAN, (), lambda plan: any(map(_is_computed, plan.columns))),
    Check("table_columns:table_column", "E304", _PLAN, ("columns.*",), lambda plan: plan.tables),
    Check(
        "table_columns:unknown_choice",
        "E311",
        _PLAN,
        ("columns.*", "tables.*"),
        lambda plan: any(part.table for part in plan.memo.body) or _chooses_rows(plan),
    ),
    Check("table_columns:no_such_rows", "W531", _PLAN, ("tables.*", "measures.group"), _chooses_rows),
    Check("switches:unknown_switch", "E313", _PLAN, (), lambda plan: plan.checks),
    Check("reporting_rounds:round_day", "E309, W516", _PLAN, ("fiscal_year",), lambda plan: plan.rounds),
    Check("reporting_rounds:unknown_round", "E306", _PLAN, ("rounds",), _names_rounds),
    Check(
        "plan_measures:unknown_ita_indicator",
        "E307",
        _PLAN,
        (),
        lambda plan: any(record.ita_indicator for record in (*plan.measures, *plan.weak_points)),
    ),
    Check("weak_points:unknown_weak_point", "E316", _PLAN, ("weak_points", "weak_points.id"), _in_measures("answers")),
    Check("date_order:reversed_period", "E409", _PLAN, (), _in_measures("period")),
    Check("date_order:due_in_a_far_year", "W529", _PLAN, ("fiscal_year",)),
    Check("plan_measures:declared_group", "E314", _PLAN, ("measures.group", "groups"), lambda plan: plan.groups),
    Check("plan_measures:group_again", "W517", _PLAN, ("measures.group",), _in_measures("group")),
    Check(
        "plan_measures:no_steps",
        "W518",
        _PLAN,
        ("tables.*",),
        lambda plan: not all(measure.steps for measure in plan.measures),
    ),
    Check("plan_measures:no_days", "W536", _PLAN, ("tables.*", "fiscal_year"), lambda plan: plan.tables),
    Check("project_files:picture_file", "E310", ("plan", "exists"), (), lambda plan, _: plan.memo.garuda),
    Check("date_order:entry_order", "E405, E406", ("history",)),
    Check("project_files:evidence_file", "W511", (*_BOTH, "exists"), (), _evidence_has("file", "copy")),
    Check("project_files:pin_without_file", "E315", _BOTH, (), _evidence_has("sha256", "copy")),
    Check("project_files:changed_file", "W532", (*_BOTH, "digest"), (), _evidence_has("sha256")),
    Check("project_files:check_to_come", "W533", (*_BOTH, "today"), (), _evidence_has("checked")),
    Check("date_order:future_entry", "W513", ("history", "today")),
    Check("entries:unknown_measure", "E301", _BOTH, ("measures.id",), _has_strays),
    Check("date_order:entry_of_other_year", "W520", (*_BOTH, "today"), ("fiscal_year",)),
    Check("entries:numbered_text", "W523", _BOTH),
    Check("date_order:overdue_measure", "W508", ("plan", "history", "as_of")),
    Check(
        "weak_points:unanswered_weak_point",
        "W535",
        (*_BOTH, "as_of"),
        ("measures", "measures.answers"),
        lambda plan, *_: plan.weak_points,
    ),
    Check("entries:step_back", "W505", _COUNTED),
    Check("figures:progress_percent", "W514", _COUNTED, (), _in_entries("progress")),
    Check("figures:spent_less", "W521", _COUNTED, (), _in_entries("spent")),
    Check("entries:done_without_evidence", "W502", _PLAN_AND_COUNTED, ("tables.*",)),
    Check("entries:other_steps", "W504", _PLAN_AND_COUNTED),
    Check("revisions:unknown_unit", "E302", _BOTH, ("units",), _in_entries("responsible")),
    Check("revisions:reversed_period", "E409", ("history",), (), _in_entries("period")),
    Check("revisions:due_in_a_far_year", "W529", _BOTH, ("fiscal_year",), _in_entries("period", "monitoring")),
    Check("figures:over_budget", "W515", _PLAN_AND_COUNTED, ("tables.*",), _in_entries("spent")),
    Check("figures:unknown_indicator", "E308", _PLAN_AND_COUNTED, (), _in_entries("indicators")),
)


_NEEDS: Final = tuple(dict.fromkeys(need for check in CHECKS for need in check.needs))


def unread_needs(plan: Plan) -> dict[str, tuple[Locator, str]]:
    """Return what checks need and could not be read, each with the first record and key of which this is so."""
    unread: dict[str, tuple[Locator, str]] = {}
    for need in _NEEDS:
        name, _, key = need.partition(".")
        if name in plan.invalid_fields:
            unread[need] = plan.location, name
            continue
        value = getattr(plan, name) if key else ()
        records = value if isinstance(value, tuple) else filter(None, [value])
        for record in records:
            if record.invalid_fields and (key == "*" or key in record.invalid_fields):
                unread[need] = record.location, min(record.invalid_fields) if key == "*" else key
                break
    return unread
