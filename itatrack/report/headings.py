"""The headings of a table as a template writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from itatrack.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.report.tables import Row


class Heading(NamedTuple):
    """A heading over one column, or over as many as it has parts."""

    title: str
    parts: tuple[str, ...] = ()


class HeadingsError(ValueError):
    """The headings in a template do not fit the table they stand over."""


def headings_of(written: object, rows: Sequence[Row]) -> tuple[Heading, ...]:
    """Read headings as a template writes them: a text, or `{text: [text, …]}` for a heading over several columns.

    Raises:
        HeadingsError: a heading is neither, or their number is not that of the table's columns.
    """
    if not isinstance(written, list | tuple):
        raise HeadingsError(say("headings are a list: [text, …]"))
    headings: list[Heading] = []
    for one in written:
        if isinstance(one, str):
            headings.append(Heading(str(one)))
        elif isinstance(one, Mapping) and all(map(_is_over_parts, one.items())):
            headings += [Heading(str(title), tuple(map(str, parts))) for title, parts in one.items()]
        else:
            raise HeadingsError(say("a heading is a text, or {text: [text, …]} over several columns"))
    columns = sum(len(heading.parts) or 1 for heading in headings)
    for row in rows:
        if not isinstance(row, tuple):
            raise HeadingsError(say("a table is made of rows such as `plan_rows` and `result_rows`"))
        filled = sum(cell.columns for cell in row)
        if columns != filled:
            raise HeadingsError(
                say("the table has {filled} columns and {columns} headings", filled=filled, columns=columns)
            )
    return tuple(headings)


def _is_over_parts(entry: tuple[object, object]) -> bool:
    title, parts = entry
    return isinstance(title, str) and isinstance(parts, list | tuple) and all(isinstance(one, str) for one in parts)
