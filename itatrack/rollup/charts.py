"""Small charts as SVG within a page: the share of each status of an agency, and what was done over the year."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from itatrack.findings.message import message
from itatrack.rollup.agency_row import QUARTERS
from itatrack.rollup.rollup import percent_of, totals_of

if TYPE_CHECKING:
    from itatrack.findings.message import Translator
    from itatrack.rollup.agency_row import AgencyRow
    from itatrack.rollup.rollup import GroupBy, Rollup, Totals

_STATUSES: Final = {
    "done": message("done"),
    "in_progress": message("in progress"),
    "not_started": message("not started"),
    "cancelled": message("cancelled"),
}
_WIDTH, _HEIGHT = 120, 12
# Of the chart of the year: how far its columns stand apart, how wide and at most how high they are, room for a line.
_STEP, _COLUMN, _HIGHEST, _LINE = 56, 40, 60, 14


def shares(row: AgencyRow, translate: Translator) -> str:
    """Return a bar with the share of each status; what it shows is said in words, too."""
    counts = {name: getattr(row, name) for name in _STATUSES}
    words = " ".join(f"{translate(_STATUSES[name])} {count}" for name, count in counts.items() if count)
    parts, start = [], 0.0
    for name, count in counts.items():
        width = _WIDTH * count / row.measures if row.measures else 0
        parts.append(f'<rect class="{name}" x="{start:.1f}" width="{width:.1f}" height="{_HEIGHT}"/>' if count else "")
        start += width
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    return f'<svg role="img" aria-label="{escape(words)}" {size}>{"".join(parts)}</svg>'


def legend(translate: Translator) -> str:
    """Return which colour stands for which status."""
    items = "".join(
        f'<li><svg width="12" height="12" aria-hidden="true"><rect class="{name}" width="12" height="12"/></svg> '
        f"{escape(translate(label))}</li>"
        for name, label in _STATUSES.items()
    )
    return f'<ul class="legend">{items}</ul>\n'


def over_the_year(rollup: Rollup, by: GroupBy, translate: Translator) -> str:
    """Return a section with a chart of what was done at the end of each quarter, of all agencies and of each group."""
    sums = {translate(message("all")): rollup.totals}
    sums |= {name: totals_of(rows) for name, rows in rollup.groups(by).items() if name}
    figures = [
        f"<figure>{_columns(totals, translate)}<figcaption>{escape(name)}</figcaption></figure>"
        for name, totals in sums.items()
        if totals.done_at
    ]
    if not figures:
        return ""
    title = escape(translate(message("percent done after so many months of the fiscal year")))
    return (
        f'<section id="year" aria-labelledby="year-title">\n<h2 id="year-title">{title}</h2>\n'
        f'<div class="figures">{"".join(figures)}</div>\n</section>\n'
    )


def _columns(totals: Totals, translate: Translator) -> str:
    """Return a column for each quarter that is over, with its percentage above and its months below."""
    parts, words = [], []
    for index, (months, done) in enumerate(zip(QUARTERS, totals.done_at, strict=False)):
        percent = percent_of(done, totals.measures)
        height = float(percent) * _HIGHEST / 100
        left, top = index * _STEP, _LINE + _HIGHEST - height
        middle = left + _COLUMN // 2
        shown = f"{percent:.0f}%"
        words.append(translate("{months} months: {percent}", months=months, percent=shown))
        parts.append(f'<rect class="done" x="{left}" y="{top:.1f}" width="{_COLUMN}" height="{height:.1f}"/>')
        parts.append(f'<text x="{middle}" y="{top - 3:.1f}">{shown}</text>')
        parts.append(f'<text x="{middle}" y="{_LINE + _HIGHEST + _LINE - 2}">{months}</text>')
    width, height = _STEP * len(QUARTERS), _HIGHEST + 2 * _LINE
    base = _LINE + _HIGHEST
    axis = f'<line x1="0" x2="{width - _STEP + _COLUMN}" y1="{base}" y2="{base}"/>'
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg role="img" aria-label="{escape(", ".join(words))}" {size}>{"".join(parts)}{axis}</svg>'
