"""The progress of a year as a drawing (SVG): a bar a day, of how many measures stood at each status."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from itatrack.model.columns import word_for
from itatrack.model.status import Status
from itatrack.progress.rounds import fiscal_year_of
from itatrack.thai import calendar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from itatrack.model.records import Plan
    from itatrack.progress.state import Progress

# From the foot of a bar up; a pattern of its own for each status would say no more than the numbers on it.
SHOWN: Final = (Status.DONE, Status.IN_PROGRESS, Status.NOT_STARTED, Status.CANCELLED)
_MONTHS: Final = 12
_HEIGHT, _TOP, _FOOT, _STEP, _BAR, _LINE = 150, 4, 48, 28, 20, 14


def days_shown(plan: Plan, as_of: dt.date) -> list[dt.date]:
    """Return the ends of the months from the plan's fiscal year on that have come, and the day itself.

    A year after the plan's year no month is shown.
    """
    year = fiscal_year_of(plan)
    ends = [calendar.fiscal_month_end(year, months) for months in range(1, 2 * _MONTHS + 1)] if year else []
    return [*(day for day in ends if day < as_of), as_of]


def chart(plan: Plan, states: Sequence[Progress]) -> str:
    """Return the drawing; what it shows stands beside it as a table, so it has a name and no more text.

    It has room for a whole year, so that it fits a phone and grows with its page.
    """
    width = _STEP * max(len(states), _MONTHS)
    parts = [
        f'<svg viewBox="0 0 {width} {_TOP + _HEIGHT + _FOOT}" role="img" aria-labelledby="chart-name">',
        f'<title id="chart-name">{escape("จำนวนมาตรการในแต่ละสถานะ ณ สิ้นเดือน")}</title>',
    ]
    year = ""
    for place, progress in enumerate(states):
        left, foot = place * _STEP + (_STEP - _BAR) / 2, float(_TOP + _HEIGHT)
        for status in SHOWN:
            count = progress.count(status)
            height = round(_HEIGHT * count / max(len(progress.states), 1), 2)
            foot -= height
            if count:
                word = escape(word_for(plan, status))
                parts.append(
                    f'<rect class="{status.code}" x="{left:g}" y="{foot:g}" width="{_BAR}" height="{height:g}">'
                    f"<title>{word} {count}</title></rect>"
                )
        lines = calendar.short(progress.as_of).split()
        # The year stands where it begins.
        lines, year = (lines[:-1] if lines[-1] == year else lines), lines[-1]
        for line, text in enumerate(lines, start=1):
            at = _TOP + _HEIGHT + _LINE * line
            parts.append(f'<text x="{left + _BAR / 2:g}" y="{at}" text-anchor="middle">{escape(text)}</text>')
    return "\n".join([*parts, "</svg>"])
