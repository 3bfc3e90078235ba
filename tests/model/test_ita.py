"""The table of the ITA's facts, and what is concluded from it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from support import ROOT

from itatrack.model import ita
from itatrack.model.fields import fields_of
from itatrack.model.memo import Agency

PROGRAMMES = fields_of(Agency)["programme"].kind.schema()["enum"]
YEARS = (2499, *range(2563, 2571))
ROWS = [line.split("\t") for line in (ROOT / "itatrack" / "model" / "ita.tsv").read_text(encoding="utf-8").splitlines()]


def test_every_row_has_its_source() -> None:
    """Each row has all cells, a known kind, a source, and says whether that is verified."""
    head, *rows = ROWS
    assert head == ["kind", "programme", "from", "to", "back", "key", "text", "total", "each", "verified", "source"]
    for row in rows:
        assert len(row) == len(head), row
        assert row[0] in {"indicator", "level", "measures", "result"}
        assert row[1] in {"", *PROGRAMMES}
        assert row[9] in {"yes", "no"}
        assert row[10]


def test_ten_indicators() -> None:
    """The ten indicators are known by their number and their name."""
    assert list(ita.indicators()) == [str(number) for number in range(1, 11)]
    assert ita.indicator("3") == ita.indicator("การใช้อำนาจ") == "3"
    assert ita.indicator("11") is None


@pytest.mark.parametrize(
    ("year", "total", "instruments", "levels"),
    [
        (2562, "67.87", (None, None, None), ["C"]),
        (2565, "95.62", (None, None, None), ["AA"]),
        (2564, "84.995", (None, None, None), ["A"]),
        (2564, "84.994", (None, None, None), ["B"]),
        (2565, "0", (None, None, None), ["F"]),
        (2566, "86.78", (None, None, None), ["ผ่านดี", "ผ่าน"]),
        (2567, "91.15", ("84.99", "95", "95"), ["ผ่าน"]),
        (2567, "96", ("95", "95", "98"), ["ผ่านดีเยี่ยม"]),
        (2567, "96", ("94.994", "95", "98"), ["ผ่านดี"]),
        (2567, "96", ("94.995", "95", "98"), ["ผ่านดีเยี่ยม"]),
        (2567, "96", (None, "84", None), ["ผ่าน"]),
        (2567, "96", (None, None, None), ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน"]),
        (2568, "84.99", (None, None, None), ["ต้องปรับปรุง"]),
        (2568, "69.99", ("99", "99", "99"), ["ต้องปรับปรุงโดยด่วน"]),
        (2561, "83.10", (None, None, None), []),
    ],
)
def test_levels(year: int, total: str, instruments: tuple[str | None, ...], levels: list[str]) -> None:
    """A total can have the levels of its year's scale, as far as the instruments do not decide between them."""
    known = [Decimal(one) if one is not None else None for one in instruments]
    assert ita.possible_levels(year, Decimal(total), known) == levels


def test_items_of_a_year() -> None:
    """The items are those that ask about a plan's year, which are of two assessments from 2567 on."""
    of = {
        year: [(each.number, each.assessment_year, each.is_verified) for each in ita.items(year, "local")]
        for year in YEARS
    }
    assert of[2564] == [("O42", 2564, True), ("O43", 2564, True)]
    assert of[2566] == [("O42", 2566, True), ("O43", 2566, True), ("O35", 2567, False)]
    assert of[2567] == [("O34", 2567, False), ("O28", 2568, True)]
    assert of[2568] == [("O27", 2568, True), ("O26", 2569, False)]
    assert of[2569] == [("O25", 2569, False)]
    assert of[2499] == []


def test_items_of_a_programme() -> None:
    """Who is of another programme is told no number of local government, nor one that is not verified."""
    assert [each.number for each in ita.items(2568, "vocational")] == ["O36", "O37"]
    for programme in PROGRAMMES[1:]:
        assert not any(each.is_verified for year in YEARS for each in ita.items(year, programme))
