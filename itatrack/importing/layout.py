"""The columns that the draft's tables have, as the old memo's had them, and the agency's own words for statuses."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from itatrack.importing.cells import PLAN_COLUMNS, stands_early
from itatrack.importing.headings import CUSTOM, MONTH, PERIOD_FROM, PERIOD_TO, squeezed
from itatrack.model.columns import HEADINGS
from itatrack.model.status import BY_WORD

if TYPE_CHECKING:
    from itatrack.importing.cells import Columns
    from itatrack.importing.heads import HeadedTable
    from itatrack.importing.notes import Fields
    from itatrack.model.status import Status
    from itatrack.yamltext.edit.emitter import Data

_NAMES_A_ROW: Final = ("number", "code", "project", "title")
_PERIODS: Final = {MONTH, PERIOD_FROM, PERIOD_TO}
USUAL: Final[dict[str, list[Data]]] = {
    "plan": ["title", "steps", "responsible", "monitoring"],
    "result": ["title", "reported_steps", "statuses"],
}


def table_columns(table: HeadedTable, columns: Columns, part: str) -> list[Data]:
    """Return the columns of the draft's plan or result table, as a table of the source has them.

    Args:
        table: the table of the source.
        columns: what its columns became.
        part: `plan` or `result`, where the table of the source is both; else empty.
    """
    chosen: list[tuple[str, str, str]] = []  # heading above, name, heading
    for index, key in enumerate(columns.keys):
        name = columns.custom.get(index, key)
        words = table.headings[index].words
        if not name or not words or (part and not _belongs(columns, index, part)):
            continue
        if key in _PERIODS:
            name, words = "period", words[:-1] or ("ระยะเวลา",)
        if name == "statuses":
            words = words[:-1] or (HEADINGS["statuses"],)
        if name == "title" and "title" in (each[1] for each in chosen):
            continue
        above = words[0] if len(words) > 1 else ""
        if (name in {"period", "statuses"}) and any(each[1] == name for each in chosen):
            continue
        chosen.append((above, name, words[-1]))
    return _grouped(chosen)


def _grouped(chosen: list[tuple[str, str, str]]) -> list[Data]:
    made: list[Data] = []
    for above, group in groupby(chosen, key=lambda each: each[0]):
        uses = [*group]
        if above:
            made.append(_group(above, uses))
        else:
            made += [_use(name, heading) for _, name, heading in uses]
    return made


def _group(above: str, uses: list[tuple[str, str, str]]) -> Data:
    if not above and len(uses) == 1:
        return _use(uses[0][1], uses[0][2])
    if len(uses) == 1:
        return _use(uses[0][1], f"{above} {uses[0][2]}")
    return {"heading": above, "columns": [_use(name, heading) for _, name, heading in uses]}


def _use(name: str, heading: str) -> Data:
    usual = HEADINGS.get(name)
    if name == "statuses" or (usual and squeezed(usual) == squeezed(heading)):
        return name
    return {"column": name, "heading": heading}


def _belongs(columns: Columns, index: int, part: str) -> bool:
    key = columns.keys[index]
    if key in _NAMES_A_ROW:
        return True
    is_of_plan = stands_early(columns, columns.custom[index]) if key == CUSTOM else key in PLAN_COLUMNS
    return is_of_plan is (part == "plan")


def is_usual(part: str, columns: list[Data]) -> bool:
    """Check whether a table has the columns and headings that it has without being told."""
    return columns == USUAL[part]


def _word(text: str) -> str:
    """Return a word for a status; one that a narrow column broke into lines is whole again."""
    whole = text.replace(" ", "")
    return whole if whole in BY_WORD else text


def status_words(printed: dict[Status, str]) -> Fields:
    """Return the agency's own words for statuses, where they are others than usual."""
    return {
        status.code: _word(re.sub(r"^\W*", "", word))
        for status, word in printed.items()
        if squeezed(word) != squeezed(status.label) and word.strip()
    }
