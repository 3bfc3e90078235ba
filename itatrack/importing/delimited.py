"""Read a table of comma-separated values, in the encodings and with the separators that offices write."""

from __future__ import annotations

import csv
import io

from itatrack.findings.message import message
from itatrack.importing.grid import MAX_CELLS, SOFT_BREAK, Block, SourceError, clean_text, table_of

_SEPARATORS = ",;\t|"


def decoded(content: bytes) -> tuple[str, bool]:
    """Return the text of a file, and whether its encoding is the old Thai one.

    Raises:
        SourceError: it is no text in any encoding that offices use.
    """
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_wide else ["utf-8-sig", "cp874"]
    for encoding in encodings:
        try:
            return content.decode(encoding), encoding == "cp874"
        except UnicodeDecodeError:
            continue
    raise SourceError(message("it cannot be read as text: save it as UTF-8"))


def read(text: str) -> list[Block]:
    """Return the table of a text of comma-separated values.

    Raises:
        SourceError: it holds no table.
    """
    if "\0" in text:
        raise SourceError(message("it cannot be read as text: save it as UTF-8"))
    try:
        rows: list[list[str]] = []
        count = 0
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_by(text)):
            count += len(row)
            if count > MAX_CELLS:
                break
            rows.append([clean_text(cell.replace("\n", SOFT_BREAK)) for cell in row])
    except csv.Error as error:
        raise SourceError(message("the table cannot be read: {problem}", problem=str(error))) from error
    if count > MAX_CELLS or len(rows) * max(map(len, rows), default=0) > MAX_CELLS:
        raise SourceError(message("the tables have more than {limit} cells", limit=f"{MAX_CELLS:,}"))
    return [table_of(message("the table"), rows)]


def _by(text: str) -> str:
    """Return the sign that parts the cells: the one by which most lines have cells, and the most of them."""

    def cells(separator: str) -> tuple[int, int]:
        try:
            sample = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=separator)
            widths = [sum(map(bool, row)) for row in sample if row]
        except csv.Error:
            return 0, 0
        return sum(width > 1 for width in widths), sum(widths)

    return max(_SEPARATORS, key=cells)
