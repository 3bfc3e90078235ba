"""Read nodes in which everything is right; all others are left to the reader, which says what is wrong in them.

The reader asks at each value what may be wrong with it. Nearly all are right, and how one of a kind is read is prepared
here once: the records of the real memo are read in less than half the time.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from itatrack.model.fields import ListKind, RecordKind, fields_of, shape_of
from itatrack.model.kinds import Problem, TextKind
from itatrack.model.tables import Series
from itatrack.reading.location import Location
from itatrack.reading.scalars import dash_below, plain
from itatrack.thai.spelling import is_ordinary
from itatrack.yamltext.nodes import NULLS, MappingNode, ScalarNode, SequenceNode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from itatrack.model.fields import Field, Record, ValueKind
    from itatrack.model.kinds import ScalarKind
    from itatrack.yamltext.document import Document
    from itatrack.yamltext.nodes import Node

    Read = Callable[["FastPath", Node], Any]
    Readings = Mapping[str, tuple[str, Read]]


class Unsure(Enum):
    """The type of `UNSURE`, which stands for a value that may not be right."""

    UNSURE = "unsure"


UNSURE: Final = Unsure.UNSURE


class FastPath:
    """Reads the values of a document, as far as they are right.

    Attributes:
        document: the document.
        is_ordinary: whether its text is Thai and ASCII as they are typed rightly.
        columns: the agency's own columns by key, or None where they could not be read.
    """

    def __init__(self, document: Document, columns: Mapping[str, Field] | None) -> None:
        self.document = document
        self.is_ordinary = document.source.is_ordinary
        self.columns = columns
        self._with_columns: dict[type[Record], Readings] = {}

    def value(self, kind: ValueKind, node: Node) -> Any:  # noqa: ANN401  as many types as kinds
        """Return the value of a node, or `UNSURE`: whatever has a finding is not sure."""
        return _reading(kind)(self, node)

    def readings(self, record: type[Record]) -> Readings:
        """Return by key the name of each field of a record and how its value is read; no key where none is sure."""
        if record.others:
            return {}
        if record not in _READINGS:
            _READINGS[record] = _of_fields(fields_of(record))
        if not record.has_columns or not self.columns:
            return _READINGS[record]
        if record not in self._with_columns:
            self._with_columns[record] = {**_of_fields(self.columns), **_READINGS[record]}
        return self._with_columns[record]


def _of_fields(fields: Mapping[str, Field]) -> Readings:
    return {key: (field.name, _reading(field.kind)) for key, field in fields.items()}


_READINGS: dict[type[Record], Readings] = {}


@lru_cache(maxsize=1024)
def _reading(kind: ValueKind) -> Read:
    """Return how a value of a kind is read."""
    if isinstance(kind, RecordKind):
        return _record_reading(kind)
    if isinstance(kind, ListKind):
        return _list_reading(kind)
    if type(kind) is TextKind:
        return _text
    return _repeated_reading(kind) if kind.is_repeated else _scalar_reading(kind)


def _text(path: FastPath, node: Node) -> str | Unsure:
    """Return a text as it is compared and printed."""
    if node.__class__ is not ScalarNode:
        return UNSURE
    written: str = node.value
    is_right = path.is_ordinary
    if node.style:
        # In an ordinary file only an escape makes anything else.
        is_right = is_right and node.style != '"'
    elif written in NULLS or (node.start_mark.line != node.end_mark.line and dash_below(path.document.source, node)):
        return UNSURE
    return (written.strip() or UNSURE) if is_right or is_ordinary(written) else UNSURE


def _scalar_reading(kind: ScalarKind[Any]) -> Read:
    def read(path: FastPath, node: Node) -> Any:  # noqa: ANN401  as many types as kinds
        text = _text(path, node)
        if text is UNSURE:
            return UNSURE
        value = kind.read(node.value.strip(" \n") if kind.is_verbatim else text)
        return UNSURE if isinstance(value, Problem) else value

    return read


def _repeated_reading(kind: ScalarKind[Any]) -> Read:
    """Return how a value is read that is written again and again, a date or a status: it is remembered."""

    @lru_cache(maxsize=4096)
    def read_text(written: str) -> Any:  # noqa: ANN401  as many types as kinds
        value = kind.read(plain(written))
        return UNSURE if isinstance(value, Problem) else value

    return lambda _path, node: read_text(node.value) if node.__class__ is ScalarNode else UNSURE


def _list_reading(kind: ListKind) -> Read:
    read_item, least, most = _reading(kind.item), kind.least, kind.most
    alone = (MappingNode if isinstance(kind.item, RecordKind) else ScalarNode) if kind.lone else None

    def read(path: FastPath, node: Node) -> Any:  # noqa: ANN401  as many types as kinds
        if node.__class__ is SequenceNode:
            items = node.value
        elif node.__class__ is alone:
            items = [node]
        else:
            return UNSURE
        if len(items) < least or (most is not None and len(items) > most):
            return UNSURE
        values = tuple([read_item(path, item) for item in items])
        return UNSURE if UNSURE in values else values

    return read


def _record_reading(kind: RecordKind) -> Read:
    record, short = kind.record, kind.short
    required, defaults = shape_of(record)

    def read(path: FastPath, node: Node) -> Any:  # noqa: ANN401  as many types as kinds
        if node.__class__ is not MappingNode:
            return _short(path, kind, node) if short else UNSURE
        readings = path.readings(record)
        content: dict[str, Any] = {}
        for key_node, value_node in node.value:
            known = readings.get(key_node.value) if key_node.__class__ is ScalarNode else None
            if known is None:
                return UNSURE
            name, read_value = known
            value = read_value(path, value_node)
            if value is UNSURE or name in content:
                return UNSURE
            content[name] = value
        # A record that may be written short has no key that it must have, but it must say something.
        if not content.keys() >= required or (short and not any(content.values())):
            return UNSURE
        if record.has_columns and path.columns:
            content["custom_columns"] = taken_columns(content, record, path.columns)
        # What `Record` asks of its content is known already.
        made = record.__new__(record)
        vars(made).update(defaults)
        vars(made).update(content, location=Location(path.document, node))
        return made

    return read


def _short(path: FastPath, kind: RecordKind, node: Node) -> Any:  # noqa: ANN401  a record or `UNSURE`
    """Return the record that a text or a list stands for."""
    field = fields_of(kind.record)[kind.short or ""]
    value = _reading(field.kind)(path, node)
    return UNSURE if value is UNSURE else kind.record(location=Location(path.document, node), **{field.name: value})


def taken_columns(content: dict[str, Any], record: type[Record], columns: Mapping[str, Field]) -> dict[str, object]:
    """Take the values of the agency's own columns out of those of a record, and return them.

    Those of a series are called as its parts: `yearly.2562`.
    """
    taken: dict[str, object] = {}
    for name in columns:
        if name in fields_of(record) or name not in content:
            continue
        value = content.pop(name)
        if isinstance(value, Series):
            parts = ((field.key, getattr(value, field.name)) for field in fields_of(type(value)).values())
            taken.update((f"{name}.{part}", stated) for part, stated in parts if stated is not None)
        else:
            taken[name] = value
    return taken
