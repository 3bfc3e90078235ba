"""Find the heads of tables: in one of a document, in a sheet with titles above it, and on every page anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from itatrack.importing.grid import Cell, Table, one_line
from itatrack.importing.headings import CUSTOM, MONTH, Heading, heading, squeezed
from itatrack.importing.values import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.findings.message import Message

_LONGEST_HEADING = 90
_MAX_LEVELS = 4
# What no heading begins with: an address, a dash, a tick, a number or a measure's own.
_NO_HEADING = rf"https?:|[-–{re.escape(MARKS)}☐□]|\(\s*[{re.escape(MARKS)}]?\s*\)|[0-9.,]+[.)]?$|มาตรการที่ *[0-9]"
# Of a head, so many different columns are known.
_LEAST = 2
_SHORT = 40
Row = tuple[Cell, ...]


class HeadedTable(NamedTuple):
    """A table whose columns are known: their headings, the rows below, and how the rows are numbered for people."""

    place: Message
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    first_row: int
    heads: tuple[Row, ...]

    def columns(self, name: str) -> list[int]:
        """Return the columns with a meaning."""
        return [index for index, each in enumerate(self.headings) if each.column == name]


def parts_of(table: Table, before: HeadedTable | None) -> Iterator[str | HeadedTable]:
    """Yield the lines that stand in the cells of a table, and the tables with a head in it, in order.

    Args:
        table: the table, which may be a whole sheet.
        before: the table before, which this one may go on from on another page.
    """
    rows = table.rows
    starts = list(_heads(table, before))
    if not starts:
        if before and rows and len(rows[0]) == len(before.headings) and not _is_text(rows):
            yield before._replace(rows=rows, first_row=table.first_row, place=table.place)
        else:
            yield from _lines(_by_column(rows) if _has_signatures(rows) else rows)
        return
    yield from _lines(rows[: starts[0][0]])
    for (start, levels), (end, _) in zip(starts, [*starts[1:], (len(rows), 0)], strict=True):
        yield _headed(table, start, levels, end)


def _headed(table: Table, start: int, levels: int, end: int) -> HeadedTable:
    heads = table.rows[start : start + levels]
    headings = tuple(heading(words) for words in _words(heads))
    first = table.first_row + start + levels
    return HeadedTable(table.place, headings, table.rows[start + levels : end], first, heads)


def is_repeated_head(row: Row, heads: Sequence[Row]) -> bool:
    """Check whether a row is one of the head's, printed again on another page, merged in whatever way."""
    words = {index: squeezed(cell.text) for index, cell in enumerate(row) if cell.text.strip()}
    if len(set(words.values())) < _LEAST:
        return False
    above = [{squeezed(head[index].text) for head in heads} for index in range(len(row))] if heads else []
    return bool(above) and all(word in above[index] for index, word in words.items())


def _heads(table: Table, before: HeadedTable | None) -> Iterator[tuple[int, int]]:
    """Yield where a head begins, and how many rows it has; a head that is repeated begins no new table.

    The first head may have words that are known in part; below it, and where a table goes on with the one before, data
    may have such words too.
    """
    index, last = 0, list[Row]()
    least = _LEAST - 1 if before and table.rows and len(before.headings) == len(table.rows[0]) else 0
    while index < len(table.rows):
        row = table.rows[index]
        if is_repeated_head(row, last) or not _is_head(row, _LEAST if last else least):
            index += 1
            continue
        levels = _levels(table.rows, index)
        if index == 0:
            levels = max(levels, min(table.heads, _MAX_LEVELS, len(table.rows)))
        last = list(table.rows[index : index + levels])
        yield index, levels
        index += levels


def _is_head(row: Row, least_sure: int) -> bool:
    """Check whether a row names columns: at least two different ones, in half of its cells, so many of them surely."""
    texts = list({cell.origin: one_line(cell.text) for cell in row if cell.text.strip()}.values())
    if len(texts) < _LEAST or any(len(text) > _LONGEST_HEADING or re.match(_NO_HEADING, text) for text in texts):
        return False
    if len(texts) == _LEAST and texts[0] in {"เรื่อง", "เรียน", "ส่วนราชการ"}:  # the head of a letter, laid out in a table
        return False
    headings = [each for text in texts if (each := heading(text.split(": "))).column not in {CUSTOM, MONTH}]
    known = {each.column for each in headings}
    sure = {each.column for each in headings if each.is_sure}
    is_named = bool(known - {"number", "id", "statuses"})
    has_key = len(sure) >= _LEAST or any(
        each.column in {"title", "project", "issue"} and len(each.text) < _SHORT for each in headings
    )
    if "title" in sure and not least_sure and all(len(text) < _SHORT for text in texts):
        return True
    return len(known) >= _LEAST and is_named and has_key and len(headings) * 2 >= len(texts) and len(sure) >= least_sure


