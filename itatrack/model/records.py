"""The plan and its history as values: what the keys of the YAML files mean.

A record's fields are its keys. A new optional key is one line here: `reading` checks and converts it by its
kind, and templates see it under its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, cast

from itatrack.model.choice_kinds import FlagKind, StatusKind
from itatrack.model.common_kinds import DAY, MONEY, ONE_OR_MORE_TEXTS, PERCENT, TEXT, TEXTS, URL, YEAR
from itatrack.model.fields import Fold, ListKind, Record, RecordKind, fields_of, key
from itatrack.model.kinds import PathKind
from itatrack.model.memo import Agency, Assessment, Memo, Style, WeakPoint
from itatrack.model.number_kinds import BudgetKind
from itatrack.model.pattern_kinds import ContinuesKind, DigestKind, IdKind
from itatrack.model.tables import Column, TableDefinition, Tables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from itatrack.model.amounts import Baht
    from itatrack.model.fields import ValueKind
    from itatrack.model.status import Status


class Monitoring(Record):
    """How a measure is followed up, and by which day."""

    text: str = key(TEXT)
    due: dt.date | None = key(DAY, optional=True)


class Round(Record):
    """A time of the fiscal year that is reported on, up to a day; that day may follow from the name."""

    name: str = key(TEXT)
    cut_off: dt.date | None = key(DAY, optional=True)


class Period(Record):
    """When a measure is carried out: in the agency's words, or from a day to another, both included."""

    text: str | None = key(TEXT, optional=True)
    from_: dt.date | None = key(DAY, yaml="from", optional=True)
    to: dt.date | None = key(DAY, optional=True)


class Indicator(Record):
    """What shows whether a measure succeeds, and what is aimed at."""

    name: str = key(TEXT)
    target: str | None = key(TEXT, optional=True)
    unit: str | None = key(TEXT, optional=True)


class StatusWords(Record):
    """The agency's own words for the statuses."""

    not_started: str | None = key(TEXT, yaml="not-started", optional=True)
    in_progress: str | None = key(TEXT, yaml="in-progress", optional=True)
    done: str | None = key(TEXT, optional=True)
    cancelled: str | None = key(TEXT, optional=True)

    def of(self, status: Status) -> str | None:
        """Return the agency's word for a status, or None where it has none."""
        word: str | None = getattr(self, fields_of(StatusWords)[status.code].name)
        return word


# One to three levels.
_GROUP = ListKind(TEXT, least=1, most=3, lone=True)


class Group(Record):
    """A group of measures, and what holds for those of them that do not say it themselves."""

    name: str = key(TEXT)
    responsible: tuple[str, ...] = key(ListKind(TEXT), optional=True, default=())
    period: Period | None = key(RecordKind(Period, short="text"), optional=True)
    monitoring: Monitoring | None = key(RecordKind(Monitoring), optional=True)


class Evidence(Record):
    """What shows that a measure is as far as stated: a text, a web address, a file of the project.

    `copy` is a file that holds what was at the address, `sha256` tells whether the file is still the same, and
    `checked` is the day on which somebody last looked at the evidence.
    """

    text: str | None = key(TEXT, optional=True)
    url: str | None = key(URL, optional=True)
    file: str | None = key(PathKind(), optional=True)
    copy: str | None = key(PathKind(), optional=True)
    sha256: str | None = key(DigestKind(), optional=True)
    checked: dt.date | None = key(DAY, optional=True)

    @property
    def kept(self) -> str | None:
        """Return the file of the project that `sha256` is of: the evidence itself, or the copy of its page."""
        return self.file or self.copy

    @property
    def names(self) -> tuple[str, ...]:
        """Return by what it is known: its text, address and file, those of them that it has."""
        return tuple(name for name in (self.text, self.url, self.file) if name)


_EVIDENCE = ListKind(RecordKind(Evidence, short="text"))


