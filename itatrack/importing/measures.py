"""Make a measure of a record: each cell becomes the value of a key, or is noted beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from itatrack.findings.message import message
from itatrack.importing import values
from itatrack.importing.cells import note_unread
from itatrack.importing.grid import one_line
from itatrack.importing.records import lines_in
from itatrack.importing.schedule import set_period
from itatrack.model.columns import HEADINGS
from itatrack.thai import calendar

if TYPE_CHECKING:
    from itatrack.importing.cells import Cells
    from itatrack.importing.notes import Fields, Notes, Path
    from itatrack.yamltext.edit.emitter import Data


_MAX_GROUPS = 2


def measure_of(cells: Cells, notes: Notes, index: int) -> Fields:
    """Return the measure of a record, without its id; `index` is its place in the plan."""
    record = cells.record
    path = ("measures", index)
    fields: Fields = {}
    for key in ("id", "code", "issue", "project"):
        if cells.has(key):
            fields[key] = one_line(cells.text(key))
    group = [*record.group]
    if cells.has("group"):
        # Two lines are two levels.
        group = [*group, *map(one_line, lines_in(cells.text("group")))]
        group = group if len(group) <= _MAX_GROUPS else [*group[:1], " ".join(group[1:])]
    if group:
        fields["group"] = group[0] if len(group) == 1 else list(group)
    _title(cells, fields, notes, index)
    _lists(cells, fields, notes, path)
    set_period(cells, fields, notes, path)
    if cells.has("budget"):
        budget = values.budget(cells.text("budget"))
        if budget is None:
            note_unread(cells, "budget", notes, path)
        else:
            fields["budget"] = budget
    _indicators(cells, fields, notes, path)
    _ita_indicators(cells, fields, notes, path)
    for key in ("rounds", "continues"):
        if cells.has(key):
            note_unread(cells, key, notes, path)
    return fields


def _ita_indicators(cells: Cells, fields: Fields, notes: Notes, path: Path) -> None:
    if cells.has("ita_indicator"):
        texts = values.items(cells.text("ita_indicator"))[0]
        numbers = [re.fullmatch(r"(?:ตัวชี้วัด(?:ที่)?\s*)?([0-9]+)(?!\.?[0-9])(\D.*)?", text) for text in texts]
        in_range = [match[1] if match and 1 <= int(match[1]) <= 10 else "" for match in numbers]  # noqa: PLR2004
        if all(in_range):
            fields["ita_indicator"] = list(in_range)
        else:
            note_unread(cells, "ita_indicator", notes, path)


def _title(cells: Cells, fields: Fields, notes: Notes, index: int) -> None:
    """Set the title and what its number says; a number that counts the measures is the tool's own to print."""
    path = ("measures", index)
    title = one_line(cells.text("title"))
    bare, number = values.without_number(title)
    written = one_line(cells.text("number")) if cells.has("number") else ""
    own = written.strip("().") if re.fullmatch(r"\(?[0-9.]+[.)]*", written) else ""
    if number and (number == own or number == str(index + 1)):
        title = bare
    elif number and "." in number:
        title, own = bare, own or number
    if own and "." in own and "code" not in fields:
        fields["code"] = own
    elif written and not re.fullmatch(r"[^\w]*[0-9]+[^\w]*", written):
        notes.keep(path, f"{HEADINGS['number']}: {written}")
    fields["title"] = title


def _lists(cells: Cells, fields: Fields, notes: Notes, path: Path) -> None:
    if cells.has("steps"):
        steps, is_sure = values.items(cells.text("steps"))
        has_rows = any(len(cells.record.cells.get(column, ())) > 1 for column in cells.indices("steps"))
        fields["steps"] = list(steps)
        if not is_sure and not has_rows:
            said = message("the lines of the cell are taken as {number} steps", number=len(steps))
            notes.doubt((*path, "steps"), said)
    if cells.has("responsible"):
        fields["responsible"] = list(values.units(cells.text("responsible")))
    if cells.has("monitoring"):
        fields["monitoring"] = monitoring_of(cells.text("monitoring"))


def monitoring_of(text: str) -> Fields:
    """Return how a measure is followed up, and by which day where the text ends with one."""
    line = one_line(text)
    match = re.fullmatch(r"(.+?)\s+(?:ณ|ภายใน|ในวันที่|ณ วันที่|ภายในวันที่)\s*(?:วันที่\s*)?([0-9].+)", line)
    due = values.day(match[2]) if match else None
    return {"text": match[1], "due": calendar.iso(due)} if match and due else {"text": line}


def _indicators(cells: Cells, fields: Fields, notes: Notes, path: Path) -> None:
    if cells.has("indicators"):
        names = values.items(cells.text("indicators"), with_empty=True)[0]
        targets = values.items(cells.text("targets"), with_empty=True)[0] if cells.has("targets") else []
        indicators: list[Data] = []
        for position, name in enumerate(names):
            own = re.fullmatch(r"(.+?)\s*\(เป้าหมาย\s+(.+)\)", name)
            target = own[2] if own else targets[position] if len(targets) == len(names) else ""
            one = own[1] if own else name
            indicators.append({"name": one, "target": target} if target and not values.is_empty(target) else one)
        fields["indicators"] = indicators
        if targets and len(targets) != len(names):
            note_unread(cells, "targets", notes, (*path, "indicators"))
    elif cells.has("targets"):
        note_unread(cells, "targets", notes, path)
