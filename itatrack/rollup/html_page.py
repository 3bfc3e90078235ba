"""A roll-up as one web page without requests: tables to sort and to filter by group, and charts.

All is read without scripts, which only add to the page: buttons in the headings that sort, and the choice of a group.
"""

from __future__ import annotations

import re
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from itatrack.findings.message import message
from itatrack.rollup import tables
from itatrack.rollup.charts import legend, over_the_year, shares
from itatrack.rollup.summary import heading, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.findings.message import Translator
    from itatrack.report.tables import Cell, Table
    from itatrack.rollup.rollup import GroupBy, Rollup

# A number of nine or ten digits as people write it, with what may stand behind it.
_PHONE = r"0[ -]*(?:[0-9][ -]*){8,9}(?:ต่อ.*)?"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def html_page(rollup: Rollup, by: GroupBy, translate: Translator) -> str:
    """Return the page; the agencies to be called come first."""
    title = escape(translate(heading(rollup)))
    # What a list of bookmarks shows is short.
    short = escape(translate("agencies in the fiscal year {year}", year=rollup.fiscal_year))
    here = Path(__file__)
    style, script = (here.with_name(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    sections = [
        _choice(rollup, by, translate),
        _section(
            tables.call_table(rollup, by, translate), "calls", groups=[getattr(row, by) for row in rollup.to_call]
        ),
        over_the_year(rollup, by, translate),
        legend(translate) + _agencies(rollup, by, translate),
        _section(tables.group_table(rollup, by, translate), "groups", groups=[*rollup.groups(by)]),
        _section(
            tables.overdue_table(rollup, translate), "overdue", groups=[getattr(row, by) for row, _ in rollup.overdue]
        ),
        _section(tables.shared_table(rollup, translate), "shared"),
    ]
    language = "th" if any("\u0e00" <= letter < "\u0e80" for letter in translate(message("agencies"))) else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{short}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<p>{escape(said(rollup, translate))}</p>\n"
        f"{''.join(sections)}</main>\n<script>\n{script}</script>\n</body>\n</html>\n"
    )


def _agencies(rollup: Rollup, by: GroupBy, translate: Translator) -> str:
    table = tables.agency_table(rollup, by, translate)
    charts = [shares(row, translate) if row.has_figures else "" for row in rollup.rows]
    return _section(table, "agencies", (translate(message("share")), charts), [getattr(row, by) for row in rollup.rows])


def _choice(rollup: Rollup, by: GroupBy, translate: Translator) -> str:
    """Return the choice of a group, which the script shows; nothing where there are none."""
    groups = rollup.groups(by)
    if not groups:
        return ""
    without, all_of_them = translate(message("without a group")), escape(translate(message("all")))
    options = [f'<option value="{escape(name)}">{escape(name or without)}</option>' for name in groups]
    everything = f'<option value="*">{all_of_them}</option>'
    label = escape(translate(tables.GROUPS[by]))
    return f'<p id="choice" hidden><label>{label} <select>{everything}{"".join(options)}</select></label></p>\n'


def _section(
    table: Table, name: str, charts: tuple[str, Sequence[str]] | None = None, groups: Sequence[str] | None = None
) -> str:
    """Return a table as a section, or nothing where it has no rows.

    Args:
        table: the table.
        name: what its section is called in the page.
        charts: the heading of a column of charts behind the first one, and the chart of each row.
        groups: the group of each row, by which it may be chosen.
    """
    if not table.rows:
        return ""
    heads = [f'<th scope="col">{escape(label.title)}</th>' for label in table.headings]
    if charts:
        heads.insert(1, f'<th scope="col" class="chart">{escape(charts[0])}</th>')
    lines = []
    for index, row in enumerate(table.rows):
        cells = [f'<th scope="row"{_value(row[0])}>{_text(row[0])}</th>', *map(_cell, row[1:])]
        if charts:
            cells.insert(1, f'<td class="chart">{charts[1][index]}</td>')
        group = f' data-group="{escape(groups[index])}"' if groups else ""
        lines.append(f"<tr{group}>{''.join(cells)}</tr>\n")
    return (
        f'<section id="{name}" tabindex="0" aria-labelledby="{name}-title">\n<table>\n'
        f'<caption><h2 id="{name}-title">{escape(table.caption)}</h2></caption>\n'
        f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>\n{''.join(lines)}</tbody>\n</table>\n</section>\n"
    )


def _cell(cell: Cell) -> str:
    # What is broken off at its hyphens is hard to read: days and telephone numbers.
    whole = cell.value is not None or all(re.fullmatch("[0-9-]+", item.text) for item in cell.items)
    kind = ' class="number"' if cell.align == "right" else ' class="whole"' if whole else ""
    text = _text(cell)
    if re.fullmatch(_PHONE, text):
        number = re.sub("[^0-9]", "", re.split("[^0-9 -]", text)[0])
        text = f'<a href="tel:{number}">{text}</a>'
    return f"<td{kind}{_value(cell)}>{text}</td>"


def _text(cell: Cell) -> str:
    return escape(" ".join(item.text for item in cell.items)) or "–"


def _value(cell: Cell) -> str:
    """Return what a row is sorted by, where its text does not say it."""
    if cell.value is None:
        return ""
    return f' data-value="{cell.value:f}"' if isinstance(cell.value, Decimal) else f' data-value="{cell.value}"'
