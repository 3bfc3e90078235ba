"""How a record of the model declares its keys, so that a new key is declared in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, dataclass_transform

if TYPE_CHECKING:
    from itatrack.findings.finding import Locator

KindName = Literal[
    "text", "texts", "id", "number", "year", "day", "status", "url", "path", "record", "records", "evidence"
]


class Kind(NamedTuple):
    """What the value of a key is: how it is read, and the bounds it must keep."""

    name: KindName
    record: type[Record] | None = None
    least: int = 0  # how many a list must hold
    low: int | None = None
    high: int | None = None


class Key(NamedTuple):
    """A key as its record declares it; `yaml` is its name in the files where Python cannot use it."""

    kind: Kind
    yaml: str | None
    optional: bool
    default: Any


def key(kind: Kind, *, yaml: str | None = None, optional: bool = False, default: Any = None) -> Any:  # noqa: ANN401  a field of any type
    """Declare a record's key.

    Args:
        kind: how its value is read.
        yaml: its name in the files, where Python cannot use it as a field's name.
        optional: whether it may be left out, and is then `default`.
        default: its value when left out.
    """
    return Key(kind, yaml, optional, default)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(key,))
class _Declared:
    """Tells the type checker how the annotations of the classes below it are meant."""


class Record(_Declared):
    """Holds the values of declared keys, and cannot be changed.

    `at` knows the record's place in the file. `unread` names the fields whose value was wrong: they hold a
    blank value and have their own finding, so no check may conclude anything from them.

    It is a frozen dataclass to the type checker. The library's own would write the code of each class anew at
    every start: with ten records that took as long as loading PyYAML.
    """

    at: Locator
    unread: frozenset[str] = frozenset()

    def __init__(self, **content: Any) -> None:  # noqa: ANN401  as many types as kinds
        for field in fields_of(type(self)).values():
            if field.name not in content:
                if not field.optional:
                    raise TypeError(f"{type(self).__name__} lacks {field.name}")
                content[field.name] = field.default
        vars(self).update(content)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a record cannot be changed: {name} = {value!r}")

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in vars(self).items() if name not in {"at", "unread"})
        return f"{type(self).__name__}({shown})"


class Field(NamedTuple):
    """A key together with its two names: in YAML and in Python."""

    key: str
    name: str
    kind: Kind
    optional: bool
    default: Any


_FIELDS: dict[type[Record], dict[str, Field]] = {}


def fields_of(record: type[Record]) -> dict[str, Field]:
    """Give the keys that a record may have, by their name in YAML, in the order of the model."""
    if record not in _FIELDS:
        _FIELDS[record] = {
            (found.yaml or name): Field(found.yaml or name, name, found.kind, found.optional, found.default)
            for name, found in vars(record).items()
            if isinstance(found, Key)
        }
    return _FIELDS[record]
