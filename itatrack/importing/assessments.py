"""The table of ITA results of several years that a memo may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from itatrack.importing.grid import one_line
from itatrack.importing.headings import squeezed
from itatrack.importing.values import is_empty

if TYPE_CHECKING:
    from itatrack.importing.grid import Table
    from itatrack.importing.notes import Fields

_COLUMNS: Final = (
    ("fiscal_year", r"(ปีงบประมาณ|ปี)(พศ|ที่ประเมิน)?"),
    ("iit", r"(คะแนน)?iit.*"),
    ("eit", r"(คะแนน)?eit.*"),
    ("oit", r"(คะแนน)?oit.*"),
    ("score", r"(ค่า)?คะแนน.*|ผลคะแนน.*"),
    ("level", r"ระดับ.*|ผลการประเมิน"),
)
_MUST: Final = {"fiscal_year", "score", "level"}
_MOST: Final = 100


def assessments_of(table: Table) -> list[Fields]:
    """Return the results of a table that has a year, a score and a level in each row; nothing for any other table."""
    if len(table.rows) < 2:  # noqa: PLR2004  a head and a row
        return []
    heads = [squeezed(cell.text) for cell in table.rows[0]]
    keys = [next((key for key, rule in _COLUMNS if re.fullmatch(rule, head)), "") for head in heads]
    if not set(keys) >= _MUST or "" in keys or len(set(keys)) < len(keys):
        return []
    results: list[Fields] = []
    for row in table.rows[1:]:
        fields: Fields = {
            key: one_line(cell.text) for key, cell in zip(keys, row, strict=True) if not is_empty(cell.text)
        }
        scores = [str(value) for key, value in fields.items() if key not in {"fiscal_year", "level"}]
        is_good = all(re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", text) and float(text) <= _MOST for text in scores)
        if not (set(fields) >= _MUST and is_good and re.fullmatch("25[0-9]{2}", str(fields["fiscal_year"]))):
            return []
        results.append(fields)
    return results
