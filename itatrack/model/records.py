"""The plan and its history as values: what the keys of the YAML files mean.

A record's fields are its keys. A new optional key is one line here: `reading` checks and converts it by its
kind, and templates see it under its name.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final, cast

from itatrack.model.fields import Field, Fold, ListKind, Record, RecordKind, fields_of, key
from itatrack.model.kinds import (
    NAME,
    ChoiceKind,
    ComputedKind,
    ContinuesKind,
    DigestKind,
    FlagKind,
    IdKind,
    NameKind,
    NumberingKind,
    PathKind,
    ScalarKind,
    StatusKind,
    TextKind,
    UrlKind,
    WithdrawableKind,
)  # fmt: skip
from itatrack.model.number_kinds import BudgetKind, DayKind, MoneyKind, NumberKind, PercentKind, YearKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from itatrack.model.amounts import Baht
    from itatrack.model.fields import ValueKind
    from itatrack.model.status import Status


TEXT = TextKind()
TEXTS = ListKind(TEXT, least=1)
ONE_OR_MORE_TEXTS = ListKind(TEXT, least=1, lone=True)
DAY = DayKind()
YEAR = YearKind()
SCORE = NumberKind(low=0, high=100)
PERCENT = PercentKind(low=0, high=100)
MONEY = MoneyKind()
URL = UrlKind()


class Signature(Record):
    """Who signs: name and position as they are printed."""

    name: str = key(TEXT)
    position: str = key(TEXT)


class Agency(Record):
    """The agency that the plan belongs to; `head` signs the forms that ask for the head of the agency.

    `programme` says whose numbers the items of the ITA have: those of local government, colleges or health units.
    """

    name: str = key(TEXT)
    district: str | None = key(TEXT, optional=True)
    province: str | None = key(TEXT, optional=True)
    head: Signature | None = key(RecordKind(Signature), optional=True)
    programme: str = key(ChoiceKind("local", "vocational", "health"), optional=True, default="local")


class Assessment(Record):
    """The ITA result of a year, and of its three instruments; years are fiscal years of the Buddhist era."""

    fiscal_year: int = key(YEAR)
    score: Decimal = key(SCORE)
    level: str = key(TEXT)
    iit: Decimal | None = key(SCORE, optional=True)
    eit: Decimal | None = key(SCORE, optional=True)
    oit: Decimal | None = key(SCORE, optional=True)
    target_fiscal_year: int | None = key(YEAR, optional=True)


class WeakPoint(Record):
    """What an assessment found weak: measures name it by its `id` as what they answer."""

    id: str = key(IdKind())
    text: str = key(TEXT)
    ita_indicator: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    score: Decimal | None = key(SCORE, optional=True)


class Opinion(Record):
    """A superior who writes an opinion: whose it is, and the signature under it."""

    of: str = key(TEXT)
    name: str = key(TEXT)
    position: str = key(TEXT)


class RefersTo(Record):
    """The earlier memo that set the measures, and the item of it."""

    subject: str = key(TEXT)
    item: str | None = key(TEXT, optional=True)


class Part(Record):
    """A part of the memo's body: one that comes with the tool, or a heading, a text and a table of the agency's own.

    `text` is written like a template, with its variables.
    """

    part: str | None = key(
        ChoiceKind(
            "opening", "plan", "assessment", "weak_points", "result", "changes", "summary", "ita-item", "closing"
        ),
        optional=True,
    )
    heading: str | None = key(TEXT, optional=True)
    text: str | None = key(TEXT, optional=True)
    table: str | None = key(TEXT, optional=True)


_POINTS = NumberKind(low=6, high=72)
_LEGIBLE_POINTS = NumberKind(low=9, high=72)
_CENTIMETRES = NumberKind(low=0, high=10)


class Style(Record):
    """How the memo looks on paper: sizes in points, margins and indent in centimetres.

    The defaults are those of guides to official letters; they agree on all but the margins at top and bottom, which no
    source states, and agencies differ in a third of them.
    """

    font: str = key(TEXT, optional=True, default="TH SarabunPSK")
    title_size: Decimal = key(_POINTS, optional=True, default=Decimal(29))
    label_size: Decimal = key(_POINTS, optional=True, default=Decimal(20))
    text_size: Decimal = key(_POINTS, optional=True, default=Decimal(16))
    table_size: Decimal = key(_LEGIBLE_POINTS, optional=True, default=Decimal(14))
    indent: Decimal = key(_CENTIMETRES, optional=True, default=Decimal("2.5"))
    margin_left: Decimal = key(_CENTIMETRES, optional=True, default=Decimal(3))
    margin_right: Decimal = key(_CENTIMETRES, optional=True, default=Decimal(2))
    margin_top: Decimal = key(_CENTIMETRES, optional=True, default=Decimal("2.5"))
    margin_bottom: Decimal = key(_CENTIMETRES, optional=True, default=Decimal(2))


class Memo(Record):
    """The head and the foot of the memo, and what stands between them where the agency words it in its own way."""

    from_: str = key(TEXT, yaml="from")
    phone: str | None = key(TEXT, optional=True)
    email: str | None = key(TEXT, optional=True)
    number: str | None = key(TEXT, optional=True)
    subject: str = key(TEXT)
    to: str = key(TEXT)
    section: str = key(TEXT)
    garuda: str | None = key(PathKind(), optional=True)
    refers_to: RefersTo | None = key(RecordKind(RefersTo), optional=True)
    outline: str = key(ChoiceKind("usual", "three-parts", "headings"), optional=True, default="usual")
    body: tuple[Part, ...] = key(ListKind(RecordKind(Part, short="part")), optional=True, default=())
    changes_since: str | None = key(TEXT, optional=True)
    closing: str | None = key(TEXT, optional=True)
    evidence_checked: bool = key(FlagKind(), optional=True, default=False)
    signed_by: Signature = key(RecordKind(Signature))
    opinions: tuple[Opinion, ...] = key(ListKind(RecordKind(Opinion)), optional=True, default=())
    reference: bool = key(FlagKind(), optional=True, default=False)


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


# What the values of a custom column may be; one of kind `choice` is one of its choices.
COLUMN_KINDS: Final[dict[str, ValueKind]] = {
    "text": ONE_OR_MORE_TEXTS,
    "number": NumberKind(),
    "money": MONEY,
    "budget": BudgetKind(),
    "date": DAY,
    "percent": PercentKind(),
}


# What a column may make of others, with the least and the most of them; the values of no other can be written.
COMPUTED_KINDS: Final = {
    "sum": (2, 20),
    "difference": (2, 2),
    "product": (2, 20),
    "percent-of": (2, 2),
    "level": (1, 1),
}


class Level(Record):
    """A level of a number: its name, and the least number that reaches it."""

    name: str = key(TEXT)
    from_: Decimal = key(NumberKind(), yaml="from")


class Series(Record):
    """The values of a series of columns, by its parts: keys that the agency names."""


@lru_cache(maxsize=256)
def _series(parts: tuple[str, ...], kind: str, choices: tuple[str, ...]) -> type[Series]:
    """Return the record of a series, with a key for each part."""
    of_parts = _value_kind(kind, choices)
    keys = {f"part {number}": key(of_parts, yaml=part, optional=True) for number, part in enumerate(parts, 1)}
    return type("Series", (Series,), keys)


def _value_kind(kind: str, choices: tuple[str, ...]) -> ValueKind:
    """Return the kind of a value; one that is no text can be taken back."""
    values = ChoiceKind(*choices) if kind == "choice" else COLUMN_KINDS[kind]
    return WithdrawableKind(values) if isinstance(values, ScalarKind) else values


class Column(Record):
    """A column of the agency's own; its name may stand as a key in measures and in status entries.

    One that is computed has its numbers from the columns that it is `of`, and no value under its key. One with `each`
    is a series: columns side by side under its heading, their values below its key.
    """

    name: str = key(NameKind())
    heading: str = key(TEXT)
    kind: str = key(ChoiceKind(*COLUMN_KINDS, "choice", *COMPUTED_KINDS), optional=True, default="text")
    choices: tuple[str, ...] = key(TEXTS, optional=True, default=())
    lasts: str = key(ChoiceKind("entry", "status", "year"), optional=True, default="year")
    of: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    levels: tuple[Level, ...] = key(ListKind(RecordKind(Level), least=1), optional=True, default=())
    each: tuple[str, ...] = key(TEXTS, optional=True, default=())

    @property
    def parts(self) -> tuple[Column, ...]:
        """Return itself, or the columns of a series: `yearly.2562` for its part 2562."""
        shared = {**vars(self), "each": ()}
        parts = (
            Column(**{**shared, "name": f"{self.name}.{part}", "heading": f"{self.heading} {part}"})
            for part in self.each
        )
        return tuple(parts) if self.each else (self,)

    @property
    def is_computed(self) -> bool:
        """Check whether its values follow from those of other columns."""
        return self.kind in COMPUTED_KINDS

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of which its values are, in their order; none where they are no words of a list."""
        return (*self.choices, *(level.name for level in self.levels))

    @property
    def field(self) -> Field:
        """Return the key that it adds to measures and entries."""
        kind: ValueKind
        if self.is_computed:
            kind = ComputedKind(self.of)
        elif self.each:
            kind = RecordKind(_series(self.each, self.kind, self.choices))
        else:
            kind = _value_kind(self.kind, self.choices)
        return Field(self.name, self.name, kind, optional=True, default=None, fold=Fold(self.lasts))  # type: ignore[arg-type]  # one of its choices