class Measure(Record):
    """One measure of the plan; `responsible` are names of `units`, `rounds` of the plan's rounds, `answers` ids.

    What it answers are weak points of the plan.

    A recurring one is carried out all year, so it has no due date. `evidence` is what shows it, whatever its status.
    """

    has_columns: ClassVar[bool] = True
    id: str = key(IdKind())
    code: str | None = key(TEXT, optional=True)
    group: tuple[str, ...] = key(_GROUP, optional=True, default=())
    issue: str | None = key(TEXT, optional=True)
    project: str | None = key(TEXT, optional=True)
    title: str = key(TEXT)
    steps: tuple[str, ...] = key(TEXTS, optional=True, default=())
    responsible: tuple[str, ...] = key(ListKind(TEXT), optional=True, default=())
    period: Period | None = key(RecordKind(Period, short="text"), optional=True)
    budget: Baht | str | None = key(BudgetKind(), optional=True)
    indicators: tuple[Indicator, ...] = key(ListKind(RecordKind(Indicator, short="name")), optional=True, default=())
    ita_indicator: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    answers: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    rounds: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    recurring: bool = key(FlagKind(), optional=True, default=False)
    monitoring: Monitoring | None = key(RecordKind(Monitoring), optional=True)
    evidence: tuple[Evidence, ...] = key(_EVIDENCE, optional=True, default=())
    continues: str | None = key(ContinuesKind(), optional=True)


class Checks(Record):
    """The checks that do not concern the plan: their codes, each with the reason."""

    others: ClassVar[ValueKind | None] = TEXT
    other_names: ClassVar[str] = ".+"


class Plan(Record):
    """`data/measures.yaml`: the agency's measures and what the memo says besides them.

    A plan with tables of its own may be without memo and units: who publishes tables only needs none.
    """

    agency: Agency = key(RecordKind(Agency))
    fiscal_year: int | None = key(YEAR, optional=True)
    rounds: tuple[Round, ...] = key(ListKind(RecordKind(Round, short="name"), least=1), optional=True, default=())
    assessments: tuple[Assessment, ...] = key(
        ListKind(RecordKind(Assessment), least=1, lone=True), yaml="assessment", optional=True, default=()
    )
    weak_points: tuple[WeakPoint, ...] = key(ListKind(RecordKind(WeakPoint), least=1), optional=True, default=())
    memo: Memo = key(RecordKind(Memo))
    units: tuple[str, ...] = key(TEXTS)
    groups: tuple[Group, ...] = key(ListKind(RecordKind(Group, short="name")), optional=True, default=())
    columns: tuple[Column, ...] = key(ListKind(RecordKind(Column)), optional=True, default=())
    tables: Tables | None = key(RecordKind(Tables), optional=True)
    status_words: StatusWords | None = key(RecordKind(StatusWords), optional=True)
    style: Style | None = key(RecordKind(Style), optional=True)
    checks: Checks | None = key(RecordKind(Checks), optional=True)
    title: str = key(TEXT)
    monitoring: Monitoring | None = key(RecordKind(Monitoring), optional=True)
    measures: tuple[Measure, ...] = key(ListKind(RecordKind(Measure), least=1))

    @classmethod
    def stand_ins(cls, content: Mapping[str, object]) -> Mapping[str, object]:
        """Return an empty memo, and the units that measures name, where the plan has tables of its own."""
        tables = content.get("tables")
        if not isinstance(tables, Tables) or not tables.own:
            return {}
        groups = cast("tuple[Group, ...]", content.get("groups", ()))
        measures = cast("tuple[Measure, ...]", content.get("measures", ()))
        stated = [*(group.responsible for group in groups), *(measure.responsible for measure in measures)]
        named = (unit for units in stated for unit in units)
        return {"memo": None, "units": tuple(dict.fromkeys(named))}

    @property
    def single_columns(self) -> tuple[Column, ...]:
        """Return the agency's columns, each part of a series a column of its own, also in what others are `of`."""
        if not any(column.each for column in self.columns):
            return self.columns
        return tuple(
            Column(**{**vars(part), "of": tuple(name for each in part.of for name in self.parts_of(each))})
            for column in self.columns
            for part in column.parts
        )

    def parts_of(self, name: str) -> tuple[str, ...]:
        """Return the names of the columns that a name stands for: those of a series, or itself."""
        series = next((column for column in self.columns if column.each and column.name == name), None)
        return tuple(part.name for part in series.parts) if series else (name,)

    @property
    def definitions(self) -> dict[str, TableDefinition]:
        """Return what the plan says of tables, by their names."""
        tables = self.tables
        if tables is None:
            return {}
        known = {name: definition for name in fields_of(Tables) if (definition := tables.of(name))}
        return {**known, **tables.own}

    @property
    def has_memo(self) -> bool:
        """Check whether the plan says what its memo is to say; who publishes tables only has none."""
        return bool(self.memo.subject)

    @property
    def assessment(self) -> Assessment | None:
        """Return the assessment that the plan rests on, the one of the latest year."""
        return max(self.assessments, key=lambda assessment: assessment.fiscal_year, default=None)


