"""How a record of the model declares its keys, so that a new key is declared in one place."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, dataclass_transform

from itatrack.model.kinds import ScalarKind
from itatrack.model.pattern_kinds import NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.findings.finding import Locator
    from itatrack.model.kinds import TextKind


class RecordKind(NamedTuple):
    """A record below the key; a text may stand for it, or a list, which is then the value of its key `short`."""

    record: type[Record]
    short: str | None = None

    @property
    def documented(self) -> str:
        """Return what docs/keys.md calls it."""
        return "keys below"


class ListKind(NamedTuple):
    """A list of at least `least` and at most `most` items; with `lone`, one item may stand without a list around it."""

    item: RecordKind | TextKind
    least: int = 0
    most: int | None = None
    lone: bool = False

    @property
    def documented(self) -> str:
        """Return what docs/keys.md calls it."""
        return f"list, {self.item.documented}" if isinstance(self.item, RecordKind) else f"{self.item.documented}s"


ValueKind = ScalarKind[Any] | RecordKind | ListKind


class Fold(NamedTuple):
    """What becomes of a value of a dated entry when later entries follow.

    Attributes:
        lasts: how long the value holds where no later entry states the key: for its own entry, as long as the status
            holds, or all year.
        adds: whether a value that is stated later joins it; else the later one takes its place.
        ends_with: another key; stating that one anew ends this one too.
    """

    lasts: Literal["entry", "status", "year"] = "entry"
    adds: bool = False
    ends_with: str | None = None


OF_ITS_ENTRY = Fold()


class Key(NamedTuple):
    """A key as its record declares it; `yaml` is its name in the files where Python cannot use it."""

    kind: ValueKind
    yaml: str | None
    optional: bool
    default: object
    fold: Fold


def key(
    kind: ValueKind,
    *,
    yaml: str | None = None,
    optional: bool = False,
    default: object = None,
    fold: Fold = OF_ITS_ENTRY,
) -> Any:  # noqa: ANN401  a field of any type
    """Declare a record's key.

    Args:
        kind: how its value is read.
        yaml: its name in the files, where Python cannot use it as a field's name.
        optional: whether it may be left out, and is then `default`.
        default: its value when left out.
        fold: in a dated entry, what becomes of its value when later entries follow.
    """
    return Key(kind, yaml, optional, default, fold)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(key,))
class _Declared:
    """Tells the type checker that the annotations of its subclasses are keys."""


class Record(_Declared):
    """Holds the values of declared keys, and cannot be changed.

    `location` is where the record stands in the file. `invalid_fields` names the fields whose value was wrong: they
    hold a blank value and have their own finding, so no check may conclude anything from them. `custom_columns` holds
    the values of keys that the agency names itself: its custom columns, and where `others` gives the kind of their
    values, keys of any name.

    It is a frozen dataclass to the type checker. The library's own would write the code of each class anew at
    every start: with ten records that took as long as loading PyYAML.
    """

    others: ClassVar[ValueKind | None] = None
    other_names: ClassVar[str] = NAME  # the pattern of keys that the agency names itself
    has_columns: ClassVar[bool] = False  # whether its keys may be custom columns
    location: Locator
    invalid_fields: frozenset[str] = frozenset()
    custom_columns: Mapping[str, object] = MappingProxyType({})

    def __init__(self, **content: object) -> None:
        required, defaults = shape_of(type(self))
        if not content.keys() >= required:
            raise TypeError(f"{type(self).__name__} lacks {', '.join(sorted(required - content.keys()))}")
        values = vars(self)
        values.update(defaults)
        values.update(content)

    @classmethod
    def stand_ins(cls, content: Mapping[str, object]) -> Mapping[str, object]:
        """Return what stands for required keys that a record with some content may lack; None stands for a blank."""
        del content
        return {}

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a record cannot be changed: {name} = {value!r}")

    def __repr__(self) -> str:
        not_shown = {"location", "invalid_fields", "custom_columns"}
        shown = ", ".join(f"{name}={value!r}" for name, value in vars(self).items() if name not in not_shown)
        return f"{type(self).__name__}({shown})"


class Field(NamedTuple):
    """A key together with its two names: in YAML and in Python."""

    key: str
    name: str
    kind: ValueKind
    optional: bool
    default: Any
    fold: Fold = OF_ITS_ENTRY


def content_of(value: object) -> object:
    """Return a value with records as the tuples of their values, so that it can be compared with another."""
    if isinstance(value, Record):
        values = (content_of(getattr(value, field.name)) for field in fields_of(type(value)).values())
        return (*values, *sorted((name, content_of(held)) for name, held in value.custom_columns.items()))
    return tuple(map(content_of, value)) if isinstance(value, tuple) else value


_FIELDS: dict[type[Record], dict[str, Field]] = {}


def fields_of(record: type[Record]) -> dict[str, Field]:
    """Return the keys that a record may have, by their name in YAML, in the order of the model."""
    if record not in _FIELDS:
        _FIELDS[record] = {
            (key.yaml or name): Field(key.yaml or name, name, key.kind, key.optional, key.default, key.fold)
            for name, key in vars(record).items()
            if isinstance(key, Key)
        }
    return _FIELDS[record]


def required_of(record: type[Record]) -> tuple[Field, ...]:
    """Return the keys that a record must have."""
    if record not in _REQUIRED:
        _REQUIRED[record] = tuple(field for field in fields_of(record).values() if not field.optional)
    return _REQUIRED[record]


_REQUIRED: dict[type[Record], tuple[Field, ...]] = {}
_SHAPES: dict[type[Record], tuple[frozenset[str], dict[str, object]]] = {}


def shape_of(record: type[Record]) -> tuple[frozenset[str], dict[str, object]]:
    """Return the names of the fields that a record must have, and the values of those it may leave out."""
    if record not in _SHAPES:
        fields = fields_of(record).values()
        required = frozenset(field.name for field in fields if not field.optional)
        _SHAPES[record] = required, {field.name: field.default for field in fields if field.optional}
    return _SHAPES[record]