def fields_by_name(columns: Iterable[Column]) -> dict[str, Field]:
    """Return the keys that columns add to measures and entries; under one that is computed no value is right."""
    return {column.name: column.field for column in columns}


class ColumnUse(Record):
    """A column in a table: as of a round, where it is to show another day, and under a heading of its own."""

    column: str = key(TEXT)
    heading: str | None = key(TEXT, optional=True)
    round: str | None = key(TEXT, optional=True)
    numbering: str | None = key(NumberingKind(), optional=True)


_USES = ListKind(RecordKind(ColumnUse, short="column"), least=1)


class TableColumn(Record):
    """A column of a table, or a heading over several, or one whose cells have the `lines` of several."""

    column: str | None = key(TEXT, optional=True)
    heading: str | None = key(TEXT, optional=True)
    round: str | None = key(TEXT, optional=True)
    numbering: str | None = key(NumberingKind(), optional=True)
    columns: tuple[ColumnUse, ...] = key(_USES, optional=True, default=())
    lines: tuple[ColumnUse, ...] = key(_USES, optional=True, default=())


class RowChoice(Record):
    """Which measures have a row: those that have one of the texts under each key, or in a column of the agency's."""

    others: ClassVar[ValueKind | None] = ONE_OR_MORE_TEXTS
    other_names: ClassVar[str] = rf"{NAME}(\..+)?"
    group: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    issue: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    project: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    responsible: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    status: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())