def _levels(rows: Sequence[Row], start: int) -> int:
    """Return how many rows a head has: those below belong to it that part its wide cells."""
    levels = 1
    wide = _wide_columns(rows[start], set(range(len(rows[start]))))
    while levels < _MAX_LEVELS and start + levels < len(rows):
        row = rows[start + levels]
        if not _is_below(rows[start : start + levels], row, wide):
            break
        wide = _wide_columns(row, wide)
        levels += 1
    return levels


def _is_below(above: Sequence[Row], row: Row, wide: set[int]) -> bool:
    """Check whether a row stands only under cells of the head that take in several columns."""
    last = above[-1]
    new = [
        index
        for index, cell in enumerate(row)
        if cell.text.strip() and cell.origin != last[index].origin and not _is_above(cell.text, above, index)
    ]
    if not new:
        # The head's cells go on through the row, merged; an empty row belongs to nothing.
        return any(cell.text.strip() and cell.origin == last[index].origin for index, cell in enumerate(row))
    return all(index in wide and _is_heading(row[index].text) for index in new)


def _is_heading(text: str) -> bool:
    """Check whether a text may be a heading below another one: no tick, amount or sentence."""
    return len(text) <= _LONGEST_HEADING and re.fullmatch(rf"[{re.escape(MARKS)}\-–]+|[0-9,.]{{3,}}", text) is None


def _is_above(text: str, above: Sequence[Row], index: int) -> bool:
    return any(squeezed(head[index].text) == squeezed(text) for head in above)


def _wide_columns(row: Row, within: set[int]) -> set[int]:
    """Return the columns under cells of a row that take in several: merged, or by blanks that follow.

    Only columns count that lie under a wide cell of the row above too.
    """
    wide = set()
    for index in within:
        cell = row[index]
        neighbours = [row[other] for other in (index - 1, index + 1) if other in within]
        is_merged = any(other.origin == cell.origin for other in neighbours)
        is_blank = not cell.text.strip()
        if is_merged or is_blank or (index + 1 in within and not row[index + 1].text.strip()):
            wide.add(index)
    return wide


def _words(heads: Sequence[Row]) -> list[list[str]]:
    """Return for each column the words above it, from the top down.

    A blank cell above words takes those of the cell to its left: sheets without merged cells leave it out.
    """
    width = len(heads[0])
    words: list[list[str]] = [[] for _ in range(width)]
    for level, row in enumerate(heads):
        text = ""
        for index, cell in enumerate(row):
            is_parted = any(below[index].text.strip() for below in heads[level + 1 :])
            begins = cell.text.strip() or not is_parted
            text = cell.text if begins else text
            if text.strip():
                words[index] += one_line(text).split(": ") if len(heads) == 1 else [text]
    if len(heads) == 1:
        _rejoin(words)
    return words


def _rejoin(words: list[list[str]]) -> None:
    """Undo the parting of a heading at a colon where no other column has the same word above it."""
    tops = [parts[0] for parts in words if len(parts) > 1]
    for parts in words:
        if len(parts) > 1 and tops.count(parts[0]) == 1:
            parts[:] = [": ".join(parts)]


def _is_text(rows: Sequence[Row]) -> bool:
    """Check whether a table only lays out text: the head of a letter, or signatures."""
    texts = " ".join(cell.text for row in rows for cell in row)
    return re.search(r"ลงชื่อ|ส่วนราชการ|เรียน |เรื่อง ", texts) is not None


def _has_signatures(rows: Sequence[Row]) -> bool:
    """Check whether a table lays out signatures beside each other, each over several cells."""
    places = [
        cell.origin
        for row in rows
        for cell in row
        if "\n" not in cell.text and re.search(r"ลงชื่อ|^\(?\s*(นาย|นาง|นางสาว)", cell.text)
    ]
    return len({column for _, column in places}) > 1


def _by_column(rows: Sequence[Row]) -> list[Row]:
    """Return the cells of a table one below the other, column by column."""
    return [(row[column],) for column in range(len(rows[0])) for row in rows]


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the texts of rows: a line for each, of different cells beside each other."""
    seen = set[tuple[int, int]]()
    for row in rows:
        cells = [cell for cell in dict.fromkeys(row) if cell.text.strip() and cell.origin not in seen]
        seen |= {cell.origin for cell in cells}
        if any("\n" in cell.text for cell in cells):
            for cell in cells:
                yield from filter(None, map(one_line, cell.text.split("\n")))
        elif cells:
            yield " ".join(one_line(cell.text) for cell in cells)
