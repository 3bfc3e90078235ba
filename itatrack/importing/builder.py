"""Put together what the tables of a source say of each measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.message import message
from itatrack.importing import values
from itatrack.importing.cells import (
    PLAN_COLUMNS,
    TELLING,
    Cells,
    Columns,
    as_plan,
    columns_of,
    custom_values,
    stands_early,
)
from itatrack.importing.entries import Entry, entry_of, left_differs, take_remarks
from itatrack.importing.grid import SourceError, one_line
from itatrack.importing.head import missing
from itatrack.importing.headings import CUSTOM, squeezed
from itatrack.importing.history import joined
from itatrack.importing.layout import is_usual, status_words, table_columns
from itatrack.importing.matching import Named, matches
from itatrack.importing.measures import measure_of, monitoring_of
from itatrack.importing.notes import Fields, Notes, as_text, where
from itatrack.importing.records import records_of
from itatrack.importing.remarks import ids_of, note_headings, note_merged, percentages, shared_monitoring
from itatrack.model.columns import HEADINGS
from itatrack.scaffold import placeholders

if TYPE_CHECKING:
    from itatrack.importing.heads import HeadedTable
    from itatrack.model.status import Status
    from itatrack.yamltext.edit.emitter import Data

_MAX_MEASURES = 2000


# A status as of a day, as a table of what was done since the report before has two of them.
_IS_OF_A_DAY = re.compile("สถานะ *ณ")


class Builder:
    """Takes the tables in, one after the other; what a later one says of a measure is added to it."""

    def __init__(self) -> None:
        self.notes = Notes()
        self.measures: list[Fields] = []
        self.lines: list[str] = []
        self.title = ""
        self.captions: list[str] = []  # the lines that became groups
        self._named: list[Named] = []
        self.entries: dict[int, Entry] = {}
        self._custom: dict[str, str] = {}  # heading to name
        self._tables: Fields = {}
        self._words: dict[Status, str] = {}
        self._spoken_of: dict[tuple[str, ...], set[int]] = {}  # by the head of tables, the measures in them
        # By the head of tables of the plan: the line above each, and its measures.
        self._captions: dict[tuple[str, ...], list[tuple[str, range]]] = {}
        self._is_both = False  # whether the last table was of plan and result
        self._merged = set[str]()  # what merged cells say of the following up

    def take(self, table: HeadedTable, title: str, caption: str = "") -> None:
        """Take a table in: of the plan, of the result, or both; `caption` is the line right above it."""
        if self.measures and sum(_IS_OF_A_DAY.match(each.text) is not None for each in table.headings) > 1:
            # It compares two days of what another table tells: kept as lines, for a person to read.
            self.lines += [" | ".join(filter(None, (cell.text for cell in row))) for row in table.rows]
            return
        start = len(self.measures)
        columns = columns_of(table, self._custom_name)
        records, lines = records_of(table)
        self.lines += lines
        if not records:
            return
        cells = [Cells(table, record, columns) for record in records]
        found = self._matches(table, cells, columns)
        is_result = bool(TELLING & {*columns.keys}) and any(match is not None for match in found)
        if is_result:
            columns = Columns(
                tuple("reported_steps" if key == "steps" else key for key in columns.keys), columns.custom
            )
        else:
            self.title = self.title or title
            if not TELLING & {*columns.keys} and all(match is None for match in found):
                columns = as_plan(table, columns, self._custom_name)
        note_headings(table, columns, self.notes)
        cells = [Cells(table, record, columns) for record in records]
        is_both = bool(TELLING & {*columns.keys})
        for name, wanted in (("plan", not is_result), ("result", is_both)):
            if wanted and (name not in self._tables or (is_result and self._is_both)):
                self._tables[name] = table_columns(table, columns, name if is_both and not is_result else "")
        self._is_both = is_both and not is_result
        percentages(cells, columns, self.notes)
        for each, match in zip(cells, found, strict=True):
            self._take_record(each, match, is_result=is_result)
        if len(self.measures) > start:
            head = tuple(each.text for each in table.headings)
            self._captions.setdefault(head, []).append((caption, range(start, len(self.measures))))
        note_merged(records, columns, self.notes)
        for column in (index for index, key in enumerate(columns.keys) if key == "monitoring"):
            shared = [record.text(column) for record in records if column in record.shared]
            self._merged |= {as_text(monitoring_of(text)) for text in shared if text}

    def _matches(self, table: HeadedTable, cells: list[Cells], columns: Columns) -> list[int | None]:
        """Return for each record the measure of an earlier table that it speaks of, if there is one.

        A table with the same head as an earlier one speaks of other measures than that.
        """
        head = tuple(each.text for each in table.headings)
        spoken_of = self._spoken_of.setdefault(head, set())
        is_result = bool(TELLING & {*columns.keys})
        free = [index for index in range(len(self.measures)) if index not in spoken_of]
        named = [_named(each) for each in cells]
        found = matches(named, [self._named[index] for index in free], is_exact=not is_result)
        all_of = [None if match is None else free[match] for match in found]
        count = len(self.measures)
        for match in all_of:
            spoken_of.add(count if match is None else match)
            count += match is None
        return all_of

    def _take_record(self, cells: Cells, match: int | None, *, is_result: bool) -> None:
        index = len(self.measures) if match is None else match
        path = ("measures", index)
        measure = measure_of(cells, self.notes, index)
        if not measure["title"] and match is not None:
            del measure["title"]
        elif not measure["title"]:
            self._name(measure, path)
        if is_result and match is None:
            steps = cells.indices("reported_steps")
            if steps and cells.has("reported_steps"):
                measure["steps"] = list(values.items(cells.text("reported_steps"))[0])
            self.notes.doubt(path, message("{place}: no measure of the plan has this name", place=where(cells.record)))
        if match is None:
            if len(self.measures) >= _MAX_MEASURES:
                raise SourceError(message("there are more than {limit} measures", limit=_MAX_MEASURES))
            self.measures.append(measure)
            self._named.append(_named(cells))
        else:
            self._compare(measure, match)
        for line in cells.record.is_guess:
            self.notes.doubt(
                path, message("a row without a name is taken for a part of this measure: '{text}'", text=line)
            )
        # The agency's own columns of a result table belong to its entry, unless the plan's table has them too.
        measure, own = self.measures[index], custom_values(cells)
        own = {name: value for name, value in own.items() if measure.get(name) != value}
        if any(key and key not in PLAN_COLUMNS and key != CUSTOM for key in cells.columns.keys):
            of_plan = {} if is_result else {name: own.pop(name) for name in [*own] if stands_early(cells.columns, name)}
            measure.update(of_plan)
            self._take_entry(cells, index, own)
        else:
            measure.update(own)

    def _name(self, measure: Fields, path: tuple[str | int, ...]) -> None:
        """Name a measure that has no title by the next best of its texts."""
        steps = measure.get("steps")
        first = steps[0] if isinstance(steps, list) and steps else ""
        text = measure.get("project") or measure.get("issue") or first
        if not measure.get("project"):
            self.notes.doubt((*path, "title"), missing(HEADINGS["title"]))
        measure["title"] = text if isinstance(text, str) and text else placeholders.MEASURE

    def _compare(self, measure: Fields, match: int) -> None:
        """Add to a measure what it does not have yet, and note what another table words differently."""
        own = self.measures[match]
        for key, value in measure.items():
            is_stopgap = key == "title" and own["title"] == own.get("project") and "project" not in measure
            if (key not in own or (is_stopgap and value != own["title"])) and value:
                own[key] = value
            elif own.get(key) != value and value and not _is_same(own.get(key), value):
                said = message(
                    "another table has for {column}: '{text}'", column=HEADINGS.get(key, key), text=as_text(value)
                )
                self.notes.doubt(("measures", match, key), said)

    def _take_entry(self, cells: Cells, index: int, own: Fields) -> None:
        measure = self.measures[index]
        entry = entry_of(cells, measure.get("steps"))
        take_remarks(entry, measure)
        entry.fields.update(own)
        if "steps" in entry.fields and "steps" not in measure:
            measure["steps"] = entry.fields.pop("steps")
        elif "steps" in entry.fields:
            entry.doubts.append(message("the steps are worded differently in the plan's table and in the result's"))
        budget, spent = str(measure.get("budget", "")), str(entry.fields.get("spent", ""))
        if cells.has("left") and left_differs(cells, budget, spent):
            text = one_line(cells.text("left"))
            entry.doubts.append(message("left of the budget by the source: '{text}'", text=text))
        self._see_words(cells, entry)
        if index in self.entries:
            entry = joined(self.entries[index], entry)
        self.entries[index] = entry

    def _see_words(self, cells: Cells, entry: Entry) -> None:
        """Remember with which word the source prints a status."""
        if entry.status is None:
            return
        for index in cells.indices("statuses"):
            heading = cells.table.headings[index]
            if heading.status:
                self._words.setdefault(heading.status, heading.words[-1])
        word = one_line(cells.text("status"))
        if cells.has("status") and values.status_words(word) == (entry.status, True):
            self._words.setdefault(entry.status, values.marked(word).rest)

    def _custom_name(self, heading: str) -> str:
        """Return the name of a column of the agency's own; columns of one heading are one, in different tables."""
        heading = heading or "(ไม่มีหัวคอลัมน์)"
        if heading not in self._custom:
            self._custom[heading] = f"column_{len(self._custom) + 1}"
        return self._custom[heading]

    def _group_by_captions(self) -> None:
        """Make groups of several tables with one head, each under a line of its own."""
        for tables in self._captions.values():
            captions = [caption for caption, _ in tables]
            if len(tables) > 1 and all(captions) and len({*captions}) == len(captions):
                for caption, indices in tables:
                    for measure in (self.measures[index] for index in indices):
                        measure.setdefault("group", caption)
                self.captions += captions

    def plan(self) -> Fields:
        """Return what the tables say for the plan."""
        plan: Fields = {}
        self._group_by_captions()
        names = dict.fromkeys(name for measure in self.measures for name in measure.get("responsible", ()))
        if not names:
            self.notes.doubt(("units",), missing(HEADINGS["responsible"]))
        plan["units"] = [*names] or [placeholders.UNIT]
        if self._custom:
            plan["columns"] = [{"name": name, "heading": heading} for heading, name in self._custom.items()]
        words = status_words(self._words)
        if words:
            plan["status_words"] = words
        tables = {
            name: columns
            for name, columns in self._tables.items()
            if isinstance(columns, list) and not is_usual(name, columns)
        }
        if tables:
            plan["tables"] = {**tables}
        shared = shared_monitoring(self.measures, self._merged)
        if shared is not None:
            plan["monitoring"] = shared
        for measure, name in zip(self.measures, ids_of(self.measures), strict=True):
            measure["id"] = name
            if measure.get("monitoring") == shared:
                measure.pop("monitoring", None)
        plan["measures"] = [{"id": measure["id"], **measure} for measure in self.measures]
        return plan


def _named(cells: Cells) -> Named:
    number = re.sub("[^0-9.]", "", one_line(cells.text("number"))).strip(".")
    texts = tuple(values.without_number(one_line(cells.text(key)))[0] for key in ("title", "project", "code", "issue"))
    filled = tuple(text for text in texts if text)
    if not filled:
        filled = (one_line(cells.text("reported_steps") or cells.text("steps")),)
    return Named(number or str(cells.record.row), filled)


def _is_same(own: Data | None, value: Data) -> bool:
    return own is not None and squeezed(as_text(own)) == squeezed(as_text(value))
