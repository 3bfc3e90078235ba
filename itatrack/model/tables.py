"""The agency's own columns and what tables show, as values.

A record's fields are its keys.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final, cast

from itatrack.model.choice_kinds import ChoiceKind, FlagKind, NumberingKind
from itatrack.model.common_kinds import COLUMN_KINDS, ONE_OR_MORE_TEXTS, TEXT, TEXTS
from itatrack.model.fields import Field, Fold, ListKind, Record, RecordKind, fields_of, key
from itatrack.model.kinds import ComputedKind, ScalarKind, WithdrawableKind  # fmt: skip
from itatrack.model.number_kinds import NumberKind
from itatrack.model.pattern_kinds import NAME, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from itatrack.model.fields import ValueKind


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
    """What a table shows: its rows and columns, its title, and sums at its foot and those of its groups.

    With `each` it has no row for a measure, but for each text of that column the sums of the measures that have it.
    """

    title: str | None = key(TEXT, optional=True)
    rows: RowChoice | None = key(RecordKind(RowChoice), optional=True)
    each: str | None = key(TEXT, optional=True)
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
