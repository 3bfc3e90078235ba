"""The rows of a table as records: one for each measure, with its group, whatever rows and pages it goes over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from itatrack.importing.grid import SOFT_BREAK, one_line
from itatrack.importing.heads import is_repeated_head

if TYPE_CHECKING:
    from itatrack.findings.message import Message
    from itatrack.importing.heads import HeadedTable, Row

# What a row is about, the best first.
_KEYS = ("title", "project", "issue", "steps", "indicators", "result")
_GROUP_WORDS = r"(ด้าน|มิติ|หมวด|ส่วนที่|ยุทธศาสตร์|กลุ่ม|ประเด็น|แผนงาน|องค์ประกอบ|กลยุทธ์|แนวทางที่)"
_NUMBER = r"\(?[0-9]+(?:\.[0-9]+)*[.)]*"
_MAX_GROUPS = 2


class Record(NamedTuple):
    """What a table says of one measure.

    Attributes:
        place: the table.
        row: the number of its first row, as people count.
        group: the headings above it.
        cells: for each column its texts, one for each row that has its own.
        shared: the columns whose cell goes on from the record before, merged.
        is_guess: the rows that were joined without a merged cell that says so.
        rows: for each row its own texts by column.
    """

    place: Message
    row: int
    group: tuple[str, ...]
    cells: dict[int, list[str]]
    shared: set[int]
    is_guess: list[str]
    rows: list[dict[int, str]]

    def text(self, column: int) -> str:
        """Return all of a column's texts, one below the other."""
        return "\n".join(self.cells.get(column, ()))


class Records(NamedTuple):
    """The records of a table, and the lines in it that belong to none."""

    records: list[Record]
    lines: list[str]


def records_of(table: HeadedTable) -> Records:
    """Return the records of a table, and the lines between and below them, such as sums and remarks."""
    reader = _Reader(table)
    for index, row in enumerate(table.rows):
        after = table.rows[index + 1] if index + 1 < len(table.rows) else ()
        reader.take(row, table.first_row + index, after)
    return reader.finished()