class TableDefinition(Record):
    """What a table shows: its rows and columns, its title, and sums at its foot and those of its groups."""

    title: str | None = key(TEXT, optional=True)
    rows: RowChoice | None = key(RecordKind(RowChoice), optional=True)
    columns: tuple[TableColumn, ...] = key(
        ListKind(RecordKind(TableColumn, short="column"), least=1), optional=True, default=()
    )
    totals: tuple[str, ...] = key(ONE_OR_MORE_TEXTS, optional=True, default=())
    group_totals: bool = key(FlagKind(), optional=True, default=False)
    page: str | None = key(ChoiceKind("portrait", "landscape"), optional=True)


_TABLE = RecordKind(TableDefinition, short="columns")


class Tables(Record):
    """The tables: what those that come with the tool are to show, and tables of the agency's own by their names."""

    others: ClassVar[ValueKind | None] = _TABLE
    plan: TableDefinition | None = key(_TABLE, optional=True)
    result: TableDefinition | None = key(_TABLE, optional=True)
    bs4: TableDefinition | None = key(_TABLE, optional=True)

    @property
    def own(self) -> Mapping[str, TableDefinition]:
        """Return the tables of the agency's own by name."""
        return cast("Mapping[str, TableDefinition]", self.custom_columns)

    def of(self, name: str) -> TableDefinition | None:
        """Return what the plan says of a table, or None where it says nothing."""
        definition: TableDefinition | None = getattr(self, name) if name in fields_of(Tables) else self.own.get(name)
        return definition


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
