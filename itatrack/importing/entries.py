"""Make an entry of the history of what a result table says of a measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.message import Message, message
from itatrack.importing import values
from itatrack.importing.grid import one_line
from itatrack.importing.notes import NOT_READ, Fields
from itatrack.model.columns import REASON, RECURRING
from itatrack.model.status import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from itatrack.importing.cells import Cells
    from itatrack.yamltext.edit.emitter import Data

_ALL, _NOTHING = "100", "0"


class Entry(NamedTuple):
    """What is known of an entry: its values without date and status, these two, and the doubts about it."""

    fields: Fields
    day: dt.date | None
    status: Status | None
    doubts: list[Message]


def entry_of(cells: Cells, planned_steps: Data | None) -> Entry:
    """Return what a record says of the state of its measure; `planned_steps` are left out where they are repeated."""
    doubts: list[Message] = []
    fields: Fields = {}
    percent = _number(cells, "progress", values.percent, fields, doubts)
    status, evidence, rests = _ticked(cells, doubts)
    status = _with_words(cells, status, doubts, rests)
    result = values.items(values.chosen(cells.text("result")))[0] if cells.has("result") else []
    if status is None and len(result) == 1 and values.status_words(result[0])[1]:
        # The words stay, as the table that is printed may have no column that says the status.
        status = values.status_words(result[0])[0]
    elif status is None:
        status = _implied(percent, result, doubts)
    result += rests
    if result:
        fields["result"] = result[0] if len(result) == 1 else list(result)
    shown = evidence
    shown += values.evidence(cells.text("evidence")) if cells.has("evidence") else []
    if shown:
        fields["evidence"] = shown
    if cells.has("reported_steps"):
        steps = values.items(cells.text("reported_steps"))[0]
        if steps != planned_steps:
            fields["steps"] = list(steps)
    _indicators(cells, fields)
    _number(cells, "spent", values.budget, fields, doubts)
    _problems(cells, fields)
    if cells.has("note"):
        fields["note"] = one_line(cells.text("note"))
    day = values.day(cells.text("since")) if cells.has("since") else None
    if cells.has("since") and day is None:
        doubts.append(_unread(cells, "since"))
    return Entry(fields, day, status, doubts)


def take_remarks(entry: Entry, measure: Fields) -> None:
    """Take what a memo prints beside a status for what it is: that the measure recurs, or why it is cancelled."""
    for key in ("evidence", "result"):
        stated = entry.fields.get(key, [])
        items = stated if isinstance(stated, list) else [stated]
        kept: list[Data] = []
        for item in items:
            if item == f"({RECURRING})":
                measure["recurring"] = "yes"
            elif isinstance(item, str) and entry.status is Status.CANCELLED and item.startswith(REASON):
                entry.fields.setdefault("note", item.removeprefix(REASON))
            else:
                kept.append(item)
        if kept != items:
            del entry.fields[key]
            if kept:
                entry.fields[key] = kept


def _with_words(cells: Cells, ticked: Status | None, doubts: list[Message], rests: list[str]) -> Status | None:
    """Return the status that is ticked, or else that of the column of words; what differs is noted."""
    if not cells.has("status"):
        return ticked
    if ticked is None:
        return _of_words(cells, "status", doubts, rests)
    text = cells.text("status")
    if values.status_words(text) != (ticked, True):
        doubts.append(message("another column has for the status: '{text}'", text=one_line(text)))
    return ticked


def _implied(percent: str | None, result: Sequence[str], doubts: list[Message]) -> Status | None:
    """Return the status that follows from a percentage, or else from the words that a result begins with."""
    by_percent = {_ALL: Status.DONE, _NOTHING: Status.NOT_STARTED}.get(percent, Status.IN_PROGRESS) if percent else None
    marked = values.marked(result[0]) if result else values.Marked(is_marked=False, rest="")
    by_words = Status.DONE if marked.is_marked and not marked.rest else values.status_words(marked.rest)[0]
    if by_percent and by_percent is not by_words:
        doubts.append(message("the status follows from the percentage"))
    elif by_words and not by_percent:
        doubts.append(message("the status follows from the words of the result: '{text}'", text=result[0]))
    return by_percent or by_words


def _ticked(cells: Cells, doubts: list[Message]) -> tuple[Status | None, list[Data], list[str]]:
    """Return the status whose column is ticked, the evidence in that cell, and texts in the others."""
    found: dict[Status, str] = {}
    texts: dict[Status, str] = {}
    for index in cells.indices("statuses"):
        status = cells.table.headings[index].status
        for text in cells.record.cells.get(index, ()):
            cell = values.marked(text)
            if status and cell.is_marked:
                found[status] = "\n".join(filter(None, (found.get(status), cell.rest)))
            elif status and cell.rest:
                texts[status] = "\n".join(filter(None, (texts.get(status), cell.rest)))
    if not found and len(texts) == 1:
        (status, text), *_ = texts.items()
        doubts.append(
            message("the status follows from the column in which a text stands: '{text}'", text=one_line(text))
        )
        found, texts = texts, {}
    rests = [part for text in texts.values() for part in values.items(text)[0]]
    if len(found) > 1:
        doubts.append(_several(found))
        doubts += _row_by_row(cells)
        rests += [part for text in found.values() for part in values.items(text)[0]]
        is_in_rows = len(cells.record.is_guess) > 0 or any(len(texts) > 1 for texts in cells.record.cells.values())
        return (Status.IN_PROGRESS if is_in_rows else None), [], rests
    for status, text in found.items():
        return status, values.evidence(text), rests
    return None, [], rests


def _row_by_row(cells: Cells) -> list[Message]:
    """Return which row of a record has which status, where it has several rows."""
    said: list[str] = []
    for row in cells.record.rows if len(cells.record.rows) > 1 else ():
        ticked = [index for index in cells.indices("statuses") if index in row and values.marked(row[index]).is_marked]
        words = [
            one_line(row[index]) for key in ("steps", "reported_steps") for index in cells.indices(key) if index in row
        ]
        said += [f"{' '.join(words)}: {cells.table.headings[index].words[-1]}" for index in ticked]
    return [message("row by row: {text}", text="; ".join(said))] if said else []


def _several(found: dict[Status, str]) -> Message:
    names = ", ".join(status.label for status in found)
    return message("several statuses are ticked: {names}", names=names)


def _of_words(cells: Cells, key: str, doubts: list[Message], rests: list[str]) -> Status | None:
    """Return the status that the words of a cell tell; what they say besides is kept with the result."""
    found = [text for index in cells.indices(key) for text in cells.record.cells.get(index, ())]
    texts = [one_line(part) for text in found for part in values.chosen(text).split("\n")]
    if not any(texts):
        doubts.append(_unread(cells, key))
        return None
    read = [values.status_words(text) for text in texts]
    statuses = {status for status, _ in read if status}
    if len(texts) == 1 and re.fullmatch(r"\(?(ดำเนินการ)?(อย่าง)?ต่อเนื่อง(ตลอดปี|ทั้งปี)?\)?", values.marked(texts[0]).rest):
        doubts.append(message("'{text}' is taken for in progress", text=texts[0]))
        rests += texts
        return Status.IN_PROGRESS
    rests += [text for text, (_, is_whole) in zip(texts, read, strict=True) if not is_whole]
    if len(statuses) == 1 and all(status for status, _ in read):
        if not all(is_whole for _, is_whole in read):
            doubts.append(message("the status follows from the words: '{text}'", text=texts[0]))
        return statuses.pop()
    if len(statuses) > 1:
        doubts.append(_several(dict.fromkeys(statuses, "")))
        return Status.IN_PROGRESS
    marks = [values.marked(text) for text in texts]
    if marks and all(mark.is_marked and not mark.rest for mark in marks):
        doubts.append(message("a tick under '{heading}' is taken for done", heading=_heading(cells, key)))
        del rests[len(rests) - sum(not is_whole for _, is_whole in read) :]
        return Status.DONE
    doubts.append(_unread(cells, key))
    return None


def _number(
    cells: Cells, key: str, read: Callable[[str], str | None], fields: Fields, doubts: list[Message]
) -> str | None:
    if not cells.has(key):
        return None
    value = read(cells.text(key))
    if value is None or not re.fullmatch("[0-9.]+", value):
        doubts.append(_unread(cells, key))
        return None
    fields[key] = value
    return value


def _indicators(cells: Cells, fields: Fields) -> None:
    if not cells.has("indicator_results"):
        return
    results: list[Data] = []
    found = values.items(cells.text("indicator_results"), with_empty=True)[0]
    for number, text in enumerate(found, 1):
        if values.is_empty(text):
            continue
        match = re.fullmatch(r"(.*?)\s*\(?(ไม่บรรลุ|บรรลุ)\)?", text)
        one: dict[str, Data] = {"name": str(number)}
        if match:
            one |= ({"result": match[1]} if match[1] else {}) | {"met": "no" if match[2].startswith("ไม่") else "yes"}
        else:
            one["result"] = text
        results.append(one)
    if results:
        fields["indicators"] = results


def _problems(cells: Cells, fields: Fields) -> None:
    both = values.items(cells.text("problems_and_remedy"))[0] if cells.has("problems_and_remedy") else []
    remedy = [text for text in both if re.match("แนวทาง(การ)?แก้ไข", text)]
    problems = [text for text in both if text not in remedy]
    if cells.has("problems"):
        problems += values.items(cells.text("problems"))[0]
    remedy = [re.sub(r"^แนวทาง(การ)?แก้ไข\s*:?\s*", "", text) for text in remedy]
    if cells.has("remedy"):
        remedy += values.items(cells.text("remedy"))[0]
    for key, texts in (("problems", problems), ("remedy", remedy)):
        if texts:
            fields[key] = texts[0] if len(texts) == 1 else list(texts)


def _heading(cells: Cells, key: str) -> str:
    return next((cells.table.headings[index].text for index in cells.indices(key)), key)


def _unread(cells: Cells, key: str) -> Message:
    return message(NOT_READ, column=_heading(cells, key), text=one_line(cells.text(key)))


def left_differs(cells: Cells, budget: str, spent: str) -> bool:
    """Check whether the rest of the budget is another than what is left after what was spent."""
    left = values.budget(cells.text("left"))
    numbers = [part for part in (left, budget, spent) if part and re.fullmatch("[0-9.]+", part)]
    return len(numbers) != 3 or float(budget) - float(spent) != float(left or 0)  # noqa: PLR2004
