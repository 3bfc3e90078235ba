"""The headings of a table as a template writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.memo.tables import Row


class Heading(NamedTuple):
    """A heading over one column, or over as many as it has parts."""

    title: str
    parts: tuple[str, ...] = ()


class HeadingsError(ValueError):
    """The headings in a template do not fit the table they stand over."""


def headings_of(written: Sequence[object], rows: Sequence[Row]) -> tuple[Heading, ...]:
    """Read headings as a template writes them: a text, or `{text: [text, …]}` for a heading over several columns.

    Raises:
        HeadingsError: a heading is neither, or their number is not that of the table's columns.
    """
    headings: list[Heading] = []
    for one in written:
        if isinstance(one, str):
            headings.append(Heading(one))
        elif isinstance(one, Mapping) and all(isinstance(parts, list | tuple) for parts in one.values()):
            headings += [Heading(str(title), tuple(map(str, parts))) for title, parts in one.items()]
        else:
            raise HeadingsError("a heading is a text, or {text: [text, …]} over several columns")
    columns = sum(len(heading.parts) or 1 for heading in headings)
    if rows and columns != len(rows[0]):
        raise HeadingsError(f"the table has {len(rows[0])} columns and {columns} headings")
    return tuple(headings)
