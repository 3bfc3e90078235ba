"""The formats of a roll-up, each by its name: the text or the bytes of a whole document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from itatrack.findings.message import Translator
    from itatrack.rollup.rollup import GroupBy, Rollup

RollupFormat = Literal["txt", "md", "csv", "json", "jsonl"]
FORMATS: Final[tuple[RollupFormat, ...]] = get_args(RollupFormat)


def document(
    rollup: Rollup, by: GroupBy, format_: RollupFormat, translate: Translator, *, bom: bool = False
) -> str | bytes:
    """Return a roll-up in a format; `bom` is for CSV."""
    if format_ == "md":
        from itatrack.rollup.text import markdown

        return markdown(rollup, by, translate)
    if format_ == "csv":
        from itatrack.report.sheets.csv_file import csv_file
        from itatrack.rollup.tables import agency_table

        return csv_file(agency_table(rollup, by, translate), bom=bom)
    if format_ == "json":
        from itatrack.rollup.rollup_json import envelope

        return json.dumps(envelope(rollup, by), ensure_ascii=False, indent=2) + "\n"
    if format_ == "jsonl":
        from itatrack.rollup.rollup_json import lines

        return "".join(lines(rollup))
    from itatrack.overview.cells import plain
    from itatrack.rollup.text import text_lines

    return plain(text_lines(rollup, by, translate))