class _Reader:
    def __init__(self, table: HeadedTable) -> None:
        self._table = table
        self._number = next(iter(table.columns("number")), None)
        self._key = _key_of(table)
        self._records: list[Record] = []
        self._lines: list[str] = []
        self._groups: list[str] = []
        self._waiting: list[str] = []  # groups without a record yet
        self._seen = set[tuple[int, int]]()
        self._before: Row = ()

    def take(self, row: Row, number: int, after: Row) -> None:
        """Take the next row in; the one after it may show that it heads a group."""
        if not any(cell.text.strip() for cell in row) or is_repeated_head(row, self._table.heads):
            return
        if self._is_sum(row):
            self._lines.append(self._line(row))
        elif self._is_group(row) or self._heads_numbers(row, after):
            self._open_group(self._line(row))
        elif self._goes_on(row):
            self._extend(row)
        else:
            self._begin(row, number)
        self._seen |= {cell.origin for cell in row}
        self._before = row

    def finished(self) -> Records:
        """Return what was read; groups behind the last record are lines."""
        return Records(self._records, [*self._lines, *self._waiting])

    def _line(self, row: Row) -> str:
        return " ".join(one_line(cell.text) for cell in dict.fromkeys(row) if cell.text.strip())

    def _is_sum(self, row: Row) -> bool:
        texts = [one_line(cell.text) for cell in dict.fromkeys(row) if cell.text.strip()]
        return bool(re.match(r"(รวม|ยอดรวม|รวมทั้งสิ้น)([ :0-9]|$|ทั้ง|งบ|เงิน|จำนวน)|หมายเหตุ *:", texts[0]))

    def _is_group(self, row: Row) -> bool:
        """Check whether a row is a heading over the rows below it: one wide cell, or one text alone."""
        filled = [cell for cell in dict.fromkeys(row) if cell.text.strip()]
        if any(cell.origin in self._seen for cell in filled):
            return False  # a merged cell from above, so it belongs to the record there
        numbers = [cell for cell in filled if re.fullmatch(_NUMBER, one_line(cell.text))]
        texts = [cell for cell in filled if cell not in numbers]
        if len(texts) != 1 or len(row) < 3:  # noqa: PLR2004
            return False
        width = sum(cell == texts[0] for cell in row)
        if width > 1 and width + len(numbers) >= len(row) - 1:
            return True
        if numbers and width * 2 < len(row):
            return False
        text = one_line(texts[0].text)
        first = texts[0].column <= (self._key or 0)
        is_before_key = self._key is not None and texts[0].column < self._key
        is_named = re.match(f"({_NUMBER} *)?{_GROUP_WORDS}", text) is not None
        has_number_column = self._number is not None and texts[0].column != self._number
        return first and (
            is_named
            or width > 1
            or (is_before_key and not self._is_column(texts[0].column))
            or (
                has_number_column
                and texts[0].column == self._key
                and not self._is_merged_below(texts[0].column)
                and re.match(_NUMBER, text) is not None
            )
            or texts[0].column == self._number
        )

    def _heads_numbers(self, row: Row, after: Row) -> bool:
        """Check whether a row has a number and a name alone, and the next row a number within that number."""
        if self._number is None or not after:
            return False
        filled = [cell for cell in dict.fromkeys(row) if cell.text.strip()]
        own, below = (one_line(line[self._number].text).rstrip(".)") for line in (row, after))
        is_alone = len(filled) == 2 and row[self._number] in filled  # noqa: PLR2004  the number and the name
        return is_alone and bool(own) and below.startswith(f"{own}.") and len(below) > len(own) + 1

    def _is_column(self, column: int) -> bool:
        return self._table.headings[column].column in {"group", "issue", "project"}

    def _is_merged_below(self, column: int) -> bool:
        return bool(self._before) and self._before[column].text == ""

    def _open_group(self, text: str) -> None:
        kind = _kind(text)
        kinds = [_kind(group) for group in self._groups]
        if not self._waiting and self._groups and kind in kinds:
            del self._groups[kinds.index(kind) :]
        elif not self._waiting:
            self._groups.clear()
        elif kind in kinds:
            # Two headings of one kind without a row between them: the first has no measures.
            self._lines += self._groups[kinds.index(kind) :]
            del self._groups[kinds.index(kind) :]
        if len(self._groups) == _MAX_GROUPS:
            text = f"{self._groups.pop()} {text}"
        self._groups.append(text)
        self._waiting.append(text)

    def _goes_on(self, row: Row) -> bool:
        """Check whether a row belongs to the record above it."""
        if not self._records or self._key is None:
            return False
        key = row[self._key]
        number = row[self._number] if self._number is not None else None
        if key.text.strip() and key.origin in self._seen:
            has_new_number = number and number.text.strip() and number.origin not in self._seen
            return not has_new_number
        if key.text.strip():
            return False
        return not (number and number.text.strip() and number.origin not in self._seen)

    def _extend(self, row: Row) -> None:
        record = self._records[-1]
        key = row[self._key or 0]
        if not key.text.strip():
            record.is_guess.append(self._line(row))
        own: dict[int, str] = {}
        for column, cell in enumerate(row):
            if cell.text.strip() and cell.origin not in self._seen and cell.column == column:
                record.cells.setdefault(column, []).append(cell.text)
                own[column] = cell.text
        record.rows.append(own)

    def _begin(self, row: Row, number: int) -> None:
        cells = {column: [cell.text] for column, cell in enumerate(row) if cell.text.strip()}
        # A cell as wide as several columns of different meaning is the text of the first.
        wide = [column for column, cell in enumerate(row) if cell.column != column]
        for column in wide:
            cells.pop(column, None)
        own = {column: texts[0] for column, texts in cells.items()}
        shared = {column for column, cell in enumerate(row) if cell.text.strip() and cell.origin in self._seen}
        self._records.append(Record(self._table.place, number, tuple(self._groups), cells, shared, [], [own]))
        self._waiting.clear()


def _key_of(table: HeadedTable) -> int | None:
    """Return the column that says what a row is about."""
    for name in _KEYS:
        columns = table.columns(name)
        if columns:
            return columns[0]
    return None


def _kind(text: str) -> str:
    """Return what headings of one level have in common: the word before the number, and the depth of the number."""
    match = re.match(rf"([^0-9]{{0,30}}?)({_NUMBER})", text)
    if match is None:
        return re.sub(f"^{_GROUP_WORDS}.*", r"\1", text) if re.match(_GROUP_WORDS, text) else ""
    return f"{match[1].strip()}{match[2].strip('().').count('.')}"


def lines_in(text: str) -> list[str]:
    """Return the lines of a text, whatever parts them."""
    return [line.strip() for line in re.split(f"[\n{SOFT_BREAK}]", text) if line.strip()]
