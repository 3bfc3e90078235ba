"""What is to be said of a table as a whole, and what its measures share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.message import message
from itatrack.importing.grid import one_line
from itatrack.importing.headings import CUSTOM
from itatrack.importing.notes import as_text
from itatrack.model.columns import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from itatrack.importing.cells import Cells, Columns
    from itatrack.importing.heads import HeadedTable
    from itatrack.importing.notes import Fields, Notes
    from itatrack.importing.records import Record
    from itatrack.yamltext.edit.emitter import Data

_LONGEST_ID = 40


def note_headings(table: HeadedTable, columns: Columns, notes: Notes) -> None:
    """Note the headings that were not known, or not for certain."""
    for index, heading in enumerate(table.headings):
        key = columns.keys[index]
        if key == CUSTOM and heading.column != CUSTOM and heading.is_sure:
            continue
        if key == CUSTOM:
            said = message(
                "{table}: the heading '{heading}' is not known; it is a column of the agency's own here",
                table=table.place,
                heading=heading.text,
            )
            notes.doubt(("columns",), said)
        elif key and not heading.is_sure:
            said = message(
                "{table}: the heading '{heading}' is taken for {column}",
                table=table.place,
                heading=heading.text,
                column=HEADINGS.get(key, key),
            )
            notes.doubt(("measures",), said)


def note_merged(records: Sequence[Record], columns: Columns, notes: Notes) -> None:
    """Note a cell that goes over several measures, for each of which it is taken."""
    silent = {"monitoring", "group", "issue", "project", "number", "title"}
    for column, key in enumerate(columns.keys):
        run = [record for record in records if column in record.shared]
        if not run or not key or key in silent:
            continue
        texts = dict.fromkeys(one_line(record.text(column)) for record in run)
        for text in texts:
            rows = ", ".join(str(record.row) for record in records if one_line(record.text(column)) == text)
            said = message(
                "{table}: one merged cell is taken for several measures, rows {rows}: '{text}'",
                table=run[0].place,
                rows=rows,
                text=text,
            )
            notes.doubt(("measures",), said)


def percentages(cells: Sequence[Cells], columns: Columns, notes: Notes) -> None:
    """Make percentages of fractions, as sheets hold them, where all of a column are from 0 to 1."""
    for column in (index for index, key in enumerate(columns.keys) if key == "progress"):
        texts = [one_line(each.record.text(column)) for each in cells]
        stated = [text for text in texts if text]
        if not (
            any("." in text for text in stated) and all(re.fullmatch("0|1|[01][.][0-9]+", text) for text in stated)
        ):
            continue
        for each, text in zip(cells, texts, strict=True):
            if text:
                each.record.cells[column] = [f"{float(text) * 100:.2f}".rstrip("0").rstrip(".")]
        said = message("{table}: fractions are taken for percentages", table=cells[0].record.place)
        notes.doubt(("measures",), said)


def shared_monitoring(measures: Sequence[Fields], merged: Collection[str]) -> Data | None:
    """Return the following up that is the plan's own: that of all measures, or of a merged cell."""
    stated = [measure["monitoring"] for measure in measures if "monitoring" in measure]
    if len(stated) < len(measures) or not stated:
        return None
    most = max(stated, key=stated.count)
    return most if stated.count(most) == len(stated) or as_text(most) in merged else None


def ids_of(measures: Sequence[Fields]) -> list[str]:
    """Return an id for each measure: the one it has, its Latin name, or its number."""
    width = max(2, len(str(len(measures))))
    ids: list[str] = []
    for number, measure in enumerate(measures, 1):
        title = str(measure["title"])
        latin = re.sub("[^a-z0-9]+", "-", title.lower()).strip("-") if title.isascii() else ""
        wanted = [name for name in (str(measure.get("id", "")), latin) if len(name) <= _LONGEST_ID]
        good = [name for name in wanted if re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", name) and name not in ids]
        # One like `m07` belongs to another measure.
        good = [name for name in good if name == measure.get("id") or not re.fullmatch("m[0-9]+", name)]
        ids.append(good[0] if good else f"m{number:0{width}}")
    return ids
