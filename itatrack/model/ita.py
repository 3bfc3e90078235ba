"""The facts of the ITA that change from year to year: indicators, levels and item numbers.

They stand in `ita.tsv` beside this module, a row each, with the years of the assessment that it holds for (blank: all),
its source, and whether that is verified. A level needs `total` points, and where `each` is given as many of each
instrument. An item has the programme whose numbers it is of, and how many years `back` lies the fiscal year that it
asks about: the result item of ITA 2568 asks for the results of 2567. No number of the items of health units (MOIT) is
known, so their programme has no rows.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Row(NamedTuple):
    """A row of the table, its values as they are written."""

    kind: str
    programme: str
    from_: str
    to: str
    back: str
    key: str
    text: str
    total: str
    each: str
    verified: str
    source: str


class Item(NamedTuple):
    """What the assessment of a year asks for about a plan: its measures, or their results."""

    number: str
    title: str
    assessment_year: int
    is_result: bool
    is_verified: bool


@cache
def _lines() -> list[str]:
    return Path(__file__).with_name("ita.tsv").read_text(encoding="utf-8").splitlines()


@cache
def _of(kind: str, year: int | None = None) -> list[Row]:
    rows = [Row(*line.split("\t")) for line in _lines() if line.startswith(kind + "\t")]
    return [row for row in rows if year is None or int(row.from_ or year) <= year <= int(row.to or year)]


def indicators() -> dict[str, str]:
    """Return the names of the indicators by their numbers."""
    return {row.key: row.text for row in _of("indicator")}


def indicator(word: str) -> str | None:
    """Return the number of an indicator that is named by its number or its name, or None where there is none."""
    known = indicators()
    return word if word in known else next((number for number, name in known.items() if name == word), None)


def items(year: int, programme: str) -> list[Item]:
    """Return the items that ask about the measures of a fiscal year, and then those about their results."""
    return [
        Item(row.key, row.text, year + int(row.back), row.kind == "result", row.verified == "yes")
        for kind in ("measures", "result")
        for row in _of(kind)
        if row.programme == programme and int(row.from_) <= year + int(row.back) <= int(row.to)
    ]


def possible_levels(year: int, total: Decimal, instruments: Sequence[Decimal | None]) -> list[str]:
    """Return the levels that a total can have in a fiscal year, the highest first; none for a year without a scale.

    Args:
        year: fiscal year of the Buddhist era.
        total: the score; the scale leaves gaps such as 84.995, so it is rounded as it is printed.
        instruments: the scores of IIT, EIT and OIT as far as they are known.
    """
    total, *known = (_rounded(score) for score in (total, *instruments) if score is not None)
    levels = []
    for level in _of("level", year):
        each = Decimal(level.each or 0)
        if total < Decimal(level.total) or any(score < each for score in known):
            continue
        levels.append(level.key)
        if not level.each or len(known) == len(instruments):
            break  # this level is reached, whatever is not known
    return levels


def _rounded(score: Decimal) -> Decimal:
    return score.quantize(Decimal("0.01"), ROUND_HALF_UP)
