"""The formats of a roll-up, each by its name: the text or the bytes of a whole document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from itatrack.findings.message import Translator
    from itatrack.rollup.rollup import GroupBy, Rollup

PaperFormat = Literal["docx", "pdf"]
DataFormat = Literal["txt", "md", "csv", "xlsx", "html", "json", "jsonl"]
RollupFormat = Literal[DataFormat, PaperFormat]
FORMATS: Final[tuple[RollupFormat, ...]] = get_args(RollupFormat)


def document(
    rollup: Rollup, by: GroupBy, format_: DataFormat, translate: Translator, *, bom: bool = False
) -> str | bytes:
    """Return a roll-up in a format that is no paper; `bom` is for CSV.

    Raises:
        TooLongError: a text is longer than a cell of Excel.
    """
    if format_ == "md":
        from itatrack.rollup.text import markdown

        return markdown(rollup, by, translate)
    if format_ == "csv":
        from itatrack.report.sheets.csv_file import csv_file
        from itatrack.rollup.tables import data_table

        return csv_file(data_table(rollup, by, translate), bom=bom)
    if format_ == "xlsx":
        return _workbook(rollup, by, translate)
    if format_ == "html":
        from itatrack.rollup.html_page import html_page

        return html_page(rollup, by, translate)
    if format_ in {"json", "jsonl"}:
        from itatrack.rollup.rollup_json import envelope, lines

        whole = format_ == "json"
        return (
            json.dumps(envelope(rollup, by), ensure_ascii=False, indent=2) + "\n" if whole else "".join(lines(rollup))
        )
    from itatrack.overview.cells import plain
    from itatrack.rollup.text import text_lines

    return plain(text_lines(rollup, by, translate))


def _workbook(rollup: Rollup, by: GroupBy, translate: Translator) -> bytes:
    """Return a workbook with a sheet for each table that has rows."""
    import datetime as dt

    from itatrack.report.sheets.xlsx_file import SheetAbout, xlsx_file
    from itatrack.rollup import tables
    from itatrack.rollup.summary import heading

    shown = [
        tables.agency_table(rollup, by, translate),
        tables.call_table(rollup, by, translate),
        tables.group_table(rollup, by, translate),
        tables.overdue_table(rollup, translate),
        tables.shared_table(rollup, translate),
    ]
    day = max((row.as_of for row in rollup.rows if row.as_of), default=dt.date(2000, 1, 1))
    about = SheetAbout(translate(heading(rollup)), "itatrack", day)
    return xlsx_file([table for table in shown if table.rows], about)
