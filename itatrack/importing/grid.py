"""What every source is brought to: lines of text, and tables whose merged cells are resolved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from itatrack.textfile.source import forbidden_in_value
from itatrack.thai.digits import to_arabic
from itatrack.thai.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.findings.message import Message

# A paragraph ends at a line feed; a line within one at this sign, where the source tells the two apart.
SOFT_BREAK = "\v"
BULLET = "•"
# As many as the tables of a hundred plans have.
MAX_CELLS = 200_000


class SourceError(Exception):
    """A source that cannot be read: what is wrong with it, in no language."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.text)
        self.said = said


class Cell(NamedTuple):
    """A cell: its text, and the row and column where it begins, which cells of one merged cell share."""

    text: str
    row: int
    column: int

    @property
    def origin(self) -> tuple[int, int]:
        """Return where it begins."""
        return self.row, self.column


class Table(NamedTuple):
    """A table.

    Attributes:
        place: how people find it.
        rows: its cells; all rows have the same length.
        heads: how many rows the source itself marks as heads.
        first_row: the number of its first row, as people count.
    """

    place: Message
    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    first_row: int = 1


Block: TypeAlias = "str | Table"


def table_of(place: Message, texts: Sequence[Sequence[str]], heads: int = 0) -> Table:
    """Return a table without merged cells, whose rows need not have the same length."""
    width = max(map(len, texts), default=0)
    rows = tuple(
        tuple(Cell(row[column] if column < len(row) else "", number, column) for column in range(width))
        for number, row in enumerate(texts)
    )
    return Table(place, rows, heads)


def clean_text(text: str) -> str:
    """Return a text as the files may hold it: one spelling, Arabic digits, and strange signs by their names.

    Line breaks stay as they are; blanks are one each.
    """
    if not text:
        return ""
    lines = re.split(f"([\n{SOFT_BREAK}])", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(part if part in {"\n", SOFT_BREAK} else _clean_line(part) for part in lines)
    return re.sub(f"^[\\s{SOFT_BREAK}]+|[\\s{SOFT_BREAK}]+$", "", kept)


def _clean_line(text: str) -> str:
    text = re.sub("[\x1c-\x1f\x85\u2028\u2029\t]", " ", text)
    while forbidden := forbidden_in_value(text):
        letter = chr(int(forbidden[1].removeprefix("U+"), base=16))
        text = text.replace(letter, f"<{forbidden[1]}>")
    return to_arabic(re.sub(" {2,}", " ", normalise(text)))


def one_line(text: str) -> str:
    """Return a text of several lines on one."""
    return re.sub(f"[\\s{SOFT_BREAK}]+", " ", text).strip()