class IndicatorResult(Record):
    """What an indicator came to; `name` is that of the measure's indicator, or its number from 1."""

    name: str = key(TEXT)
    result: str | None = key(TEXT, optional=True)
    met: bool | None = key(FlagKind(), optional=True)


# What becomes of the values of an entry when the next one leaves the key out.
_WHILE_THE_STATUS_HOLDS = Fold("status")
# The agency's own columns too hold until an entry states them anew.
ALL_YEAR = Fold("year")


_RESULTS = ListKind(RecordKind(IndicatorResult))


class StatusEntry(Record):
    """The state of a measure from a day on; `steps` are what was really done, where it differs from the plan.

    `progress` is in percent; `spent` is what has been spent in all up to the day. `fold` says of each key what a state,
    and so every list and every memo, has of it as of a later day.
    """

    has_columns: ClassVar[bool] = True
    date: dt.date = key(DAY)
    status: Status = key(StatusKind())
    progress: Decimal | None = key(PERCENT, optional=True, fold=_WHILE_THE_STATUS_HOLDS)
    result: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=(), fold=_WHILE_THE_STATUS_HOLDS)
    # Of each indicator the last result.
    indicators: tuple[IndicatorResult, ...] = key(_RESULTS, optional=True, default=(), fold=Fold("year", adds=True))
    evidence: tuple[Evidence, ...] = key(_EVIDENCE, optional=True, default=(), fold=Fold("status", adds=True))
    # They stand in the place of the planned ones, so a later list takes the place of an earlier one too.
    steps: tuple[str, ...] = key(TEXTS, optional=True, default=(), fold=_WHILE_THE_STATUS_HOLDS)
    spent: Baht | None = key(MONEY, optional=True, fold=ALL_YEAR)
    problems: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=(), fold=_WHILE_THE_STATUS_HOLDS)
    # What is done about one problem says nothing of the next.
    remedy: tuple[str, ...] = key(
        ONE_OR_MORE_TEXTS, optional=True, default=(), fold=Fold("status", ends_with="problems")
    )
    # From the day of the entry on they take the place of what the plan says under the same keys.
    responsible: tuple[str, ...] = key(ListKind(TEXT), optional=True, default=(), fold=ALL_YEAR)
    period: Period | None = key(RecordKind(Period, short="text"), optional=True, fold=ALL_YEAR)
    budget: Baht | str | None = key(BudgetKind(), optional=True, fold=ALL_YEAR)
    monitoring: Monitoring | None = key(RecordKind(Monitoring), optional=True, fold=ALL_YEAR)
    note: str | None = key(TEXT, optional=True)


# The keys of a measure that an entry may state anew.
REVISABLE: Final = ("responsible", "period", "budget", "monitoring")


def revised(measure: Measure, entries: Iterable[StatusEntry]) -> Measure:
    """Return a measure with what entries, the oldest first, state anew of the plan."""
    stated = {
        name: value
        for entry in entries
        for name in REVISABLE
        if (value := getattr(entry, name)) is not None and value != ()
    }
    return Measure(**{**vars(measure), **stated}) if stated else measure


class History(Record):
    """`data/status.yaml`: the dated entries of each measure id, in the order of the file."""

    entries: Mapping[str, tuple[StatusEntry, ...]]

    @property
    def days(self) -> set[dt.date]:
        """Return the days of all entries: far fewer than entries, as most are recorded by rounds."""
        return {entry.date for entries in self.entries.values() for entry in entries}
