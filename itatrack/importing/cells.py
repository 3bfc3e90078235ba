"""The cells of a record by what they mean: what the columns of a table become in the two files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.findings.message import message
from itatrack.importing import values
from itatrack.importing.grid import one_line
from itatrack.importing.headings import CUSTOM, MONTH, PERIOD_FROM, PERIOD_TO
from itatrack.importing.notes import NOT_READ, Fields, Notes, Path

if TYPE_CHECKING:
    from collections.abc import Callable

    from itatrack.importing.heads import HeadedTable
    from itatrack.importing.records import Record

# The columns that belong to the plan, and those that belong to the history.
PLAN_COLUMNS: Final = frozenset(
    {
        *("number", "id", "code", "group", "issue", "project", "title", "steps", "responsible"),
        *("period", MONTH, PERIOD_FROM, PERIOD_TO, "due", "budget", "indicators", "targets", "ita_indicator"),
        *("rounds", "monitoring", "continues"),
    }
)
RESULT_COLUMNS: Final = frozenset(
    {
        *("statuses", "status", "since", "progress", "result", "indicator_results", "evidence"),
        *("spent", "left", "problems", "remedy", "problems_and_remedy", "note"),
    }
)
# What only a result has: a plan may have evidence, remarks and problems of its own.
TELLING: Final = RESULT_COLUMNS - {"evidence", "note", "problems", "remedy", "problems_and_remedy", "since", "left"}


_OF_PLAN: Final = frozenset({"responsible", "period", MONTH, "due", "monitoring", "indicators"})


class Columns(NamedTuple):
    """What the columns of a table become: the key of each, and the names of the agency's own columns."""

    keys: tuple[str, ...]
    custom: dict[int, str]


class Cells:
    """The cells of one record, by what they mean."""

    def __init__(self, table: HeadedTable, record: Record, columns: Columns) -> None:
        self.table = table
        self.record = record
        self.columns = columns

    def text(self, key: str) -> str:
        """Return the text of a key's column; empty where there is none."""
        return next((self.record.text(index) for index in self.indices(key)), "")

    def indices(self, key: str) -> list[int]:
        """Return the columns of a key."""
        return [index for index, each in enumerate(self.columns.keys) if each == key]

    def has(self, key: str) -> bool:
        """Check whether there is a column of a key with a text."""
        return not values.is_empty(self.text(key))


def custom_values(cells: Cells) -> Fields:
    """Return the values of the agency's own columns."""
    found: Fields = {}
    for index, name in cells.columns.custom.items():
        texts = values.items(cells.record.text(index))[0]
        if texts:
            found[name] = texts[0] if len(texts) == 1 else list(texts)
    return found


def columns_of(table: HeadedTable, names: Callable[[str], str]) -> Columns:
    """Return what the columns of a table become; `names` makes the name of a column of the agency's own.

    Of two columns that mean the same the second is one of the agency's own, but for those of which there are several.
    """
    keys: list[str] = []
    custom: dict[int, str] = {}
    meant = [each.column for each in table.headings]
    for index, each in enumerate(table.headings):
        is_second = each.column == "project" and "project" in keys and "title" not in meant
        column = "title" if is_second and "title" not in keys else each.column
        is_new = column in {"statuses", MONTH} or column not in keys
        is_blank = not each.words and all(not record[index].text.strip() for record in table.rows)
        key = column if is_new and column != CUSTOM else CUSTOM
        keys.append("" if is_blank else key)
        if keys[-1] == CUSTOM:
            custom[index] = _new_name(each.text, custom, names)
    return Columns(tuple(keys), custom)


def is_result_alone(table: HeadedTable) -> bool:
    """Check whether a table has columns of a result, and none by which a plan is known."""
    meant = {each.column for each in table.headings}
    return bool(meant & TELLING) and not meant & _OF_PLAN


def as_plan(table: HeadedTable, columns: Columns, names: Callable[[str], str]) -> Columns:
    """Return the columns of a table that is of the plan alone: what else belongs to a result is the agency's own."""
    custom = dict(columns.custom)
    for index, key in enumerate(columns.keys):
        if key in RESULT_COLUMNS:
            custom[index] = _new_name(table.headings[index].text, custom, names)
    keys = tuple(CUSTOM if index in custom else key for index, key in enumerate(columns.keys))
    return Columns(keys, custom)


def _new_name(heading: str, custom: dict[int, str], names: Callable[[str], str]) -> str:
    """Return the name of a column of the agency's own, another for each of those with one heading in a table."""
    number = 1
    while (name := names(heading if number == 1 else f"{heading} ({number})")) in custom.values():
        number += 1
    return name


def stands_early(columns: Columns, name: str) -> bool:
    """Check whether a column of the agency's own stands before those of the result in a table of both."""
    first = min((index for index, key in enumerate(columns.keys) if key in TELLING), default=len(columns.keys))
    return any(index < first for index, each in columns.custom.items() if each == name)


def note_unread(cells: Cells, key: str, notes: Notes, path: Path) -> None:
    """Note that the text of a key's column is not read."""
    for index in cells.indices(key):
        text = one_line(cells.record.text(index))
        if not values.is_empty(text):
            column = one_line(cells.table.headings[index].text)
            notes.doubt(path, message(NOT_READ, column=column, text=text))
